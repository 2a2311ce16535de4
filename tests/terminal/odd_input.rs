//! Nothing a client sends ends the server, and each answer is an error that says why.

use std::fmt::Write as _;
use std::io::{BufReader, Write as _};

use crate::client::{Answer, Served};

const GUEST: &str = "authorization: Bearer guest-token-1";
const JSON: &str = "content-type: application/json";

#[test]
fn targets() {
    let api = Served::booking();
    for (target, status) in [
        ("/v1/hotels/%00", 400),
        ("/v1/hotels/%zz", 400),
        ("/v1/hotels/%", 400),
        ("/v1/hotels/%ff%fe", 400),
        ("/v1/hotels/%C0%AF", 400),
        ("/v1/hotels/..%2f..%2fetc%2fpasswd", 404),
        ("/v1/../v1/hotels", 404),
        ("//", 404),
        ("/v1/hotels?limit=1&limit=2", 400),
        ("/v1/hotels?limit=99999999999999999999999", 400),
        ("/v1/hotels?%zz=1", 400),
        ("/v1/hotels?cursor=%F0%9F%8F%A8", 400),
    ] {
        api.get(target, &[]).is_problem(status);
    }
    api.get(&format!("/v1/hotels/{}", "a".repeat(9000)), &[]).is_problem(414);
    api.get(&format!("/v1{}", "/a".repeat(3000)), &[]).is_problem(404);
    api.is_alive();
}

#[test]
fn bytes_that_are_no_http() {
    let api = Served::booking();
    for bytes in [
        &b"\0\0\0\0\0\0\0\0\r\n\r\n"[..],
        b"GET /v1/ho\0tels HTTP/1.1\r\nhost: a\r\n\r\n",
        b"GET /v1/hotels HTTP/1.1\r\nhost: a\r\nx: \0\r\n\r\n",
        b"GET /v1/hotels HTTP/9.9\r\nhost: a\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03hello over tls",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"POST /v1/guests HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n{}",
        b"POST /v1/guests HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nnot a chunk",
        b"GET /v1/hotels HTTP/1.1\r\n",
        b"",
    ] {
        let back = api.raw(bytes);
        assert!(back.is_empty() || back.starts_with("HTTP/1.1 4"), "{back}");
    }
    api.is_alive();
}

/// Requests may come before the answers to earlier ones are read (RFC 9112 section 9.3.2), and in any pieces.
#[test]
fn an_answer_does_not_wait_for_the_rest_of_the_next_request() {
    let api = Served::booking();
    let mut stream = api.connect();
    let request = "GET /v1/hotels/ht_12 HTTP/1.1\r\nhost: a\r\n\r\n";
    let (half, rest) = request.split_at(20);
    let mut answers = BufReader::new(stream.try_clone().unwrap());
    stream.write_all(format!("{request}{request}{half}").as_bytes()).unwrap();
    assert_eq!([Answer::read(&mut answers, false).status, Answer::read(&mut answers, false).status], [200, 200]);
    stream.write_all(rest.as_bytes()).unwrap();
    assert_eq!(Answer::read(&mut answers, false).status, 200);
}

#[test]
fn hosts() {
    let api = Served::booking();
    let of = |text: &str| Answer::read(&mut api.raw(text.as_bytes()).as_bytes(), false);
    of("GET /v1/hotels HTTP/1.1\r\n\r\n").is_problem(400);
    of("GET /v1/hotels HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n").is_problem(400);
    assert!(api.raw(b"GET /v1/hotels/ht_12 HTTP/1.0\r\n\r\n").starts_with("HTTP/1.0 200 OK\r\n"));
}

#[test]
fn headers() {
    let api = Served::booking();
    let many: Vec<String> = (0..200).map(|index| format!("x-{index}: {index}")).collect();
    // Beyond a hundred lines the wire itself refuses, without words.
    assert_eq!(api.get("/v1/hotels", &many.iter().map(String::as_str).collect::<Vec<_>>()).status, 431);
    api.get("/v1/hotels", &[&format!("x-long: {}", "a".repeat(40_000))]).is_problem(431);
    api.get("/v1/hotels", &["authorization: Bearer one", "authorization: Bearer two"]).is_problem(400);
    let latin = [b"GET /v1/hotels/ht_12 HTTP/1.1\r\nhost: a\r\nx: caf\xe9 \x85\r\n\r\n".as_slice()].concat();
    assert!(api.raw(&latin).starts_with("HTTP/1.1 200 OK"));
    api.is_alive();
}

