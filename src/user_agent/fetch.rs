//! A page calls `fetch()`: what the browser decides, sends and hands over, in order (Fetch standard, main fetch and HTTP fetch).

use serde::{Deserialize, Serialize};

use super::cors;
use super::preflight_cache::PreflightCache;
use crate::http::{Method, Request, Response, method};

/// The page that calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<'a> {
    /// Its origin: scheme, host, port; `null` for sandboxed frames.
    pub origin: &'a str,
    /// `credentials: "include"`: cookies and other credentials go along across origins.
    pub includes_credentials: bool,
}

/// One browser profile with what it has kept.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    preflights: PreflightCache,
}

/// What happened between a page's call and its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Journey {
    /// In order.
    pub events: Vec<Event>,
    /// What the page's script got.
    pub outcome: Outcome,
}

/// Something that happened on the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The browser decided something.
    Judged {
        /// Whether the request goes on.
        verdict: Verdict,
        /// At most a dozen words about this request.
        text: String,
    },
    /// The browser asked for permission; `sent` counts the messages of this journey from 0.
    Preflight {
        /// The place of this message among the journey's messages.
        sent: usize,
    },
    /// The browser sent the page's request; `sent` counts the messages of this journey from 0.
    Request {
        /// The place of this message among the journey's messages.
        sent: usize,
    },
}

/// How the browser decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Worth knowing, nothing decided.
    Noted,
    /// It goes on.
    Allowed,
    /// It stops.
    Blocked,
}

/// What the page's script got.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// The answer, less the fields that are kept from it.
    Readable {
        /// As the script sees it.
        response: Response,
        /// Names of fields that the script cannot see.
        hidden: Vec<String>,
    },
    /// `TypeError: Failed to fetch`, and nothing more.
    Blocked(Blocked),
}

/// Why a page got nothing. The script never learns it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Blocked {
    /// What the script sees.
    pub error: String,
    /// What the browser's console says.
    pub reason: String,
    /// The page's origin.
    pub origin: String,
    /// Whether the request itself reached the server: a blocked answer does not undo what it did.
    pub reached_server: bool,
}

impl Browser {
    /// Carries a page's request to the API at `api_origin` and back. `now` counts seconds since 1970; `network` is the way to
    /// the server.
    pub fn fetch(&mut self, page: &Page, api_origin: &str, mut request: Request, now: u64, network: &mut dyn FnMut(Request) -> Response) -> Journey {
        let mut events = Vec::new();
        let mut sent = 0;
        request.method = method::parse(&cors::normalize_method(request.method.as_str())).unwrap_or(request.method);
        if cors::is_forbidden_method(request.method.as_str()) {
            let reason = format!("no page may use {}", request.method);
            return blocked(events, page, reason, false);
        }
        drop_forbidden(&mut request, &mut events);
        if page.origin == api_origin {
            events.push(judged(Verdict::Allowed, "same origin: CORS does not apply"));
            if !matches!(request.method, Method::GET | Method::HEAD) {
                request.headers.set("origin", page.origin);
            }
            events.push(Event::Request { sent });
            let response = network(request);
            let hidden = response.headers.iter().map(|(name, _)| name.to_owned()).filter(|name| name == "set-cookie").collect();
            return Journey { events, outcome: Outcome::Readable { response, hidden } };
        }
        let url = format!("{api_origin}{}", request.target);
        match cors::preflight_reason(&request) {
            None => events.push(judged(Verdict::Allowed, "a simple request: no preflight")),
            Some(reason) => match self.preflights.covers(&request, page.origin, &url, page.includes_credentials, now) {
                Some(left) => events.push(judged(Verdict::Allowed, format!("permission kept for {left} s more: no preflight"))),
                None => {
                    events.push(judged(Verdict::Noted, reason));
                    events.push(Event::Preflight { sent });
                    sent += 1;
                    let answer = network(preflight(&request, page));
                    match cors::permission(&answer, &request, page.origin, page.includes_credentials) {
                        Ok(permission) => {
                            events.push(judged(Verdict::Allowed, format!("origin, method, fields permitted for {} s", permission.max_age)));
                            self.preflights.keep(permission, page.origin, &url, page.includes_credentials, now);
                        }
                        Err(reason) => {
                            events.push(judged(Verdict::Blocked, reason.clone()));
                            return blocked(events, page, reason, false);
                        }
                    }
                }
            },
        }
        request.headers.set("origin", page.origin);
        events.push(Event::Request { sent });
        let response = network(request);
        match cors::check(&response, page.origin, page.includes_credentials) {
            Ok(()) => {
                let (response, hidden) = cors::filter(&response, page.includes_credentials);
                events.push(judged(Verdict::Allowed, "the page may read the answer"));
                Journey { events, outcome: Outcome::Readable { response, hidden } }
            }
            Err(reason) => {
                events.push(judged(Verdict::Blocked, reason.clone()));
                blocked(events, page, reason, true)
            }
        }
    }

