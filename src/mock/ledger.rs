//! What the server remembers beside records: the numbers it has given out.

use serde::{Deserialize, Serialize};

/// Counters that only grow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Requests handled so far.
    pub handled: u64,
    /// The order of creation of the last record made.
    pub sequence: u64,
}

impl Ledger {
    /// The next place in the order of creation.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }
}