#[test]
fn large_and_deep_content() {
    let api = Served::booking();
    api.send("POST", "/v1/guests", &[GUEST, JSON], &"x".repeat(10_000_000)).is_problem(413);
    assert_eq!(api.send("GET", "/v1/hotels/ht_12", &[], &"x".repeat(10_000_000)).status, 200);
    api.send("POST", "/v1/guests", &[GUEST, JSON], &"[".repeat(500_000)).is_problem(400);
    let mut chunked = format!("POST /v1/guests HTTP/1.1\r\nhost: a\r\n{GUEST}\r\n{JSON}\r\ntransfer-encoding: chunked\r\n\r\n");
    for _ in 0..40 {
        let _ = write!(chunked, "10000\r\n{}\r\n", "x".repeat(0x10000));
    }
    chunked.push_str("0\r\n\r\n");
    assert!(api.raw(chunked.as_bytes()).starts_with("HTTP/1.1 413 "));
    let cut = format!("POST /v1/guests HTTP/1.1\r\nhost: a\r\n{GUEST}\r\n{JSON}\r\ncontent-length: 100\r\n\r\n{{\"name\"");
    let back = api.raw(cut.as_bytes());
    assert!(back.is_empty() || back.starts_with("HTTP/1.1 400"), "{back}");
    api.is_alive();
}

#[test]
fn many_connections_that_say_nothing() {
    let api = Served::booking();
    let idle: Vec<_> = (0..100).map(|_| api.connect()).collect();
    api.is_alive();
    drop(idle);
    api.is_alive();
}

/// Bytes that are nearly a request: each is answered or dropped, none with a fault, and the server lives on.
#[test]
fn bytes_by_chance_leave_the_server_alive() {
    let api = Served::booking();
    let mut dice = roundtrip::mock::Rng::new(9);
    let whole: &[&[u8]] = &[
        b"GET /v1/hotels?limit=2&sort=-name HTTP/1.1\r\nhost: a\r\naccept: application/json;q=0.5\r\nif-none-match: \"v1\", W/\"v2\"\r\n\r\n",
        b"POST /v1/guests HTTP/1.1\r\nhost: a\r\nauthorization: Bearer guest-token-1\r\ncontent-type: application/json\r\ncontent-length: 13\r\n\r\n{\"name\":\"Ada\"}",
        b"POST /v1/guests HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n2\r\n1}\r\n0\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nhost: a\r\norigin: https://app.stay.example\r\naccess-control-request-method: PATCH\r\n\r\n",
    ];
    let mut answered = 0;
    for _ in 0..400 {
        let mut bytes = dice.pick(whole).unwrap().to_vec();
        for _ in 0..=dice.below(4) {
            let place = dice.below(bytes.len() as u64) as usize;
            match dice.below(5) {
                0 => bytes.truncate(place),
                1 => bytes.insert(place, dice.next_u64() as u8),
                2 => bytes.insert(place, *dice.pick(b"\r\n\0 :\xff%").unwrap()),
                3 => bytes[place] = dice.next_u64() as u8,
                _ => bytes.extend_from_within(place..),
            }
            if bytes.is_empty() {
                break;
            }
        }
        let back = api.raw(&bytes);
        let status = back.strip_prefix("HTTP/1.").and_then(|rest| rest.get(2..5)).and_then(|code| code.parse::<u16>().ok());
        assert!(back.is_empty() || status.is_some_and(|status| status < 500 || matches!(status, 501 | 505)), "{bytes:?} gave {back}");
        answered += usize::from(status.is_some());
    }
    assert!(answered > 200, "only {answered} were answered");
    api.is_alive();
}
