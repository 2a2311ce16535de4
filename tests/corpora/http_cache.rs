//! Behaviours of HTTP caches, each as requests in order against an origin that is told how to answer, at a clock of our own.

use roundtrip::http::{Body, Headers, Method, Request, Response, date, method};
use roundtrip::user_agent::cache::{Ask, Cache, Kind, Mode, Plan};
use serde_json::Value;

use crate::suite::{Tally, cases, document};

/// Required behaviours that do not apply, each with the reason.
const DO_NOT_APPLY: &[(&str, &str)] = &[("interim-not-cached", "the simulated wire has no interim answers")];

/// What a case came to.
enum Verdict {
    Passed,
    Failed(String),
    /// What had to be there before the judged behaviour was not.
    NotReached(String),
}

/// One message at the origin: the request, the answer, and when.
type Seen = (Request, Response, u64);

/// Seconds between the start of the clock and the first request of a case.
const START: u64 = 1_800_000_000;

#[test]
fn behaviours_of_caches() {
    let Some(set) = document("http-cache/cache-tests.json") else { return };
    let suites = set["suites"].as_array().unwrap();
    let tests: Vec<&Value> = suites.iter().flat_map(|suite| suite["tests"].as_array().unwrap()).collect();
    let mut failures = Vec::new();
    for kind in ["required", "optimal", "check"] {
        let (mut judged, mut passed, mut notes) = (0, 0, Vec::new());
        for case in tests.iter().filter(|case| case["kind"] == kind) {
            let id = case["id"].as_str().unwrap();
            if let Some(reason) = does_not_apply(case) {
                notes.push(format!("  {id}: does not apply, {reason}"));
                continue;
            }
            for whose in [Kind::Private, Kind::Shared] {
                let other = if whose == Kind::Private { "browser_skip" } else { "browser_only" };
                if case[other] == true {
                    continue;
                }
                judged += 1;
                match run(case, whose) {
                    Verdict::Passed => passed += 1,
                    Verdict::NotReached(why) => notes.push(format!("  {id} ({whose:?}): not reached, {why}")),
                    Verdict::Failed(why) if kind == "required" => failures.push(format!("{id} ({whose:?}): {why}")),
                    Verdict::Failed(why) => notes.push(format!("  {id} ({whose:?}): {why}")),
                }
            }
        }
        println!("http-cache, {kind}: {passed} of {judged} as expected");
        notes.iter().for_each(|note| println!("{note}"));
    }
    assert!(failures.is_empty(), "http-cache: {} differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn copies_for_clients_that_hold_one() {
    let Some(cases) = cases("http-headers/fresh.json") else { return };
    let fields = |map: &Value| map.as_object().unwrap().iter().map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())).collect();
    let mut tally = Tally::default();
    for case in &cases {
        let answer = Response { headers: fields(&case["response_headers"]), ..Response::new(200) };
        let request = Request { headers: fields(&case["request_headers"]), ..Request::new(Method::GET, "/") };
        let got = from_copy(answer, &request).is_some_and(|response| response.status == 304);
        tally.judge(case["not_modified"] == got, || case.to_string());
    }
    tally.close("http-headers/fresh, a cache");
}

#[test]
fn ranges_of_copies() {
    let Some(cases) = cases("http-headers/range.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        let range = &case["result"]["ranges"];
        let several = case["range"].as_str().unwrap().contains(',');
        if range.is_array() && (several || case["result"]["type"] != "bytes") {
            tally.skip("a cache may forward what asks for several ranges, or for other units");
            continue;
        }
        let size = usize::try_from(case["size"].as_u64().unwrap()).unwrap();
        let request = Request::new(Method::GET, "/").header("range", case["range"].as_str().unwrap());
        let got = from_copy(Response { body: vec![b'.'; size].into(), ..Response::new(200) }, &request);
        let wanted = range.is_array().then(|| format!("bytes {}-{}/{size}", range[0]["start"], range[0]["end"]));
        let told = got.as_ref().and_then(|response| response.headers.get("content-range"));
        tally.judge(told == wanted.as_deref(), || format!("{case}: {got:?}"));
    }
    tally.close("http-headers/range, a cache");
}

