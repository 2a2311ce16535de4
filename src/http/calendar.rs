//! Calendar arithmetic in the proleptic Gregorian calendar, in UTC. Our own because a date library would weigh more in the page
//! than everything that uses it.

/// A day: year, month 1 to 12, day 1 to 31.
pub type Day = (i64, u32, u32);

/// Days from 1970-01-01 to a day; negative before it. The day has to exist.
pub fn days_since_1970((year, month, day): Day) -> i64 {
    // Years begin in March here, so that the leap day is the last day of a year.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * i64::from((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The day that lies so many days after 1970-01-01.
pub fn day_after_1970(days: i64) -> Day {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = u32::try_from(day_of_year - (153 * shifted + 2) / 5 + 1).unwrap_or(1);
    let month = u32::try_from(if shifted < 10 { shifted + 3 } else { shifted - 9 }).unwrap_or(1);
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Reads an RFC 3339 full-date, `2026-03-14`; `None` where the form is another or the day does not exist.
pub fn parse_day(text: &str) -> Option<Day> {
    let bytes = text.as_bytes();
    let separators = bytes.len() == 10 && bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
    if !separators {
        return None;
    }
    let day = (i64::from(digits(text.get(..4)?)?), digits(text.get(5..7)?)?, digits(text.get(8..)?)?);
    let exists = (1..=12).contains(&day.1) && (1..=31).contains(&day.2) && day_after_1970(days_since_1970(day)) == day;
    exists.then_some(day)
}

/// Reads an RFC 3339 date-time, `2026-03-14T09:41:00.5+01:00`, as milliseconds since 1970; `None` where it is none. A leap second
/// counts as the second before it.
pub fn parse_moment(text: &str) -> Option<i64> {
    let day = parse_day(text.get(..10)?)?;
    let rest = text.get(10..)?.strip_prefix(['T', 't'])?;
    let (hour, minute) = (digits(rest.get(..2)?)?, digits(rest.get(2..5)?.strip_prefix(':')?)?);
    let second = digits(rest.get(5..8)?.strip_prefix(':')?)?;
    let rest = rest.get(8..)?;
    let (fraction, offset) = match rest.strip_prefix('.') {
        None => (0, rest),
        Some(rest) => {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (fraction, offset) = rest.split_at_checked(length).filter(|(fraction, _)| !fraction.is_empty())?;
            (format!("{:0<3.3}", fraction).parse::<i64>().ok()?, offset)
        }
    };
    let offset = match offset {
        "Z" | "z" => 0,
        _ => {
            let sign = if offset.starts_with('-') { -1 } else { 1 };
            let (hours, minutes) = offset.strip_prefix(['+', '-'])?.split_once(':')?;
            let (hours, minutes) =
                (Some(hours).filter(|text| text.len() == 2).and_then(digits)?, Some(minutes).filter(|text| text.len() == 2).and_then(digits)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            sign * i64::from(hours * 60 + minutes)
        }
    };
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let minutes = i64::from(hour * 60 + minute) - offset;
    // A leap second ends a day of UTC (RFC 3339 section 5.7).
    if second == 60 && minutes.rem_euclid(1440) != 1439 {
        return None;
    }
    Some((days_since_1970(day) * 86_400 + minutes * 60 + i64::from(second.min(59))) * 1000 + fraction)
}

fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_eight_centuries_comes_back() {
        for days in -146_097..=146_097 {
            assert_eq!(days_since_1970(day_after_1970(days)), days);
        }
        assert_eq!(day_after_1970(0), (1970, 1, 1));
        assert_eq!(days_since_1970((2000, 3, 1)), 11_017);
    }

    #[test]
    fn readings() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2026-03-10T09:41:00Z", Some(1_773_135_660_000)),
            ("2026-03-10T10:41:00.5+01:00", Some(1_773_135_660_500)),
            ("2026-03-10t09:41:00.123456z", Some(1_773_135_660_123)),
            ("2026-03-10T08:11:00-01:30", Some(1_773_135_660_000)),
            ("2016-12-31T23:59:60Z", Some(1_483_228_799_000)),
            ("1990-12-31T15:59:60-08:00", Some(662_687_999_000)),
            ("1998-12-31T23:58:60Z", None),
            ("2026-02-29T00:00:00Z", None),
            ("2026-03-10 09:41:00Z", None),
            ("2026-03-10T09:41Z", None),
            ("2026-03-10T09:41:00", None),
            ("2026-03-10T24:00:00Z", None),
            ("2026-03-10T09:41:00.Z", None),
            ("2026-03-10T09:41:00+0100", None),
        ] {
            assert_eq!(parse_moment(text), expected, "{text}");
        }
        assert_eq!((parse_day("2024-02-29"), parse_day("2100-02-29"), parse_day("20240229")), (Some((2024, 2, 29)), None, None));
    }
}
