//! What came of the race so far, in one sentence that the answers prove.

use std::sync::Arc;

use roundtrip::design::policy::{Concurrency, IfMatch};

use crate::ui::traffic::Entry;

/// What a client does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// It reads the record.
    Read,
    /// It changes it.
    Write,
}

/// Something that happened.
#[derive(Clone)]
pub struct Step {
    /// Who did it: 0 for A, 1 for B.
    pub side: usize,
    /// What it did.
    pub verb: Verb,
    /// What came of it.
    pub entry: Arc<Entry>,
}

impl Step {
    /// The status of the answer; 0 where there was none.
    pub fn status(&self) -> u16 {
        self.entry.answer().map_or(0, |response| response.status)
    }

    fn took_effect(&self) -> bool {
        self.verb == Verb::Write && (200..300).contains(&self.status())
    }
}

/// Whose change survives.
pub fn verdict(policy: &Concurrency, steps: &[Step]) -> String {
    let name = |side: usize| if side == 0 { "A" } else { "B" };
    let Some((last, before)) = steps.split_last() else { return "Nobody has read the record yet.".to_owned() };
    if last.verb == Verb::Read {
        return match steps.iter().any(|step| step.side != last.side && step.verb == Verb::Read) {
            true => "Both hold a copy. Let one save, then the other: whose change survives?".to_owned(),
            false => format!("{} has read the record. Let the other read it too.", name(last.side)),
        };
    }
    let other = name(1 - last.side.min(1));
    let own = name(last.side);
    // The other's last change that took effect, and whether this client has looked since.
    let changed = before.iter().rposition(|step| step.side != last.side && step.took_effect());
    let read = before.iter().rposition(|step| step.side == last.side && (step.verb == Verb::Read || step.took_effect()));
    let is_blind = changed.is_some_and(|changed| read.is_none_or(|read| read < changed));
    match (last.status(), is_blind) {
        (200..=299, true) => match policy.if_match {
            IfMatch::Ignored => format!(
                "{other}'s change is lost: {own} wrote over it without having seen it. This server ignores If-Match; let it require If-Match."
            ),
            _ => format!("{other}'s change is lost: {own} wrote over it without having seen it. If-Match would have stopped {own}."),
        },
        (200..=299, false) => format!("{own}'s change is stored, and nobody's is lost. Now let {other} save its older copy."),
        (412, _) | (409, true) => {
            format!("{own} was stopped: its copy is older than {other}'s change, which survives. {own} reads again, then decides anew.")
        }
        (428, _) => format!("The server wants If-Match before it lets anybody write: {own} has to say which version it has seen."),
        (0, _) => format!("The browser stopped {own}: see the exchange in Watch."),
        (status, _) => format!("{own} got {status}: see the exchange in Watch for the reason."),
    }
}
