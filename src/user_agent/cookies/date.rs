//! The dates of `Expires` in cookies, which are read far more kindly than other dates (RFC 6265bis section 5.1.1).

use crate::http::calendar;

/// Seconds since 1970; `None` where the text holds no date. Moments before 1970 count as 1970.
pub fn parse(text: &str) -> Option<u64> {
    let is_delimiter = |letter: char| matches!(letter, '\t' | ' '..='/' | ';'..='@' | '['..='`' | '{'..='~');
    let (mut time, mut day, mut month, mut year) = (None, None, None, None);
    for token in text.split(is_delimiter).filter(|token| !token.is_empty()) {
        if let Some(found) = time_of(token).filter(|_| time.is_none()) {
            time = Some(found);
        } else if let Some(found) = digits(token, 1, 2).filter(|_| day.is_none()) {
            day = Some(found);
        } else if let Some(found) = month_of(token).filter(|_| month.is_none()) {
            month = Some(found);
        } else if let Some(found) = digits(token, 2, 4).filter(|_| year.is_none()) {
            year = Some(found);
        }
    }
    let (hour, minute, second) = time?;
    let year = match year? {
        year @ 70..=99 => year + 1900,
        year @ 0..=69 => year + 2000,
        year => year,
    };
    let date = (i64::from(year), month?, day?);
    let days = calendar::days_since_1970(date);
    let exists = (1..=31).contains(&date.2) && calendar::day_after_1970(days) == date;
    if !exists || year < 1601 || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let seconds = days * 86_400 + i64::from(hour * 3600 + minute * 60 + second);
    Some(u64::try_from(seconds).unwrap_or(0))
}

/// `hour:minute:second`, each of one or two digits; what follows without a digit does not matter.
fn time_of(token: &str) -> Option<(u32, u32, u32)> {
    let mut parts = token.splitn(3, ':');
    let whole = |text: &str| Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit())).and_then(|text| digits(text, 1, 2));
    Some((whole(parts.next()?)?, whole(parts.next()?)?, digits(parts.next()?, 1, 2)?))
}

/// The number at the beginning, if it has so many digits and no more.
fn digits(token: &str, least: usize, most: usize) -> Option<u32> {
    let length = token.bytes().take_while(u8::is_ascii_digit).count();
    (least..=most).contains(&length).then(|| token.get(..length)?.parse().ok()).flatten()
}

/// The month whose first three letters these are, 1 to 12.
fn month_of(token: &str) -> Option<u32> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = token.get(..3)?.to_ascii_lowercase();
    NAMES.iter().zip(1..).find(|(name, _)| **name == start).map(|(_, number)| number)
}
