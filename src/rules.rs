//! The rules: one file each, a page each, and the run over all of them.
#![deny(clippy::disallowed_methods)]

mod allowed;
mod answer_missing;
mod answer_unknown_option;
mod audience;
mod build_instruction;
mod checklist_missing;
mod checklist_stale;
mod differing_statement;
mod duplicate_clarification;
mod duplicate_section;
mod empty_clarification;
mod empty_section;
mod item_needs_review;
mod malformed_clarification;
mod mend;
mod missing_section;
mod no_metrics;
mod no_recommendations;
mod no_risk_assessment;
mod no_satisfaction_metric;
mod no_topic_metric;
mod open_clarification;
mod other_language;
mod outcome_focus;
mod outcome_without_metric;
mod outcome_without_recommendation;
mod outside_remit;
mod question_orphaned;
mod recommendation_without_value;
mod risk_without_response;
mod section_order;
mod settled_clarification;
mod strategy_not_detailed;
mod suppression_without_reason;
mod table_format;
mod technical_detail;
mod technical_metric;
mod tick_contradicted;
mod too_many_clarifications;
mod topic_not_addressed;
mod unfilled_placeholder;
mod unmeasurable_metric;
mod unresolved_metric;
mod unused_suppression;
mod vague_recommendation;

use crate::config::Config;
use crate::model::{Leak, Perspective};
use crate::persona::{Ban, Check, Item, Leaks, Persona, Role};
use crate::report::{CERTAIN, Finding, Fix, Related, Report, SILENT, SURE, Severity, State, Verdict};
use crate::syntax::Syntax;
use crate::text::{Span, Text};

/// A rule: data and a function.
pub struct Rule {
    /// Its stable name, the diagnostic's code; reads well after "allow".
    pub name: &'static str,
    /// What its findings weigh where settings do not say otherwise.
    pub severity: Severity,
    /// One line: what it finds.
    pub summary: &'static str,
    /// Its page, Markdown: what, why, bad, good, fixed. The examples are run as tests.
    pub page: &'static str,
    /// Finds.
    pub check: fn(&Context, &mut Sink),
}

/// All that a rule may look at.
pub struct Context<'a> {
    /// The document as characters.
    pub text: &'a Text,
    /// The document as Markdown.
    pub syntax: &'a Syntax,
    /// The document as a perspective.
    pub perspective: &'a Perspective,
    /// Whose checklist applies.
    pub persona: &'a Persona,
    /// The settings.
    pub config: &'a Config,
}

impl Context<'_> {
    /// The words in `span`, on one line, cut at about 80 characters, for a message.
    pub fn quote(&self, span: Span) -> String {
        shorten(self.text.slice(span))
    }

    /// Where a finding stands whose section is missing: the Recommendations' heading, else the title.
    pub fn elsewhere(&self) -> Span {
        let recommendations = self.perspective.section_of(Role::Recommendations).map(|it| it.heading);
        recommendations.or(self.perspective.title).unwrap_or_default()
    }

    /// Whether the persona's checklist asks for `check`.
    pub fn asks(&self, check: Check) -> bool {
        self.persona.items.iter().any(|item| item.asks(check))
    }

    /// The checks that `leak` fails here: those of items that the checklist has, by what the persona bans.
    pub fn forbids(&self, leak: &Leak) -> impl Iterator<Item = Check> + use<> {
        let Leaks { bans, details, .. } = &self.persona.leaks;
        let covers = |list: &[Ban]| list.iter().any(|it| it.covers(leak, &self.persona.lexicon));
        // A term that the settings ban is out of place whoever writes.
        let listed = leak.confidence == 100;
        let details = self.asks(Check::NoTechnology) && (listed || covers(details));
        let bans = self.asks(Check::NoLeak) && leak.guidance && (listed || covers(bans));
        [details.then_some(Check::NoTechnology), bans.then_some(Check::NoLeak)].into_iter().flatten()
    }
}

/// `text` on one line, cut at about 80 characters.
fn shorten(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(80) {
        None => words,
        Some((at, _)) => {
            let cut = words[..at].rfind(' ').unwrap_or(at);
            format!("{}...", words[..cut].trim_end_matches([',', ';', ':', ' ']))
        }
    }
}

/// Collects what the rules say.
pub struct Sink<'a> {
    rule: &'static Rule,
    persona: &'a Persona,
    findings: Vec<Finding>,
    /// Findings, by index, that are about items of the checklist.
    bound: Vec<bool>,
    evidence: Vec<(Check, Span, String)>,
}