/// What a cache that holds this answer, fresh, makes of a request; `None` where it goes on to the server.
fn from_copy(answer: Response, request: &Request) -> Option<Response> {
    let mut cache = Cache::new(Kind::Shared);
    let ask = Ask { url: "https://origin.example/", partition: "", mode: Mode::Default, now: START };
    if let Plan::Forward { forward, .. } = cache.plan(&ask, &Request::new(Method::GET, "/")) {
        cache.finish(&ask, forward, Some(answer.header("cache-control", "max-age=60")));
    }
    match cache.plan(&ask, request) {
        Plan::Reuse { response, .. } => Some(response),
        _ => None,
    }
}

fn does_not_apply(case: &Value) -> Option<&'static str> {
    if case["cdn_only"] == true {
        return Some("CDN-Cache-Control (RFC 9213) addresses caches of a CDN");
    }
    DO_NOT_APPLY.iter().find(|(id, _)| case["id"] == *id).map(|(_, reason)| *reason)
}

fn run(case: &Value, whose: Kind) -> Verdict {
    let mut cache = Cache::new(whose);
    let mut now = START;
    let mut before: Option<Seen> = None;
    for (index, step) in case["requests"].as_array().unwrap().iter().enumerate() {
        if let Err((part, fault)) = call(case, step, &mut cache, &mut before, now) {
            let setup = step["setup"] == true || step["setup_tests"].as_array().into_iter().flatten().any(|name| *name == part);
            let fault = format!("request {}: {fault}", index + 1);
            return if setup { Verdict::NotReached(fault) } else { Verdict::Failed(fault) };
        }
        now += if step["pause_after"] == true { 3 } else { 0 };
    }
    Verdict::Passed
}

/// One request of a case. `Err` names the expectation that was not met, and how.
fn call(case: &Value, step: &Value, cache: &mut Cache, before: &mut Option<Seen>, now: u64) -> Result<(), (&'static str, String)> {
    let mut request = Request::new(method::parse(step["request_method"].as_str().unwrap_or("GET")).unwrap(), "/");
    let from = before.as_ref().filter(|_| step["magic_ims"] == true).map_or(now, |(_, _, moment)| *moment);
    request.headers = headers(&step["request_headers"], from);
    for name in step["rfc850date"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let value = request.headers.get(name).map(rfc_850).unwrap();
        request.headers.set(name, value);
    }
    if let Some(body) = step["request_body"].as_str() {
        request.body = body.to_owned().into();
    }
    let mode = match step["cache"].as_str() {
        Some("no-cache") => Mode::NoCache,
        _ => Mode::Default,
    };
    if mode == Mode::NoCache {
        request.headers.append("cache-control", "max-age=0");
    }
    let file = step["filename"].as_str().map(|name| format!("/{name}")).unwrap_or_default();
    let url = format!("https://origin.example/{}{file}?{}", case["id"].as_str().unwrap(), step["query_arg"].as_str().unwrap_or_default());
    let ask = Ask { url: &url, partition: "", mode, now };
    let mut seen: Option<Seen> = None;
    let mut disconnected = false;
    let response = loop {
        match cache.plan(&ask, &request) {
            Plan::Reuse { response, .. } => break Some(response),
            Plan::Refuse { .. } => break Some(Response::new(504)),
            Plan::Forward { forward, .. } => {
                disconnected = step["disconnect"] == true;
                let answer = (!disconnected).then(|| origin(case, step, &forward.request, before, &url, now));
                seen = answer.clone().map(|answer| (forward.request.clone(), answer, now));
                let finished = cache.finish(&ask, forward, answer);
                match finished.again {
                    Some(again) => request = again,
                    None => break finished.response,
                }
            }
        }
    };
    let checked = check(case, step, seen.as_ref(), disconnected, response, now);
    if seen.is_some() {
        *before = seen;
    }
    checked
}

