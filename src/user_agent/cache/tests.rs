//! Tables of what a cache keeps and when it asks.

use super::*;

const URL: &str = "https://api.example/rooms";

fn ask(now: u64) -> Ask<'static> {
    Ask { url: URL, partition: "", mode: Mode::Default, now }
}

fn get(fields: &[(&str, &str)]) -> Request {
    Request { headers: fields.iter().copied().collect(), ..Request::new(Method::GET, "/rooms") }
}

fn answer(fields: &[(&str, &str)]) -> Response {
    Response { headers: fields.iter().copied().collect(), ..Response::new(200).content("text/plain", "rooms".to_owned()) }
}

/// Sends a request through a cache to a server that gives this answer; what the cache did, and what came out.
fn send(cache: &mut Cache, now: u64, request: Request, from_server: Option<Response>) -> (Vec<(Act, String)>, Option<Response>) {
    let mut acts = Vec::new();
    match cache.plan(&ask(now), &request) {
        Plan::Reuse { response, note, .. } => (vec![(note.act, note.why.text)], Some(response)),
        Plan::Refuse { note } => (vec![(note.act, note.why.text)], None),
        Plan::Forward { forward, note } => {
            acts.push((note.act, note.why.text));
            let finished = cache.finish(&ask(now), forward, from_server);
            acts.extend(finished.notes.into_iter().map(|note| (note.act, note.why.text)));
            (acts, finished.response)
        }
    }
}

#[test]
fn what_is_kept() {
    let last_week = ("last-modified", "Thu, 01 Jan 1970 00:00:00 GMT");
    for (kind, request, status, fields, expected) in [
        (Kind::Private, vec![], 200, vec![("cache-control", "max-age=60")], "kept, fresh for 60 s: max-age=60"),
        (Kind::Private, vec![], 200, vec![("cache-control", "private, no-cache")], "kept; no-cache: validated before each use"),
        (Kind::Private, vec![], 200, vec![], "kept, stale at once: nothing says how long"),
        (Kind::Private, vec![], 200, vec![last_week], "kept, fresh for 16 h: a tenth of the 6 d since last-modified"),
        (Kind::Private, vec![], 200, vec![("cache-control", "no-store")], "the answer says no-store"),
        (Kind::Private, vec![("cache-control", "no-store")], 200, vec![], "the request says no-store"),
        (Kind::Private, vec![], 201, vec![], "201 is kept only where the server says how long"),
        (Kind::Private, vec![], 201, vec![("cache-control", "max-age=5")], "kept, fresh for 5 s: max-age=5"),
        (Kind::Private, vec![], 200, vec![("vary", "accept, *")], "vary is *: no later request can match"),
        (Kind::Shared, vec![], 200, vec![("cache-control", "private, max-age=60")], "private: only one user's cache may keep it"),
        (Kind::Shared, vec![], 200, vec![("cache-control", "max-age=60, s-maxage=9")], "kept, fresh for 9 s: s-maxage=9"),
        (
            Kind::Shared,
            vec![("authorization", "Bearer t")],
            200,
            vec![("cache-control", "max-age=60")],
            "the request had authorization, and nothing permits sharing",
        ),
        (Kind::Shared, vec![("authorization", "Bearer t")], 200, vec![("cache-control", "public, max-age=60")], "kept, fresh for 60 s: max-age=60"),
        (Kind::Private, vec![("authorization", "Bearer t")], 200, vec![("cache-control", "max-age=60")], "kept, fresh for 60 s: max-age=60"),
        (Kind::Private, vec![], 299, vec![("cache-control", "no-store, must-understand, max-age=9")], "must-understand, and 299 is not known"),
    ] {
        let response = Response { status, ..answer(&fields) };
        let (acts, _) = send(&mut Cache::new(kind), 600_000, get(&request), Some(response));
        assert_eq!(acts.last().map(|(_, text)| text.as_str()), Some(expected), "{kind:?} {request:?} {status} {fields:?}");
    }
}

#[test]
fn what_a_copy_is_good_for() {
    for (fields, request, age, act, text) in [
        ("max-age=60", "", 20, Act::Reused, "fresh for 40 s more: max-age=60"),
        ("max-age=60", "", 60, Act::Validating, "stale as of now: max-age=60"),
        ("max-age=60", "max-age=10", 20, Act::Validating, "the request wants max-age=10; the copy is 20 s old"),
        ("max-age=60, immutable", "max-age=0", 20, Act::Reused, "fresh for 40 s more: max-age=60"),
        ("max-age=60, immutable", "no-cache", 20, Act::Validating, "the request says no-cache: the copy is validated"),
        ("max-age=60", "min-fresh=50", 20, Act::Validating, "the request wants min-fresh=50; 40 s are left"),
        ("max-age=60", "max-stale=30", 80, Act::ReusedStale, "stale for 20 s: max-age=60; the request accepts that"),
        ("max-age=60", "max-stale", 900, Act::ReusedStale, "stale for 14 min: max-age=60; the request accepts that"),
        ("max-age=60, must-revalidate", "max-stale", 80, Act::Validating, "stale for 20 s: max-age=60; must-revalidate forbids its use"),
        ("max-age=60", "only-if-cached", 80, Act::Refused, "only-if-cached: stale for 20 s: max-age=60"),
        ("max-age=60, stale-while-revalidate=30", "", 80, Act::ReusedStale, "stale for 20 s: max-age=60; stale-while-revalidate=30"),
        ("max-age=60, stale-while-revalidate=10", "", 80, Act::Validating, "stale for 20 s: max-age=60"),
        ("no-cache", "", 0, Act::Validating, "no-cache: the copy is validated before each use"),
    ] {
        let mut cache = Cache::new(Kind::Private);
        send(&mut cache, 1000, get(&[]), Some(answer(&[("cache-control", fields), ("etag", "\"v1\"")])));
        let request = if request.is_empty() { get(&[]) } else { get(&[("cache-control", request)]) };
        let (acts, _) = send(&mut cache, 1000 + age, request.clone(), Some(Response::new(304)));
        assert_eq!((acts[0].0, acts[0].1.as_str()), (act, text), "{fields} asked with {:?}", request.headers);
    }
}