impl Sink<'_> {
    /// Adds a finding of the running rule at `span`. `message` is one line that suffices alone.
    pub fn add(&mut self, span: Span, message: impl Into<String>) -> Draft<'_> {
        self.findings.push(Finding {
            code: self.rule.name,
            severity: self.rule.severity,
            confidence: CERTAIN,
            span,
            message: message.into(),
            help: String::new(),
            items: Vec::new(),
            related: Vec::new(),
            fixes: Vec::new(),
            unnecessary: false,
        });
        self.bound.push(false);
        let at = self.findings.len() - 1;
        Draft { persona: self.persona, finding: &mut self.findings[at], bound: &mut self.bound[at] }
    }

    /// Notes that `span` speaks for the items that ask for `check`, and why.
    pub fn evidence(&mut self, check: Check, span: Span, reason: impl Into<String>) {
        self.evidence.push((check, span, reason.into()));
    }
}

/// A finding being written.
pub struct Draft<'a> {
    persona: &'a Persona,
    finding: &'a mut Finding,
    bound: &'a mut bool,
}

impl Draft<'_> {
    /// The items that ask for `check` fail by this finding. Where the persona's checklist has no such item, and the
    /// finding fails no other, it is not said at all.
    pub fn fails(self, check: Check) -> Self {
        let items = self.persona.items.iter().enumerate().filter(|(_, item)| item.asks(check)).map(|(at, _)| at);
        self.finding.items.extend(items);
        *self.bound = true;
        self
    }

    /// The same for all of `checks`.
    pub fn fails_all(self, checks: Vec<Check>) -> Self {
        checks.into_iter().fold(self, Draft::fails)
    }

    /// What to do.
    pub fn help(self, help: impl Into<String>) -> Self {
        self.finding.help = help.into();
        self
    }

    /// How sure this is, in percent. What is not [`SURE`] is information and fails no item: where it is 60 to 40, the writer
    /// is believed (GUIDELINE, general rule 5). What is under [`SILENT`] is not said.
    pub fn confidence(self, percent: u8) -> Self {
        self.finding.confidence = percent;
        self
    }

    /// Another severity than the rule's own.
    pub fn severity(self, severity: Severity) -> Self {
        self.finding.severity = severity;
        self
    }

    /// Another place that explains it.
    pub fn related(self, span: Span, message: impl Into<String>) -> Self {
        self.finding.related.push(Related { span, message: message.into(), file: None });
        self
    }

    /// A way to mend it.
    pub fn fix(self, fix: Fix) -> Self {
        self.finding.fixes.push(fix);
        self
    }

    /// The text serves no purpose.
    pub fn unnecessary(self) -> Self {
        self.finding.unnecessary = true;
        self
    }
}

/// All rules, in the manual's order.
pub static RULES: &[Rule] = &[
    missing_section::RULE,
    empty_section::RULE,
    section_order::RULE,
    duplicate_section::RULE,
    unfilled_placeholder::RULE,
    table_format::RULE,
    too_many_clarifications::RULE,
    open_clarification::RULE,
    malformed_clarification::RULE,
    empty_clarification::RULE,
    duplicate_clarification::RULE,
    settled_clarification::RULE,
    technical_detail::RULE,
    technical_metric::RULE,
    build_instruction::RULE,
    outside_remit::RULE,
    audience::RULE,
    vague_recommendation::RULE,
    recommendation_without_value::RULE,
    no_recommendations::RULE,
    outcome_focus::RULE,
    unmeasurable_metric::RULE,
    unresolved_metric::RULE,
    no_metrics::RULE,
    no_satisfaction_metric::RULE,
    no_topic_metric::RULE,
    topic_not_addressed::RULE,
    strategy_not_detailed::RULE,
    no_risk_assessment::RULE,
    risk_without_response::RULE,
    outcome_without_recommendation::RULE,
    outcome_without_metric::RULE,
    differing_statement::RULE,
    item_needs_review::RULE,
    checklist_missing::RULE,
    checklist_stale::RULE,
    tick_contradicted::RULE,
    answer_missing::RULE,
    answer_unknown_option::RULE,
    question_orphaned::RULE,
    other_language::RULE,
    unused_suppression::RULE,
    suppression_without_reason::RULE,
];

/// Where the page of `code` is on the web: the rule's Markdown file in the repository.
pub fn url(code: &str) -> String {
    format!("{}/blob/main/src/rules/{}.md", env!("CARGO_PKG_REPOSITORY"), code.replace('-', "_"))
}

/// Rules whose findings come from a comparison of a perspective with its checklist, its sheet of questions or the other
/// perspectives of its feature, not from the perspective alone.
pub const BESIDE: &[&str] = &[
    checklist_missing::RULE.name,
    checklist_stale::RULE.name,
    tick_contradicted::RULE.name,
    answer_missing::RULE.name,
    answer_unknown_option::RULE.name,
    question_orphaned::RULE.name,
    differing_statement::RULE.name,
];

/// A finding of the rule called `name`, which is one of [`BESIDE`], at `span`.
pub fn finding(name: &str, span: Span, message: impl Into<String>, help: impl Into<String>) -> Finding {
    let rule = rule(name).unwrap_or(&RULES[0]);
    Finding {
        code: rule.name,
        severity: rule.severity,
        confidence: CERTAIN,
        span,
        message: message.into(),
        help: help.into(),
        items: Vec::new(),
        related: Vec::new(),
        fixes: Vec::new(),
        unnecessary: false,
    }
}

