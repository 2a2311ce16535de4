//! The clock of a served design: the system's, or one that begins elsewhere, or one that stands still.

use std::time::{SystemTime, UNIX_EPOCH};

use roundtrip::http::calendar;
use roundtrip::mock::Moment;

/// A clock.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    start: Option<Moment>,
    /// When it was started, by the system's clock.
    since: Moment,
    stands: bool,
}

impl Clock {
    /// The system's clock; with a start, one that begins there. With `stands` it never goes on.
    pub fn new(start: Option<Moment>, stands: bool) -> Self {
        Self { start, since: system(), stands }
    }

    /// What it says.
    pub fn now(&self) -> Moment {
        let start = self.start.unwrap_or(self.since);
        if self.stands { start } else { start.plus_millis(system().0.saturating_sub(self.since.0)) }
    }
}

/// What the system's clock says.
pub fn system() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// Reads a moment of the command line: `2026-01-01T00:00:00Z`, or a day, which means its beginning in UTC.
pub fn parse(text: &str) -> Result<Moment, String> {
    let day = || calendar::parse_day(text).map(|day| calendar::days_since_1970(day).saturating_mul(86_400_000));
    let millis = calendar::parse_moment(text).or_else(day).and_then(|millis| u64::try_from(millis).ok());
    millis.map(Moment).ok_or_else(|| "write a moment such as 2026-01-01T00:00:00Z, or a day such as 2026-01-01, from 1970 on".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_the_command_line() {
        assert_eq!(parse("2026-03-10T09:41:00Z"), Ok(Moment::START));
        assert_eq!(parse("1970-01-02"), Ok(Moment(86_400_000)));
        for text in ["", "now", "1969-01-01", "2026-13-01", "2026-03-10T09:41"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_clock_that_stands_stands() {
        let clock = Clock::new(Some(Moment::START), true);
        assert_eq!((clock.now(), clock.now()), (Moment::START, Moment::START));
        assert!(Clock::new(Some(Moment::START), false).now() >= Moment::START);
    }
}
