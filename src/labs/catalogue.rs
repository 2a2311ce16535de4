//! Every lab and challenge, in the order in which one leads to the next. Nothing is locked.

use super::{Challenge, Lab, LabError};

/// What is behind a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A lab, with so many steps.
    Lab(usize),
    /// A challenge.
    Challenge,
}

/// What the catalogue shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The word in addresses.
    pub id: String,
    /// Lab or challenge.
    pub kind: Kind,
    /// The title.
    pub question: String,
    /// How long it takes.
    pub minutes: u8,
    /// What one will see.
    pub see: Vec<String>,
    /// The question of the guide that it belongs to.
    pub guide: u8,
}

/// Their files.
const LABS: &[&str] = &[
    include_str!("content/labs/conflict.json"),
    include_str!("content/labs/lost-update.json"),
    include_str!("content/labs/retry.json"),
    include_str!("content/labs/bad-request.json"),
    include_str!("content/labs/who-are-you.json"),
    include_str!("content/labs/cors.json"),
    include_str!("content/labs/caches.json"),
    include_str!("content/labs/page-drift.json"),
    include_str!("content/labs/rate-limits.json"),
    include_str!("content/labs/jwt-attacks.json"),
    include_str!("content/labs/webhooks.json"),
];
const CHALLENGES: &[&str] = &[
    include_str!("content/challenges/sell-once.json"),
    include_str!("content/challenges/charge-once.json"),
    include_str!("content/challenges/long-playlists.json"),
    include_str!("content/challenges/slow-reports.json"),
];

/// Every card, labs first.
pub fn cards() -> Result<Vec<Card>, LabError> {
    let labs = LABS.iter().map(|text| Lab::read(text).map(of_lab));
    let challenges = CHALLENGES.iter().map(|text| Challenge::read(text).map(of_challenge));
    labs.chain(challenges).collect()
}

fn of_lab(lab: Lab) -> Card {
    let Lab { id, question, minutes, see, steps, guide, .. } = lab;
    Card { id, kind: Kind::Lab(steps.len()), question, minutes, see, guide }
}

fn of_challenge(challenge: Challenge) -> Card {
    let Challenge { id, question, minutes, see, guide, .. } = challenge;
    Card { id, kind: Kind::Challenge, question, minutes, see, guide }
}

/// The lab of this id.
pub fn lab(id: &str) -> Option<Lab> {
    LABS.iter().filter_map(|text| Lab::read(text).ok()).find(|lab| lab.id == id)
}

/// The challenge of this id.
pub fn challenge(id: &str) -> Option<Challenge> {
    CHALLENGES.iter().filter_map(|text| Challenge::read(text).ok()).find(|challenge| challenge.id == id)
}

/// What is of this id, and what it asks.
pub fn named(id: &str) -> Option<Card> {
    cards().ok()?.into_iter().find(|card| card.id == id)
}
