//! Applying fixes: one to see what it gains, or every safe one.

use super::{ALL, Fix, Report, RuleSet};
use crate::design::{Design, Edit, Pointer};

/// A fix that was applied.
#[derive(Clone, Debug, PartialEq)]
pub struct AppliedFix {
    /// The rule it satisfies.
    pub rule: &'static str,
    /// Where the finding stood.
    pub at: Pointer,
    /// What it did.
    pub label: String,
    /// Its edits, in the state in which they were applied.
    pub edits: Vec<Edit>,
}

/// One round cures what no other fix of the round touches; the rest waits, because its edits were made for the older design.
const ROUNDS: usize = 40;

/// The design with every safe fix applied, and what was done, in order. A fix that cannot be applied is passed over.
pub fn apply_safe_fixes(design: &Design) -> (Design, Vec<AppliedFix>) {
    apply_safe_fixes_by(design, ALL)
}

/// The same, of these rules alone.
pub fn apply_safe_fixes_by(design: &Design, rules: RuleSet) -> (Design, Vec<AppliedFix>) {
    let mut design = design.clone();
    let mut applied: Vec<AppliedFix> = Vec::new();
    let mut tried: Vec<(&'static str, Pointer, String)> = Vec::new();
    for _ in 0..ROUNDS {
        let mut touched: Vec<Pointer> = Vec::new();
        let mut progress = false;
        for finding in Report::of(&design, rules).findings {
            let Some(fix) = finding.fix.filter(|fix| fix.safety == super::Safety::Safe) else { continue };
            let places: Vec<Pointer> = fix.edits.iter().map(place).collect();
            let attempt = (finding.rule, finding.at.clone(), fix.label.clone());
            if places.iter().any(|place| touched.contains(place)) || tried.contains(&attempt) {
                continue;
            }
            tried.push(attempt);
            if design.apply_all(&fix.edits).is_ok() {
                touched.extend(places);
                applied.push(AppliedFix { rule: finding.rule, at: finding.at, label: fix.label, edits: fix.edits });
                progress = true;
            }
        }
        if !progress {
            break;
        }
    }
    (design, applied)
}

/// How the score changes with a fix; 0 where it cannot be applied.
pub fn gain(design: &Design, fix: &Fix) -> f32 {
    gain_by(design, fix, ALL)
}

/// The same, by the measure of these rules alone.
pub fn gain_by(design: &Design, fix: &Fix, rules: RuleSet) -> f32 {
    let mut mended = design.clone();
    match (mended.apply_all(&fix.edits), Report::of(design, rules).score) {
        (Ok(_), Some(before)) => Report::of(&mended, rules).score.unwrap_or(before) - before,
        _ => 0.0,
    }
}

/// The part that an edit replaces; two edits of one part cannot be made from the same design.
fn place(edit: &Edit) -> Pointer {
    match edit {
        Edit::RemoveResource { name } | Edit::RenameResource { name, .. } => Pointer::resource(name),
        Edit::AddResource { resource } | Edit::SetResource { resource } => resource.at(),
        Edit::SetSegment { resource, .. }
        | Edit::AddField { resource, .. }
        | Edit::RemoveField { resource, .. }
        | Edit::SetField { resource, .. }
        | Edit::MoveField { resource, .. } => Pointer::resource(resource),
        Edit::AddEndpoint { endpoint } => endpoint.at(),
        Edit::RemoveEndpoint { id } | Edit::SetEndpoint { id, .. } | Edit::SetAccess { id, .. } => Pointer::endpoint(id),
        Edit::SetPolicy(policy) => Pointer::Policy(policy.concern()),
        Edit::AddClient { client } => Pointer::Client(client.name.clone()),
        Edit::RemoveClient { name } | Edit::SetClient { name, .. } => Pointer::Client(name.clone()),
        Edit::SetBrief { .. } => Pointer::Brief,
        Edit::Describe { .. } | Edit::Locate { .. } | Edit::Reseed { .. } | Edit::Accept(_) | Edit::Unaccept { .. } | Edit::Replace { .. } => {
            Pointer::Design
        }
    }
}
