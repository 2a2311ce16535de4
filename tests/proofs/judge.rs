//! What holds for every answer of every design, whatever was asked: checked on the exchange itself and on twins of the server.

use std::collections::BTreeMap;

use roundtrip::design::policy::{ErrorShape, IfMatch};
use roundtrip::design::{Behaviour, Design};
use roundtrip::http::headers::{is_field_value, is_token};
use roundtrip::http::{ETag, Method, Request, Response, range, status};
use roundtrip::mock::{Exchange, Moment, Outcome, Rng, Server, Stage};
use serde_json::Value;

/// What was looked at.
#[derive(Default)]
pub struct Judged {
    statuses: BTreeMap<u16, u64>,
    heads: u64,
    copies: u64,
    repeats: u64,
    locations: u64,
    /// What was wrong, each with its first place and exchange.
    pub faults: BTreeMap<String, String>,
}

impl Judged {
    fn note(&mut self, fault: String, place: &str, exchanges: &[&Exchange]) {
        self.faults.entry(fault).or_insert_with(|| format!("{place}\n{exchanges:#?}"));
    }
}

impl std::fmt::Debug for Judged {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { statuses, heads, copies, repeats, locations, .. } = self;
        write!(to, "{heads} HEAD twins, {copies} ETag triples, {repeats} repeats, {locations} locations, statuses {statuses:?}")
    }
}

/// Fields that say one thing.
const SINGLE: &[&str] =
    &["content-type", "content-length", "etag", "last-modified", "location", "date", "allow", "retry-after", "cache-control", "vary", "accept-patch"];

/// Handles a request and judges the answer; now and then a twin of the server is asked something that must agree with it.
pub fn judged(server: &mut Server, request: Request, now: Moment, rng: &mut Rng, dice: &mut Rng, judged: &mut Judged, place: &str) -> Exchange {
    let before = (dice.below(6) == 0).then(|| (server.clone(), rng.clone()));
    let exchange = server.handle(request, now, rng);
    *judged.statuses.entry(exchange.response.status).or_default() += 1;
    if let Some(fault) = fault(server.design(), &exchange) {
        judged.note(fault, place, &[&exchange]);
    }
    let Some((twin, dealt)) = before else { return exchange };
    let ask = |request: &Request| twin.clone().handle(request.clone(), now, &mut dealt.clone());
    judged.repeats += 1;
    let again = ask(&exchange.request);
    if again != exchange {
        judged.note("the same again differs".to_owned(), place, &[&exchange, &again]);
    }
    let heads = twin.design().endpoints.iter().any(|endpoint| endpoint.method == Method::HEAD);
    // Ranges are for GET alone (RFC 9110 section 14.2).
    let ranged = exchange.request.headers.has("range");
    if exchange.request.method == Method::GET && !heads && !ranged {
        judged.heads += 1;
        let head = ask(&Request { method: Method::HEAD, ..exchange.request.clone() });
        let alike = (head.response.status, &head.response.headers) == (exchange.response.status, &exchange.response.headers);
        if !alike || !head.response.body.is_empty() {
            judged.note("HEAD differs from GET".to_owned(), place, &[&exchange, &head]);
        }
    }
    if let Some(fault) = copies(&exchange, &twin, &ask, judged) {
        judged.note(fault, place, &[&exchange]);
    }
    located(server, &exchange, now, judged, place);
    exchange
}

/// A copy with the present tag is 304, with another tag it is not; `If-Match` wants a strong tag (RFC 9110 sections 13.1.1, 13.1.2).
fn copies(exchange: &Exchange, twin: &Server, ask: &dyn Fn(&Request) -> Exchange, judged: &mut Judged) -> Option<String> {
    let endpoint = exchange.endpoint.as_deref().and_then(|id| twin.design().endpoint(id))?;
    let tag = exchange.response.headers.get("etag")?;
    let parsed = ETag::parse(tag);
    // One line more could be one too many.
    let full = exchange.request.headers.len() >= 95;
    if full || exchange.request.method != Method::GET || exchange.response.status != 200 || !endpoint.behaviour.is_read() {
        return parsed.is_none().then(|| format!("{tag} is no entity tag"));
    }
    judged.copies += 1;
    let with = |name: &str, value: &str| {
        let mut request = exchange.request.clone();
        // The answer of 200 may hide a refusal; without its cause, a part would come.
        let causes = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "range", "if-range"];
        causes.iter().for_each(|name| request.headers.remove(name));
        ask(&request.header(name, value)).response
    };
    let (same, other, strong) = (with("if-none-match", tag), with("if-none-match", "\"never\""), with("if-match", tag));
    let expected = if parsed?.weak { 412 } else { 200 };
    // Without problem details an error may have any status.
    let hidden = twin.design().policies.errors.shape == ErrorShape::OkWithError;
    match (same.status, other.status, strong.status) {
        (304, 200, status) if status == expected || hidden => (same.headers.get("etag") != Some(tag)).then(|| "the 304 has another tag".to_owned()),
        found => Some(format!("expected 304, 200, {expected}, got {found:?}")),
    }
}

