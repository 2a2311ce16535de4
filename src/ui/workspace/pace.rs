//! How fast exchanges come in, so that Watch stays readable while they come faster than anybody reads.

/// More exchanges than this in one second are told together: the traffic has one row for them, and Watch shows one of them.
pub const DENSE: u32 = 50;

/// What came in the second that runs, by the page's own time: a clock that a teacher holds makes nobody faster.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pace {
    since: f64,
    count: u32,
    dense: bool,
}

impl Pace {
    /// Counts an exchange at a time in milliseconds. Whether Watch follows it: every one as long as they come slowly, the first of a
    /// second after a dense one.
    pub fn follows(&mut self, now: f64) -> bool {
        if now - self.since >= 1000.0 {
            *self = Self { since: now, count: 0, dense: self.count > DENSE && now - self.since < 2000.0 };
        }
        self.count += 1;
        self.count <= if self.dense { 1 } else { DENSE }
    }
}
