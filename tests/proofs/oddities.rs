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
    match dice.below(9) {
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
        _ => cursor(request, dice),
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
