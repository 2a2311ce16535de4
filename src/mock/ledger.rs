//! What the server remembers beside records: the numbers it has given out, and what it owes to its callers. What it remembers
//! of callers is noted like changes of records, so that it can be taken back.

pub mod grant;
pub mod job;
pub mod kept;
pub mod memory;
pub mod session;
pub mod upload;

use serde::{Deserialize, Serialize};

use super::quota::Usage;

pub use grant::Grant;
pub use job::Job;
pub use kept::Kept;
pub use memory::{Memory, Noted};
pub use session::Session;
pub use upload::Upload;

/// The most answers that are kept for repetitions; the oldest go first.
const MOST_ANSWERS: usize = 1000;
/// The most jobs that are remembered; the oldest go first.
pub const MOST_JOBS: usize = 1000;
/// The most authorization grants that are remembered; the oldest go first.
pub const MOST_GRANTS: usize = 1000;
/// The most upload sessions that are remembered.
pub const MOST_UPLOADS: usize = 20;
/// The most sessions that are remembered; the oldest go first.
pub const MOST_SESSIONS: usize = 1000;

/// Counters that only grow, and memories that fade.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Requests handled so far.
    pub handled: u64,
    /// The order of creation of the last record made.
    pub sequence: u64,
    /// First answers, by caller and idempotency key.
    pub answers: Memory<Kept>,
    /// What callers have used of their limits, by caller.
    pub usage: Memory<Usage>,
    /// Long work, by the name of the job.
    pub jobs: Memory<Job>,
    /// Uploads in parts, by the name of the session.
    pub uploads: Memory<Upload>,
    /// What applications may do and which tokens say so, by the name of the grant.
    pub grants: Memory<Grant>,
    /// Who is signed in, by the value of the cookie.
    pub sessions: Memory<Session>,
}

/// What one exchange changed in the server's memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notes {
    /// Answers kept for repetitions, and answers given up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Noted<Kept>>,
    /// What callers have used of their limits.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub usage: Vec<Noted<Usage>>,
    /// Jobs begun, finished and cancelled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub jobs: Vec<Noted<Job>>,
    /// Uploads opened, gone on and completed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uploads: Vec<Noted<Upload>>,
    /// Grants given, used, and taken back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Noted<Grant>>,
    /// Sessions begun and ended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Noted<Session>>,
}

impl Notes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
            && self.usage.is_empty()
            && self.jobs.is_empty()
            && self.uploads.is_empty()
            && self.grants.is_empty()
            && self.sessions.is_empty()
    }
}

impl Ledger {
    /// The next place in the order of creation.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }

    /// Keeps an answer, and gives up those that have expired. `life` is in milliseconds.
    pub fn keep(&mut self, key: String, kept: Kept, life: u64) {
        let now = kept.at;
        self.answers.put(key, kept);
        if self.answers.len() > MOST_ANSWERS {
            self.answers.retain(|kept| kept.is_alive(now, life));
            self.answers.remove_least(MOST_ANSWERS, |kept| kept.at);
        }
    }

    /// Forgets everything about callers, without noting it.
    pub fn forget(&mut self) {
        self.answers.clear();
        self.usage.clear();
        self.jobs.clear();
        self.uploads.clear();
        self.grants.clear();
        self.sessions.clear();
    }

    /// What has changed in the memory since this was last taken.
    pub fn take_notes(&mut self) -> Notes {
        Notes {
            answers: self.answers.take_notes(),
            usage: self.usage.take_notes(),
            jobs: self.jobs.take_notes(),
            uploads: self.uploads.take_notes(),
            grants: self.grants.take_notes(),
            sessions: self.sessions.take_notes(),
        }
    }

    /// Takes changes of the memory back, the last one first, without noting it.
    pub fn revert(&mut self, notes: &Notes) {
        self.answers.revert(&notes.answers);
        self.usage.revert(&notes.usage);
        self.jobs.revert(&notes.jobs);
        self.uploads.revert(&notes.uploads);
        self.grants.revert(&notes.grants);
        self.sessions.revert(&notes.sessions);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::{Method, Request};
    use crate::mock::{Moment, Reply};

    fn kept(at: u64) -> Kept {
        Kept::new(&Request::new(Method::POST, "/a"), Moment(at), Reply::new(201, "Made"))
    }

    #[test]
    fn answers_expire_before_the_memory_overflows() {
        let mut ledger = Ledger::default();
        for index in 0..2 * MOST_ANSWERS as u64 {
            ledger.keep(format!("key {index}"), kept(index), 10);
        }
        assert!(ledger.answers.len() <= MOST_ANSWERS);
        let mut long = Ledger::default();
        for index in 0..=MOST_ANSWERS as u64 {
            long.keep(format!("key {index}"), kept(index), 1_000_000);
        }
        assert_eq!((long.answers.len(), long.answers.get("key 0")), (MOST_ANSWERS, None), "the oldest goes first");
    }

    #[test]
    fn an_exchange_can_be_taken_back() {
        let mut ledger = Ledger::default();
        ledger.keep("key".to_owned(), kept(1), 10);
        let notes = ledger.take_notes();
        assert!(!notes.is_empty());
        ledger.revert(&notes);
        assert_eq!(ledger, Ledger::default());
    }
}
