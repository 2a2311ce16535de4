//! A served design and a tiny HTTP client.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use roundtrip::design::{Design, Document, Edit, Policy, samples};
use serde_json::Value;

/// The program under test.
pub fn roundtrip() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_roundtrip"));
    command.env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

/// A design in a file of its own, removed with it.
pub struct File(pub PathBuf);

impl File {
    /// Writes a text.
    pub fn of(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("roundtrip-{}-{name}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        Self(path)
    }

    /// The booking sample with another policy.
    pub fn with_policy(name: &str, policy: impl Into<Policy>) -> Self {
        let mut design: Design = samples::hotel_booking();
        design.apply(&Edit::SetPolicy(policy.into())).unwrap();
        Self::of(name, &Document::new(design).to_json())
    }

    pub fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A running `roundtrip serve`, ended with the test.
pub struct Served {
    child: Child,
    /// What it said before the first exchange.
    pub greeting: String,
    pub lines: BufReader<std::process::ChildStdout>,
    pub address: SocketAddr,
}

impl Served {
    /// Serves a sample or a file on a free port, with these further arguments.
    pub fn start(design: &str, more: &[&str]) -> Self {
        let mut child = roundtrip().args(["serve", design, "--port", "0"]).args(more).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut greeting = String::new();
        let mut blank = 0;
        // Three paragraphs: what is served, the clients, what to try; each ends with an empty line.
        while blank < 3 {
            let start = greeting.len();
            assert!(lines.read_line(&mut greeting).unwrap() > 0, "serve ended early: {greeting}");
            blank += usize::from(greeting[start..].trim().is_empty());
        }
        let address = greeting.split("http://").nth(1).unwrap().split_whitespace().next().unwrap().parse().unwrap();
        Self { child, greeting, lines, address }
    }

    pub fn booking() -> Self {
        Self::start("hotel-booking", &["--quiet"])
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// Sends one request on a connection of its own.
    pub fn send(&self, method: &str, target: &str, headers: &[&str], body: &str) -> Answer {
        let mut stream = self.connect();
        write_request(&mut stream, method, target, headers, body);
        Answer::read(&mut BufReader::new(stream), method == "HEAD")
    }

    pub fn get(&self, target: &str, headers: &[&str]) -> Answer {
        self.send("GET", target, headers, "")
    }

    /// Sends bytes as they are and returns what comes back until the connection ends or falls silent.
    pub fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut back = Vec::new();
        let _ = stream.read_to_end(&mut back);
        String::from_utf8_lossy(&back).into_owned()
    }

    /// The server still answers.
    pub fn is_alive(&self) {
        assert_eq!(self.get("/v1/hotels/ht_12", &[]).status, 200);
    }

    #[cfg(unix)]
    pub fn interrupt(mut self) -> std::process::ExitStatus {
        let sent = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        self.child.wait().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn write_request(stream: &mut TcpStream, method: &str, target: &str, headers: &[&str], body: &str) {
    let mut request = format!("{method} {target} HTTP/1.1\r\nhost: localhost\r\n");
    for line in headers {
        request.push_str(line);
        request.push_str("\r\n");
    }
    if !body.is_empty() {
        request.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    request.push_str("\r\n");
    request.push_str(body);
    stream.write_all(request.as_bytes()).unwrap();
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub line: String,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn read(from: &mut impl BufRead, is_head: bool) -> Self {
        let mut next = || {
            let mut line = String::new();
            from.read_line(&mut line).unwrap();
            line.trim_end().to_owned()
        };
        let line = next();
        let status = line.split(' ').nth(1).unwrap_or_else(|| panic!("no status line: {line:?}")).parse().unwrap();
        let mut headers = Vec::new();
        loop {
            let line = next();
            match line.split_once(": ") {
                Some((name, value)) => headers.push((name.to_owned(), value.to_owned())),
                None => break,
            }
        }
        let mut answer = Self { line, status, headers, body: String::new() };
        let length = answer.get("content-length").map_or(0, |length| length.parse().unwrap());
        if !is_head && status != 204 && status != 304 {
            let mut body = vec![0; length];
            from.read_exact(&mut body).unwrap();
            answer.body = String::from_utf8(body).unwrap();
        }
        answer
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        let mut lines = self.headers.iter().filter(|(known, _)| known == name);
        let value = lines.next().map(|(_, value)| value.as_str());
        assert!(lines.next().is_none(), "{name} is sent twice: {:?}", self.headers);
        value
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The answer is this error, as a problem.
    pub fn is_problem(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.get("content-type"), Some("application/problem+json"));
        let problem = self.json();
        assert_eq!(problem["status"], status);
        for member in ["type", "title", "detail", "instance"] {
            assert!(problem[member].as_str().is_some_and(|text| !text.is_empty()), "no {member} in {problem}");
        }
        problem
    }
}
