//! Work that takes longer than a client wants to wait (RFC 9110 sections 15.3.3, 15.4.4; RFC 7240 section 4.1).

use serde::{Deserialize, Serialize};

/// How long work is begun, watched and forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Jobs {
    /// What the answer waits for.
    pub answer: JobAnswer,
    /// Seconds that a job waits for its turn.
    pub queue_seconds: u32,
    /// Seconds that it runs.
    pub run_seconds: u32,
    /// How many of a hundred jobs fail.
    pub fail_percent: u32,
    /// The 202 names the job's status in `Location`.
    pub location: bool,
    /// Answers say when to ask again.
    pub retry_after: bool,
    /// The status says how far the work is.
    pub progress: bool,
    /// Where the result is, once there is one.
    pub done: JobDone,
    /// Minutes for which a finished job is remembered.
    pub keep_minutes: u32,
    /// A job that was forgotten is answered with 410; otherwise with 404, as one that never was.
    pub gone: bool,
}

/// What the answer to a request for long work waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JobAnswer {
    /// For nothing: 202, and the job goes on behind it.
    #[default]
    Accepted,
    /// For the result, unless the client prefers `respond-async`.
    Preferred,
    /// For the result, with a 200, however long that takes.
    AtOnce,
}

/// How a finished job leads to its result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JobDone {
    /// By a member of the status.
    #[default]
    Link,
    /// By 303.
    SeeOther,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            answer: JobAnswer::Accepted,
            queue_seconds: 2,
            run_seconds: 30,
            fail_percent: 0,
            location: true,
            retry_after: true,
            progress: true,
            done: JobDone::Link,
            keep_minutes: 60,
            gone: true,
        }
    }
}
