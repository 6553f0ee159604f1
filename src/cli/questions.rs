//! `questions` and `answer`: what only the user knows, asked and taken in.

use super::{AnswerArguments, QuestionsArguments, TROUBLE, complain, count, print, warn};
use crate::format::steps::{self, Answered, Questions, Refused, Status};
use crate::project::{OnDisk, Project, Refusal, today};
use crate::workflow::answers::Options;
use crate::workflow::questions::render;

pub(super) fn run(arguments: &QuestionsArguments) -> u8 {
    let project = Project::default();
    let asked = project.open(&arguments.file, &OnDisk).and_then(|it| Ok((project.questions(&it, &OnDisk)?, it)));
    let (questions, perspective) = match asked {
        Ok(asked) => asked,
        Err(failure) => {
            complain(&format!("{}: {}", failure.path.display(), failure.message));
            return TROUBLE;
        }
    };
    if arguments.write
        && let Err(failure) = questions.file.carry_out()
    {
        complain(&format!("{}: {}", failure.path.display(), failure.message));
        return TROUBLE;
    }
    // What was written is what is asked now; it may have other numbers than an older sheet.
    let sheet = if arguments.write { crate::workflow::questions::parse(&questions.file.after) } else { questions.sheet };
    let path = questions.file.path.display().to_string();
    if arguments.json {
        let file = (arguments.write || questions.file.before.is_some()).then_some(path.as_str());
        let document = perspective.path.to_string_lossy();
        print(&steps::line(&Questions::of(&document, file, &perspective.checked, &sheet, &questions.left)));
        return 0;
    }
    if sheet.questions.is_empty() {
        print("No question is open.\n");
        return 0;
    }
    print(&render(&sheet));
    if !questions.left.is_empty() {
        let limit = perspective.checked.limit;
        let left = count(questions.left.len(), "more question");
        warn(&format!(
            "{left} over the limit of {limit}: answer these first, or decide the others yourself and note them under Assumptions"
        ));
    }
    let example: Vec<String> = sheet.questions.iter().map(|it| format!("Q{}: A", it.number)).collect();
    let how = format!("perspective-ls answer {} \"{}\"", arguments.file.display(), example.join(", "));
    anstream::eprintln!("{}answer with: {how}", if arguments.write { format!("written to {path}\n") } else { String::new() });
    0
}

pub(super) fn answer(arguments: &AnswerArguments) -> u8 {
    let project = Project::default();
    let taken = project.open(&arguments.file, &OnDisk).map_err(Refusal::from).and_then(|perspective| {
        let answers = (!arguments.answers.is_empty()).then(|| arguments.answers.join(" "));
        let answered =
            project.answer(&perspective, answers.as_deref(), Options { date: &today(), partial: false, duplicates: true }, &OnDisk)?;
        if !arguments.dry_run {
            for change in &answered.changes {
                change.carry_out()?;
            }
        }
        Ok((perspective, answered))
    });
    let (perspective, answered) = match taken {
        Ok(taken) => taken,
        Err(Refusal::Failed(failure)) => {
            complain(&format!("{}: {}", failure.path.display(), failure.message));
            return TROUBLE;
        }
        Err(Refusal::Problems(problems)) => {
            if arguments.json {
                print(&steps::line(&Refused::of(&problems)));
            }
            problems.iter().for_each(|it| complain(&format!("{}: {}", it.code, it.message)));
            anstream::eprintln!("nothing was written");
            return TROUBLE;
        }
    };
    let status = Status::of(&answered.checked);
    if arguments.json {
        let document = perspective.path.to_string_lossy();
        let validations = project.validations(&perspective.path);
        print(&steps::line(&Answered::of(&document, &answered.answered, !arguments.dry_run, &answered.checked, validations)));
        return 0;
    }
    let mut out = String::new();
    if answered.answered.is_empty() {
        out += "No question is open.\n";
    }
    for (number, question) in &answered.answered {
        out += &format!("answered Q{number}: {question}\n");
    }
    if arguments.dry_run {
        out += "nothing was written: this was a dry run\n";
    }
    let waived = if status.waived > 0 { format!(", {} waived", status.waived) } else { String::new() };
    out += &format!(
        "{}: {}/{} items pass{waived}, {} open, {}, {}\n",
        perspective.path.display(),
        status.passing,
        status.total,
        count(status.markers, "question"),
        count(status.errors, "error"),
        if status.ready { "ready" } else { "not ready" }
    );
    print(&out);
    0
}
