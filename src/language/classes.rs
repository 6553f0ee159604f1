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
}
