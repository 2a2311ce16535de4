//! Requests by chance, the same for the same seed: sound ones, odd ones, and bytes that nobody should send.

use roundtrip::design::{Client, Design, Endpoint};
use roundtrip::http::{Body, Method, Request, Response};
use roundtrip::mock::{Moment, Rng, Server, sample_request, with_credentials};
use serde_json::{Value, json};

/// What earlier answers gave away: later requests refer to it.
#[derive(Clone, Default)]
pub struct Seen {
    tags: Vec<String>,
    dates: Vec<String>,
    links: Vec<String>,
    keyed: Vec<Request>,
}

impl Seen {
    /// Keeps what a client would keep of an answer.
    pub fn keep(&mut self, request: &Request, response: &Response) {
        let push = |list: &mut Vec<String>, value: &str| {
            if list.len() >= 40 {
                list.remove(0);
            }
            list.push(value.to_owned());
        };
        for (name, list) in [("etag", &mut self.tags), ("last-modified", &mut self.dates), ("location", &mut self.links)] {
            if let Some(value) = response.headers.get(name) {
                push(list, value);
            }
        }
        for part in response.headers.get("link").unwrap_or_default().split('<').skip(1) {
            push(&mut self.links, part.split('>').next().unwrap_or_default());
        }
        if let Some(next) = response.body.json().and_then(|body| body.get("next").and_then(Value::as_str).map(str::to_owned)) {
            push(&mut self.links, &if next.starts_with('/') { next } else { format!("{}?cursor={next}", request.path()) });
        }
        if request.headers.has("idempotency-key") {
            self.keyed.truncate(12);
            self.keyed.insert(0, request.clone());
        }
    }
}

const ACCEPTS: &[&str] = &[
    "application/json",
    "*/*",
    "text/html",
    "application/xml;q=0.9, application/json;q=0.1",
    "text/csv",
    "application/*",
    "*/*;q=0",
    "",
    ",,,",
    "a",
    "application/json;q=2",
    "application/json;q=",
    "application/problem+xml",
    "application/json; charset=utf-16",
    "text/csv;header=\"a,b\"",
    "*",
    "application/json;q=0.0001, text/csv;q=1.000",
    "\"",
    "application/json;;q=1",
];
const TYPES: &[&str] = &[
    "application/json",
    "application/json; charset=utf-8",
    "application/merge-patch+json",
    "application/json-patch+json",
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=",
    "json",
    "",
    "application/json;",
    "APPLICATION/JSON",
    "application/json; charset=\"",
];
const TAGS: &[&str] = &[
    "*",
    "\"v1\"",
    "\"v0\"",
    "W/\"v1\"",
    "v1",
    "\"\"",
    "\"a\", \"b\", W/\"c\"",
    "\"",
    "W/",
    ",",
    "\"v1",
    "*, \"v1\"",
    "\"v\u{7f}\"",
    "\"é\"",
    "w/\"v1\"",
    "",
    "\"v1\"\"v2\"",
    "\"a,b\"",
];
const DATES: &[&str] = &[
    "Tue, 10 Mar 2026 09:41:00 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
    "yesterday",
    "",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Tue, 30 Feb 2026 00:00:00 GMT",
    "0",
    "Tue, 10 Mar 2026 09:41:00 +0000",
    "Mon, 01 Jan 0001 00:00:00 GMT",
];
const KEYS: &[&str] = &["\"one\"", "two", "\"two\"", "\"\"", "\"open", "a, b", "\"k\";v=1", "\"é\"", "\"\\\"\"", ""];
const ESCAPES: &[&str] =
    &["%", "%2", "%zz", "%00", "%ff", "%c3%28", "%2F", "%2e%2e", "%25", "+", "%C2%82", "%F0%9F%92%A9", "%ED%A0%80", "%0d%0a", "%20"];
