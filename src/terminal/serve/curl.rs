//! A request as a curl line to paste into a shell.

use std::fmt::Write as _;

use roundtrip::http::{Method, Request};

/// The line; `address` is scheme, host and port.
pub fn line(request: &Request, address: &str) -> String {
    let mut line = String::from("curl -i");
    let implied = if request.body.is_empty() { Method::GET } else { Method::POST };
    if request.method == Method::HEAD {
        line.push_str(" -I");
    } else if request.method != implied {
        let _ = write!(line, " -X {}", request.method);
    }
    let _ = write!(line, " {}", quoted(&format!("{address}{}", request.target)));
    for (name, value) in request.headers.iter() {
        let _ = write!(line, " -H {}", quoted(&format!("{name}: {value}")));
    }
    if let Some(text) = request.body.text().filter(|text| !text.is_empty()) {
        let _ = write!(line, " -d {}", quoted(text));
    }
    line
}

/// Quoted for a POSIX shell; a plain word stands for itself.
fn quoted(text: &str) -> String {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./:,@%+=".contains(&byte));
    if plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let get = Request::new(Method::GET, "/v1/rooms?limit=2&offset=4").header("accept", "application/json");
        assert_eq!(line(&get, "http://127.0.0.1:8700"), "curl -i 'http://127.0.0.1:8700/v1/rooms?limit=2&offset=4' -H 'accept: application/json'");
        let mut post = Request::new(Method::PATCH, "/a");
        post.body = r#"{"name":"O'Neil"}"#.into();
        assert_eq!(line(&post, "http://h"), r#"curl -i -X PATCH http://h/a -d '{"name":"O'\''Neil"}'"#);
    }
}
