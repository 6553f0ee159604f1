//! A perspective that has something of everything, with characters of all widths before what is looked for.

/// Where it lies.
pub(crate) const URI: &str = "file:///project/personas/guided-onboarding/customer-success-perspective.md";

/// A perspective of the customer success manager.
pub(crate) const TEXT: &str = "\
# Customer Success Manager Perspective: 🧭 Guided Onboarding

## Guidance Request

> Teams should reach their first answered ticket sooner.

## Customer Adoption

- 🧭 Every new team gets a kickoff call in its first week, and its manager connects the shared inbox.
- 🧭 [NEEDS CLARIFICATION: Who runs the kickoff for teams below ten agents?]

## Retention Management

- 🧭 When a team answers half as many tickets as the week before, its CSM calls the manager within two days.
  [NEEDS CLARIFICATION: Which gross retention does leadership expect?]

## Customer Outcomes

- New teams answer their first ticket within a day.

## Recommendations

1. 🧭 Call every new team on the day after its signup, owned by the onboarding team, so that the first ticket is answered within a day.
2. Improve the experience.

## Success Metrics

| Metric | Target |
| --- | --- |
| 🧭 New teams with a first answered ticket within one day | at least 70% by June |
| Server response time | under 200 ms |

### Later

Nothing yet.
";
