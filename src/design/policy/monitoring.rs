//! When somebody is woken: the limits that the traffic is held against (the service level objectives behind an alert).

use serde::{Deserialize, Serialize};

/// The limits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Monitoring {
    /// The time in milliseconds within which 99 of 100 answers come; 0: nobody looks.
    pub p99_millis: u32,
    /// How many of a thousand answers may be server errors; 1000: nobody looks.
    pub errors_per_mille: u32,
}

impl Default for Monitoring {
    fn default() -> Self {
        Self { p99_millis: 500, errors_per_mille: 10 }
    }
}

impl Monitoring {
    /// Whether anybody looks at times.
    pub fn watches_time(&self) -> bool {
        self.p99_millis > 0
    }

    /// Whether anybody looks at errors.
    pub fn watches_errors(&self) -> bool {
        self.errors_per_mille < 1000
    }
}
