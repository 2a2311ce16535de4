//! What is written about one exchange: a line for people, or a line of JSON for programs.

use std::fmt::Write as _;

use clap::ValueEnum;
use roundtrip::http::{Method, Request};
use roundtrip::mock::Exchange;
use serde_json::{Map, Value, json};

use crate::terminal::paint::{Ink, Paint};

/// How exchanges are told, as the command line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// A line for people: time, method, target, status, and what decided it
    Text,
    /// One JSON object per line, for programs; everything else then goes to standard error
    Json,
}

/// Writes lines of one form.
#[derive(Clone, Copy, Debug)]
pub enum Writer {
    /// For people.
    Text(Paint),
    /// For programs.
    Json,
}

impl Writer {
    /// The line of an exchange.
    pub fn exchange(self, exchange: &Exchange) -> String {
        match self {
            Self::Text(paint) => for_people(exchange, paint),
            Self::Json => format!("{}\n", Value::Object(for_programs(exchange))),
        }
    }

    /// The line of a request that never reached the core.
    pub fn refused(self, method: &Method, target: &str, status: u16, why: &str) -> String {
        match self {
            Self::Text(_) => format!("{method} {target} {status} {why}\n"),
            Self::Json => format!("{}\n", json!({ "method": method.as_str(), "target": target, "status": status, "why": why })),
        }
    }
}

/// `09:41:07 POST /v1/bookings 409 room taken by bk_7q2m · conflict, RFC 9110 section 15.5.10`
fn for_people(exchange: &Exchange, paint: Paint) -> String {
    let mut line = String::with_capacity(128);
    let status = exchange.response.status;
    let request = &exchange.request;
    let painted = |line: &mut String, ink: Ink, text: &str| match paint.is_on() {
        true => _ = write!(line, "{}", paint.ink(ink, text)),
        false => line.push_str(text),
    };
    painted(&mut line, Ink::Faint, &clock(exchange.moment.seconds() % 86_400));
    line.push(' ');
    line.push_str(request.method.as_str());
    line.push(' ');
    push_plain(&mut line, &request.target);
    line.push(' ');
    painted(&mut line, Ink::of_status(status), &status.to_string());
    line.push(' ');
    if let Some(step) = exchange.decisive() {
        push_plain(&mut line, &step.why.text);
        let key = step.stage.key();
        let spec = step.why.spec.as_deref();
        let mut source = String::with_capacity(64);
        for part in [" · ", key, spec.map_or("", |_| ", "), spec.unwrap_or_default()] {
            source.push_str(part);
        }
        painted(&mut line, Ink::Faint, &source);
    }
    line.push('\n');
    line
}

/// `09:41:07`, for a second of the day. Written for each request, so without the machinery of formats.
fn clock(second: u64) -> String {
    let mut text = String::with_capacity(8);
    for (place, value) in [second / 3600, second / 60 % 60, second % 60].into_iter().enumerate() {
        if place > 0 {
            text.push(':');
        }
        for digit in [value / 10 % 10, value % 10] {
            text.extend(u32::try_from(digit).ok().and_then(|digit| char::from_digit(digit, 10)));
        }
    }
    text
}

/// The same and what a person would not read along: who asked, from which page, and what a preflight asks for. A member that has
/// nothing to say is left out.
fn for_programs(exchange: &Exchange) -> Map<String, Value> {
    let request = &exchange.request;
    let mut line = Map::new();
    let mut say = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            line.insert(name.to_owned(), value);
        }
    };
    say("time", Some(exchange.moment.rfc3339().into()));
    say("method", Some(request.method.as_str().into()));
    say("target", Some(request.target.as_str().into()));
    say("status", Some(exchange.response.status.into()));
    say("origin", request.headers.get("origin").map(Value::from));
    say("preflight", asked_permission(request));
    say("endpoint", exchange.endpoint.as_deref().map(Value::from));
    say("client", exchange.client.as_deref().map(Value::from));
    if let Some(step) = exchange.decisive() {
        say("stage", Some(step.stage.key().into()));
        say("why", Some(step.why.text.as_ref().into()));
        say("spec", step.why.spec.as_deref().map(Value::from));
    }
    line
}

/// What a preflight asks for (Fetch standard, CORS-preflight request); `None` for every other request.
fn asked_permission(request: &Request) -> Option<Value> {
    let headers = &request.headers;
    let method = headers.get("access-control-request-method").filter(|_| request.method == Method::OPTIONS && headers.has("origin"))?;
    let names = headers.combined("access-control-request-headers").unwrap_or_default();
    let names: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    Some(json!({ "method": method, "headers": names }))
}

/// Text from outside, without what a terminal would obey.
fn push_plain(line: &mut String, text: &str) {
    // Nearly always there is nothing to watch.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        line.push_str(text);
        return;
    }
    for letter in text.chars() {
        match letter.is_control() || ('\u{202a}'..='\u{202e}').contains(&letter) || ('\u{2066}'..='\u{2069}').contains(&letter) {
            true => line.extend(letter.escape_default()),
            false => line.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use roundtrip::design::samples;
    use roundtrip::mock::{Moment, Rng, Server};
    use std::sync::Arc;

    fn exchange(request: Request) -> Exchange {
        let design = samples::find("hotel-booking").unwrap().design();
        Server::new(Arc::new(design), Moment::START).handle(request, Moment::START, &mut Rng::new(1))
    }

    #[test]
    fn a_line_names_what_decided() {
        assert_eq!(
            Writer::Text(Paint::none()).exchange(&exchange(Request::new(Method::GET, "/v1/bookings"))),
            "09:41:00 GET /v1/bookings 401 needs credentials, got none · authentication, RFC 9110 section 11.6.1\n"
        );
        let mut plain = String::new();
        push_plain(&mut plain, "a\u{1b}[31m\u{202e}b");
        assert_eq!(plain, "a\\u{1b}[31m\\u{202e}b");
    }

    #[test]
    fn a_line_of_json_says_who_asked_for_what() {
        let preflight = Request::new(Method::OPTIONS, "/v1/bookings")
            .header("origin", "https://app.stay.example")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "authorization,content-type");
        let read = Request::new(Method::GET, "/v1/bookings\u{1b}").header("authorization", "Bearer guest-token-1");
        for (request, expected) in [
            (
                preflight,
                r#"{"time":"2026-03-10T09:41:00Z","method":"OPTIONS","target":"/v1/bookings","status":204,"origin":"https://app.stay.example","preflight":{"method":"POST","headers":["authorization","content-type"]},"stage":"preflight","why":"origin may ask for POST","spec":"Fetch standard, CORS-preflight request"}"#,
            ),
            (
                read,
                r#"{"time":"2026-03-10T09:41:00Z","method":"GET","target":"/v1/bookings\u001b","status":400,"stage":"message","why":"target does not decode","spec":"RFC 3986 section 2.1"}"#,
            ),
        ] {
            assert_eq!(Writer::Json.exchange(&exchange(request)), format!("{expected}\n"));
        }
        assert_eq!(
            Writer::Json.refused(&Method::GET, "/", 400, "No \"host\"."),
            "{\"method\":\"GET\",\"target\":\"/\",\"status\":400,\"why\":\"No \\\"host\\\".\"}\n"
        );
    }
}
