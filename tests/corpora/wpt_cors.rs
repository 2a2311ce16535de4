//! CORS, redirects, opaque answers and cookies of the web platform tests: each case is a page that calls `fetch()`.

use roundtrip::http::{Headers, Method, Request, Response, method};
use roundtrip::user_agent::cookies::CookieAct;
use roundtrip::user_agent::fetch::{Credentials, Mode, Redirect};
use roundtrip::user_agent::{Browser, Call, Event, Journey, Network, Outcome};
use serde_json::Value;

use crate::suite::{Tally, cases};

/// A message that reached a server: the URL's origin and the request.
type Sent = (String, Request);

#[test]
fn cors_of_web_platform_tests() {
    let Some(cases) = cases("wpt-cors/cors-cases.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        let mut browser = Browser::default();
        let steps = case.get("steps").and_then(Value::as_array).cloned().unwrap_or_else(|| vec![case.clone()]);
        let fault = steps.iter().find_map(|step| run(&mut browser, case["page_origin"].as_str().unwrap(), step));
        tally.judge(fault.is_none(), || format!("{} {}: {}", case["id"], case["title"], fault.unwrap_or_default()));
    }
    tally.close("wpt-cors");
}

/// Runs one call of a case; what differs, if anything does.
fn run(browser: &mut Browser, page_origin: &str, step: &Value) -> Option<String> {
    let (asked, expected) = (&step["request"], &step["expect"]);
    let (origin, target) = split(asked["url"].as_str().unwrap());
    let mut request = Request::new(method::parse(asked["method"].as_str().unwrap())?, target);
    request.headers = headers(&asked["headers"]);
    request.body = asked["body"].as_str().unwrap_or_default().to_owned().into();
    let call = Call {
        mode: if asked["mode"] == "no-cors" { Mode::NoCors } else { Mode::Cors },
        credentials: match asked["credentials"].as_str().unwrap() {
            "include" => Credentials::Include,
            "omit" => Credentials::Omit,
            _ => Credentials::SameOrigin,
        },
        redirect: Redirect::Follow,
        ..Call::new(page_origin)
    };
    let hops = step.get("hops").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut sent: Vec<Sent> = Vec::new();
    let now = step["at_seconds"].as_u64().unwrap_or(0);
    let journey = browser.call(
        &call,
        &origin,
        request,
        now,
        &mut Network {
            proxy: None,
            server: &mut |origin, request| {
                let url = format!("{origin}{}", request.target);
                let place = hops.iter().find(|hop| hop["url"].as_str().is_some_and(|known| known == url)).unwrap_or(step);
                let answer = if is_preflight(&request) { &place["preflight_response"] } else { &place["response"] };
                sent.push((origin.to_owned(), request));
                Some(response(answer))
            },
        },
    );
    differs(&journey, &sent, expected)
}

fn differs(journey: &Journey, sent: &[Sent], expected: &Value) -> Option<String> {
    let preflight = journey.events.iter().any(|event| matches!(event, Event::Preflight { .. }));
    if Some(preflight) != expected["preflight"].as_bool() {
        return Some(format!("preflight {preflight}, expected {}", expected["preflight"]));
    }
    for (name, value) in expected["preflight_request"].as_object().into_iter().flatten() {
        let got = sent.first().and_then(|(_, request)| request.headers.get(name));
        if got != value.as_str() {
            return Some(format!("{name} was {got:?}, expected {value}"));
        }
    }
    let last = sent.iter().rfind(|(_, request)| !is_preflight(request)).map(|(_, request)| request);
    for expectation in ["origin_header_sent", "final_origin_header"] {
        let got = last.and_then(|request| request.headers.get("origin"));
        let fits = match &expected[expectation] {
            Value::Null => true,
            Value::Bool(wanted) => got.is_some() == *wanted,
            other => got == other.as_str(),
        };
        if !fits {
            return Some(format!("Origin was {got:?}, expected {}", expected[expectation]));
        }
    }
    let by_preflight = sent.iter().any(|(_, request)| is_preflight(request) && request.headers.has("cookie"));
    let cookie = last.is_some_and(|request| request.headers.has("cookie"));
    let told = journey.events.iter().any(|event| matches!(event, Event::Cookie { act: CookieAct::Sent, .. }));
    if by_preflight || cookie != told || expected["cookie_sent"].as_bool().is_some_and(|wanted| wanted != cookie) {
        return Some(format!("cookie sent {cookie}, by the preflight {by_preflight}, told {told}, expected {}", expected["cookie_sent"]));
    }
    let wanted_method = expected["normalized_method"].as_str();
    if wanted_method.is_some() && wanted_method != last.map(|request| request.method.as_str()) {
        return Some(format!("the method was {:?}, expected {wanted_method:?}", last.map(|request| &request.method)));
    }
    let visible = |status: u16| expected["visible_status"].as_u64().is_none_or(|wanted| wanted == u64::from(status));
    match (&journey.outcome, expected["result"].as_str().unwrap()) {
        (Outcome::Blocked(_), "network-error") => None,
        (Outcome::Opaque { .. }, "ok") => (expected["response_type"] != "opaque" || !visible(0)).then(|| "opaque to the page".to_owned()),
        (Outcome::Readable { response, .. }, "ok") => {
            let missing = names(&expected["readable_headers"]).into_iter().find(|(name, value)| {
                let got = response.headers.combined(name);
                got.is_none() || value.is_some_and(|value| got.as_deref() != Some(value))
            });
            let leaked = names(&expected["hidden_headers"]).into_iter().find(|(name, _)| response.headers.has(name));
            match (missing, leaked) {
                (Some((name, value)), _) => Some(format!("{name} {value:?} should be readable")),
                (_, Some((name, _))) => Some(format!("{name} should be hidden")),
                _ => (!visible(response.status)).then(|| format!("status {}, expected {}", response.status, expected["visible_status"])),
            }
        }
        (outcome, wanted) => Some(format!("expected {wanted}, got {outcome:?}")),
    }
}

fn is_preflight(request: &Request) -> bool {
    request.method == Method::OPTIONS && request.headers.has("access-control-request-method")
}

/// Origin and target of a URL.
fn split(url: &str) -> (String, String) {
    let (scheme, rest) = url.split_once("://").unwrap();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    (format!("{scheme}://{host}"), format!("/{path}"))
}

fn response(answer: &Value) -> Response {
    let status = u16::try_from(answer["status"].as_u64().unwrap_or(200)).unwrap();
    Response { status, headers: headers(&answer["headers"]), body: Default::default() }
}

fn headers(list: &Value) -> Headers {
    list.as_array().into_iter().flatten().filter_map(|pair| Some((pair.get(0)?.as_str()?, pair.get(1)?.as_str()?))).collect()
}

/// Names of fields in lower case; in an object, each with its value.
fn names(list: &Value) -> Vec<(String, Option<&str>)> {
    match list {
        Value::Object(map) => map.iter().map(|(name, value)| (name.to_lowercase(), value.as_str())).collect(),
        other => other.as_array().into_iter().flatten().filter_map(Value::as_str).map(|name| (name.to_lowercase(), None)).collect(),
    }
}