/// What was made stands at its address.
fn located(server: &Server, exchange: &Exchange, now: Moment, judged: &mut Judged, place: &str) {
    let design = server.design();
    let endpoint = exchange.endpoint.as_deref().and_then(|id| design.endpoint(id));
    let Some((endpoint, location)) = endpoint.zip(exchange.response.headers.get("location")).filter(|_| exchange.response.status == 201) else {
        return;
    };
    let readable =
        design.endpoints.iter().any(|other| other.behaviour == Behaviour::Read && other.method == Method::GET && other.resource == endpoint.resource);
    // A repeated answer speaks of a record that may be gone by now.
    let repeated = exchange.response.headers.has("idempotency-replayed");
    if repeated || place.contains("odd") || place.contains("mixture") || !readable {
        return;
    }
    judged.locations += 1;
    let mut request = Request::new(Method::GET, location);
    for name in ["authorization", "x-api-key"] {
        exchange.request.headers.get(name).into_iter().for_each(|value| request.headers.set(name, value));
    }
    let read = server.clone().handle(request, now, &mut Rng::new(1));
    if matches!(read.response.status, 400 | 404 | 405 | 410 | 500..) {
        judged.note("the Location does not resolve".to_owned(), place, &[exchange, &read]);
    }
}

/// Statuses that the design itself names.
fn wished(design: &Design) -> Vec<u16> {
    let policies = &design.policies;
    let own = design.endpoints.iter().flat_map(|endpoint| {
        let fixed = match &endpoint.behaviour {
            Behaviour::Fixed { status, .. } => Some(*status),
            _ => None,
        };
        endpoint.success.into_iter().chain(fixed)
    });
    let named = [
        policies.content.malformed_status,
        policies.validation.status,
        policies.creation.status,
        policies.authentication.status,
        policies.concurrency.stale_write_status,
    ];
    own.chain(named).collect()
}

/// What is wrong with an answer, if anything is.
fn fault(design: &Design, exchange: &Exchange) -> Option<String> {
    message(exchange).or_else(|| meaning(design, exchange)).or_else(|| refusal(design, exchange)).or_else(|| account(exchange))
}

fn check(holds: bool, otherwise: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise.to_owned()) }
}

/// The message is well-formed (RFC 9110 sections 5, 6.6.1, 8.6, 15.3.5, 15.4.5).
fn message(exchange: &Exchange) -> Option<String> {
    let (response, head) = (&exchange.response, exchange.request.method == Method::HEAD);
    let headers = &response.headers;
    let judge = || {
        for (name, value) in headers.iter() {
            check(is_token(name) && is_field_value(value), &format!("the field {name} cannot travel: {value:?}"))?;
        }
        for name in SINGLE {
            check(headers.get_all(name).nth(1).is_none(), &format!("{name} is sent twice"))?;
        }
        check(headers.get("date") == Some(&exchange.moment.http_date()), "the date is not that of the exchange")?;
        let length = headers.get("content-length").and_then(|length| length.parse::<usize>().ok());
        if status::allows_content(response.status) {
            check(length.is_some_and(|length| head || length == response.body.len()), "Content-Length is not the length of the content")?;
        } else {
            check(length.is_none() && response.body.is_empty() && !headers.has("content-type"), "content where there may be none")?;
        }
        check(!head || response.body.is_empty(), "content in an answer to HEAD")?;
        check(response.body.is_empty() || headers.has("content-type"), "content of no type")?;
        let kind = headers.get("content-type").unwrap_or_default();
        let json = kind.split(';').next().unwrap_or_default();
        if let Some(placed) = headers.get("content-range").filter(|_| response.status == 206 && !head) {
            let length = range::placed(placed).and_then(|placed| placed.span).map(|(first, last)| last - first + 1);
            check(length == Some(response.body.len() as u64), "Content-Range is not the length of the part")?;
        }
        // A part need not be sound on its own.
        let whole = response.status != 206 && !response.body.is_empty();
        check(!whole || !json.ends_with("json") || response.body.json().is_some(), "the content is no JSON")?;
        let xml = response.body.text().is_some_and(|text| text.starts_with("<?xml"));
        check(!whole || !json.ends_with("xml") || xml, "the content is no XML")
    };
    judge().err()
}

