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
}
