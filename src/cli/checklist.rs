//! `checklist`: the items with their evidence, and the checklist's file brought up to date.

use std::fmt::Write as _;

use super::{ChecklistArguments, FINDINGS, Style, TROUBLE, complain, print, styled};
use crate::format::steps::{self, Checklist};
use crate::project::{self, OnDisk, Project, today};
use crate::workflow::checklist::ITERATIONS;

/// Status 0 where every item passes or is waived and no question is open, else 1.
pub(super) fn run(arguments: &ChecklistArguments) -> u8 {
    let project = Project::default();
    let validated = project.open(&arguments.file, &OnDisk).and_then(|perspective| {
        let validation = project.validate(&perspective, &today(), &OnDisk)?;
        if arguments.write {
            validation.file.carry_out()?;
        }
        Ok((perspective, validation))
    });
    let (perspective, validation) = match validated {
        Ok(validated) => validated,
        Err(failure) => {
            complain(&format!("{}: {}", failure.path.display(), failure.message));
            return TROUBLE;
        }
    };
    let (document, file) = (perspective.path.to_string_lossy(), validation.file.path.to_string_lossy());
    let file = (arguments.write || validation.file.before.is_some()).then_some(&*file);
    let written = arguments.write && validation.file.is_needed();
    let told = Checklist::of(&document, file, written, &perspective.checked, &validation.summary);
    let passes = told.status.passing + told.status.waived == told.status.total && told.status.markers == 0;
    let summary = &validation.summary;
    print(&if arguments.json { steps::line(&told) } else { human(&told, arguments.write, &validation) });
    if arguments.write && summary.exhausted() && !arguments.json {
        anstream::eprintln!(
            "{ITERATIONS} validations are used up and something remains: it stands in the checklist's notes, for people to settle"
        );
    }
    if passes && (!arguments.write || summary.complete) { 0 } else { FINDINGS }
}

fn human(told: &Checklist, write: bool, validation: &project::Validation) -> String {
    let mut out = String::new();
    let mut group = "";
    for item in &told.checklist {
        if group != item.group {
            group = &item.group;
            let _ = writeln!(out, "{}", styled(Style::STRONG, group));
        }
        let state = match item.state {
            "pass" => styled(Style::GOOD, "pass  "),
            "fail" => styled(Style::ERROR, "FAIL  "),
            other => styled(Style::WARNING, &format!("{other:<6}")),
        };
        let _ = writeln!(out, "  {state} {}", item.item);
        if item.state != "pass" || item.evidence.is_empty() {
            let _ = writeln!(out, "         {}", item.reason);
        }
        for place in item.evidence.iter().take(if item.state == "pass" { 1 } else { 3 }) {
            let words = place.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let short: String = words.chars().take(100).collect();
            let more = if short.len() < words.len() { "..." } else { "" };
            let _ = writeln!(out, "         {}", styled(Style::FAINT, &format!("line {}: {short}{more}", place.start.line)));
        }
    }
    let _ = writeln!(out);
    let summary = &told.summary;
    let _ = writeln!(
        out,
        "{}/{} -> {}/{} items ticked, validation {} of {ITERATIONS}",
        summary.before, summary.total, summary.after, summary.total, summary.iteration
    );
    for (what, items) in
        [("newly passing", &summary.newly_passing), ("fails again", &summary.regressions), ("not in the file", &summary.missing)]
    {
        for item in items {
            let _ = writeln!(out, "  {what}: {item}");
        }
    }
    let path = validation.file.path.display();
    let _ = match (write, validation.file.is_needed(), validation.file.before.is_some()) {
        (true, true, _) => writeln!(out, "written: {path}"),
        (true, false, _) => writeln!(out, "up to date: {path}"),
        (false, true, true) => writeln!(out, "out of date: {path} (--write brings it up to date)"),
        (false, _, false) => writeln!(out, "there is no file yet: --write makes {path}"),
        (false, false, true) => writeln!(out, "up to date: {path}"),
    };
    out
}
