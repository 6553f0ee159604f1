//! Many ways of saying how much, and numbers that say nothing of the kind.

use super::{Amount, quantities};
use crate::language::Words;
use crate::text::Span;

/// The quantities of `text`, each as the text has it, with what is known of it.
fn read(text: &str) -> Vec<(String, Amount)> {
    let words = Words::new(text, Span::new(0, text.len()));
    quantities(&words).into_iter().map(|it| (words.span(it.words).of(text).to_owned(), it.amount)).collect()
}

/// Holds that `text` has exactly the quantities `wanted`.
fn has(text: &str, wanted: &[(&str, Amount)]) {
    let found = read(text);
    let found: Vec<(&str, Amount)> = found.iter().map(|(words, amount)| (words.as_str(), *amount)).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn shares() {
    for (text, wanted) in [
        ("Gross retention 96 %", "96 %"),
        ("gross retention of 112 percent", "112 percent"),
        ("Eighty per cent of renewals", "Eighty per cent"),
        ("Nine in ten new depots", "Nine in ten"),
        ("sold to one charity in eight", "one"),
        ("One in six lines", "One in six"),
        ("16 of the 18 charities renew", "16 of the 18"),
        ("95 out of 100 requests", "95 out of 100"),
        ("7 of 10", "7 of 10"),
        ("Two thirds of complaints", "Two thirds"),
        ("Two-thirds of complaints", "Two-thirds"),
        ("Three quarters of accounts", "Three quarters"),
        ("a third fewer tickets", "a third"),
        ("A quarter of all nurses", "A quarter"),
        ("one third of admins", "one third"),
        ("Half of the accounts", "Half"),
        ("A success plan for every account", "every"),
        ("Each CSM has met her sponsors", "Each"),
        ("Zero renewals lost", "Zero"),
        ("none after the change", "none"),
        ("Nobody waits", "Nobody"),
        ("No one waits", "No one"),
        ("Every second bakery moves", "Every"),
        ("the majority of admins", "majority"),
        ("in the top quartile of the benchmark", "top quartile"),
        ("Ratio of advocates to detractors: 3:1", "3:1"),
        ("single-digit churn", "single-digit"),
    ] {
        assert!(read(text).iter().any(|(words, _)| words == wanted), "{wanted} in {text}: {:?}", read(text));
    }
    has("NPS in the top quartile", &[("top quartile", Amount::Share)]);
    has("3:1 or better", &[("3:1", Amount::Share)]);
}

#[test]
fn sums_and_counts() {
    has("$2.3M in the year", &[("$2.3M", Amount::Money)]);
    has("€14 a seat", &[("€14", Amount::Money)]);
    has("below £12k", &[("£12k", Amount::Money)]);
    has("EUR 40,000", &[("EUR 40,000", Amount::Money)]);
    has("40,000 EUR", &[("40,000 EUR", Amount::Money)]);
    has("2.3 million users", &[("2.3 million", Amount::Count)]);
    has("1,000 users", &[("1,000", Amount::Count)]);
    has("10k users", &[("10k", Amount::Count)]);
    has("2000 users sign in", &[("2000", Amount::Count)]);
    has("All forty-two brokers", &[("All", Amount::Share), ("forty-two", Amount::Count)]);
    has("At least one named sponsor", &[("one", Amount::Count)]);
    has("one or fewer escalations", &[("one", Amount::Count)]);
    has("One reference per region", &[("One", Amount::Count)]);
    has("a dozen red accounts", &[("dozen", Amount::Count)]);
    has("from 19 to 10", &[("19", Amount::Count), ("10", Amount::Count)]);
    has("max 5 questions", &[("5", Amount::Count)]);
    has("met at least once", &[("once", Amount::Count)]);
}

#[test]
fn ratings_changes_durations() {
    has("4.5 out of 5", &[("4.5 out of 5", Amount::Share)]);
    has("4.5/5", &[("4.5/5", Amount::Rating)]);
    has("4.4+ stars", &[("4.4+ stars", Amount::Rating)]);
    has("four stars of five", &[("four stars of five", Amount::Rating)]);
    has("up 8 pp", &[("8 pp", Amount::Change)]);
    has("up 8pp", &[("8pp", Amount::Change)]);
    has("by 3 percentage points", &[("3 percentage points", Amount::Change)]);
    has("by 3% points", &[("3% points", Amount::Change)]);
    has("by 40 basis points", &[("40 basis points", Amount::Change)]);
    has("adoption doubles", &[("doubles", Amount::Change)]);
    has("complaints halve", &[("halve", Amount::Change)]);
    has("half a star more", &[("half a star", Amount::Change)]);
    has("a threefold rise", &[("threefold", Amount::Change)]);
    has("3x pipeline", &[("3x", Amount::Change)]);
    has("within 4 business hours", &[("4 business hours", Amount::Duration)]);
    has("a 14-day start", &[("14-day", Amount::Duration)]);
    has("longer than a day", &[("a day", Amount::Duration)]);
    has("at most one hour", &[("one hour", Amount::Duration)]);
    has("six days sooner", &[("six days", Amount::Duration)]);
    has("half an hour", &[("half an hour", Amount::Duration)]);
}

#[test]
fn letters() {
    for text in [
        "Achieve X% adoption",
        "Generate Y% expansion revenue",
        "Net Promoter Score above X",
        "$Y per quarter",
        "At least N hotels",
        "Seat growth of XX percent",
        "X to Y days earlier",
        "Between A and B per cent of brokers",
        "x% of seats",
        "Churn below n.n %",
        "Reduce calls by ??%",
        "__ % of growers",
        "Health score above {threshold}",
        "Meetings per account: ?",
        "NPS of X/10",
    ] {
        assert!(read(text).iter().any(|(_, amount)| *amount == Amount::Letter), "{text}: {:?}", read(text));
    }
    for text in ["Series B customers", "sold to Gen Z", "Plan A", "What do sponsors miss?", "Vitamin D and I", "the X axis"] {
        assert!(read(text).iter().all(|(_, amount)| *amount != Amount::Letter), "{text}: {:?}", read(text));
    }
}

#[test]
fn names_are_no_amounts() {
    for text in [
        "in Q3",
        "tier 2 accounts",
        "tiers 1 and 2",
        "weeks 3-4",
        "after phase 1",
        "on 5 May",
        "by May 5",
        "by 5 May 2025",
        "on 2025-04-02",
        "by 3/31/2025",
        "by 3/31",
        "in 2025",
        "compared with the 2023 season",
        "around 24/7 support",
        "P1 tickets",
        "ISO 27001",
        "a 360-degree view",
        "in section 4",
        "step 3",
        "before 4 a.m.",
        "at 14:30",
        "weekly 1:1s",
        "the 5G plan",
        "COVID-19 rules",
        "tier-1 shippers",
        "the 1st of the month",
        "question 3 of the survey",
        "in week eight",
        "month six",
        "every month",
        "each quarter",
        "every two weeks",
        "every half year",
        "half-yearly",
        "twice-yearly survey",
        "the second half of the year",
        "double-check the list",
        "not at all",
        "a third party",
        "a third call",
    ] {
        has(text, &[]);
    }
}