/// Findings on the tables of a text that is no perspective.
pub fn tables(text: &Text, syntax: &Syntax) -> Vec<Finding> {
    table_format::findings(text, syntax)
}

/// Rules on structure, placeholders and markers: they hold in any language.
const ANY_LANGUAGE: &[&str] = &[
    "missing-section",
    "empty-section",
    "section-order",
    "duplicate-section",
    "unfilled-placeholder",
    "too-many-clarifications",
    "open-clarification",
    "malformed-clarification",
    "empty-clarification",
    "duplicate-clarification",
    "settled-clarification",
    "item-needs-review",
    "table-format",
    "other-language",
    "suppression-without-reason",
];

/// The rule called `name`.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// The rule that was meant by `name`, which is none's: one that holds it, else the one spelt most like it.
pub fn nearest(name: &str) -> Option<&'static Rule> {
    let holding = || RULES.iter().find(|rule| name.len() > 2 && rule.name.contains(name));
    holding().or_else(|| RULES.iter().min_by_key(|rule| strsim::damerau_levenshtein(name, rule.name)))
}

/// Runs all rules and draws the verdicts.
pub fn run(cx: &Context) -> Report {
    let mut sink = Sink { rule: &RULES[0], persona: cx.persona, findings: Vec::new(), bound: Vec::new(), evidence: Vec::new() };
    for rule in RULES {
        if cx.perspective.foreign && !ANY_LANGUAGE.contains(&rule.name) {
            continue;
        }
        sink.rule = rule;
        (rule.check)(cx, &mut sink);
    }
    let Sink { findings, bound, evidence, .. } = sink;
    let asked = |(finding, bound): &(Finding, bool)| finding.confidence >= SILENT && (!bound || !finding.items.is_empty());
    let mut findings: Vec<Finding> = findings.into_iter().zip(bound).filter(asked).map(|(finding, _)| finding).collect();
    for finding in findings.iter_mut().filter(|it| it.confidence < SURE) {
        finding.severity = finding.severity.max(Severity::Information);
        finding.items.clear();
    }
    weigh(&mut findings, cx.config);
    let waived = allowed::apply(cx, &mut findings);
    findings.sort_by_key(|finding| (finding.span.start, finding.severity, finding.span.end));
    let verdict = |(at, item)| match verdict(at, item, &findings, &waived, &evidence) {
        // What was not read is not passed by guess.
        it if cx.perspective.foreign && it.state == State::Pass && item.check != Some(Check::Sections) => Verdict {
            state: State::Review,
            reason: "the document is not in English; a person has to decide this item".to_owned(),
            evidence: Vec::new(),
            ..it
        },
        it => it,
    };
    let verdicts = cx.persona.items.iter().enumerate().map(verdict).collect();
    Report { findings, verdicts }
}

/// Gives `findings` the severities of the settings, and takes out those that are switched off there.
pub fn weigh(findings: &mut Vec<Finding>, config: &Config) {
    findings.retain(|finding| config.severity.get(finding.code) != Some(&None));
    for finding in findings {
        if let Some(Some(severity)) = config.severity.get(finding.code) {
            finding.severity = *severity;
        }
    }
}

/// An item fails if a finding says so, is waived if all that say so are allowed, is for people if nothing decides it,
/// and passes otherwise.
fn verdict(item: usize, asked: &Item, findings: &[Finding], waived: &[allowed::Waiver], evidence: &[(Check, Span, String)]) -> Verdict {
    let Some(check) = asked.check else {
        return Verdict {
            item,
            state: State::Review,
            reason: match asked.why.as_str() {
                "" => "no program can decide this item; a person has to".to_owned(),
                why => format!("a person has to decide this item: {why}"),
            },
            evidence: Vec::new(),
        };
    };
    let against: Vec<&Finding> = findings.iter().filter(|finding| finding.items.contains(&item)).collect();
    if let Some(first) = against.first() {
        let mut evidence: Vec<Span> = against.iter().map(|it| it.span).collect();
        // What is absent is absent in more than one place.
        if matches!(check, Check::Topic(_) | Check::Risk) {
            evidence.extend(against.iter().flat_map(|it| it.related.iter().map(|other| other.span)));
        }
        return Verdict { item, state: State::Fail, reason: first.message.clone(), evidence };
    }
    if let Some(waiver) = waived.iter().find(|it| it.item == item) {
        return Verdict { item, state: State::Waived, reason: format!("allowed: {}", waiver.reason), evidence: vec![waiver.span] };
    }
    let proof = || evidence.iter().filter(|(it, ..)| *it == check || Some(*it) == asked.with);
    let reason = proof().next().map_or_else(|| "nothing speaks against it".to_owned(), |(_, _, reason)| reason.clone());
    Verdict { item, state: State::Pass, reason, evidence: proof().map(|(_, span, _)| *span).take(3).collect() }
}
