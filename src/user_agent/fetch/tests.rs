//! What a page gets, and by which way.

use super::*;
use crate::http::Method;
use crate::user_agent::cache::Kind;

fn run(browser: &mut Browser, request: Request, now: u64, answer: impl Fn(&Request) -> Response) -> (Vec<String>, Journey) {
    let mut wire = Vec::new();
    let mut server = |_: &str, request: Request| {
        wire.push(request.method.to_string());
        Some(answer(&request))
    };
    let network = &mut Network { proxy: None, server: &mut server };
    let journey = browser.call(&Call::new("https://app.example"), "https://api.example", request, now, network);
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
fn a_permission_for_credentials_holds_without_them_but_not_the_other_way_round() {
    let own = Call::new("https://app.stay.example");
    let put = |browser: &mut Browser, credentials| {
        let call = Call { credentials, ..own.clone() };
        ask(browser, &call, Request::new(Method::PUT, "/rooms"), 0, None, &[("access-control-max-age", "60")]).0
    };
    let (asked, kept) = ("preflight, request, 200", "request, 200");
    let mut browser = Browser::default();
    let order = [Credentials::Include, Credentials::SameOrigin, Credentials::Omit, Credentials::Include];
    assert_eq!(order.map(|credentials| put(&mut browser, credentials)), [asked, kept, kept, kept]);
    let mut browser = Browser::default();
    let order = [Credentials::Omit, Credentials::Include, Credentials::SameOrigin];
    assert_eq!(order.map(|credentials| put(&mut browser, credentials)), [asked, asked, kept]);
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

const API: &str = "https://api.stay.example";

/// What happened, one word each: what reached the server, what caches and cookies did, how it ended.
fn story(journey: &Journey) -> String {
    let word = |event: &Event| match event {
        Event::Judged { .. } => None,
        Event::Preflight { .. } => Some("preflight".to_owned()),
        Event::Request { .. } => Some("request".to_owned()),
        Event::Cache { whose, act, .. } => Some(format!("{whose:?}:{act:?}").to_lowercase()),
        Event::Cookie { act, name, .. } => Some(format!("{name}:{act:?}").to_lowercase()),
        Event::ToProxy { .. } => Some(">".to_owned()),
        Event::FromProxy { .. } => Some("<".to_owned()),
        Event::Redirected { status, url } => Some(format!("{status} {url}")),
    };
    let end = match &journey.outcome {
        Outcome::Readable { response, .. } => response.status.to_string(),
        Outcome::Opaque { is_redirect } => format!("opaque {is_redirect}"),
        Outcome::Blocked(_) => "blocked".to_owned(),
    };
    let behind = journey.afterwards.iter().filter_map(word).map(|word| format!("behind {word}"));
    journey.events.iter().filter_map(word).chain([end]).chain(behind).collect::<Vec<_>>().join(", ")
}

/// Sends a call to a server that anybody may ask; the story, and the requests that reached the server.
fn ask(browser: &mut Browser, call: &Call, request: Request, now: u64, proxy: Option<&mut Cache>, extra: &[(&str, &str)]) -> (String, Vec<Request>) {
    let mut sent = Vec::new();
    let mut server = |_: &str, request: Request| {
        let holds = request.headers.get("if-none-match").is_some_and(|tag| extra.contains(&("etag", tag)));
        let status = match request.method.as_str() {
            "OPTIONS" => 204,
            _ if holds => 304,
            _ => 200,
        };
        let own = [("access-control-allow-origin", call.origin), ("access-control-allow-credentials", "true")];
        let allow = [("access-control-allow-methods", "PUT"), ("access-control-allow-headers", "authorization, if-none-match")];
        sent.push(request);
        Some(Response { headers: own.into_iter().chain(allow).chain(extra.iter().copied()).collect(), ..Response::new(status) })
    };
    let journey = browser.call(call, API, request, now, &mut Network { proxy, server: &mut server });
    (story(&journey), sent)
}

fn get() -> Request {
    Request::new(Method::GET, "/rooms")
}

#[test]
fn the_browser_keeps_answers() {
    let call = Call::new("https://app.stay.example");
    let fields = [("cache-control", "max-age=60"), ("etag", "\"v1\"")];
    let mut browser = Browser::default();
    assert_eq!(ask(&mut browser, &call, get(), 0, None, &fields).0, "private:missed, request, private:stored, 200");
    assert_eq!(ask(&mut browser, &call, get(), 20, None, &fields).0, "private:reused, 200");
    let (story, sent) = ask(&mut browser, &call, get(), 60, None, &fields);
    assert_eq!(story, "private:validating, request, private:validated, 200", "the browser's own condition needs no permission");
    assert_eq!(sent[0].headers.get("if-none-match"), Some("\"v1\""));
    let put = Request::new(Method::PUT, "/rooms");
    assert_eq!(ask(&mut browser, &call, put, 61, None, &[]).0, "preflight, request, private:invalidated, 200");
    assert_eq!(ask(&mut browser, &call, get(), 62, None, &fields).0, "private:missed, request, private:stored, 200");
}

#[test]
fn a_condition_of_the_page_goes_past_the_cache() {
    let call = Call::new("https://app.stay.example");
    let fields = [("cache-control", "max-age=60"), ("etag", "\"v1\"")];
    let mut browser = Browser::default();
    ask(&mut browser, &call, get(), 0, None, &fields);
    let (story, sent) = ask(&mut browser, &call, get().header("if-none-match", "\"v1\""), 1, None, &fields);
    assert_eq!(story, "preflight, private:passed, request, 304");
    assert_eq!((sent[1].headers.get("cache-control"), sent[1].headers.get("pragma")), (Some("no-cache"), Some("no-cache")));
}

#[test]
fn cache_modes() {
    let fields = [("cache-control", "max-age=60"), ("etag", "\"v1\"")];
    for (mode, age, expected) in [
        (CacheMode::Default, 20, "private:reused, 200"),
        (CacheMode::NoStore, 20, "private:passed, request, private:notstored, 200"),
        (CacheMode::Reload, 20, "private:passed, request, private:stored, 200"),
        (CacheMode::NoCache, 20, "private:validating, request, private:validated, 200"),
        (CacheMode::ForceCache, 99, "private:reusedstale, 200"),
        (CacheMode::OnlyIfCached, 99, "private:reusedstale, 200"),
    ] {
        let call = Call { mode: Mode::SameOrigin, ..Call::new(API) };
        let mut browser = Browser::default();
        ask(&mut browser, &call, get(), 0, None, &fields);
        assert_eq!(ask(&mut browser, &Call { cache: mode, ..call.clone() }, get(), age, None, &fields).0, expected, "{mode:?}");
    }
    let only = Call { mode: Mode::SameOrigin, cache: CacheMode::OnlyIfCached, ..Call::new(API) };
    assert_eq!(ask(&mut Browser::default(), &only, get(), 0, None, &[]).0, "private:refused, blocked");
    let abroad = Call { cache: CacheMode::OnlyIfCached, ..Call::new("https://app.stay.example") };
    assert_eq!(ask(&mut Browser::default(), &abroad, get(), 0, None, &[]).0, "blocked");
}

#[test]
fn a_kept_answer_for_another_origin_is_blocked_unless_vary_parts_it() {
    for (vary, expected) in [("accept", "private:reused, blocked"), ("origin", "private:missed, request, private:stored, 200")] {
        let mut browser = Browser::default();
        let fields = [("cache-control", "max-age=60"), ("vary", vary)];
        ask(&mut browser, &Call::new("https://app.stay.example"), get(), 0, None, &fields);
        // Both pages are of one site, so that they share a partition of the cache.
        assert_eq!(ask(&mut browser, &Call::new("https://admin.stay.example"), get(), 1, None, &fields).0, expected, "vary: {vary}");
    }
}

#[test]
fn a_shared_cache_answers_for_the_server() {
    let mut proxy = Cache::new(Kind::Shared);
    let call = Call::new(API);
    for (fields, first, second) in [
        (
            "max-age=60",
            "private:missed, >, shared:missed, request, shared:stored, <, private:stored, 200",
            "private:missed, >, shared:reused, <, private:stored, 200",
        ),
        (
            "private, max-age=60",
            "private:missed, >, shared:missed, request, shared:notstored, <, private:stored, 200",
            "private:missed, >, shared:missed, request, shared:notstored, <, private:stored, 200",
        ),
    ] {
        proxy.clear();
        for expected in [first, second] {
            let (story, _) = ask(&mut Browser::default(), &call, get(), 0, Some(&mut proxy), &[("cache-control", fields)]);
            assert_eq!(story, expected, "{fields}");
        }
    }
}

#[test]
fn preflights_and_changes_pass_a_shared_cache() {
    let mut proxy = Cache::new(Kind::Shared);
    let call = Call::new("https://app.stay.example");
    let fields = [("cache-control", "public, max-age=60")];
    ask(&mut Browser::default(), &call, get(), 0, Some(&mut proxy), &fields);
    for _ in 0..2 {
        let (story, sent) = ask(&mut Browser::default(), &call, Request::new(Method::PUT, "/"), 0, Some(&mut proxy), &fields);
        assert_eq!((story.as_str(), sent.len()), (">, preflight, <, >, request, <, 200", 2), "an answer to OPTIONS is never kept");
    }
    let (story, _) = ask(&mut Browser::default(), &call, Request::new(Method::PUT, "/rooms"), 0, Some(&mut proxy), &[]);
    assert_eq!(story, ">, preflight, <, >, request, shared:invalidated, <, 200");
}

#[test]
fn a_stale_copy_is_made_fresh_behind_the_answer() {
    let fields = [("cache-control", "max-age=10, stale-while-revalidate=60"), ("etag", "\"v1\"")];
    let mut browser = Browser::default();
    ask(&mut browser, &Call::new(API), get(), 0, None, &fields);
    let (story, _) = ask(&mut browser, &Call::new(API), get(), 30, None, &fields);
    assert_eq!(story, "private:reusedstale, 200, behind private:validating, behind request, behind private:validated");
    assert_eq!(ask(&mut browser, &Call::new(API), get(), 39, None, &fields).0, "private:reused, 200");
}

#[test]
fn a_page_that_stopped_waiting_has_got_nothing() {
    let call = Call { credentials: Credentials::Include, ..Call::new("https://app.stay.example") };
    let fields = [("cache-control", "max-age=60"), ("set-cookie", "a=1"), ("access-control-max-age", "60")];
    let mut browser = Browser::default();
    let authorized = || get().header("authorization", "Bearer t");
    let before = browser.clone();
    assert_eq!(ask(&mut browser, &call, authorized(), 0, None, &fields).0, "preflight, private:missed, request, a:kept, private:stored, 200");
    browser.unread(before);
    let again = ask(&mut browser, &call, authorized(), 1, None, &[]).0;
    assert_eq!(again, "private:missed, request, private:stored, 200", "neither copy nor cookie; the permission is there");
}

#[test]
fn cookies_obey_the_credentials_mode() {
    let put = || Request::new(Method::PUT, "/rooms");
    for (origin, credentials, expected) in [
        (API, Credentials::SameOrigin, "a:sent, request, 200"),
        (API, Credentials::Omit, "a:withheld, request, 200"),
        ("https://app.stay.example", Credentials::SameOrigin, "preflight, a:withheld, request, 200"),
        ("https://app.stay.example", Credentials::Include, "preflight, a:sent, request, 200"),
        ("https://app.other.example", Credentials::Include, "preflight, a:withheld, request, 200"),
    ] {
        let mut browser = Browser::default();
        let (story, _) = ask(&mut browser, &Call::new(API), put(), 0, None, &[("set-cookie", "a=1")]);
        assert_eq!(story, "request, a:kept, 200");
        let (story, sent) = ask(&mut browser, &Call { credentials, ..Call::new(origin) }, put(), 1, None, &[]);
        assert_eq!(story, expected, "{origin} {credentials:?}");
        assert_eq!(sent.last().unwrap().headers.get("cookie").is_some(), expected.contains("sent"));
        assert!(sent.iter().all(|request| request.method != Method::OPTIONS || !request.headers.has("cookie")));
    }
}

#[test]
fn redirects_leave_credentials_behind() {
    let mut sent: Vec<(String, Request)> = Vec::new();
    let mut server = |origin: &str, request: Request| {
        let first = sent.is_empty();
        sent.push((origin.to_owned(), request));
        let to = "https://files.example/a?b";
        Some(if first { Response::new(303).header("location", to) } else { Response::new(200).header("access-control-allow-origin", "*") })
    };
    let request = Request::new(Method::POST, "/rooms").header("authorization", "Bearer t").header("content-type", "text/plain");
    let journey = Browser::default().call(&Call::new(API), API, request, 0, &mut Network { proxy: None, server: &mut server });
    assert_eq!(story(&journey), "request, 303 https://files.example/a?b, private:missed, request, private:stored, 200");
    let (origin, request) = &sent[1];
    assert_eq!((origin.as_str(), request.method.as_str(), request.target.as_str()), ("https://files.example", "GET", "/a?b"));
    assert_eq!(request.headers.iter().collect::<Vec<_>>(), [("origin", API)]);
}

#[test]
fn redirect_modes() {
    for (redirect, location, expected) in [
        (Redirect::Manual, "/b", "private:missed, request, private:notstored, opaque true"),
        (Redirect::Error, "/b", "private:missed, request, private:notstored, blocked"),
        (Redirect::Follow, "data:,x", "private:missed, request, private:notstored, blocked"),
        (Redirect::Follow, "https://user@api.stay.example/", "private:missed, request, private:notstored, blocked"),
    ] {
        let mut server = |_: &str, _: Request| Some(Response::new(302).header("location", location).header("access-control-allow-origin", "*"));
        let call = Call { redirect, ..Call::new("https://app.stay.example") };
        let journey = Browser::default().call(&call, API, get(), 0, &mut Network { proxy: None, server: &mut server });
        assert_eq!(story(&journey), expected, "{redirect:?} {location}");
    }
}

#[test]
fn a_server_that_does_not_answer() {
    let mut server = |_: &str, _: Request| None;
    let journey = Browser::default().call(&Call::new(API), API, get(), 0, &mut Network { proxy: None, server: &mut server });
    let Outcome::Blocked(blocked) = journey.outcome else { panic!("a network error") };
    assert_eq!(blocked.reason, "https://api.stay.example did not answer");
}

/// A link from another site carries Lax cookies and no `Origin`; a form carries its origin and only cookies for every site. Nobody
/// is asked, and what is on another origin opens as a page.
#[test]
fn the_browser_goes_there_itself() {
    let from = Call { mode: Mode::Navigate, ..Call::new("https://elsewhere.example") };
    for (method, cookie, expected, origin) in [
        (Method::GET, "a=1; SameSite=Lax", "private:missed, a:sent, request, private:notstored, 200", None),
        (Method::GET, "a=1", "private:missed, a:sent, request, private:notstored, 200", None),
        (Method::GET, "a=1; SameSite=Strict", "private:missed, a:withheld, request, private:notstored, 200", None),
        (Method::POST, "a=1; SameSite=Lax", "a:withheld, request, 200", Some("https://elsewhere.example")),
        (Method::POST, "a=1; SameSite=None; Secure", "a:sent, request, 200", Some("https://elsewhere.example")),
        (Method::DELETE, "a=1; SameSite=Lax", "blocked", None),
    ] {
        let mut browser = Browser::default();
        ask(&mut browser, &Call::new(API), Request::new(Method::PUT, "/rooms"), 0, None, &[("set-cookie", cookie)]);
        let request = Request::new(method.clone(), "/rooms").header("content-type", "text/plain");
        let (story, sent) = ask(&mut browser, &from, request, 1, None, &[("cache-control", "no-store")]);
        assert_eq!(story, expected, "{method} {cookie}");
        assert_eq!(sent.last().and_then(|request| request.headers.get("origin")), origin, "{method} {cookie}");
    }
    let mut asked = 0;
    let mut server = |_: &str, _: Request| {
        asked += 1;
        Some(Response::new(302).header("location", "https://app.example/back?code=1").header("set-cookie", "b=1; SameSite=Strict"))
    };
    let journey = Browser::default().call(&from, API, get(), 0, &mut Network { proxy: None, server: &mut server });
    assert_eq!(story(&journey), "private:missed, request, b:kept, private:notstored, 302 https://app.example/back?code=1, 302");
    assert_eq!(asked, 1);
}

/// A copy that is used and then made fresh: the page waits for no message, nor where the message itself is not kept.
#[test]
fn nobody_waits_for_what_goes_on_behind_the_answer() {
    let mut browser = Browser::default();
    let request = || Request::new(Method::GET, "/a");
    let answer = |request: &Request| permissive(request).header("cache-control", "max-age=1, stale-while-revalidate=60").header("etag", "\"a\"");
    let (first, journey) = run(&mut browser, request(), 0, answer);
    assert_eq!((first.len(), journey.waited_for(first.len())), (1, 1));
    let (behind, journey) = run(&mut browser, request(), 10, answer);
    assert_eq!((behind.len(), journey.afterwards.is_empty()), (1, false), "{:?}", journey.events);
    assert_eq!([0, 1, 2].map(|messages| journey.waited_for(messages)), [0, 0, 1]);
}
