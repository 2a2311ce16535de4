//! The review: what is weak in a design, why, what it costs, and how to mend it.
//!
//! A rule is a value in a file of its own, `<group>/<rule_id>.rs`. It looks at a design and records every site, good or bad;
//! [`Report`] turns the records into a score whose arithmetic anyone can redo. To add one: write the file, add its `mod` line
//! below and its line in [`ALL`]; `tests/rules.rs` says what is missing. Fixes are made of the same edits as everything else.

mod audit;
pub mod example;
mod finding;
mod fixes;
mod look;
mod mend;
mod report;
mod richardson;
mod route;
mod rule;

use crate::design::Design;

pub use audit::Audit;
pub use finding::{Evidence, Finding, Fix, Safety};
pub use fixes::{AppliedFix, apply_safe_fixes, gain};
pub use report::{AcceptedFinding, Band, Counts, GroupScore, Report, RuleResult, State};
pub use richardson::Richardson;
pub use rule::{Example, Group, Rule, Severity};

mod paths {
    pub mod crud_word_in_path;
    pub mod empty_or_encoded_segment;
    pub mod file_extension;
    pub mod nested_deeper_than_two;
    pub mod singular_collection;
    pub mod trailing_slash;
    pub mod underscore_in_path;
    pub mod uppercase_in_path;
    pub mod verb_in_path;
}

/// Every rule, by group.
pub static ALL: &[&Rule] = &[
    &paths::crud_word_in_path::RULE,
    &paths::empty_or_encoded_segment::RULE,
    &paths::file_extension::RULE,
    &paths::nested_deeper_than_two::RULE,
    &paths::singular_collection::RULE,
    &paths::trailing_slash::RULE,
    &paths::underscore_in_path::RULE,
    &paths::uppercase_in_path::RULE,
    &paths::verb_in_path::RULE,
];

/// Reviews a design with every rule.
pub fn review(design: &Design) -> Report {
    Report::of(design, ALL)
}

/// The rule of this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}
