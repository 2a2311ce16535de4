//! Numbers as people read them, without the exact arithmetic of the formatter: its tables weigh as much as a panel of the page.

/// A number as JSON writes it, whole numbers without a fraction: `2.5`, `3`.
pub fn decimal(number: f64) -> String {
    match serde_json::Number::from_f64(number) {
        Some(number) => {
            let text = number.to_string();
            text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
        }
        None => "no number".to_owned(),
    }
}

/// A number with one decimal, rounded half away from zero: `0.4`, `-12.0`. For numbers that a screen shows, below 2^53.
#[expect(clippy::cast_possible_truncation, reason = "what a screen shows fits")]
pub fn tenths(number: f64) -> String {
    let tenths = (number * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

/// A JSON number; `None` for any other text.
pub fn parse(text: &str) -> Option<f64> {
    crate::http::json::read(text.as_bytes()).ok()?.as_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_written() {
        for (number, shown) in [(2.5, "2.5"), (3.0, "3"), (0.0, "0"), (-0.125, "-0.125"), (1e21, "1e+21"), (f64::NAN, "no number")] {
            assert_eq!(decimal(number), shown);
        }
        for (number, shown) in [(0.04, "0.0"), (0.05, "0.1"), (-0.26, "-0.3"), (12.0, "12.0"), (99.95, "100.0"), (-0.04, "0.0")] {
            assert_eq!(tenths(number), shown, "{number}");
        }
        for (text, number) in [("2.5", Some(2.5)), ("-3", Some(-3.0)), ("1e2", Some(100.0)), ("x", None), ("", None), ("\"3\"", None)] {
            assert_eq!(parse(text), number, "{text}");
        }
    }
}
