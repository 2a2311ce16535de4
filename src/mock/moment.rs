//! A moment in time, passed in by the shell: the core reads no clock.

use serde::{Deserialize, Serialize};

use crate::http::calendar;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub u64);

impl Moment {
    /// 10 March 2026, 09:41 UTC: where virtual time begins, so that every lesson looks the same.
    pub const START: Self = Self(1_773_135_660_000);

    /// Whole seconds since 1970.
    pub const fn seconds(self) -> u64 {
        self.0 / 1000
    }

    /// The moment some milliseconds later.
    pub const fn plus_millis(self, millis: u64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// As RFC 3339 writes it, to the second: `2026-03-10T09:41:00Z`.
    pub fn rfc3339(self) -> String {
        let seconds = i64::try_from(self.seconds()).unwrap_or(i64::MAX).min(253_402_300_799);
        let (year, month, day) = calendar::day_after_1970(seconds / 86_400);
        let rest = seconds % 86_400;
        format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60)
    }

    /// As HTTP writes it (RFC 9110 section 5.6.7).
    pub fn http_date(self) -> String {
        crate::http::date::format(self.seconds())
    }

    /// The calendar day, `2026-03-10`, some days later or earlier.
    pub fn day(self, days: i64) -> String {
        let shift = days.saturating_mul(86_400_000);
        let millis = self.0.saturating_add_signed(shift);
        let text = Self(millis).rfc3339();
        text.get(..10).unwrap_or("9999-12-31").to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_reads_as_documented() {
        assert_eq!(Moment::START.rfc3339(), "2026-03-10T09:41:00Z");
        assert_eq!(Moment::START.http_date(), "Tue, 10 Mar 2026 09:41:00 GMT");
        assert_eq!((Moment::START.day(-10), Moment::START.day(22)), ("2026-02-28".into(), "2026-04-01".into()));
    }
}