const PARAMETERS: &[&str] = &[
    "limit=0",
    "limit=1",
    "limit=2",
    "limit=101",
    "limit=-1",
    "limit=1e3",
    "limit=99999999999999999999",
    "limit=",
    "limit=two",
    "offset=0",
    "offset=3",
    "offset=18446744073709551616",
    "offset=-1",
    "cursor=",
    "cursor=AAAA",
    "cursor=%00",
    "cursor=eyJhIjoxfQ",
    "cursor=%C3%A9",
    "q=a",
    "q=",
    "q=%F0%9F%92%A9",
    "sort=name",
    "sort=-createdAt,id",
    "sort=,",
    "sort=--id",
    "sort=nothing",
    "fields=id",
    "fields=name,id",
    "fields=",
    "fields=nothing",
    "include=hotel",
    "include=rooms",
    "include=,",
    "include=hotel,hotel",
    "facets=status",
    "facets=",
    "name=a,b",
    "id=",
    "amount.amount[gte]=100",
    "nightlyRate.amount[lt]=1e400",
    "createdAt[gte]=2026-01-01",
    "createdAt[gte]=2026-02-30",
    "createdAt[lte]=9999-12-31T23:59:60Z",
    "createdAt[xx]=1",
    "createdAt[]=1",
    "[gte]=1",
    "a[b",
    "status=held,",
    "status=nobody",
    "api_key=nobody",
    "=",
    "=&=",
    "&&&",
    "a=1&a=2",
    "limit=1&limit=2",
    "include_deleted=true",
    "_method=DELETE",
];
const METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PURGE", "get", "BREW", "M-SEARCH"];
const TEXTS: &[&str] = &[
    "",
    "{",
    "[]",
    "null",
    "true",
    "0",
    "-",
    "\"",
    "{}",
    "{\"a\":}",
    "{\"name\": \"Khalid\",}",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "{\"a\":1,\"a\":2}",
    "1e999",
    "-0",
    "{\"id\":null}",
    "\u{feff}{}",
    "{} {}",
    "{\"\\ud800\":1}",
    "{\"a\":\"\\u0000\"}",
    "nul",
    "{\"a\": 1e-400}",
    "{\"a\":18446744073709551616}",
    "\u{0}",
    "{'a':1}",
    "// x\n{}",
];

/// One of these texts.
pub fn pick<'a>(dice: &mut Rng, of: &[&'a str]) -> &'a str {
    dice.pick(of).copied().unwrap_or_default()
}

fn recent(dice: &mut Rng, of: &[String], otherwise: &[&str]) -> String {
    match dice.below(3) {
        0 => pick(dice, otherwise).to_owned(),
        _ => dice.pick(of).cloned().unwrap_or_else(|| pick(dice, otherwise).to_owned()),
    }
}

/// One request for this server.
pub fn request(server: &Server, now: Moment, seen: &Seen, dice: &mut Rng) -> Request {
    let design = server.design();
    let endpoint = dice.pick(&design.endpoints).cloned();
    let client = dice.pick(&design.clients).cloned();
    of(server, endpoint.as_deref(), client.as_deref(), now, seen, dice)
}

/// One request for an endpoint by a client; sound where the dice are kind.
pub fn of(server: &Server, endpoint: Option<&Endpoint>, client: Option<&Client>, now: Moment, seen: &Seen, dice: &mut Rng) -> Request {
    let design = server.design();
    if dice.below(12) == 0
        && let Some(again) = dice.pick(&seen.keyed)
    {
        let mut again = again.clone();
        if dice.below(3) == 0 {
            again.body = mutated(again.body.bytes(), dice).into();
        }
        return again;
    }
    let mut request = match endpoint {
        Some(endpoint) => sample_request(server, endpoint, now),
        None => Request::new(Method::GET, "/"),
    };
    if dice.below(14) == 0
        && let Some(link) = dice.pick(&seen.links)
    {
        request.method = Method::GET;
        request.target = link.split_once("://").map_or(link.clone(), |(_, rest)| format!("/{}", rest.split_once('/').unwrap_or_default().1));
    }
    if let Some(client) = client.filter(|_| dice.below(20) > 0) {
        request = with_credentials(design, client, request);
        if let Some(origin) = client.origin.as_ref().filter(|_| dice.below(2) == 0) {
            request.headers.append("origin", origin.as_str());
        }
    }
    // Half of them stay sound, so that the others meet a server that lives.
    for _ in 0..dice.below(4).saturating_sub(1) {
        twist(design, &mut request, seen, dice);
    }
    request
}

