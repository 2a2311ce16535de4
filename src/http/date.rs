//! HTTP dates, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7), counted in seconds since 1970-01-01T00:00:00Z.

use std::time::{Duration, UNIX_EPOCH};

/// Writes the preferred format, IMF-fixdate; moments beyond the year 9999 are written as its last second.
pub fn format(seconds: u64) -> String {
    const LAST: u64 = 253_402_300_799;
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds.min(LAST)))
}

/// Reads any of the three formats that a recipient must accept; `None` where the text is no date.
pub fn parse(text: &str) -> Option<u64> {
    let time = httpdate::parse_http_date(text).ok()?;
    time.duration_since(UNIX_EPOCH).ok().map(|since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_formats() {
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert_eq!(parse(text), Some(784_111_777));
        }
        assert_eq!(format(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(parse("yesterday"), None);
    }
}
