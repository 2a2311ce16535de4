//! Parts of an answer: one range of bytes out of a kept copy (RFC 9110 section 14, RFC 9111 section 3.4).

use crate::http::{Body, Response, range};

/// The part of a kept answer that `Range` asks for, as 206; `None` where the copy does not hold it. A range is asked of a 200 or
/// a 206; any other answer is given whole, because the field changes nothing about it (RFC 9110 section 14.2).
pub fn cut(response: Response, field: &str) -> Option<Response> {
    let length = response.body.len();
    let (first, total) = match response.status {
        200 => (0, length),
        206 => held(&response)?,
        _ => return Some(response),
    };
    let (from, to) = resolve(field, total)?;
    let bytes = response.body.bytes().get(from.checked_sub(first)?..(to + 1).checked_sub(first)?)?.to_vec();
    let mut part = Response { status: 206, headers: response.headers, body: Body::empty() };
    part.headers.set("content-range", format!("bytes {from}-{to}/{total}"));
    part.headers.set("content-length", bytes.len().to_string());
    part.body = bytes.into();
    Some(part)
}

/// Where the content of a 206 begins, and how long the whole is; `None` where the content is longer than `Content-Range` says.
/// Shorter content is an incomplete answer, which still holds what it holds (RFC 9111 section 3.3).
pub fn held(response: &Response) -> Option<(usize, usize)> {
    let placed = range::placed(response.headers.get("content-range")?)?;
    let (first, last) = in_memory(placed.span?)?;
    let total = usize::try_from(placed.total?).ok()?;
    let fits = (last - first).checked_add(1)? >= response.body.len();
    fits.then_some((first, total))
}

/// First and last byte of the one range that `Range` names in so many bytes.
fn resolve(field: &str, total: usize) -> Option<(usize, usize)> {
    match range::asked(field, total as u64) {
        range::Asked::Spans(spans) => match spans.as_slice() {
            [span] => in_memory(*span),
            _ => None,
        },
        _ => None,
    }
}

fn in_memory(span: range::Span) -> Option<(usize, usize)> {
    Some((usize::try_from(span.0).ok()?, usize::try_from(span.1).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_a_copy() {
        let whole = || Response::new(200).content("text/plain", "0123456789".to_owned());
        let part = || Response { status: 206, body: "456789".to_owned().into(), ..whole().header("content-range", "bytes 4-9/10") };
        for (response, range, expected) in [
            (whole(), "bytes=0-1", Some("01")),
            (whole(), "bytes=8-", Some("89")),
            (whole(), "bytes=-1", Some("9")),
            (whole(), "bytes=8-20", Some("89")),
            (whole(), "bytes=10-", None),
            (whole(), "bytes=0-1,3-4", None),
            (part(), "bytes=6-8", Some("678")),
            (part(), "bytes=3-8", None),
            (part().header("content-range", "bytes 4-9/10"), "items=6-8", None),
        ] {
            let got = cut(response, range);
            assert_eq!(got.as_ref().and_then(|got| got.body.text()), expected, "{range}");
            assert!(got.is_none_or(|got| got.status == 206));
        }
    }
}
