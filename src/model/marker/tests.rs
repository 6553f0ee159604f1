//! Questions of many trades, and what their answers would change.

use crate::config::Config;
use crate::persona::Personas;
use crate::{model, syntax};

/// Holds that each line is a question about `impact`.
fn all(impact: &str, lines: &str) {
    let personas = Personas::built_in();
    let persona = personas.get("customer-success-manager").expect("it is built in");
    let wrong: Vec<String> = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .filter_map(|line| {
            let text =
                format!("# Customer Success Manager Perspective: Test\n\n## Retention Management\n\n[NEEDS CLARIFICATION: {line}]\n");
            let markers = model::read(&text, &syntax::read(&text), persona, &Config::default()).markers;
            let found: Vec<&str> = markers.iter().map(|it| it.impact.as_str()).collect();
            (found != [impact]).then(|| format!("{line}: {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "not {impact}:\n{}", wrong.join("\n"));
}

#[test]
fn retention() {
    all(
        "retention",
        r#"What is an acceptable level of churn among dental practices this year?
        How do we define an inactive member?
        Which accounts are up for renewal before the migration ends?
        Do we offer a discount to farms that want to cancel mid-season?
        After how many missed payments is a tenant considered gone?
        What is the main driver behind the lost contracts in the Nordics?
        Should we intervene when logins fall by 20% or by 40%?
        Which behaviours predict that a school will not continue?
        How long after go-live do accounts typically become inactive?
        Should accounts with a red health score be escalated to the executive sponsor?
        What does the library need to see before it commits for another year?
        Are we allowed to extend contracts free of charge to keep unhappy clinics?
        Which of the pilot customers are considering a switch?
        Is the target of 95% logo retention for the whole base or for enterprise only?
        What counts as a save?
        Is there an early-warning threshold for declining bookings?
        How is the health score weighted between usage and support tickets?
        What is the current renewal rate for museums?
        May a customer leave the contract early if the merger goes through?
        Do trial users who never log in count towards churn?
        What should happen when our main contact leaves the company?
        Which competitor are the clinics moving to?
        How do we treat customers who downgrade to the free plan?
        Can we commit to a price freeze for customers at risk?
        Which percentage of subscribers do we want to still be active after twelve months?
        Which share of annual contracts ended without a conversation last year?
        What would convince the port authority to sign again?
        Is a vineyard that stops ordering for a season considered dormant?
        How many detractors turned into lost customers in the past year?
        Do we know why the two theatres did not extend?
        At what point does a quiet account become a problem?
        Which early signals of dissatisfaction come before a cancellation?
        Should a merger of two customers be reported as a loss?
        What is the threshold of unused licences that triggers a call?
        Do municipalities have to re-tender every four years?
        Is 90% gross retention realistic after the price increase?
        How should we react when a hotel asks for its data to be exported?
        Which cohort leaves fastest?
        Are breweries that moved to a cheaper supplier worth winning back?
        What does the playbook say for an account whose champion has been laid off?"#,
    );
}

#[test]
fn expansion() {
    all(
        "expansion",
        r#"Which departments should be approached first for additional licences?
        Is the analytics module sold separately or as part of the premium tier?
        What is the upsell target for the second half?
        Are nonprofits entitled to the volume discount?
        What is the price of the advanced reporting package?
        At which usage level does the team suggest the larger plan?
        Can existing customers move to the new pricing at any time?
        Which customer segments are we selling the mobile add-on to?
        Do we want to cross-sell insurance to all tenants or only to long-term ones?
        What growth do we expect from the accounts we already have?
        Will the new module be free during the first year?
        Is there a minimum number of seats for the enterprise plan?
        Which of our customers have budget for a second site?
        Should the premium support be offered to mid-size hotels?
        How are additional storage units billed?
        Which regions do we expand into once the pilot succeeds?
        What revenue target is attached to the partner channel?
        Do we give a rebate when a chain brings a second brand?
        What would a chain pay for the loyalty module?
        Should we target small practices or hospital groups with the bundle?
        Which add-on has the highest attach rate among veterinary practices?
        How much wallet share do we hold at the large insurers?
        Do we propose the yearly plan at the end of the trial?
        What does a clinic need to have reached before sales calls about the imaging module?
        Are discounts for multi-site contracts negotiable?
        Is the goal more users per account or new departments?
        Can the two plans be combined at a lower price?
        Which accounts are big enough for the enterprise edition?
        Who among our customers is eligible for the loyalty rebate?
        How is revenue from referrals credited?
        What is the list price for extra cameras?
        Should onboarding packages be charged or given away?
        Is there room to grow in accounts with fewer than ten seats?
        Do partners earn a commission on upgrades?
        Which industries come first when we sell the compliance pack?
        Is the pro tier meant for studios or for freelancers?
        Is the translation service an upsell or included?
        Which of the 40 existing customers lack the scheduling module?
        By how much should the average contract grow?
        Are cross-border customers billed per country?"#,
    );
}

#[test]
fn satisfaction() {
    all(
        "satisfaction",
        r#"What NPS do we consider good for this segment?
        How satisfied are drivers with the new app?
        Which satisfaction survey do we use after onboarding?
        What response time do customers expect from support?
        Do teachers feel comfortable using the gradebook?
        Who should receive the CSAT survey, admins or end users?
        How do we measure the effort of filing a claim?
        What are the most frequent complaints about the booking flow?
        Are customers happy with the training format?
        Is phone support available at weekends?
        Which touchpoint do patients find most frustrating?
        Is the baseline CSAT of 82 from this year or last year?
        Should we send the survey by text message or by e-mail?
        How do front-line nurses perceive the change?
        How patient are guests when check-in takes longer than usual?
        What is the promised answer time in the chat?
        How confident are advisers when they present the report?
        Do parents like the weekly digest?
        Which quality of service was promised to the pilot schools?
        Do we know what users think of the tutorial?
        How do coaches experience the first week with the app?
        What score would make the board call the launch a success with users?
        Are residents annoyed by the number of reminders?
        How long do callers wait on Mondays?
        Which channel do customers prefer for support?
        Is a four-star average enough for the marketplace listing?
        Do we ask for feedback after every session or once a month?
        What do pharmacists find hardest about the new ordering screen?
        Should the CES question be part of the exit form?
        How do we recognise that operators have become comfortable with the tablets?
        Which support hours do the Asian sites need?
        Do we publish our satisfaction results to customers?
        What would turn passives into promoters?
        Does the quality of answers differ between chat and phone?
        Whom do we survey in accounts without a named admin?
        Does the helpdesk answer in French?
        What is the current CSAT of the onboarding calls?
        How do cleaners rate the shift swap?
        How soon must a complaint be answered?
        Is there any measurement of how customers feel about the invoices?"#,
    );
}

#[test]
fn other() {
    all(
        "other",
        r#"Who is the executive sponsor on the customer side?
        When will the new portal be available?
        Which budget covers the onboarding workshops?
        What is the start date of the pilot?
        Who approves discounts for strategic accounts?
        Which team is responsible for onboarding in Asia?
        Does the scope include the subsidiaries in Spain?
        How many people can attend the kickoff?
        Do we need approval from procurement before the workshop?
        Should the training be held in English or in German?
        Who owns the health score?
        By when must the business case be ready?
        Is the kickoff on site or remote?
        Is the data protection officer involved?
        How much may the team spend on travel to reviews?
        Which CRM stage marks a handover?
        Should the playbook be published on the intranet?
        Which customers take part in the pilot?
        Who from finance joins the quarterly review?
        When does the satisfaction survey go out?
        Is the project limited to the UK?
        How often does the steering group meet?
        Does the CSM or the account manager lead the call?
        Where are the training materials stored?
        Who chairs the customer advisory board?
        Which office hosts the executive visit?
        What is the deadline for the migration?
        How many CSMs will be hired this year?
        Which countries does this plan cover?
        Is the sponsor's signature required on the success plan?
        When do the new terms come into force?
        Who pays for the travel of the trainers?
        Should the report go to the CFO or to the COO?
        Does "active" refer to accounts or to people?
        What is the name of the new regional director?
        How much money is set aside for the user conference?
        Which teams take part in the rollout?
        On which platform is the webinar held?"#,
    );
}

#[test]
fn a_marker_for_an_amount_has_the_impact_of_its_metric() {
    let personas = Personas::built_in();
    let persona = personas.get("customer-success-manager").expect("it is built in");
    let impact = |line: &str| {
        let text = format!("# Customer Success Manager Perspective: Test\n\n## Success Metrics\n\n- {line}\n");
        model::read(&text, &syntax::read(&text), persona, &Config::default()).markers[0].impact.clone()
    };
    assert_eq!(impact("NPS among brokers: [NEEDS CLARIFICATION: which level did the board agree to?]"), "satisfaction");
    assert_eq!(impact("Renewal rate: [NEEDS CLARIFICATION: what does the board expect?]"), "retention");
    assert_eq!(impact("Renewal rate of 90 % [NEEDS CLARIFICATION: who reports it?]"), "other");
}

#[test]
fn any_persona_has_its_own_chain() {
    let personas = Personas::built_in();
    let mut persona = (**personas.get("customer-success-manager").expect("it is built in")).clone();
    persona.chain = vec!["security".into(), "scope".into()];
    let text = "# T\n\n[NEEDS CLARIFICATION: Which security level is wanted?]\n\n[NEEDS CLARIFICATION: Which colour?]\n";
    let markers = model::read(text, &syntax::read(text), &persona, &Config::default()).markers;
    assert_eq!(markers.iter().map(|it| it.impact.as_str()).collect::<Vec<_>>(), ["security", "other"]);
}
