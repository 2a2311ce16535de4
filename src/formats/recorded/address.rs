//! Addresses of recorded calls: origin, segments and query, with variables in double braces.

use super::Piece;
use crate::http::form;

/// An address taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    /// Scheme, host and port; empty where it is not known.
    pub origin: String,
    /// The path.
    pub path: Vec<Piece>,
    /// The query.
    pub query: Vec<(String, String)>,
}

/// Takes an address apart. What stands in double braces is a slot in the path, and nothing in the origin.
pub fn parse(text: &str) -> Address {
    let text = text.trim().split('#').next().unwrap_or_default();
    let (address, query) = text.split_once('?').unwrap_or((text, ""));
    let (origin, path) = match address.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            // Names and passwords in an address are nobody's business.
            let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
            (format!("{}://{host}", scheme.to_ascii_lowercase()), path)
        }
        None if address.starts_with('/') => (String::new(), address),
        None => {
            let (host, path) = address.split_at(address.find('/').unwrap_or(address.len()));
            let is_variable = host.starts_with("{{");
            (if host.is_empty() || is_variable { String::new() } else { format!("https://{host}") }, path)
        }
    };
    let origin = if origin.contains(['{', '}', ' ']) { String::new() } else { origin };
    let path = path.split('/').filter(|segment| !segment.is_empty()).map(piece).collect();
    let query = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let plain = |part: &str| form::decode(part).unwrap_or_else(|| part.to_owned());
        (plain(name), plain(value))
    });
    Address { origin, path, query: query.collect() }
}

/// A segment: `:id`, `{{id}}` and `{id}` are slots.
pub fn piece(segment: &str) -> Piece {
    let within = |start: &str, end: &str| segment.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)).filter(|name| !name.is_empty());
    let name = within("{{", "}}").or_else(|| within("{", "}")).or_else(|| segment.strip_prefix(':').filter(|name| !name.is_empty()));
    match name {
        Some(name) => Piece::Slot(name.trim_start_matches('$').to_owned()),
        None => {
            Piece::Text(percent_encoding::percent_decode_str(segment).decode_utf8().map_or_else(|_| segment.to_owned(), |text| text.into_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let text = |text: &str| Piece::Text(text.to_owned());
        for (given, origin, path) in [
            ("https://user:secret@api.example/v1/a%20b?x=1", "https://api.example", vec![text("v1"), text("a b")]),
            ("{{baseUrl}}/orders/:id/lines/{{line}}", "", vec![text("orders"), Piece::Slot("id".into()), text("lines"), Piece::Slot("line".into())]),
            ("api.example/orders", "https://api.example", vec![text("orders")]),
            ("/orders", "", vec![text("orders")]),
        ] {
            let address = parse(given);
            assert_eq!((address.origin.as_str(), address.path), (origin, path), "{given}");
        }
        assert_eq!(parse("/a?b=c+d&e=%20&f").query, [("b".into(), "c d".into()), ("e".into(), " ".into()), ("f".into(), String::new())]);
    }
}
