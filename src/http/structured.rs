//! Structured field values, as far as they are needed here: a date, `@1659578233` (RFC 9651 section 3.3.7).

/// The most digits of an integer (RFC 9651 section 3.3.1).
const DIGITS: usize = 15;

/// Writes a date; moments that no integer can hold are written as its greatest.
pub fn date(seconds: i64) -> String {
    const MOST: i64 = 999_999_999_999_999;
    format!("@{}", seconds.clamp(-MOST, MOST))
}

/// Reads a date without parameters as seconds since 1970; `None` where the text is none.
pub fn parse_date(text: &str) -> Option<i64> {
    let number = text.trim_matches(' ').strip_prefix('@')?;
    let digits = number.strip_prefix('-').unwrap_or(number);
    let fits = (1..=DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (text, expected) in [
            ("@1659578233", Some(1_659_578_233)),
            (" @-12 ", Some(-12)),
            ("@-0", Some(0)),
            ("1659578233", None),
            ("@", None),
            ("@-", None),
            ("@+1", None),
            ("@ 1", None),
            ("@1.5", None),
            ("@1000000000000000", None),
            ("?1", None),
        ] {
            assert_eq!(parse_date(text), expected, "{text}");
        }
        assert_eq!((date(1_700_000_000), date(i64::MIN)), ("@1700000000".to_owned(), "@-999999999999999".to_owned()));
    }
}