/// The origin's answer to what reached it.
fn origin(case: &Value, step: &Value, request: &Request, before: &Option<Seen>, url: &str, now: u64) -> Response {
    let mut answer = Response::new(u16::try_from(step["response_status"][0].as_u64().unwrap_or(200)).unwrap());
    answer.headers = headers(&step["response_headers"], now);
    if step["magic_locations"] == true {
        for name in ["location", "content-location"] {
            if let Some(value) = answer.headers.get(name).map(str::to_owned) {
                let folder = url.split('?').next().unwrap();
                answer.headers.set(name, format!("{folder}/{value}?"));
            }
        }
    }
    let expects_validation = step["expected_type"].as_str().is_some_and(|kind| kind.ends_with("validated"));
    if expects_validation {
        let kept = |name: &str| before.as_ref().and_then(|(_, answer, _)| answer.headers.get(name));
        let fits = |condition: &str, name: &str| request.headers.get(condition).is_some() && request.headers.get(condition) == kept(name);
        answer.status = if fits("if-none-match", "etag") || fits("if-modified-since", "last-modified") { 304 } else { 999 };
    }
    let content = step["response_body"].as_str().unwrap_or_else(|| case["id"].as_str().unwrap());
    let has_content = answer.status != 304 && answer.status != 204 && request.method != Method::HEAD;
    answer.body = if has_content { content.to_owned().into() } else { Body::empty() };
    answer
}

fn check(
    case: &Value,
    step: &Value,
    seen: Option<&Seen>,
    disconnected: bool,
    response: Option<Response>,
    now: u64,
) -> Result<(), (&'static str, String)> {
    let kind = step["expected_type"].as_str();
    let condition = |name: &str| seen.is_some_and(|(request, ..)| request.headers.has(name));
    let fits = match kind {
        Some("cached") => seen.is_none() && response.is_some(),
        Some("not_cached") => seen.is_some(),
        Some("etag_validated") => condition("if-none-match"),
        Some("lm_validated") => condition("if-modified-since"),
        _ => true,
    };
    if !fits {
        return Err(("expected_type", format!("expected {kind:?}, the origin saw {:?}", seen.map(|(request, ..)| &request.headers))));
    }
    if let (Some((request, ..)), Some(wanted)) = (seen, step["expected_method"].as_str())
        && request.method.as_str() != wanted
    {
        return Err(("expected_method", format!("the origin saw {}", request.method)));
    }
    for wanted in step["expected_request_headers"].as_array().into_iter().flatten() {
        let (name, value) = (wanted[0].as_str().or(wanted.as_str()).unwrap(), wanted[1].as_str());
        let got = seen.and_then(|(request, ..)| request.headers.combined(name));
        if got.is_none() || (value.is_some() && got.as_deref() != value) {
            return Err(("expected_request_headers", format!("{name} at the origin was {got:?}, expected {value:?}")));
        }
    }
    let Some(response) = response else {
        // A browser's fetch fails; a test without an expected status says that no copy may be used.
        return if disconnected && step["expected_status"].is_null() { Ok(()) } else { Err(("expected_status", "no answer".to_owned())) };
    };
    let validated = kind.is_some_and(|kind| kind.ends_with("validated"));
    let status = match step.get("expected_status") {
        Some(status) => status.as_u64(),
        None if disconnected && kind.is_none() => None,
        None => step["response_status"][0].as_u64().or(if kind == Some("cached") && !validated { None } else { Some(200) }),
    };
    if status.is_some_and(|status| status != u64::from(response.status)) {
        return Err(("expected_status", format!("status {}, expected {status:?}", response.status)));
    }
    let own = step["response_headers"].as_array().into_iter().flatten().filter(|pair| {
        let is_date = pair[0].as_str().is_some_and(|name| name.eq_ignore_ascii_case("date"));
        let is_made = step["magic_locations"] == true && pair[0].as_str().is_some_and(|name| name.ends_with("ocation"));
        seen.is_some() && !is_date && !is_made && pair[2] != false
    });
    for wanted in own.chain(step["expected_response_headers"].as_array().into_iter().flatten()) {
        if let Some(fault) = differs(wanted, &response, case, now) {
            return Err(("expected_response_headers", fault));
        }
    }
    for unwanted in step["expected_response_headers_missing"].as_array().into_iter().flatten() {
        let (name, value) = (unwanted[0].as_str().or(unwanted.as_str()).unwrap(), unwanted[1].as_str());
        let got = response.headers.combined(name);
        if got.as_deref().is_some_and(|got| value.is_none_or(|value| got.contains(value))) {
            return Err(("expected_response_headers_missing", format!("{name} is {got:?}")));
        }
    }
    let text = match step.get("expected_response_text") {
        Some(text) => text.as_str(),
        None if step["response_body"].is_string() && response.status != 304 && status.is_some() => step["response_body"].as_str(),
        None => None,
    };
    let wants_text = text.is_some() && step["check_body"] != false && step["request_method"] != "HEAD";
    if wants_text && response.body.text() != text {
        return Err(("expected_response_text", format!("content {:?}, expected {text:?}", response.body.text())));
    }
    Ok(())
}

