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
    // Customer work that every commercial persona shares: ../../templates/vocabulary/business.toml (GUIDELINE, CA2 to CA7).
    /// What goes wrong with a customer or in a plan: falls, complaints, silence.
    TROUBLE = "trouble",
    /// What is done about it: call, offer, recovery plan.
    RESPONSE = "response",
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
    /// Labels and columns for a cadence.
    CADENCE_LABEL = "cadence-label",
}
