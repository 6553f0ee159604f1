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