/// Compares a field of the answer with `name`, `[name, value]`, `[name, "=", other]` or `[name, ">", number]`.
fn differs(wanted: &Value, response: &Response, case: &Value, now: u64) -> Option<String> {
    let name = wanted[0].as_str().or(wanted.as_str()).unwrap();
    let got = response.headers.combined(name);
    let fits = match (&wanted[1], &wanted[2]) {
        (Value::Null, _) => got.is_some(),
        (Value::String(sign), Value::String(other)) if sign == "=" => got == response.headers.combined(other),
        (Value::String(sign), Value::Number(least)) if sign == ">" => {
            got.as_deref().and_then(|got| got.parse::<f64>().ok()).is_some_and(|got| got > least.as_f64().unwrap())
        }
        // A moment counts from one of the answers of the case: the cache must not have moved it.
        (Value::Number(delta), _) => {
            let delta = delta.as_i64().unwrap();
            let pauses = case["requests"].as_array().unwrap().len() as u64 * 3;
            let moment = got.as_deref().and_then(date::parse);
            moment.is_some_and(|moment| (0..=pauses).any(|pause| moment == (now - pause.min(now)).saturating_add_signed(delta)))
        }
        (value, _) => got.as_deref() == value.as_str() || response.headers.get_all(name).any(|line| Some(line) == value.as_str()),
    };
    (!fits).then(|| format!("{name} is {got:?}, expected {wanted}"))
}

/// Header fields; a number stands for a date so many seconds from a moment.
fn headers(list: &Value, from: u64) -> Headers {
    let value = |value: &Value| match value {
        Value::Number(delta) => date::format(from.saturating_add_signed(delta.as_i64().unwrap())),
        other => other.as_str().unwrap().to_owned(),
    };
    list.as_array().into_iter().flatten().map(|pair| (pair[0].as_str().unwrap().to_owned(), value(&pair[1]))).collect()
}

/// The oldest way but one to write a date: `Sunday, 06-Nov-94 08:49:37 GMT`.
fn rfc_850(fixdate: &str) -> String {
    let parts: Vec<&str> = fixdate.split([' ', ',']).filter(|part| !part.is_empty()).collect();
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let day = days.into_iter().find(|day| day.starts_with(parts[0])).unwrap();
    format!("{day}, {}-{}-{} {} GMT", parts[1], parts[2], &parts[3][2..], parts[4])
}