/// Makes a request odd in one way.
fn twist(design: &Design, request: &mut Request, seen: &Seen, dice: &mut Rng) {
    match dice.below(23) {
        22 => {
            let names: Vec<String> = request.headers.iter().map(|(name, _)| name.to_owned()).collect();
            request.headers.remove(dice.pick(&names).map_or("", String::as_str));
        }
        0 => request.headers.set("accept", pick(dice, ACCEPTS)),
        1 => request.headers.set("content-type", pick(dice, TYPES)),
        2 | 3 => request.headers.set("if-match", recent(dice, &seen.tags, TAGS)),
        4 | 5 => request.headers.set("if-none-match", recent(dice, &seen.tags, TAGS)),
        6 => request.headers.set("if-modified-since", recent(dice, &seen.dates, DATES)),
        7 => request.headers.set("if-unmodified-since", recent(dice, &seen.dates, DATES)),
        8 => request.headers.set("idempotency-key", pick(dice, KEYS)),
        9 | 10 => {
            for _ in 0..=dice.below(3) {
                let separator = if request.target.contains('?') { '&' } else { '?' };
                request.target = format!("{}{separator}{}", request.target, pick(dice, PARAMETERS));
            }
        }
        11 => request.method = Method::from_bytes(pick(dice, METHODS).as_bytes()).unwrap_or_default(),
        12 => request.body = pick(dice, TEXTS).into(),
        13 => request.body = mutated(request.body.bytes(), dice).into(),
        14 => {
            request.headers.set("content-type", "application/json-patch+json");
            request.body = (&patch(request.body.json(), dice)).into();
        }
        15 => odd_member(request, dice),
        16 => {
            request.headers.set("origin", pick(dice, &["null", "https://elsewhere.example", "https://app.stay.example", "", "é"]));
            if dice.below(2) == 0 {
                request.method = Method::OPTIONS;
                request.headers.set("access-control-request-method", pick(dice, METHODS));
                request.headers.set("access-control-request-headers", pick(dice, &["authorization", "x-a, x-b", ",", "\"", "Content-Type,"]));
            }
        }
        17 => {
            let place = dice.below(request.target.chars().count() as u64 + 1) as usize;
            let place = request.target.char_indices().nth(place).map_or(request.target.len(), |(place, _)| place);
            request.target.insert_str(place, pick(dice, ESCAPES));
        }
        18 => {
            request.target =
                format!("{}{}", request.target, pick(dice, &["/", "//", "/nowhere", "#part", "?", "/..", "/%2e%2e", "\u{0}", " ", "é", "?a[b]=c"]))
        }
        19 => request.headers.set(
            "authorization",
            pick(dice, &["Bearer nobody", "Bearer", "Basic YTpi", "", "bearer guest-token-1", "Bearer  guest-token-1", "Bearer é"]),
        ),
        20 => request.headers.append(
            pick(dice, &["host", "content-type", "x y", "", "prefer", "range", "content-encoding", "x-http-method-override", "expect"]),
            pick(dice, &["a", "a\nb", "\u{0}", "code=503", "bytes=0-1", "gzip", "identity", "DELETE", "é"]),
        ),
        _ => huge(design, request, dice),
    }
}

