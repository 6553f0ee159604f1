//! The classes of words that this program's judgements name. Vocabularies fill them; they may add classes of their
//! own, which only their own tables name.

use super::lexicon::Class;

macro_rules! classes {
    ($($(#[$doc:meta])* $constant:ident = $name:literal,)*) => {
        classes!(@constants 0u8; $($(#[$doc])* $constant,)*);
        /// Names of the classes above, in the order of their numbers.
        pub(super) const NAMES: &[&str] = &[$($name),*];
    };
    (@constants $at:expr; $(#[$doc:meta])* $constant:ident, $($rest:tt)*) => {
        $(#[$doc])*
        pub const $constant: Class = Class($at);
        classes!(@constants $at + 1u8; $($rest)*);
    };
    (@constants $at:expr;) => {};
}

classes! {
    /// Whom the work is for: customer, account, user, champion.
    BENEFICIARY = "beneficiary",
    /// A customer or business result: retention, adoption, satisfaction.
    OUTCOME = "outcome",
    /// Who does the work: CSM, account manager, support.
    ACTOR = "actor",
    /// Words that deny: no, not, without.
    NEGATION = "negation",
    /// Words that open a promise of text: to follow, coming soon.
    PENDING = "pending",
    /// Words that say a section does not apply: N/A, not applicable.
    NOT_APPLICABLE = "not-applicable",
    // Recommendations: ../../templates/vocabulary/actions.toml.
    /// Verbs that name an observable deed: send, call, publish.
    ACT = "act",
    /// Verbs whose deed is told by their object alone: make, use, provide.
    LIGHT = "light",
    /// Verbs that say nothing of what is done: improve, ensure, drive.
    ABSTRACT = "abstract",
    /// Verbs of thinking about it: consider, explore.
    HEDGE = "hedge",
    /// Abstract verbs that a determined deliverable makes concrete: ensure, reduce.
    SOFT = "soft",
    /// Verbs behind which "to <verb>" tells the deed: work, use.
    JOINT = "joint",
    /// Verbs that only introduce a recommendation: recommend, suggest.
    ADVICE = "advice",
    /// Qualities that add nothing: regularly, proactive, key.
    FILLER = "filler",
    /// Nouns that could be anything: initiative, approach, experience.
    GENERIC = "generic",
    /// Documents, lists, offers, events, sums, channels: guide, call, discount.
    DELIVERABLE = "deliverable",
    /// Slogans: at the heart of, go the extra mile.
    SLOGAN = "slogan",
    /// Labels and columns that give an attribute of a recommendation: owner, when, why.
    ATTRIBUTE = "attribute",
    /// Labels and columns that name who does it: owner, responsible.
    OWNER = "owner",
    /// Labels and columns that say when: due, deadline, cadence.
    DUE = "due",
    /// Labels and columns that name the result served: why, benefit.
    REASON = "reason",
    /// Words that sell: quote, upsell, propose.
    SELL = "sell",
    /// Words that open a purpose or a reason: so that, in order to, because.
    PURPOSE = "purpose",

    // Success metrics (GUIDELINE, "Success metrics"): measures.toml.
    /// Names of what is measured: retention, adoption, share, rate.
    MEASURE = "measure",
    /// Names that only announce a number: number of, share, rate, frequency.
    GAUGE = "gauge",
    /// More or less of something, without saying how much: increase, fewer, growth.
    DIRECTION = "direction",
    /// A state that different people would see differently: strong, high, many.
    STATE = "state",
    /// A value is told, not aimed at: currently, today, last year.
    OBSERVATION = "observation",
    /// A bound: at least, no more than, below, at most.
    LIMIT = "limit",
    /// A value to compare with: last year, the baseline, today's level.
    REFERENCE = "reference",
    /// How opinions and practice are learned: survey, interview, panel.
    INSTRUMENT = "instrument",
    /// What an instrument looks for: whether, judged by, unprompted.
    CRITERION = "criterion",
    /// An amount that is still to be settled: tbd, to be agreed.
    OPEN_AMOUNT = "open-amount",
    /// What happens or does not: signed, held, launched, live, in place.
    EVENT = "event",
    /// Taking a measure, which is no event: measured, tracked, reviewed.
    MEASURING = "measuring",
    /// Metrics themselves: metric, KPI, target, figure.
    METRIC_WORD = "metric-word",
    /// Headings that sort metrics: quantitative, leading, lagging.
    METRIC_GROUP = "metric-group",
    /// A column or label for the value to reach: target, goal, threshold.
    TARGET_ASPECT = "aspect-target",
    /// A column or label for the value of today: baseline, current.
    BASELINE_ASPECT = "aspect-baseline",
    /// A column or label for what is welcome and decides nothing: source, owner, time frame, number.
    OTHER_ASPECT = "aspect-other",
    /// Measures of satisfaction: NPS, CSAT, a rating, a survey.
    SATISFACTION = "satisfaction-measure",

    // Clarification markers (GUIDELINE, "Clarification markers", rulings 11, 20, 26): measures.toml.
    /// Verbs of customers behind "who": who leaves, who buys, who is surveyed.
    CUSTOMER_DOES = "customer-does",
    // Customer work that every commercial persona shares: ../../templates/vocabulary/business.toml (GUIDELINE, CA2 to CA7).
    /// What goes wrong with a customer or in a plan: falls, complaints, silence.
    TROUBLE = "trouble",
    /// What is done about it: call, offer, recovery plan.
    RESPONSE = "response",
    /// The health of a customer, where it is a signal: amber, at risk.
    STATUS = "status",
    /// Deeds that are a response to a risk when somebody does them: move, name, print.
    DEED = "deed",
    /// Responses that say nothing: as needed, appropriate measures.
    HOLLOW = "hollow",
    /// Meetings and talks, in which both sides take part.
    CONTACT = "contact",
    /// What is only sent or shown: newsletter, banner.
    DELIVERY = "delivery",
    /// People by their position, on either side: director, champion.
    PERSON = "person",
    /// Who on the vendor's side answers for it: support lead, CSM.
    RESPONDER = "responder",
    /// What can be sold or grown: seat, add-on, plan.
    OFFER = "offer",
    /// Selling it: offer, quote, upgrade.
    SELLING = "selling",
    /// Words that only tell figures of the past.
    TRACK_RECORD = "track-record",
    /// A risk, as a label, a column or in a sentence.
    RISK = "risk",
    /// How likely, how bad.
    RATING = "rating",
    /// Labels and columns for a risk's effect.
    EFFECT_LABEL = "effect-label",
    /// Labels and columns for a response.
    RESPONSE_LABEL = "response-label",
    /// Labels and columns for a signal.
    SIGNAL_LABEL = "signal-label",
    /// Labels and columns that say to whom, when or for how much.
    SALE_LABEL = "sale-label",
    /// Words that tell nothing of the subject of an outcome: day, get, better.
    COLORLESS = "colorless",
    /// Labels and columns for a cadence.
    CADENCE_LABEL = "cadence-label",
    // Leaks. Source of the lists: GUIDELINE, "Leaks" and rulings 7 to 9, 15, 17, 19 and 24; names are facts, collected from
    // general knowledge of the trade.
    /// A build technology, whatever stands beside it. Leaks (GUIDELINE, "Leaks"); the names are facts, collected from general knowledge.
    TECHNOLOGY = "technology",
    /// A build technology that is also a person's, a place's or a thing's name.
    TECHNOLOGY_LIKELY = "technology-likely",
    /// An ordinary word that, with a capital inside a sentence, mostly names a build technology.
    TECHNOLOGY_WORD = "technology-word",
    /// An ordinary word that in capitals names a build technology.
    TECHNOLOGY_UPPER = "technology-upper",
    /// An ordinary word or name that is also a build technology's.
    TECHNOLOGY_HOMOGRAPH = "technology-homograph",
    /// A cloud to build on.
    TECHNOLOGY_CLOUD = "technology-cloud",
    /// A company or a system of customers that is also built on.
    TECHNOLOGY_VENDOR = "technology-vendor",
    /// A format or a protocol that customers ask for by name, too.
    TECHNOLOGY_FORMAT = "technology-format",
    /// A part of a product that is sold or used, or a way to build: API, webhook.
    TECHNOLOGY_DUAL = "technology-dual",
    /// A system that the persona's team runs its own work in.
    TRADE_TOOL = "trade-tool",
    /// A head noun that makes the name before it a technology.
    TECHNOLOGY_HEAD = "technology-head",
    /// A head noun that stands behind technologies and behind other names.
    TECHNOLOGY_HEAD_WEAK = "technology-head-weak",
    /// What is programmed in a business system.
    PROGRAM_HEAD = "program-head",
    /// What is sold or taught under a name: plan, pack, course.
    OFFER_HEAD = "offer-head",
    /// Says how something is made or run; a technology follows.
    IMPLEMENTED = "implementation-predicate",
    /// Says where something is kept or moved; a technology may follow.
    PLACED = "placement-predicate",
    /// A verb of making programs.
    MAKING = "making-verb",
    /// A verb of one program that asks another.
    CALLING = "calling-verb",
    /// Who builds.
    DEVELOPER = "developer",
    /// An engineering construct without a name, and nothing else.
    CONSTRUCT = "construct",
    /// A part of a program that is hardly anything else.
    PART_HARD = "construct-part-hard",
    /// A part of a program, sometimes of something else.
    PART = "construct-part",
    /// A part of a program and as often of an office.
    PART_OFFICE = "construct-part-office",
    /// A verb that only builders use.
    ENGINEER_VERB = "engineer-verb",
    /// A verb of builders, sometimes of others.
    BUILDER_VERB = "builder-verb",
    /// A verb of builders and as often of others.
    BUILDER_VERB_OFFICE = "builder-verb-office",
    /// A verb that makes an instruction of an engineering construct.
    BUILD_VERB = "build-verb",
    /// Whose own a technology may be.
    CUSTOMER_SIDE = "customer-side",
    /// What customers do with a technology of their own.
    OWN_USE = "own-use",
    /// Before a name: it is a person's, a customer's or a place's.
    PERSON_CUE = "person-cue",
    /// Behind a name: what only people and organisations do.
    PERSON_VERB = "person-verb",
    /// Selling and adopting.
    SALE = "sale",
    /// A measure that only an engineer takes.
    MEASURE_TECHNICAL = "measure-strong",
    /// An event that has one date for everybody: launch, pilot, release.
    MILESTONE = "milestone",
    /// A measure of machines and of other things.
    MEASURE_SHARED = "measure-weak",
    /// What is measured by those who run it.
    MEASURED_PART = "measured-part",
    /// The same, and something of an office, too.
    MEASURED_PART_SOFT = "measured-part-soft",
    /// Where the customer sees a figure.
    CUSTOMER_SEES = "customer-sees",
    /// An acronym that directors of any business read.
    ACRONYM = "acronym",
}
