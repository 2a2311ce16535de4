//! A job: long work whose state follows from the moment at which somebody looks.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::mock::Moment;

/// Work that was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// The resource of which it makes a record.
    pub resource: String,
    /// The members of that record.
    pub draft: Map<String, Value>,
    /// The identity of whoever began it; empty where nobody asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When it was taken on.
    pub accepted: Moment,
    /// How long it waits for its turn, in milliseconds.
    pub queue: u64,
    /// How long it runs, in milliseconds.
    pub run: u64,
    /// Whether it will fail.
    pub fails: bool,
    /// When it was cancelled.
    pub cancelled: Option<Moment>,
    /// The identifier of the record that it has made.
    pub result: Option<String>,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for its turn.
    Queued,
    /// It runs.
    Running,
    /// It has made its record.
    Succeeded,
    /// It has failed.
    Failed,
    /// Somebody has cancelled it.
    Cancelled,
}

impl State {
    /// The word in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing will change any more.
    pub fn is_final(self) -> bool {
        !matches!(self, Self::Queued | Self::Running)
    }
}

impl Job {
    /// Where it stands.
    pub fn state(&self, now: Moment) -> State {
        match () {
            () if self.cancelled.is_some() => State::Cancelled,
            () if now < self.accepted.plus_millis(self.queue) => State::Queued,
            () if now < self.due() => State::Running,
            () if self.fails => State::Failed,
            () => State::Succeeded,
        }
    }

    /// When the work is done, if nobody cancels it.
    fn due(&self) -> Moment {
        self.accepted.plus_millis(self.queue.saturating_add(self.run))
    }

    /// When it came, or will come, to its end.
    pub fn end(&self) -> Moment {
        self.cancelled.unwrap_or(self.due())
    }

    /// How far the work is, of a hundred.
    pub fn progress(&self, now: Moment) -> u64 {
        let at = now.min(self.end()).0;
        let worked = at.saturating_sub(self.accepted.plus_millis(self.queue).0);
        // Work that takes no time is done once its turn has come.
        let at_once = if at >= self.due().0 { 100 } else { 0 };
        worked.saturating_mul(100).checked_div(self.run).unwrap_or(at_once)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_drives_a_job() {
        let job = |fails, cancelled| Job {
            resource: "Report".to_owned(),
            draft: Map::new(),
            by: String::new(),
            accepted: Moment(1000),
            queue: 1000,
            run: 4000,
            fails,
            cancelled,
            result: None,
        };
        let seen = |job: Job| [1000, 1999, 2000, 4000, 5999, 6000, 9000].map(|now| (job.state(Moment(now)), job.progress(Moment(now))));
        use State::{Cancelled, Failed, Queued, Running, Succeeded};
        let begins = [(Queued, 0), (Queued, 0), (Running, 0), (Running, 50), (Running, 99)];
        assert_eq!(seen(job(false, None)).to_vec(), [&begins[..], &[(Succeeded, 100), (Succeeded, 100)]].concat());
        assert_eq!(seen(job(true, None)).to_vec(), [&begins[..], &[(Failed, 100), (Failed, 100)]].concat());
        assert_eq!(seen(job(false, Some(Moment(3000)))).last(), Some(&(Cancelled, 25)));
    }
}