/// The status fits what was asked, and says what it has to say.
fn meaning(design: &Design, exchange: &Exchange) -> Option<String> {
    let (request, headers, code, policies) = (&exchange.request, &exchange.response.headers, exchange.response.status, &design.policies);
    let has = |names: &[&str]| names.iter().any(|name| request.headers.has(name));
    let behaviour = exchange.endpoint.as_deref().and_then(|id| design.endpoint(id)).map(|endpoint| &endpoint.behaviour);
    let judge = || {
        // Failures that the server plays are wished for by the policy.
        let played = policies.faults.fails() && [500, 502, 503].contains(&code);
        let own = played || wished(design).contains(&code);
        check((200..500).contains(&code) || code == 501 || own, "a status that the design did not ask for")?;
        if own && !matches!(code, 401 | 409 | 412) {
            return Ok(());
        }
        match code {
            304 => check(request.method.is_safe() && has(&["if-none-match", "if-modified-since"]), "304 without a condition")?,
            401 => check(!policies.authentication.challenge || headers.has("www-authenticate"), "401 without WWW-Authenticate")?,
            405 => {
                let allow = headers.get("allow").unwrap_or_default();
                check(!allow.is_empty() && allow.split(", ").all(|method| method != request.method.as_str()), "405 with a wrong Allow")?;
            }
            412 => check(has(&["if-match", "if-none-match", "if-unmodified-since"]), "412 without a condition")?,
            415 => check(["accept", "accept-patch", "accept-encoding"].iter().any(|name| headers.has(name)), "415 does not say what is read")?,
            428 => check(policies.concurrency.if_match == IfMatch::Required && !has(&["if-match"]), "428 though a condition was sent")?,
            429 => {
                let wait = headers.get("retry-after").and_then(|wait| wait.parse::<u64>().ok());
                check(!policies.rate_limits.retry_after || wait.is_some_and(|wait| wait > 0), "429 without Retry-After")?;
            }
            _ => {}
        }
        // Work that has come to its end since the last request makes its record before this one is looked at.
        let settled = exchange.remembered.jobs.iter().any(|job| job.before.is_some());
        check(code < 400 || settled || exchange.changes.is_empty(), "an error changes records")?;
        let reads = behaviour.is_none_or(Behaviour::is_read);
        check(!reads || settled || exchange.changes.is_empty(), "reading changes records")
    };
    judge().err()
}

/// A refusal has the shape that the errors policy names (RFC 9457 section 3).
fn refusal(design: &Design, exchange: &Exchange) -> Option<String> {
    let (response, policy) = (&exchange.response, &design.policies.errors);
    let early = exchange.trace.0.iter().any(|step| step.outcome == Outcome::Answered && step.stage != Stage::Action);
    if !early || response.status < 400 || !status::allows_content(response.status) {
        return None;
    }
    let kind = response.headers.get("content-type").unwrap_or_default();
    let behaviour = exchange.endpoint.as_deref().and_then(|id| design.endpoint(id)).map(|endpoint| &endpoint.behaviour);
    let oauth = response.body.json().filter(|body| behaviour.is_some_and(Behaviour::is_oauth) && !body["error_description"].is_null());
    if let Some(body) = oauth {
        return oauth_error(&body, response).err();
    }
    let judge = || {
        if policy.shape == ErrorShape::ProblemDetails {
            check(kind.starts_with("application/problem+"), "an error is no problem")?;
        }
        if response.body.is_empty() {
            return check(exchange.request.method == Method::HEAD, "an error says nothing");
        }
        let Some(body) = response.body.json() else {
            let text = response.body.text().unwrap_or_default();
            return check(text.contains(&format!("<status>{}</status>", response.status)), "the problem has another status");
        };
        let texts = |names: &[&str]| names.iter().all(|name| body[*name].as_str().is_some_and(|text| !text.is_empty()));
        match policy.shape {
            ErrorShape::ProblemDetails => {
                check(body["status"] == response.status, "the problem has another status")?;
                check(texts(&["type", "title", "detail"]), "the problem says too little")?;
                check(body["instance"].as_str() == Some(exchange.request.path()), "the problem is about something else")?;
                check(!policy.specific || body["title"] != "Something went wrong", "a problem type without a title")
            }
            ErrorShape::AdHoc => check(texts(&["error", "message"]), "the error has another shape"),
            ErrorShape::StackTrace => check(texts(&["error"]), "the error has another shape"),
            ErrorShape::OkWithError => Err("an error that is not hidden in a 200".to_owned()),
        }
    };
    judge().err()
}

/// The endpoints of the authorization server have an error format of their own (RFC 6749 section 5.2).
fn oauth_error(body: &Value, response: &Response) -> Result<(), String> {
    let word = body["error"].as_str().unwrap_or_default();
    check(!word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "the OAuth error is no word")?;
    check(body["error_description"].as_str().is_some_and(|text| !text.is_empty()), "the OAuth error does not say what to do")?;
    check(matches!(response.status, 400 | 401), "an OAuth error with another status")?;
    check(response.headers.get("cache-control") == Some("no-store"), "an OAuth error may be kept")
}

/// The exchange explains itself: stages in order, a short reason for each, and no note about a field that was not sent.
fn account(exchange: &Exchange) -> Option<String> {
    let steps = &exchange.trace.0;
    let judge = || {
        check(steps.windows(2).all(|pair| pair[0].stage < pair[1].stage), "the stages are out of order")?;
        check(!exchange.title.is_empty() && steps.iter().all(|step| !step.why.text.is_empty()), "something is not explained")?;
        let lost = exchange.notes.iter().find(|note| !exchange.response.headers.has(&note.name));
        lost.map_or(Ok(()), |note| Err(format!("a note about {}, which was not sent", note.name)))
    };
    judge().err()
}
