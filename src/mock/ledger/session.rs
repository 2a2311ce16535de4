//! A session: who has signed in, and when.

use serde::{Deserialize, Serialize};

use crate::mock::Moment;

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The client's name.
    pub client: String,
    /// When it was begun.
    pub begun: Moment,
}

impl Session {
    /// Whether it still lasts, after so many milliseconds of life; without any it has no end.
    pub fn is_alive(&self, now: Moment, life: Option<u64>) -> bool {
        life.is_none_or(|life| now < self.begun.plus_millis(life))
    }
}
