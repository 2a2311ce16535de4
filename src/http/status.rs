//! Status codes: reason phrases and classes (RFC 9110 section 15, RFC 6585, RFC 8470).

pub use ::http::StatusCode;

/// The reason phrase as RFC 9110 spells it, such as `Unprocessable Content`; empty for codes that nobody registered.
pub fn reason(status: u16) -> &'static str {
    match status {
        413 => "Content Too Large",
        422 => "Unprocessable Content",
        _ => StatusCode::from_u16(status).ok().and_then(|code| code.canonical_reason()).unwrap_or(""),
    }
}

/// `409 Conflict`, or the bare number where no phrase is registered.
pub fn line(status: u16) -> String {
    match reason(status) {
        "" => status.to_string(),
        phrase => format!("{status} {phrase}"),
    }
}

/// A successful answer: 200 to 299.
pub fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// Whether an answer of this status carries content at all (RFC 9110 section 6.4.1: 1xx, 204 and 304 never do).
pub fn allows_content(status: u16) -> bool {
    !(status < 200 || status == 204 || status == 304 || status == 205)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_follow_rfc_9110() {
        for (status, expected) in [
            (200, "200 OK"),
            (409, "409 Conflict"),
            (413, "413 Content Too Large"),
            (422, "422 Unprocessable Content"),
            (428, "428 Precondition Required"),
            (299, "299"),
        ] {
            assert_eq!(line(status), expected);
        }
    }
}
