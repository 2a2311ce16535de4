//! Profiles: how strictly a design is judged. A profile is data, and the design says which one holds.

use super::{Group, Rule, Severity};
use crate::design::brief::Profile;

/// Every profile with its name on screen and what it is for, the usual one first. Apart from the arithmetic, so that the page's
/// first load does without the words.
pub const PROFILES: [(Profile, &str, &str); 3] = [
    (Profile::Guide, "Guide", "Every rule with its own weight. What was accepted with a reason costs nothing."),
    (Profile::Strict, "Strict", "Hints count twice, and what was accepted costs all the same: for an API that strangers will call for years."),
    (Profile::Workshop, "Workshop", "Paths, methods, statuses, errors, lists and security, without hints: what a first afternoon can mend."),
];

/// What a profile changes in the arithmetic.
pub struct Measure {
    /// Which profile it is.
    pub profile: Profile,
    /// Groups that are left out.
    without: &'static [Group],
    /// By how much hints count: their weight is multiplied by it. 0 leaves them out.
    hints: u8,
    /// Whether a finding that was accepted with a reason costs nothing.
    pub forgives: bool,
}

/// Every profile, the usual one first.
pub static MEASURES: [Measure; 3] = [
    Measure { profile: Profile::Guide, without: &[], hints: 1, forgives: true },
    Measure { profile: Profile::Strict, without: &[], hints: 2, forgives: false },
    Measure {
        profile: Profile::Workshop,
        without: &[Group::OAuth, Group::Traffic, Group::LongWork, Group::Evolution, Group::Documentation, Group::Fit],
        hints: 0,
        forgives: true,
    },
];

impl Measure {
    /// The measure of a profile.
    pub fn of(profile: Profile) -> &'static Self {
        let [guide, strict, workshop] = &MEASURES;
        match profile {
            Profile::Guide => guide,
            Profile::Strict => strict,
            Profile::Workshop => workshop,
        }
    }

    /// How much a rule counts; `None` where it is left out.
    pub fn weight(&self, rule: &Rule) -> Option<u8> {
        let weight = match rule.severity {
            Severity::Hint => rule.weight.saturating_mul(self.hints),
            _ => rule.weight,
        };
        (weight > 0 && !self.without.contains(&rule.group)).then_some(weight)
    }
}