#[test]
fn a_304_makes_the_copy_fresh_again() {
    let mut cache = Cache::new(Kind::Private);
    send(&mut cache, 0, get(&[]), Some(answer(&[("cache-control", "max-age=60"), ("etag", "\"v1\""), ("x-a", "1"), ("age", "9")])));
    let not_modified = Response::new(304).header("etag", "\"v1\"").header("x-a", "2").header("cache-control", "max-age=30");
    let (acts, response) = send(&mut cache, 100, get(&[]), Some(not_modified));
    assert_eq!(acts[1].1, "the copy from 109 s ago still holds, fresh for 30 s again");
    let response = response.unwrap();
    assert_eq!((response.status, response.headers.get("x-a"), response.body.text()), (200, Some("2"), Some("rooms")));
    let (acts, response) = send(&mut cache, 110, get(&[]), None);
    assert_eq!((acts[0].1.as_str(), response.unwrap().headers.get("age")), ("fresh for 20 s more: max-age=30", Some("10")));
}

#[test]
fn a_304_of_another_version_is_asked_again() {
    let mut cache = Cache::new(Kind::Private);
    send(&mut cache, 0, get(&[]), Some(answer(&[("cache-control", "no-cache"), ("etag", "\"v1\"")])));
    let Plan::Forward { forward, .. } = cache.plan(&ask(1), &get(&[])) else { panic!("a copy that has to be validated") };
    let finished = cache.finish(&ask(1), forward, Some(Response::new(304).header("etag", "\"v2\"")));
    assert_eq!((finished.response, finished.again), (None, Some(get(&[]))));
    assert!(cache.entries().is_empty());
}

#[test]
fn a_shared_cache_stands_in_for_a_failed_server() {
    for (fields, failure, status) in [
        ("max-age=10, stale-if-error=60", None, 200),
        ("max-age=10, stale-if-error=60", Some(Response::new(503)), 200),
        ("max-age=10, stale-if-error=60", Some(Response::new(404)), 404),
        ("max-age=10, stale-if-error=5", Some(Response::new(503)), 503),
        ("max-age=10, stale-if-error=60, must-revalidate", None, 504),
        ("max-age=10", None, 504),
    ] {
        let mut cache = Cache::new(Kind::Shared);
        send(&mut cache, 0, get(&[]), Some(answer(&[("cache-control", fields)])));
        let (_, response) = send(&mut cache, 30, get(&[]), failure);
        assert_eq!(response.map(|response| response.status), Some(status), "{fields}");
    }
}

#[test]
fn vary_parts_the_copies() {
    let mut cache = Cache::new(Kind::Private);
    for language in ["de", "fr"] {
        let (acts, _) =
            send(&mut cache, 0, get(&[("accept-language", language)]), Some(answer(&[("cache-control", "max-age=9"), ("vary", "Accept-Language")])));
        assert_eq!(acts[0].0, Act::Missed);
    }
    for (language, expected) in [("de", Act::Reused), ("FR", Act::Reused), ("en", Act::Missed)] {
        let (acts, _) = send(&mut cache, 1, get(&[("accept-language", language)]), Some(answer(&[("cache-control", "no-store")])));
        assert_eq!(acts[0].0, expected, "{language}");
    }
    let (acts, _) = send(&mut cache, 1, get(&[]), Some(answer(&[])));
    assert_eq!(acts[0].1, "the kept copy was for another accept-language, which vary names");
}

#[test]
fn an_answer_to_head_speaks_for_the_copy() {
    for (tag, expected) in [("\"v1\"", "fresh for 60 s more: max-age=60"), ("\"v2\"", "an answer to HEAD differed from the copy")] {
        let mut cache = Cache::new(Kind::Private);
        send(&mut cache, 0, get(&[]), Some(answer(&[("cache-control", "max-age=60"), ("etag", "\"v1\"")])));
        let head = Request { method: Method::HEAD, ..get(&[]) };
        let (_, own) = send(&mut cache, 1, head.clone(), None);
        assert!(own.unwrap().body.is_empty(), "a fresh copy answers HEAD without its content");
        let head = Request { headers: [("cache-control", "no-cache"), ("if-none-match", "\"v9\"")].into_iter().collect(), ..head };
        send(&mut cache, 30, head, Some(answer(&[("cache-control", "max-age=60"), ("etag", tag)])));
        assert_eq!(send(&mut cache, 30, get(&[]), Some(Response::new(304))).0[0].1, expected);
    }
}
