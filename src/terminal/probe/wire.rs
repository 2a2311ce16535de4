//! A request to a program on this machine: HTTP/1.1 over one connection each (RFC 9112).

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use roundtrip::http::{Headers, Request, Response};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The largest answer that is read.
const MOST: u64 = 64 * 1024 * 1024;

/// An address on this machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    host: String,
    socket: SocketAddr,
    /// Stands before every target.
    base: String,
}

impl Address {
    /// Reads `http://127.0.0.1:8700`; other machines are refused: a script is no reason to call strangers.
    pub fn parse(text: &str) -> Result<Self, String> {
        let rest = text.strip_prefix("http://").ok_or("write an address such as http://127.0.0.1:8700; only http is spoken here")?;
        let (host, base) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (name, port) = match host.rsplit_once(':').filter(|(name, _)| !name.ends_with(':')) {
            Some((name, port)) => (name, port.parse().map_err(|_| format!("`{port}` is no port"))?),
            None => (host, 80),
        };
        let plain = name.trim_start_matches('[').trim_end_matches(']');
        let ip = if plain == "localhost" { Some(IpAddr::V4(Ipv4Addr::LOCALHOST)) } else { plain.parse().ok() };
        let ip = ip.filter(IpAddr::is_loopback).ok_or("only this machine is asked: write 127.0.0.1, [::1] or localhost")?;
        Ok(Self { host: host.to_owned(), socket: SocketAddr::new(ip, port), base: base.trim_end_matches('/').to_owned() })
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.host)
    }

    /// Sends a request and waits for the answer.
    pub fn send(&self, request: &Request) -> io::Result<Response> {
        let mut stream = TcpStream::connect_timeout(&self.socket, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut head = format!("{} {}{} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", request.method, self.base, request.target, self.host);
        for (name, value) in request.headers.iter().filter(|(name, _)| !["host", "connection", "content-length"].contains(name)) {
            head += &format!("{name}: {value}\r\n");
        }
        if !request.body.is_empty() {
            head += &format!("content-length: {}\r\n", request.body.len());
        }
        stream.write_all((head + "\r\n").as_bytes())?;
        stream.write_all(request.body.bytes())?;
        let mut bytes = Vec::new();
        stream.take(MOST).read_to_end(&mut bytes)?;
        answer(&bytes, request.method.as_str() == "HEAD").ok_or_else(|| io::Error::other("the answer is no HTTP/1.1"))
    }
}

/// Takes an answer apart; interim answers (RFC 9110 section 15.2) are passed over.
fn answer(bytes: &[u8], is_head: bool) -> Option<Response> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
    let rest = bytes.get(end + 4..)?;
    let mut lines = head.split("\r\n");
    let status: u16 = lines.next()?.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()?;
    if (100..200).contains(&status) && status != 101 {
        return answer(rest, is_head);
    }
    let headers: Headers = lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name, value.trim())).collect();
    let chunked = headers.get("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().ends_with("chunked"));
    let body = match chunked {
        _ if is_head => Vec::new(),
        true => dechunked(rest)?,
        false => rest.to_vec(),
    };
    Some(Response { status, headers, body: body.into() })
}

/// The content of the chunks (RFC 9112 section 7.1).
fn dechunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = bytes.windows(2).position(|window| window == b"\r\n")?;
        let line = std::str::from_utf8(bytes.get(..end)?).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(out);
        }
        let start = end + 2;
        out.extend_from_slice(bytes.get(start..start.checked_add(size)?)?);
        bytes = bytes.get(start + size + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_the_wire() {
        let text =
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A: b\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        let read =
            answer(text, false).map(|answer| (answer.status, answer.headers.get("x-a").map(str::to_owned), answer.body.text().map(str::to_owned)));
        assert_eq!(read, Some((200, Some("b".to_owned()), Some("abcde".to_owned()))));
        assert!(answer(b"nonsense", false).is_none());
    }

    #[test]
    fn only_this_machine_is_asked() {
        for text in ["http://127.0.0.1:8700", "http://localhost/v1/", "http://[::1]:80", "http://127.9.9.9"] {
            assert!(Address::parse(text).is_ok(), "{text}");
        }
        for text in ["https://127.0.0.1", "http://example.com", "http://10.0.0.1", "http://127.0.0.1:x", "127.0.0.1"] {
            assert!(Address::parse(text).is_err(), "{text}");
        }
    }
}
