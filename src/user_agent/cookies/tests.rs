//! Tables of what a browser keeps and sends.

use super::*;

const HTTPS: &str = "https://api.stay.example/v1/rooms/7";

/// Takes a line at a URL from a page of a site; what became of it.
fn taken(line: &str, url: &str, page_site: &str) -> (CookieNote, Jar) {
    let mut jar = Jar::default();
    let note = jar.take(line, &Url::parse(url).unwrap(), page_site, 1_000_000);
    (note, jar)
}

#[test]
fn what_is_kept() {
    let same = "https://stay.example";
    for (line, url, page_site, expected) in [
        ("a=1", HTTPS, same, "kept until the browser closes, samesite=Lax by default"),
        ("a=1; Max-Age=60; SameSite=strict", HTTPS, same, "kept for 60 s, samesite=Strict"),
        ("a=1; Max-Age=99999999999", HTTPS, same, "kept for 400 d, samesite=Lax by default"),
        ("a=1; Max-Age=soon", HTTPS, same, "kept until the browser closes, samesite=Lax by default"),
        ("a=1; Expires=Mon, 12 Jan 1970 14:16:40 GMT", HTTPS, same, "kept for 30 min, samesite=Lax by default"),
        ("a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", HTTPS, same, "kept for 60 s, samesite=Lax by default"),
        ("a=1; Max-Age=0", HTTPS, same, "it ends in the past, and none was kept"),
        ("a=1; SameSite=None; Secure", HTTPS, "https://other.example", "kept until the browser closes, samesite=None"),
        ("a=1; SameSite=None", HTTPS, same, "samesite=None needs Secure"),
        ("a=1", HTTPS, "https://other.example", "samesite=Lax by default: not from another site's page"),
        ("a=1", HTTPS, "http://stay.example", "samesite=Lax by default: not from another site's page"),
        ("a=1; Secure", "http://api.stay.example/", "http://stay.example", "a Secure cookie cannot be set over http"),
        ("a=1; Secure", "http://localhost:8080/", "http://localhost", "kept until the browser closes, samesite=Lax by default"),
        ("a=1; Domain=.Stay.example", HTTPS, same, "kept until the browser closes, samesite=Lax by default"),
        ("a=1; Domain=example", HTTPS, same, "domain example covers sites of strangers"),
        ("a=1; Domain=other.example", HTTPS, same, "domain other.example does not cover api.stay.example"),
        ("a=1; Domain=v2.api.stay.example", HTTPS, same, "domain v2.api.stay.example does not cover api.stay.example"),
        ("__Host-a=1; Secure; Path=/", HTTPS, same, "kept until the browser closes, samesite=Lax by default"),
        ("__Host-a=1; Secure", HTTPS, same, "__Host- needs Secure, path=/ and no domain"),
        ("__host-a=1; Secure; Path=/; Domain=stay.example", HTTPS, same, "__Host- needs Secure, path=/ and no domain"),
        ("__Secure-a=1", HTTPS, same, "__Secure- needs Secure"),
        ("__Host-a", HTTPS, same, "without a name, the value must not pose as a prefix"),
        ("=", HTTPS, same, "it has neither name nor value"),
        ("a=\u{1}", HTTPS, same, "it holds a control character"),
    ] {
        assert_eq!(taken(line, url, page_site).0.why.text, expected, "{line} at {url} from {page_site}");
    }
}

#[test]
fn what_goes_along() {
    for (line, url, page_site, expected) in [
        ("a=1", "https://api.stay.example/v1/rooms/8?x", "https://stay.example", Some("a=1")),
        ("a=1", "https://api.stay.example/v1/rooms", "https://stay.example", Some("a=1")),
        ("a=1", "https://api.stay.example/v1/roomstate", "https://stay.example", None),
        ("a=1; Path=/", "https://api.stay.example/", "https://stay.example", Some("a=1")),
        ("a=1; Path=/", "https://other.stay.example/", "https://stay.example", None),
        ("a=1; Path=/; Domain=stay.example", "https://other.stay.example/", "https://stay.example", Some("a=1")),
        ("a=1; Path=/; Domain=stay.example", "https://notstay.example/", "https://notstay.example", None),
        ("a=1; Path=/", "https://api.stay.example/", "https://other.example", None),
        ("a=1; Path=/", "http://api.stay.example/", "http://stay.example", Some("a=1")),
        ("a=1; Path=/; Secure", "http://api.stay.example/", "http://stay.example", None),
        ("a=1; Path=/; Secure; SameSite=None", "https://api.stay.example/", "https://other.example", Some("a=1")),
        ("a=1; Path=v1", "https://api.stay.example/v1/rooms/9", "https://stay.example", Some("a=1")),
        ("just a value", "https://api.stay.example/v1/rooms/9", "https://stay.example", Some("just a value")),
    ] {
        let mut jar = taken(line, HTTPS, "https://stay.example").1;
        let (header, _) = jar.header(&Url::parse(url).unwrap(), page_site, 1_000_001);
        assert_eq!(header.as_deref(), expected, "{line} to {url} from {page_site}");
    }
}

#[test]
fn order_replacement_and_end() {
    let url = Url::parse(HTTPS).unwrap();
    let mut jar = Jar::default();
    for line in ["a=1; Path=/", "b=2; Path=/v1", "c=3; Path=/; Max-Age=10", "a=4; Path=/"] {
        assert_eq!(jar.take(line, &url, "https://stay.example", 0).act, CookieAct::Kept);
    }
    assert_eq!(jar.header(&url, "https://stay.example", 9).0.as_deref(), Some("b=2; a=4; c=3"));
    assert_eq!(jar.header(&url, "https://stay.example", 10).0.as_deref(), Some("b=2; a=4"));
    assert_eq!(jar.take("a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", &url, "https://stay.example", 10).act, CookieAct::Removed);
    assert_eq!(jar.header(&url, "https://stay.example", 10).0.as_deref(), Some("b=2"));
}

#[test]
fn a_secure_cookie_is_not_changed_over_http() {
    let mut jar = taken("a=1; Path=/; Secure", HTTPS, "https://stay.example").1;
    let note = jar.take("a=2; Path=/", &Url::parse("http://api.stay.example/").unwrap(), "http://stay.example", 0);
    assert_eq!((note.act, jar.cookies().len()), (CookieAct::Refused, 1));
}

#[test]
fn dates() {
    for (text, expected) in [
        ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
        ("Sunday, 06-Nov-94 08:49:37 GMT", Some(784_111_777)),
        ("nov 6 1994 8:49:37", Some(784_111_777)),
        ("06 November 1994 08:49:37x", Some(784_111_777)),
        ("31 Feb 2026 00:00:00", None),
        ("1 Jan 1600 00:00:00", None),
        ("1 Jan 1960 00:00:00", Some(0)),
        ("1 Jan 2026 24:00:00", None),
        ("1 Jan 2026", None),
        ("soon", None),
    ] {
        assert_eq!(super::date::parse(text), expected, "{text}");
    }
}
