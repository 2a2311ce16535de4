//! The calls: what pages ask of each server, alone and one after the other.

use roundtrip::design::Design;
use serde::Serialize;

/// A call of `fetch()`, as a page's script writes it.
#[derive(Clone, Debug, Serialize)]
pub struct Ask {
    /// Seconds that pass before it.
    pub wait: u64,
    pub method: &'static str,
    pub target: &'static str,
    pub headers: Vec<(&'static str, String)>,
    pub body: &'static str,
    pub mode: &'static str,
    pub credentials: &'static str,
    pub redirect: &'static str,
}

/// Calls by one page, one after the other, to URLs that no other case uses.
#[derive(Clone, Debug)]
pub struct Case {
    /// `app`, `other`, `api` (the server's own origin), or `null` (a sandboxed frame).
    pub page: &'static str,
    pub asks: Vec<Ask>,
}

const HOTEL: &str = "/v1/hotels/ht_12";
const ROOM: &str = "/v1/rooms/rm_204";
const BOOKING: &str = "/v1/bookings/bk_7q2m";
const GUESTS: &str = "/v1/guests";
const TOKEN: &str = "Bearer guest-token-1";
const GUEST: &str = r#"{"name":"Khalid","email":"khalid@example.com"}"#;

/// Every case for a server. The page and its credentials mode change from call to call and from server to server, so that each
/// call meets each policy from some page, and each kind of page meets every policy.
pub fn all(turn: usize, design: &Design) -> Vec<Case> {
    let mut cases = Vec::new();
    for page in PAGES {
        for credentials in CREDENTIALS {
            for mode in ["cors", "no-cors", "same-origin"] {
                cases.push(one(page, Ask { mode, credentials, ..get(HOTEL) }));
            }
        }
    }
    for (index, ask) in singles().into_iter().enumerate() {
        // The listed page most often: what it may do differs most from policy to policy.
        let page = ["app", "app", "other", "app", "null", "app", "api"][(index + turn) % 7];
        let credentials = CREDENTIALS[(index + turn) / 2 % 3];
        cases.push(one(page, Ask { credentials, ..ask }));
    }
    for (index, ask) in shut().into_iter().enumerate() {
        cases.push(one(["app", "null", "other", "api"][(index + turn) % 4], Ask { mode: "no-cors", ..ask }));
    }
    for (index, asks) in sequences(design.policies.cors.max_age == Some(1)).into_iter().enumerate() {
        cases.push(Case { page: ["app", "app", "other", "app", "app", "app", "null", "app"][(index + turn) % 8], asks });
    }
    // A server that fails by chance answers nobody before its first case, or chance would take another way.
    cases.retain(|case| design.policies.faults.error_percent == 0 || case.page != "api");
    cases
}

const PAGES: [&str; 4] = ["app", "other", "null", "api"];
const CREDENTIALS: [&str; 3] = ["same-origin", "include", "omit"];

fn singles() -> Vec<Ask> {
    let long = |length: usize| "a".repeat(length);
    let mut asks = Vec::new();
    for (name, value) in [
        ("accept", "application/json"),
        ("accept", "text/csv"),
        ("Accept", "text/html"),
        ("accept", "application/json;q=\"1\""),
        ("accept", "a(b)"),
        ("accept", &long(128)),
        ("accept", &long(129)),
        ("accept", &format!("  {}\t", long(128))),
        ("accept", &"é".repeat(100)),
        ("accept-language", "pt-PT, en;q=0.5"),
        ("accept-language", "pt_PT"),
        ("accept-language", &long(129)),
        ("content-language", "pt, *"),
        ("content-language", "é"),
        ("content-type", "text/plain"),
        ("content-type", "application/json"),
        ("range", "bytes=0-9"),
        ("range", "bytes=5-"),
        ("range", "bytes=-5"),
        ("range", "bytes=9-5"),
        ("range", "bytes=0-1,3-4"),
        ("range", "bytes = 0-9"),
        ("if-none-match", "\"v1\""),
        ("if-modified-since", "Tue, 10 Mar 2037 09:41:00 GMT"),
        ("authorization", TOKEN),
        ("x-trace", "1"),
        ("X-TRACE", ""),
        ("prefer", "code=503"),
        ("cache-control", "no-cache"),
        ("dpr", "2"),
        ("save-data", "on"),
        ("accept-encoding", "br"),
        ("cookie", "a=b"),
        ("date", "Tue, 10 Mar 2026 09:41:00 GMT"),
        ("dnt", "1"),
        ("origin", "http://elsewhere.example"),
        ("referer", "http://elsewhere.example/"),
        ("proxy-trace", "1"),
        ("sec-trace", "1"),
        ("set-cookie", "a=b"),
        ("via", "1.1 page"),
        ("x-http-method", "TRACE"),
        ("x-http-method-override", "PUT, track"),
        ("x-method-override", "PUT"),
        ("access-control-request-headers", "x"),
    ] {
        asks.push(Ask { headers: vec![(name, value.to_owned())], ..get(HOTEL) });
    }
    asks.push(Ask { headers: pairs(&[("x-trace", "1"), ("b-trace", "2"), ("if-none-match", "\"v0\"")]), ..get(HOTEL) });
    asks.push(Ask { headers: pairs(&[("x-trace", "1"), ("x-trace", "2"), ("authorization", TOKEN)]), ..get("/v1/bookings") });
    asks.extend(["/v1/hotels?limit=1", "/v1/hotels?limit=0", "/v1/hotels/ht_99", "/v1/nowhere", "/v1/bookings", "/"].map(get));
    asks.extend(
        ["HEAD", "head", "OPTIONS", "options", "PUT", "put", "PURGE", "purge", "Get", "TRACE", "track", "CONNECT"]
            .map(|method| Ask { method, ..get(HOTEL) }),
    );
    for content_type in [
        "application/json",
        "text/plain",
        "TEXT/PLAIN;charset=UTF-8",
        "text/plain; charset=\"utf-8\"",
        "text/plain;boundary=a b",
        "text/plain, application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/merge-patch+json",
        "application/json;text/plain",
        "text",
        "text/",
        "",
    ] {
        let headers = pairs(&[("content-type", content_type), ("authorization", TOKEN)]);
        asks.push(Ask { method: "POST", headers: headers[..1].to_vec(), body: GUEST, ..get(GUESTS) });
        if content_type == "application/json" {
            asks.push(Ask { method: "POST", headers: headers.clone(), body: GUEST, ..get(GUESTS) });
            asks.push(Ask { method: "POST", headers, body: "{", ..get(GUESTS) });
        }
    }
    asks.push(Ask { method: "POST", body: GUEST, ..get(GUESTS) });
    asks.push(Ask { method: "post", ..get(GUESTS) });
    let desk = ("authorization", "Bearer desk-token-1");
    let merge = ("content-type", "application/merge-patch+json");
    for (method, tag) in [("PATCH", "\"v0\""), ("patch", "\"v1\""), ("PATCH", "\"v1\"")] {
        asks.push(Ask { method, headers: pairs(&[desk, merge, ("if-match", tag)]), body: r#"{"type":"suite"}"#, ..get(ROOM) });
    }
    asks.push(Ask { method: "PATCH", headers: pairs(&[merge]), body: "{}", ..get(ROOM) });
    asks.extend(["DELETE", "delete"].map(|method| Ask { method, headers: pairs(&[desk, ("if-match", "\"v1\"")]), ..get(BOOKING) }));
    asks.extend(["DELETE", "Delete"].map(|method| Ask { method, ..get(BOOKING) }));
    asks.extend(["error", "manual"].map(|redirect| Ask { redirect, headers: pairs(&[("x-trace", "1")]), ..get(HOTEL) }));
    asks
}

/// Calls in mode `no-cors`: what is not simple is dropped or refused.
fn shut() -> Vec<Ask> {
    let mut asks: Vec<Ask> = ["HEAD", "PUT", "OPTIONS", "patch", "TRACE"].map(|method| Ask { method, ..get(HOTEL) }).to_vec();
    for (name, value) in [
        ("x-trace", "1"),
        ("authorization", TOKEN),
        ("range", "bytes=0-9"),
        ("accept", "text/csv"),
        ("accept-language", "pt_PT"),
        ("prefer", "code=503"),
    ] {
        asks.push(Ask { headers: pairs(&[(name, value)]), ..get(HOTEL) });
    }
    for content_type in ["application/json", "text/plain"] {
        asks.push(Ask { method: "POST", headers: pairs(&[("content-type", content_type)]), body: GUEST, ..get(GUESTS) });
    }
    asks.extend(["error", "manual"].map(|redirect| Ask { redirect, ..get(HOTEL) }));
    asks
}

/// Calls after which a browser knows something: permissions it keeps, answers it keeps.
fn sequences(waits: bool) -> Vec<Vec<Ask>> {
    let put = || Ask { method: "PUT", ..get(HOTEL) };
    let traced = |value: &str| Ask { headers: pairs(&[("x-trace", value)]), ..get(HOTEL) };
    let with = |credentials, ask: Ask| Ask { credentials, ..ask };
    let typed = || Ask { headers: pairs(&[("content-type", "application/json")]), ..get(ROOM) };
    let mut sequences = vec![
        vec![put(), put()],
        vec![put(), Ask { method: "DELETE", ..get(HOTEL) }, Ask { method: "PURGE", ..get(HOTEL) }],
        vec![traced("1"), traced("2"), Ask { headers: pairs(&[("x-trace", "1"), ("x-b", "2")]), ..get(HOTEL) }],
        vec![typed(), Ask { method: "PUT", ..typed() }, typed()],
        vec![put(), with("include", put()), with("omit", put())],
        vec![with("include", put()), put(), with("omit", put())],
        vec![with("omit", put()), put(), put()],
        vec![with("include", typed()), with("include", Ask { method: "PUT", ..typed() })],
        vec![Ask { method: "PUT", ..get(ROOM) }, Ask { method: "PUT", headers: pairs(&[("authorization", TOKEN)]), ..get(ROOM) }],
        vec![get(HOTEL), get(HOTEL), Ask { headers: pairs(&[("accept", "text/csv")]), ..get(HOTEL) }],
        vec![get(HOTEL), with("include", get(HOTEL)), with("omit", get(HOTEL))],
        vec![get(HOTEL), Ask { headers: pairs(&[("if-none-match", "\"v1\"")]), ..get(HOTEL) }],
        vec![Ask { mode: "no-cors", ..get(HOTEL) }, get(HOTEL)],
        vec![get(HOTEL), put(), get(HOTEL)],
    ];
    if waits {
        sequences.push(vec![put(), Ask { wait: 2, ..put() }]);
        sequences.push(vec![with("include", put()), with("include", Ask { wait: 2, ..put() })]);
    }
    sequences
}

fn get(target: &'static str) -> Ask {
    let (method, mode, credentials, redirect) = ("GET", "cors", "same-origin", "follow");
    Ask { wait: 0, method, target, headers: Vec::new(), body: "", mode, credentials, redirect }
}

fn one(page: &'static str, ask: Ask) -> Case {
    Case { page, asks: vec![ask] }
}

fn pairs(list: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    list.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}
