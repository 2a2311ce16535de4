//! A single request as code: curl, HTTPie, fetch, and the bare HTTP message (RFC 9112).

use crate::http::{Headers, Request, json};

/// A form of code.
pub struct Form {
    /// Its name on screen.
    pub title: &'static str,
    /// What a copy of it is called.
    pub what: &'static str,
    /// Writes a request to the server at an origin.
    pub write: fn(&str, &Request) -> String,
}

/// Every form, in the order in which they are offered.
pub static FORMS: [Form; 4] = [
    Form { title: "curl", what: "the curl command", write: curl },
    Form { title: "HTTPie", what: "the HTTPie command", write: httpie },
    Form {
        title: "fetch",
        what: "the fetch call",
        write: |origin, request| format!("const response = await {};", fetch(&string(&format!("{origin}{}", request.target)), request, "")),
    },
    Form { title: "HTTP", what: "the HTTP message", write: message },
];

fn curl(origin: &str, request: &Request) -> String {
    curl_at(&quoted(&format!("{origin}{}", request.target)), request)
}

fn httpie(origin: &str, request: &Request) -> String {
    httpie_at(&quoted(&format!("{origin}{}", request.target)), request)
}

/// A curl command for an address that is a word of the shell already.
pub fn curl_at(address: &str, request: &Request) -> String {
    let mut text = match request.method.as_str() {
        "GET" if request.body.is_empty() => "curl".to_owned(),
        "HEAD" => "curl --head".to_owned(),
        method => format!("curl --request {}", quoted_if_odd(method)),
    };
    if request.target.contains(['{', '}', '[', ']']) {
        // Otherwise curl takes them for a range of addresses.
        text += " --globoff";
    }
    text = text + " " + address;
    for (name, value) in request.headers.iter() {
        // A colon without a value would take the field out.
        let line = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
        text = text + " \\\n  --header " + &quoted(&line);
    }
    match request.body.text().filter(|body| !body.is_empty()) {
        Some(body) => text + " \\\n  --data-raw " + &quoted(body),
        None => text,
    }
}

/// An HTTPie command for an address that is a word of the shell already.
pub fn httpie_at(address: &str, request: &Request) -> String {
    let mut text = format!("http --ignore-stdin {} {address}", quoted_if_odd(request.method.as_str()));
    for (name, value) in request.headers.iter() {
        let item = if value.is_empty() { format!("{name};") } else { format!("{name}:{value}") };
        text = text + " \\\n  " + &quoted(&item);
    }
    match request.body.text().filter(|body| !body.is_empty()) {
        Some(body) => text + " \\\n  --raw " + &quoted(body),
        None => text,
    }
}

/// A call of fetch for an address that is an expression already; further lines begin with `indent`.
pub fn fetch(address: &str, request: &Request, indent: &str) -> String {
    let mut text = format!("fetch({address}, {{\n{indent}  method: {},\n", string(request.method.as_str()));
    if !request.headers.is_empty() {
        let lines: Vec<String> = request.headers.iter().map(|(name, value)| format!("{indent}    {}: {},\n", string(name), string(value))).collect();
        text = format!("{text}{indent}  headers: {{\n{}{indent}  }},\n", lines.concat());
    }
    if let Some(body) = request.body.text().filter(|body| !body.is_empty()) {
        let body = match json::read(body.as_bytes()) {
            Ok(_) => format!("JSON.stringify({})", body.replace('\n', &format!("\n{indent}  "))),
            Err(_) => string(body),
        };
        text = format!("{text}{indent}  body: {body},\n");
    }
    format!("{text}{indent}}})")
}

fn message(origin: &str, request: &Request) -> String {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let mut text = format!("{} {} HTTP/1.1\nhost: {host}\n{}", request.method, request.target, lines(&request.headers));
    if !request.body.is_empty() {
        text = format!("{text}content-length: {}\n\n{}", request.body.len(), request.body.text().unwrap_or_default());
    }
    text
}

/// Header fields, one a line.
pub fn lines(headers: &Headers) -> String {
    headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect()
}

/// A word of a POSIX shell that stands for this text.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn quoted_if_odd(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) { text.to_owned() } else { quoted(text) }
}

/// A string of JavaScript that stands for this text.
pub fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Method;

    #[test]
    fn a_request_in_every_form() {
        let mut request = Request::new(Method::PATCH, "/a?b=[1]").header("content-type", "application/json").header("x-empty", "");
        request.body = r#"{"name":"O'Neil"}"#.into();
        let written: Vec<String> = FORMS.iter().map(|form| (form.write)("https://h", &request)).collect();
        assert_eq!(
            written,
            [
                "curl --request PATCH --globoff 'https://h/a?b=[1]' \\\n  --header 'content-type: application/json' \\\n  --header 'x-empty;' \\\n  --data-raw '{\"name\":\"O'\\''Neil\"}'",
                "http --ignore-stdin PATCH 'https://h/a?b=[1]' \\\n  'content-type:application/json' \\\n  'x-empty;' \\\n  --raw '{\"name\":\"O'\\''Neil\"}'",
                "const response = await fetch(\"https://h/a?b=[1]\", {\n  method: \"PATCH\",\n  headers: {\n    \"content-type\": \"application/json\",\n    \"x-empty\": \"\",\n  },\n  body: JSON.stringify({\"name\":\"O'Neil\"}),\n});",
                "PATCH /a?b=[1] HTTP/1.1\nhost: h\ncontent-type: application/json\nx-empty: \ncontent-length: 17\n\n{\"name\":\"O'Neil\"}",
            ]
        );
    }
}
