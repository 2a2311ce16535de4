//! What a challenge asks of a design: requests to a server made from it, and what must come of them. Each check has a server of its
//! own at the seed, so that none depends on another and the person's own records stay.

use serde::Deserialize;

use super::bench::{Bench, Done, Run};
use super::observe::Scene;
use super::{Act, Claim, LabError};
use crate::design::Design;

/// A check.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// What must hold.
    pub title: String,
    /// What is sent.
    pub acts: Vec<Act>,
    /// What must come of it.
    pub shows: Vec<Claim>,
    /// What is said where it does.
    pub met: String,
    /// What is said where it does not: what happened, and what to do.
    pub unmet: String,
}

/// A check that was run.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// What must hold.
    pub title: String,
    /// Whether it does.
    pub is_met: bool,
    /// What is said of it.
    pub said: String,
    /// Everything that was sent, in order.
    pub runs: Vec<Run>,
    /// The run that shows it.
    pub evidence: Option<usize>,
}

/// Runs a check on a design.
pub fn run(check: &Check, design: &Design) -> Checked {
    let mut bench = Bench::new(design.clone());
    let mut done: Vec<Done> = Vec::new();
    for act in &check.acts {
        match bench.perform(act) {
            Ok(act) => done.push(act),
            Err(error) => return told(check, done, Err(error), None),
        }
    }
    let scene = Scene { bench: &bench, done: &done, earlier: Vec::new() };
    for claim in &check.shows {
        let place = claim.of.unwrap_or(done.len().saturating_sub(1));
        match claim.holds(&scene) {
            Ok(true) => {}
            Ok(false) => return told(check, done, Ok(false), Some(place)),
            Err(error) => return told(check, done, Err(error), Some(place)),
        }
    }
    let shown = check.shows.first().and_then(|claim| claim.of);
    told(check, done, Ok(true), shown)
}

fn told(check: &Check, done: Vec<Done>, outcome: Result<bool, LabError>, at: Option<usize>) -> Checked {
    let through = at.map_or(done.len(), |at| at + 1);
    let upto: usize = done.iter().take(through).map(|done| done.runs.len()).sum();
    let runs: Vec<Run> = done.into_iter().flat_map(|done| done.runs).collect();
    let (is_met, said) = match outcome {
        Ok(true) => (true, check.met.clone()),
        Ok(false) => (false, check.unmet.clone()),
        Err(error) => (false, error.to_string()),
    };
    Checked { title: check.title.clone(), is_met, said, evidence: upto.checked_sub(1).filter(|at| *at < runs.len()), runs }
}
