//! Proofs: short scripts of requests on a scratch copy of the server that show what a finding says.
//!
//! A proof belongs to a rule and speaks of the design as it stands. What does not reproduce is not claimed: then there is no
//! proof, and the finding stands on what the rule saw. Every run begins at the seed and at the same moment, so it is the same
//! each time. To add one: write its script beside the others of its group; `tests/proofs.rs` says what it has to show.

mod authentication;
pub mod both;
mod caching;
mod collections;
mod cors;
mod errors;
mod evolution;
mod idempotency;
mod long_work;
mod methods;
mod paths;
mod report;
mod representations;
mod stand;
mod status_codes;
mod traffic;

use std::sync::Arc;

use crate::design::Design;
use crate::rules::Finding;

pub use report::lines;
pub use stand::{Seen, Stand};

/// A script for the findings of one rule.
pub struct Proof {
    /// The rule's id.
    pub rule: &'static str,
    /// Sends what it takes, and says what came of it; nothing where the design does not do what the finding says.
    pub run: fn(&mut Stand, &Finding) -> Option<Claim>,
}

/// What a script has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// In one sentence.
    pub text: String,
    /// The place of the exchange that shows it.
    pub exchange: usize,
    /// Where it shows: a line of that exchange.
    pub line: String,
}

/// A claim with the exchanges behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// What was shown.
    pub claim: Claim,
    /// Everything that was sent, in order.
    pub seen: Vec<Seen>,
}

/// The scripts of every group.
const GROUPS: [&[Proof]; 13] = [
    paths::PROOFS,
    methods::PROOFS,
    status_codes::PROOFS,
    errors::PROOFS,
    collections::PROOFS,
    caching::PROOFS,
    idempotency::PROOFS,
    authentication::PROOFS,
    cors::PROOFS,
    traffic::PROOFS,
    long_work::PROOFS,
    evolution::PROOFS,
    representations::PROOFS,
];

/// Every proof.
pub fn all() -> impl Iterator<Item = &'static Proof> {
    GROUPS.into_iter().flatten()
}

/// Shows what a finding says, if the server that the design describes does it.
pub fn prove(design: &Arc<Design>, finding: &Finding) -> Option<Shown> {
    let proof = all().find(|proof| proof.rule == finding.rule)?;
    let mut stand = Stand::new(design);
    let claim = (proof.run)(&mut stand, finding)?;
    Some(Shown { claim, seen: stand.seen })
}
