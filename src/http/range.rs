//! Ranges of bytes: the fields `Range` and `Content-Range` (RFC 9110 section 14).

use super::headers::split_list;

/// First and last position, both included.
pub type Span = (u64, u64);

/// What `Range` asks of content of some length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nothing that can be read: the field is passed over (RFC 9110 section 14.2).
    Nothing,
    /// Only what lies behind the end: 416.
    Beyond,
    /// These ranges, in the order in which they were asked, cut at the end.
    Spans(Vec<Span>),
}

/// Reads `Range`. One malformed range makes the whole field invalid, and a unit other than bytes is not known here; RFC 9110
/// section 14.2 lets a server pass both over. What lies behind the end is left out where another range does not.
pub fn asked(field: &str, length: u64) -> Asked {
    let Some((unit, set)) = field.split_once('=') else { return Asked::Nothing };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Asked::Nothing;
    }
    let members = split_list(set);
    let mut spans = Vec::new();
    for member in &members {
        match span(member, length) {
            Some(Some(span)) => spans.push(span),
            Some(None) => {}
            None => return Asked::Nothing,
        }
    }
    match (members.is_empty(), spans.is_empty()) {
        (true, _) => Asked::Nothing,
        (false, true) => Asked::Beyond,
        (false, false) => Asked::Spans(spans),
    }
}

/// One range: `None` where it is malformed, `Some(None)` where it lies behind the end.
fn span(text: &str, length: u64) -> Option<Option<Span>> {
    let (first, last) = text.split_once('-')?;
    let end = length.checked_sub(1);
    Some(match (first, last) {
        ("", count) => {
            // The end of nothing is asked for, and no field could say where it belongs.
            let count = number(count).filter(|count| *count == 0 || length > 0)?;
            end.filter(|_| count > 0).map(|end| (length.saturating_sub(count), end))
        }
        (first, "") => {
            let first = number(first)?;
            end.filter(|end| first <= *end).map(|end| (first, end))
        }
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            end.filter(|end| first <= *end).map(|end| (first, last.min(end)))
        }
    })
}

/// Ranges in the order in which they were asked, those that overlap or touch as one (RFC 9110 section 15.3.7.2).
pub fn joined(spans: Vec<Span>) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    for mut span in spans {
        // What has grown may reach another one, so everything in reach is taken in at its first place.
        let mut place = all.len();
        let mut index = all.len();
        while let Some(before) = index.checked_sub(1) {
            index = before;
            let reach = all.get(index).copied().filter(|known| known.0 <= span.1.saturating_add(1) && span.0 <= known.1.saturating_add(1));
            if let Some(known) = reach {
                all.remove(index);
                span = (known.0.min(span.0), known.1.max(span.1));
                place = index;
                index = all.len();
            }
        }
        all.insert(place.min(all.len()), span);
    }
    all
}

/// What `Content-Range` says: the span, if the content is one, and the length of the whole, if it is known
/// (RFC 9110 section 14.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Where the content belongs; `None` in `bytes */200`.
    pub span: Option<Span>,
    /// How long the whole is; `None` in `bytes 0-9/*`.
    pub total: Option<u64>,
}

/// Reads `Content-Range`; `None` where it is none, or contradicts itself.
pub fn placed(field: &str) -> Option<Placed> {
    let (unit, rest) = field.trim().split_once(' ')?;
    let (range, total) = rest.trim().split_once('/').filter(|_| unit.eq_ignore_ascii_case("bytes"))?;
    let total = if total == "*" { None } else { Some(number(total)?) };
    let span = if range == "*" {
        // Nothing is said where neither is known.
        total?;
        None
    } else {
        let (first, last) = range.split_once('-')?;
        Some((number(first)?, number(last)?))
    };
    let fits = span.is_none_or(|(first, last)| first <= last && total.is_none_or(|total| last < total));
    fits.then_some(Placed { span, total })
}

/// Digits and nothing else. A number that no length reaches counts as the largest.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked() {
        for (field, length, expected) in [
            ("bytes=0-1", 10, Asked::Spans(vec![(0, 1)])),
            ("Bytes=8-20", 10, Asked::Spans(vec![(8, 9)])),
            ("bytes=-3", 10, Asked::Spans(vec![(7, 9)])),
            ("bytes=-30", 10, Asked::Spans(vec![(0, 9)])),
            ("bytes=5-", 10, Asked::Spans(vec![(5, 9)])),
            ("bytes=0-0, 12-13 ,-1", 10, Asked::Spans(vec![(0, 0), (9, 9)])),
            ("bytes=0-99999999999999999999", 10, Asked::Spans(vec![(0, 9)])),
            ("bytes=10-", 10, Asked::Beyond),
            ("bytes=-0", 10, Asked::Beyond),
            ("bytes=0-0", 0, Asked::Beyond),
            ("bytes=-1", 0, Asked::Nothing),
            ("bytes=5-3", 10, Asked::Nothing),
            ("bytes=0-1,x", 10, Asked::Nothing),
            ("bytes=+1-2", 10, Asked::Nothing),
            ("bytes=,", 10, Asked::Nothing),
            ("items=0-1", 10, Asked::Nothing),
        ] {
            assert_eq!(asked(field, length), expected, "{field} of {length}");
        }
    }

    #[test]
    fn ranges_that_touch_are_one() {
        for (spans, expected) in [
            (vec![(0, 4), (90, 99), (5, 75), (100, 149), (101, 102)], vec![(0, 75), (90, 149)]),
            (vec![(9, 9), (2, 4), (0, 1)], vec![(9, 9), (0, 4)]),
            (vec![(0, 1), (5, 6), (2, 4)], vec![(0, 6)]),
            (vec![], vec![]),
        ] {
            assert_eq!(joined(spans.clone()), expected, "{spans:?}");
        }
    }

    #[test]
    fn what_content_is() {
        for (field, expected) in [
            ("bytes 0-9/20", Some((Some((0, 9)), Some(20)))),
            ("bytes 0-9/*", Some((Some((0, 9)), None))),
            ("bytes */20", Some((None, Some(20)))),
            ("bytes */*", None),
            ("bytes 0-9/9", None),
            ("bytes 9-0/20", None),
            ("bytes 0-9", None),
            ("items 0-9/20", None),
            ("bytes=0-9/20", None),
        ] {
            assert_eq!(placed(field).map(|placed| (placed.span, placed.total)), expected, "{field}");
        }
    }
}
