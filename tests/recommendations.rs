//! Labels of recommendations, in sentences that are no corpus: what is told, and what only sounds like it.

use perspective_ls::check::check;
use perspective_ls::config::Config;
use perspective_ls::model::RecommendationLabel::{self, Actionable, Partly, Vague};
use perspective_ls::persona::Personas;
use perspective_ls::text::Text;

fn labels(body: &str) -> Vec<RecommendationLabel> {
    let text = format!(
        "# Customer Success Manager Perspective: X\n\n## Customer Outcomes\n\n- Teams close their month in two days.\n\n## Recommendations\n\n{body}\n"
    );
    let persona = Personas::built_in().get("customer-success-manager").expect("it is built in").clone();
    check(&Text::new(text), &persona, &Config::default()).perspective.recommendations.iter().map(|it| it.label).collect()
}

#[test]
fn labels_of_bullets() {
    for (label, text) in [
        (Vague, "- Ensure consistent messaging across all touchpoints."),
        (Vague, "- CSMs to strengthen relationships with key sponsors by Q4."),
        (Vague, "- Consider offering discounts to loyal customers."),
        (Vague, "- Conduct regular business reviews."),
        (Vague, "- Boost CSAT to 4.6."),
        (Vague, "- Closer cooperation with regional partners."),
        (Partly, "- Ask handlers for photos of the rehomed dogs."),
        (Partly, "- Don't send release notes to read-only users."),
        (Actionable, "- Address late deliveries with a phone call from the planner the same afternoon."),
        (Actionable, "- Increase attendance by moving the webinar to 8 a.m."),
        (Actionable, "- Consider a price freeze for co-ops if more than 10% give notice by May."),
        (Actionable, "- Ensure each driver receives a printed card before the first tour."),
        (Actionable, "- Strengthen sponsor ties:\n  - book a call with each COO before the summer"),
    ] {
        assert_eq!(labels(text), [label], "{text}");
    }
}

#[test]
fn sentences_of_a_paragraph() {
    assert_eq!(
        labels("The following steps are ordered by effect. Each CSM blocks two hours on Friday for calls. This frees the week."),
        [Actionable]
    );
    assert_eq!(labels("Trust must be strengthened. Finance credits refunds within three working days."), [Vague, Actionable]);
}

#[test]
fn attributes_are_no_recommendations() {
    assert_eq!(
        labels("- **Action**: Send every tenant a letter.\n- **Owner**: Onboarding team\n- **Timeline**: within 5 days"),
        [Actionable]
    );
}
