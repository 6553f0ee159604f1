//! Metrics of many trades, as people write them, and how the guideline labels each.

use std::sync::Arc;

use super::MetricLabel::{self, Measurable, Qualitative, Unmeasurable, Unresolved};
use crate::config::Config;
use crate::persona::{Persona, Personas};
use crate::{model, syntax};

fn persona() -> Arc<Persona> {
    Personas::built_in().get("customer-success-manager").expect("it is built in").clone()
}

/// The label and the first words of each metric in a section with `body`, and whether any measures satisfaction.
fn read(persona: &Persona, body: &str) -> (Vec<(MetricLabel, String)>, bool) {
    let text = format!("# Customer Success Manager Perspective: Test\n\n## Success Metrics\n\n{body}\n");
    let found = model::read(&text, &syntax::read(&text), persona, &Config::default()).metrics;
    let satisfied = found.iter().any(|it| it.satisfaction.is_some());
    (found.into_iter().map(|it| (it.label, it.head.of(&text).chars().take(12).collect())).collect(), satisfied)
}

/// Holds that each line is one metric with `label`.
fn all(label: MetricLabel, lines: &str) {
    let persona = persona();
    let wrong: Vec<String> = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .filter_map(|line| {
            let found: Vec<MetricLabel> = read(&persona, &format!("- {line}")).0.into_iter().map(|it| it.0).collect();
            (found != [label]).then(|| format!("{line}: {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "not {label:?}:\n{}", wrong.join("\n"));
}

#[test]
fn amounts_make_a_metric_measurable() {
    all(
        Measurable,
        "NPS of 45
        NPS ≥ 45 by Q4
        Raise NPS from 31 today to 45 by December
        Net Promoter Score: 31 → 45
        Gross revenue retention at or above 92%
        Reduce churn from 8% to 5% within 12 months
        Churn falls by a third
        Support first-response time under 4 business hours
        Maintain 24-hour incident response time
        Time-to-value: 14 days
        Time to first value within 30 days for 9 out of 10 new accounts
        No renewals lost to onboarding delays
        Zero escalations to the executive sponsor in the first 90 days
        All tier 1 accounts have a named executive sponsor
        Every account has a success plan on file
        Executive sponsors identified in each strategic account by 30 June
        Success plans signed by the sponsor before the end of Q2
        Customer advisory board launched by September
        At least two references per region
        $1.2M expansion ARR in FY26
        Expansion revenue of €400k
        120% NRR
        Adoption: 70% weekly active users (baseline: 52%)
        Adoption doubles
        15 new case studies published
        CSAT 4.5/5 after each training
        CSAT stays at 4.5 or better
        Churn not above last year's level
        At least as many references as last year
        Health score green (80+) in 85% of accounts
        One referenceable customer per quarter
        Median resolution time below two working days
        85% of licences in use by month six
        12 executive business reviews held in the half year
        Customer portal live in all regions by 1 May: yes or no
        Half of eligible accounts upgraded
        Onboarding completed within 30 days of signature
        Nobody waits more than a day for a reply
        Detractors: max 5
        3x pipeline coverage
        Advocates outnumber detractors three to one
        Renewal forecast within 5% of the result
        Logins per user per week: 3 (currently 1.4)
        Average of 4 sessions a month per seat
        40 accounts on the premium plan
        Adoption in at least 12 accounts
        Retention of 95 %, up from 91 %
        A 10-point lift in NPS
        Median ticket age: a day or less
        Increase product adoption by 25 % in key features",
    );
}

#[test]
fn instruments_make_a_metric_qualitative() {
    all(
        Qualitative,
        "Quarterly interviews with five champions about what slows them down
        Monthly review of support transcripts for signs of frustration
        Annual relationship survey of executive sponsors
        Advisory board meets twice a year and confirms that the roadmap serves its goals
        Exit interviews coded by reason
        Focus groups with new admins after every cohort
        Sponsor interviews in which the sponsor names the value without prompting
        Verbatim comments grouped by theme each quarter
        Half-yearly panel with branch managers, minuted against last time's wishes",
    );
}

#[test]
fn open_amounts_leave_a_metric_unresolved() {
    all(
        Unresolved,
        "Maintain Net Promoter Score above X
        Generate Y% expansion revenue from existing customers
        Increase product adoption by Z% in key features
        NPS: TBD
        Churn below [TARGET]%
        Retention of [NEEDS CLARIFICATION: what does the board expect?]
        CSAT: [NEEDS CLARIFICATION: which score is wanted?]
        Renewal rate: to be agreed with finance
        Adoption rate: target to be confirmed
        Expansion of $X per quarter
        NPS of 40 and CSAT of XX%
        Time to value: N days
        Onboarding time under ??? days
        Active users: __ %
        Win-back rate - tbc
        Health score of {value} or more
        NPS of __ by year end
        Upsell revenue: $[amount]
        Renewals: [number] of 40",
    );
}

#[test]
fn without_an_amount_a_metric_is_unmeasurable() {
    all(
        Unmeasurable,
        "Increase adoption
        Higher customer satisfaction
        Improved NPS by Q4
        Growing usage among admins month over month
        Strong renewal pipeline
        Customers are happy with onboarding
        Brand awareness
        Customer effort
        NPS
        Adoption rate of key features
        Number of references by December
        Retention of tier 2 accounts in Q3
        NPS is currently 31
        Last quarter churn was 4%
        Today 40% of seats are used
        Better onboarding within 90 days
        Reduce churn in our 40 largest accounts
        Increase adoption across all segments
        Increased usage in accounts with more than 50 seats
        Fewer escalations than last year
        Faster time-to-value
        Time-to-value, tracked weekly
        CSAT, measured in the help desk
        Positive feedback from sponsors
        30-day retention
        Expansion in phase 2
        Improve the 90-day activation rate
        Engagement on a five-point scale
        Churn trending down
        Adoption as high as possible
        Customers love the new dashboard
        Support ticket volume
        Percentage of customers on the annual plan
        24/7 support satisfaction
        Most customers renew early",
    );
}

#[test]
fn tables_are_read_by_their_target() {
    let persona = persona();
    let table = "| # | Metric | Baseline | Target | Timeframe | Source |
| --- | --- | --- | --- | --- | --- |
| 1 | Gross retention | 88% | 92% | Q4 | CRM |
| 2 | NPS | 31 | higher | Q4 | Survey |
| 3 | CSAT | 4.1 |  | Q4 | Survey |
| 4 | Adoption | 40% | TBD | Q3 | Product |
| 5 | Sponsor interviews, asking what they would miss | – | each quarter | ongoing | CSM |
| 6 | Community launched | no | by 30 June | Q2 | CSM |
| 7 | Reference calls | 3 | [NEEDS CLARIFICATION: how many?] | Q2 | CSM |";
    let labels: Vec<MetricLabel> = read(&persona, table).0.into_iter().map(|it| it.0).collect();
    assert_eq!(labels, [Measurable, Unmeasurable, Unresolved, Unresolved, Qualitative, Measurable, Unresolved]);
    let baseline_only = "| KPI | Today |\n| --- | --- |\n| NPS | 31 |";
    assert_eq!(read(&persona, baseline_only).0[0].0, Unmeasurable);
    let plain = "| Metric | How much | Owner |\n| --- | --- | --- |\n| Churn | below 5% | Ana |";
    assert_eq!(read(&persona, plain).0[0].0, Measurable);
    let value = "| Measure | 2026 | Review |\n| --- | --- | --- |\n| Churn | below 5% | monthly |\n| Usage | better | monthly |";
    assert_eq!(read(&persona, value).0.iter().map(|it| it.0).collect::<Vec<_>>(), [Measurable, Unmeasurable]);
}

#[test]
fn lists_under_a_label_are_metrics_of_their_own() {
    let persona = persona();
    let grouped = "- **Quantitative**\n  - NPS of 40\n  - Churn below 5%\n- **Qualitative**\n  - Quarterly interviews with sponsors\n  - Better relationships";
    let labels: Vec<MetricLabel> = read(&persona, grouped).0.into_iter().map(|it| it.0).collect();
    assert_eq!(labels, [Measurable, Measurable, Qualitative, Unmeasurable]);
    let aspects = "- **NPS**\n  - Baseline: 31\n  - Target: 40\n  - Source: survey";
    assert_eq!(read(&persona, aspects).0.iter().map(|it| it.0).collect::<Vec<_>>(), [Measurable]);
    let child = "- Adoption of the portal\n  - 60 % of admins weekly\n  - read in the usage report";
    assert_eq!(read(&persona, child).0.iter().map(|it| it.0).collect::<Vec<_>>(), [Measurable]);
}

#[test]
fn paragraphs_are_read_by_sentence() {
    let persona = persona();
    let labels = |body: &str| read(&persona, body).0.into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(labels("We measure the following:"), []);
    assert_eq!(labels("We will know that it works when we see it."), []);
    assert_eq!(labels("NPS reaches 40. Churn stays below 5 %. Engagement is high."), [Measurable, Measurable, Unmeasurable]);
    assert_eq!(labels("All metrics are reviewed every month.\n\n- NPS of 40"), [Measurable, Measurable][1..].to_vec());
    assert_eq!(labels("- [NEEDS CLARIFICATION: which metrics matter?]"), []);
}

#[test]
fn satisfaction_is_a_rating_in_any_form() {
    let persona = persona();
    for body in [
        "- NPS of 40",
        "- Four stars or more in the app store",
        "- Thumbs up on 85 of 100 answers",
        "- In the survey, three of four agree that claims were settled fairly",
        "- Customer Effort Score 2 or lower",
        "- CSAT of X%",
        "- Service rating no lower than 8 of 10",
        "- Net Promoter Score: [NEEDS CLARIFICATION: which level?]",
    ] {
        assert!(read(&persona, body).1, "{body}");
    }
    for body in [
        "- Refunds below 1 %",
        "- Complaints: none",
        "- NPS is not measured, but churn stays below 5 %",
        "- New accounts with a credit rating of B or better: 90 %",
        "- Quiz score of learners: 85 of 100",
        "- Health score above 80",
    ] {
        assert!(!read(&persona, body).1, "{body}");
    }
}
