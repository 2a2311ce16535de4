//! Odd ranges, parts of uploads, preferences, versions, tokens and cursors: fields that only some designs read.

use roundtrip::design::policy::versioning::{FIELD, PARAMETER};
use roundtrip::http::Request;
use roundtrip::mock::{Moment, Rng, Server};

use crate::dice::{mutated, pick};

const RANGES: &[&str] = &[
    "bytes=0-1",
    "bytes=-1",
    "bytes=5-",
    "bytes=0-0,2-3, 2-9",
    "bytes=9-1",
    "bytes=-0",
    "bytes=",
    "bytes=,",
    "bytes=0-18446744073709551615",
    "bytes=18446744073709551615-",
    "bytes=-18446744073709551616",
    "items=0-1",
    "bytes 0-1",
    "bytes=0-1,1-2,3-4,5-6,7-8,9-10,11-12",
];
const PLACES: &[&str] = &[
    "bytes 0-0/1",
    "bytes 0-3/4",
    "bytes 0-9/*",
    "bytes */4",
    "bytes 3-0/4",
    "bytes 0-18446744073709551615/18446744073709551615",
    "bytes 18446744073709551615-18446744073709551615/*",
    "bytes=0-3/4",
    "",
];
const LENGTHS: &[&str] = &["0", "1", "4", "-1", "+4", "18446744073709551615", "18446744073709551616", "4.0", ""];
const DIGESTS: &[&str] =
    &["sha-256=::", "sha-256=:AAAA:", "sha-256=:!:", "md5=:AAAA:", "sha-256", ",", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"];
const PREFERENCES: &[&str] = &[
    "code=503",
    "code=\"429\"",
    "code=99999",
    "code=-1",
    "code",
    "code=200, code=500",
    "respond-async",
    "respond-async, wait=0",
    "wait=18446744073709551616",
    "return=minimal",
    "return=representation; a=\"b",
    ",;=",
];
const VERSIONS: &[&str] = &["1", "2", "0", "3", "v1", "", "1,2", "\"1\"", "é", "2026-01-01"];
const CURSORS: &[&str] = &["e30", "W10", "bnVsbA", "eyJhIjpbMV19", "_-8", "AA==", "//", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"];

/// Makes a request odd in one of these ways.
pub fn twist(server: &Server, request: &mut Request, now: Moment, dice: &mut Rng) {
    match dice.below(15) {
        0 => request.headers.set("range", nearly(RANGES, dice)),
        1 => {
            request.headers.set("range", pick(dice, RANGES));
            request.headers.set("if-range", pick(dice, &["\"v1\"", "W/\"v1\"", "Tue, 10 Mar 2026 09:41:00 GMT", "*", ""]));
        }
        2 => {
            request.headers.set("content-range", nearly(PLACES, dice));
            request.body = dice.pick(&["", "a", "abcd", "abcdefghij"]).copied().unwrap_or_default().into();
        }
        3 => {
            request.headers.set("upload-length", pick(dice, LENGTHS));
            request.headers.set("repr-digest", nearly(DIGESTS, dice));
        }
        4 => request.headers.set("prefer", nearly(PREFERENCES, dice)),
        5 => version(request, dice),
        6 => {
            let signed = server.sign(request.clone(), now.plus_millis(dice.below(3) * 7_200_000));
            let token = signed.headers.get("authorization").unwrap_or("Bearer eyJhbGciOiJub25lIn0.e30.").to_owned();
            let token = if dice.below(3) == 0 { token } else { printable(&mutated(token.as_bytes(), dice)) };
            request.headers.set("authorization", token);
        }
        7 => {
            let parts = ["eyJhbGciOiJub25lIn0", "eyJhbGciOiJIUzI1NiJ9", "e30", "", "W10", "bnVsbA", "_"];
            let token: Vec<&str> = (0..dice.below(5)).map(|_| pick(dice, &parts)).collect();
            request.headers.set("authorization", format!("Bearer {}", token.join(".")));
        }
        8 => {
            let ranges: Vec<String> = (0..=dice.below(4)).map(|_| range(dice)).collect();
            request.headers.set("range", format!("bytes={}", ranges.join(pick(dice, &[",", ", ", " ,", ",,"]))));
        }
        9 => part(request, dice),
        10 => conditions(request, dice),
        11 => patch(request, dice),
        12 => credentials(server, request, now, dice),
        13 => page(request, dice),
        _ => cursor(request, dice),
    }
}

/// A range with numbers near those that matter: sizes of records, none, and the largest there are.
fn range(dice: &mut Rng) -> String {
    let (first, last) = (number(dice), number(dice));
    match dice.below(4) {
        0 => format!("-{last}"),
        1 => format!("{first}-"),
        _ => format!("{first}-{last}"),
    }
}

fn number(dice: &mut Rng) -> u64 {
    match dice.below(8) {
        0 => u64::MAX - dice.below(2),
        1 => dice.next_u64(),
        2 => dice.below(100_000),
        _ => dice.below(300),
    }
}

/// A part of an upload whose length is told rightly most of the time, so that uploads get on and end.
fn part(request: &mut Request, dice: &mut Rng) {
    let first = if dice.below(2) == 0 { 0 } else { dice.below(12) };
    let length = dice.below(9);
    let whole = if dice.below(3) == 0 { "*".to_owned() } else { dice.below(24).to_string() };
    let end = if dice.below(8) == 0 { number(dice) } else { (first + length).saturating_sub(1) };
    request.headers.set("content-range", format!("bytes {first}-{end}/{whole}"));
    request.body = "abcdefghij".get(..length as usize).unwrap_or_default().into();
    if dice.below(3) == 0 {
        request.headers.set("upload-length", dice.below(24).to_string());
    }
}

/// Preconditions side by side: their order decides (RFC 9110 section 13.2.2).
fn conditions(request: &mut Request, dice: &mut Rng) {
    const DATES: &[&str] = &[
        "Tue, 10 Mar 2026 09:41:00 GMT",
        "Tue, 10 Mar 2026 09:40:59 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Tuesday, 10-Mar-26 09:41:00 GMT",
        "Tue Mar 10 09:41:00 2026",
        "1",
    ];
    const LISTS: &[&str] = &["*", "\"v1\"", "W/\"v1\"", "\"v1\", \"v2\"", "W/\"v1\" , \"x,y\"", ", \"v3\",", "\"v1\",*", "\"\""];
    for name in ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range"] {
        if dice.below(2) == 0 {
            let value = if name.ends_with("since") { nearly(DATES, dice) } else { nearly(LISTS, dice) };
            if dice.below(6) == 0 { request.headers.append(name, value) } else { request.headers.set(name, value) }
        }
    }
}

/// JSON patches that go deep, along lists, and onto themselves (RFC 6902); or a merge patch full of null (RFC 7396).
fn patch(request: &mut Request, dice: &mut Rng) {
    const PLACES: &[&str] =
        &["", "/", "/name", "/id", "/tags", "/tags/0", "/tags/-", "/tags/01", "/a~1b", "/a~0b", "/amount/currency", "/name/0", "/a/b/c/d"];
    const VALUES: &[&str] = &["null", "1", "\"x\"", "[1,[2]]", "{\"a\":{\"b\":null}}", "\"EUR\"", "-0.0", "1e21"];
    if dice.below(4) == 0 {
        request.headers.set("content-type", "application/merge-patch+json");
        let members: Vec<String> = (0..dice.below(5))
            .map(|_| format!("\"{}\":{}", pick(dice, &["name", "id", "status", "tags", "amount", ""]), pick(dice, VALUES)))
            .collect();
        request.body = format!("{{{}}}", members.join(",")).into();
        return;
    }
    request.headers.set("content-type", "application/json-patch+json");
    let most = if dice.below(20) == 0 { 300 } else { 6 };
    let operations: Vec<String> = (0..=dice.below(most))
        .map(|_| {
            let op = pick(dice, &["add", "remove", "replace", "move", "copy", "test", "add", "copy"]);
            let (path, from, value) = (pick(dice, PLACES), pick(dice, PLACES), pick(dice, VALUES));
            format!("{{\"op\":\"{op}\",\"path\":\"{path}\",\"from\":\"{from}\",\"value\":{value}}}")
        })
        .collect();
    request.body = format!("[{}]", operations.join(",")).into();
}

/// Credentials of more than one kind, or twice the same.
fn credentials(server: &Server, request: &mut Request, now: Moment, dice: &mut Rng) {
    let signed = server.sign(request.clone(), now);
    let own = signed.headers.get("authorization").unwrap_or("Bearer x").to_owned();
    match dice.below(4) {
        0 => request.headers.append("authorization", own),
        1 => request.headers.set("authorization", own.replacen("Bearer", pick(dice, &["bearer", "BEARER", "Basic", "DPoP", "Bearer Bearer"]), 1)),
        2 => request.headers.append("x-api-key", nearly(&["agency-key-1", "partner-key", "", "a, b"], dice)),
        _ => {
            request.headers.set("authorization", own);
            add(request, &format!("api_key={}", pick(dice, &["agency-key-1", "x", "", "%00"])));
        }
    }
}

/// A page asked for in ways that go together or not: size, place, order, filter.
fn page(request: &mut Request, dice: &mut Rng) {
    let limit = number(dice);
    add(request, &format!("limit={limit}"));
    for _ in 0..dice.below(3) {
        let order =
            pick(dice, &["sort=id", "sort=-id", "sort=name,-id", "sort=-createdAt", "q=a&sort=id", "fields=id&sort=name", "include_deleted=true"]);
        add(request, order);
    }
    if dice.below(3) == 0 {
        add(request, &format!("offset={}", number(dice)));
    }
}

/// A version in each of the places where one may stand.
fn version(request: &mut Request, dice: &mut Rng) {
    let version = pick(dice, VERSIONS);
    match dice.below(4) {
        0 => request.headers.set(FIELD, version),
        1 => request.headers.set("accept", format!("application/json; {PARAMETER}={version}")),
        2 => add(request, &format!("{PARAMETER}={version}")),
        _ => request.target = request.target.replacen("/v1/", &format!("/v{version}/"), 1),
    }
}

/// A cursor that was changed on its way, or one that nobody gave out.
fn cursor(request: &mut Request, dice: &mut Rng) {
    match request.target.split_once("cursor=") {
        Some((before, cursor)) => {
            request.target = format!("{before}cursor={}", printable(&mutated(cursor.as_bytes(), dice)).replace(['%', '#', ' '], "A"))
        }
        None => add(request, &format!("cursor={}", pick(dice, CURSORS))),
    }
}

fn add(request: &mut Request, parameter: &str) {
    let separator = if request.target.contains('?') { '&' } else { '?' };
    request.target = format!("{}{separator}{parameter}", request.target);
}

fn nearly(of: &[&str], dice: &mut Rng) -> String {
    let text = pick(dice, of);
    if dice.below(3) == 0 { printable(&mutated(text.as_bytes(), dice)) } else { text.to_owned() }
}

fn printable(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().filter(|letter| !letter.is_control()).collect()
}