    /// Forgets every permission it has kept.
    pub fn forget_permissions(&mut self) {
        self.preflights.clear();
    }
}

/// The question before the request. It carries no credentials and none of the page's fields.
fn preflight(request: &Request, page: &Page) -> Request {
    let names = cors::unsafe_request_headers(&request.headers);
    let mut preflight = Request::new(Method::OPTIONS, request.target.clone())
        .header("accept", "*/*")
        .header("access-control-request-method", request.method.as_str());
    if !names.is_empty() {
        preflight.headers.append("access-control-request-headers", names.join(","));
    }
    preflight.header("origin", page.origin)
}

fn drop_forbidden(request: &mut Request, events: &mut Vec<Event>) {
    let forbidden: Vec<String> =
        request.headers.iter().filter(|(name, value)| cors::is_forbidden_request_header(name, value)).map(|(name, _)| name.to_owned()).collect();
    for name in forbidden {
        request.headers.remove(&name);
        events.push(judged(Verdict::Noted, format!("{name} is the browser's own: the page's is dropped")));
    }
}

fn judged(verdict: Verdict, text: impl Into<String>) -> Event {
    Event::Judged { verdict, text: text.into() }
}

fn blocked(events: Vec<Event>, page: &Page, reason: String, reached_server: bool) -> Journey {
    let blocked = Blocked { error: "TypeError: Failed to fetch".to_owned(), reason, origin: page.origin.to_owned(), reached_server };
    Journey { events, outcome: Outcome::Blocked(blocked) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Page = Page { origin: "https://app.example", includes_credentials: false };

    fn run(browser: &mut Browser, request: Request, now: u64, answer: impl Fn(&Request) -> Response) -> (Vec<String>, Journey) {
        let mut wire = Vec::new();
        let journey = browser.fetch(&PAGE, "https://api.example", request, now, &mut |request| {
            wire.push(request.method.to_string());
            answer(&request)
        });
        (wire, journey)
    }

    fn permissive(request: &Request) -> Response {
        let response =
            Response::new(if request.method == Method::OPTIONS { 204 } else { 200 }).header("access-control-allow-origin", "https://app.example");
        response.header("access-control-allow-methods", "DELETE").header("access-control-max-age", "60")
    }

    #[test]
    fn a_permission_is_asked_once_and_kept() {
        let mut browser = Browser::default();
        let delete = || Request::new(Method::DELETE, "/a");
        assert_eq!(run(&mut browser, delete(), 0, permissive).0, ["OPTIONS", "DELETE"]);
        assert_eq!(run(&mut browser, delete(), 59, permissive).0, ["DELETE"]);
        assert_eq!(run(&mut browser, delete(), 60, permissive).0, ["OPTIONS", "DELETE"]);
    }

    #[test]
    fn a_refused_preflight_keeps_the_request_back() {
        let (wire, journey) = run(&mut Browser::default(), Request::new(Method::PUT, "/a"), 0, permissive);
        assert_eq!(wire, ["OPTIONS"]);
        assert!(matches!(journey.outcome, Outcome::Blocked(Blocked { reached_server: false, .. })));
    }

    #[test]
    fn a_blocked_answer_has_reached_the_server() {
        let (wire, journey) = run(&mut Browser::default(), Request::new(Method::GET, "/a"), 0, |_| Response::new(200));
        assert_eq!(wire, ["GET"]);
        assert!(matches!(journey.outcome, Outcome::Blocked(Blocked { reached_server: true, .. })));
    }
}