/// Values of a size that nobody expects, seldom the very large ones.
fn huge(design: &Design, request: &mut Request, dice: &mut Rng) {
    let most = if dice.below(8) == 0 { 9000 } else { 300 };
    let long = "x".repeat(dice.below(most) as usize);
    match dice.below(7) {
        0 => request.target = format!("{}?q={long}", request.target),
        1 => request.target = format!("{}/{long}", request.target),
        2 => request.headers.append("x-long", long),
        3 => request.headers.set("if-none-match", format!("\"{long}\"")),
        4 => request.headers.set("idempotency-key", format!("\"{long}\"")),
        5 if dice.below(16) == 0 => {
            let limit = design.policies.content.max_bytes.min(1 << 21) as usize;
            request.body = "7".repeat(limit + 1).into();
        }
        5 => request.body = format!("{}1{}", "[".repeat(long.len() / 4), "]".repeat(long.len() / 4)).into(),
        _ => (0..dice.below(120)).for_each(|number| request.headers.append("x-many", number.to_string())),
    }
}

/// Bytes with some of them changed, cut or doubled.
pub fn mutated(bytes: &[u8], dice: &mut Rng) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(3) {
        let place = dice.below(bytes.len() as u64 + 1) as usize;
        match dice.below(4) {
            0 => bytes.truncate(place),
            1 => bytes.insert(place, dice.next_u64() as u8),
            2 => {
                if let Some(byte) = bytes.get_mut(place) {
                    *byte = dice.pick(b"{}[]\",:0-e\\\x00\xff\xc3 ").copied().unwrap_or_default();
                }
            }
            _ => {
                let part = bytes[place..].to_vec();
                bytes.extend(part);
            }
        }
    }
    bytes
}

/// Another value for a member, or another member.
fn odd_member(request: &mut Request, dice: &mut Rng) {
    let Some(Value::Object(mut members)) = request.body.json() else { return };
    let names: Vec<String> = members.keys().cloned().collect();
    let name = dice
        .pick(&names)
        .cloned()
        .filter(|_| dice.below(5) > 0)
        .unwrap_or_else(|| pick(dice, &["id", "", "createdAt", "a/b~c", "__proto__", "é"]).to_owned());
    members.insert(name, odd_value(dice));
    request.body = Body::from(&Value::Object(members));
}

fn odd_value(dice: &mut Rng) -> Value {
    match dice.below(14) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(1e300),
        4 => json!(u64::MAX),
        5 => json!(""),
        6 => json!("2026-02-30"),
        7 => json!("9999-12-31"),
        8 => json!({ "amount": dice.next_u64() as i64, "currency": "EUR" }),
        9 => json!({ "amount": 1.5, "currency": "€" }),
        10 => json!([null, [], {}]),
        11 => json!("é\u{0}\u{1F4A9}"),
        12 => json!("x".repeat(dice.below(400) as usize)),
        _ => json!(i64::MIN),
    }
}

/// A JSON Patch, most of its operations well-formed.
fn patch(members: Option<Value>, dice: &mut Rng) -> Value {
    let names: Vec<String> = members.as_ref().and_then(Value::as_object).into_iter().flatten().map(|(name, _)| format!("/{name}")).collect();
    let place = |dice: &mut Rng| match dice.below(4) {
        0 => pick(dice, &["", "/", "/id", "/a/b", "/-", "/0", "/~2", "/~01", "nothing", "/amount/amount", "/99999999999999999999"]).to_owned(),
        _ => dice.pick(&names).cloned().unwrap_or_else(|| "/name".to_owned()),
    };
    let operations = (0..dice.below(5)).map(|_| {
        let op = pick(dice, &["add", "remove", "replace", "move", "copy", "test", "test", "replace", "spam"]);
        let mut operation = json!({ "op": op, "path": place(dice), "from": place(dice), "value": odd_value(dice) });
        if dice.below(8) == 0
            && let Some(members) = operation.as_object_mut()
        {
            members.shift_remove(pick(dice, &["op", "path", "from", "value"]));
        }
        operation
    });
    Value::Array(operations.collect())
}
