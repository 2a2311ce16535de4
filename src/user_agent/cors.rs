//! The CORS rules of the Fetch standard: what needs a preflight, what a preflight permits, what a page may read.

use crate::http::headers::{is_token, split_list};
use crate::http::{Headers, MediaType, Request, Response, status};
use crate::order;

/// Response fields that any page may read (Fetch standard, CORS-safelisted response-header name).
pub const SAFE_RESPONSE_HEADERS: [&str; 7] =
    ["cache-control", "content-language", "content-length", "content-type", "expires", "last-modified", "pragma"];

/// Methods that need no permission (Fetch standard, CORS-safelisted method).
pub fn is_safelisted_method(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "POST")
}

/// Methods that no page may use (Fetch standard, forbidden method).
pub fn is_forbidden_method(method: &str) -> bool {
    ["CONNECT", "TRACE", "TRACK"].iter().any(|forbidden| method.eq_ignore_ascii_case(forbidden))
}

/// Writes the methods that Fetch normalises in capitals; `patch` stays `patch` (Fetch standard, normalize a method).
pub fn normalize_method(method: &str) -> String {
    let known = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];
    known.iter().find(|known| method.eq_ignore_ascii_case(known)).map_or_else(|| method.to_owned(), |known| (*known).to_owned())
}

/// Fields that only the browser sets (Fetch standard, forbidden request-header).
pub fn is_forbidden_request_header(name: &str, value: &str) -> bool {
    const NAMES: [&str; 20] = [
        "accept-charset",
        "accept-encoding",
        "access-control-request-headers",
        "access-control-request-method",
        "connection",
        "content-length",
        "cookie",
        "cookie2",
        "date",
        "dnt",
        "expect",
        "host",
        "keep-alive",
        "origin",
        "referer",
        "set-cookie",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    ];
    let name = name.to_ascii_lowercase();
    let overrides = ["x-http-method", "x-http-method-override", "x-method-override"].contains(&name.as_str());
    NAMES.contains(&name.as_str())
        || name == "via"
        || name.starts_with("proxy-")
        || name.starts_with("sec-")
        || (overrides && split_list(value).into_iter().any(is_forbidden_method))
}

/// Names of the fields that need permission, in lower case, sorted, each once (Fetch standard, CORS-unsafe request-header names).
pub fn unsafe_request_headers(headers: &Headers) -> Vec<String> {
    let mut names = Vec::new();
    let (mut safe, mut safe_bytes) = (Vec::new(), 0);
    for (name, value) in headers.iter() {
        match is_safelisted_request_header(name, value) {
            true => {
                safe.push(name.to_owned());
                safe_bytes += bytes(value);
            }
            false => names.push(name.to_owned()),
        }
    }
    if safe_bytes > 1024 {
        names.append(&mut safe);
    }
    order::distinct(&mut names);
    names
}

/// Whether a field may be sent without asking (Fetch standard, CORS-safelisted request-header).
pub fn is_safelisted_request_header(name: &str, value: &str) -> bool {
    if bytes(value) > 128 {
        return false;
    }
    let language = |byte: u8| byte.is_ascii_alphanumeric() || b" *,-.;=".contains(&byte);
    match name.to_ascii_lowercase().as_str() {
        "accept" => !value.bytes().any(is_unsafe_byte),
        "accept-language" | "content-language" => value.bytes().all(language),
        "content-type" => {
            let simple = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];
            !value.bytes().any(is_unsafe_byte) && MediaType::parse(value).is_some_and(|media| simple.iter().any(|known| media.is(known)))
        }
        "range" => is_simple_range(value),
        _ => false,
    }
}

/// Why a request needs a preflight, in words; `None` where it needs none.
pub fn preflight_reason(request: &Request) -> Option<String> {
    if !is_safelisted_method(request.method.as_str()) {
        return Some(format!("{} needs permission", request.method));
    }
    let names = unsafe_request_headers(&request.headers);
    let first = names.first()?;
    Some(match (first.as_str(), request.headers.get("content-type")) {
        ("content-type", Some(value)) => {
            format!("content-type {} needs permission", MediaType::parse(value).map_or_else(|| value.to_owned(), |media| media.essence()))
        }
        _ => format!("{} needs permission", names.join(", ")),
    })
}

/// The CORS check: whether a page may have this answer (Fetch standard, CORS check). `Err` says why not.
pub fn check(response: &Response, origin: &str, includes_credentials: bool) -> Result<(), String> {
    let Some(allowed) = response.headers.combined("access-control-allow-origin") else {
        return Err("the answer has no access-control-allow-origin".to_owned());
    };
    if allowed == "*" && !includes_credentials {
        return Ok(());
    }
    if allowed == "*" {
        return Err("with credentials, access-control-allow-origin must not be *".to_owned());
    }
    if allowed != origin {
        return Err(format!("access-control-allow-origin is {allowed}, not {origin}"));
    }
    match response.headers.combined("access-control-allow-credentials").as_deref() {
        _ if !includes_credentials => Ok(()),
        Some("true") => Ok(()),
        Some(other) => Err(format!("access-control-allow-credentials is {other}, not true")),
        None => Err("credentials were sent, and access-control-allow-credentials is missing".to_owned()),
    }
}

/// What a preflight's answer permits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permission {
    /// Permitted methods; `*` permits all, but not with credentials.
    pub methods: Vec<String>,
    /// Permitted field names in lower case; `*` permits all but `authorization`, and none with credentials.
    pub headers: Vec<String>,
    /// Seconds for which it holds.
    pub max_age: u64,
}

/// How long a permission holds when the server does not say, in seconds, and the most a browser grants (Chromium's two hours).
pub const DEFAULT_MAX_AGE: u64 = 5;
/// See [`DEFAULT_MAX_AGE`].
pub const LONGEST_MAX_AGE: u64 = 7200;

/// Reads a preflight's answer (Fetch standard, CORS-preflight fetch, steps 7 and 8). `Err` says what stops the request.
pub fn permission(preflight: &Response, request: &Request, origin: &str, includes_credentials: bool) -> Result<Permission, String> {
    check(preflight, origin, includes_credentials)?;
    if !status::is_success(preflight.status) {
        return Err(format!("the preflight was answered {}, which is no success", status::line(preflight.status)));
    }
    let methods = list(preflight, "access-control-allow-methods")?;
    let headers = list(preflight, "access-control-allow-headers")?.into_iter().map(|name| name.to_ascii_lowercase()).collect();
    let max_age =
        preflight.headers.get("access-control-max-age").and_then(|value| value.trim().parse().ok()).unwrap_or(DEFAULT_MAX_AGE).min(LONGEST_MAX_AGE);
    let permission = Permission { methods, headers, max_age };
    let method = request.method.as_str();
    if !is_safelisted_method(method) && !permission.permits_method(method, includes_credentials) {
        return Err(format!("access-control-allow-methods does not permit {method}"));
    }
    let refused = unsafe_request_headers(&request.headers).into_iter().find(|name| !permission.permits_header(name, includes_credentials));
    match refused {
        Some(name) => Err(format!("access-control-allow-headers does not permit {name}")),
        None => Ok(permission),
    }
}

impl Permission {
    /// Whether a method is permitted; methods are compared with their case.
    pub fn permits_method(&self, method: &str, includes_credentials: bool) -> bool {
        self.methods.iter().any(|known| known == method || (known == "*" && !includes_credentials))
    }

    /// Whether a field is permitted; `*` never covers `authorization`.
    pub fn permits_header(&self, name: &str, includes_credentials: bool) -> bool {
        self.headers.iter().any(|known| known.eq_ignore_ascii_case(name) || (known == "*" && !includes_credentials && name != "authorization"))
    }
}

/// The answer as the page's script sees it, and the names of the fields that are kept from it (Fetch standard, CORS filtered response).
pub fn filter(response: &Response, includes_credentials: bool) -> (Response, Vec<String>) {
    let exposed: Vec<String> =
        list(response, "access-control-expose-headers").unwrap_or_default().into_iter().map(|name| name.to_ascii_lowercase()).collect();
    let all = !includes_credentials && exposed.iter().any(|name| name == "*");
    let readable = |name: &str| {
        let forbidden = name == "set-cookie" || name == "set-cookie2";
        !forbidden && (all || SAFE_RESPONSE_HEADERS.contains(&name) || exposed.iter().any(|known| known == name))
    };
    let mut hidden: Vec<String> = response.headers.iter().map(|(name, _)| name.to_owned()).filter(|name| !readable(name)).collect();
    hidden.dedup();
    let headers = response.headers.iter().filter(|(name, _)| readable(name)).collect();
    (Response { status: response.status, headers, body: response.body.clone() }, hidden)
}

/// The tokens of a list field; a field that is no list of tokens spoils the answer (Fetch standard, extract header list values).
fn list(response: &Response, name: &str) -> Result<Vec<String>, String> {
    let Some(value) = response.headers.combined(name) else { return Ok(Vec::new()) };
    let members = split_list(&value);
    match members.iter().all(|member| is_token(member)) {
        true => Ok(members.into_iter().map(str::to_owned).collect()),
        false => Err(format!("{name} is no list of names")),
    }
}

/// How many bytes a value is on the wire: a script's strings have one byte for each character (Web IDL, `ByteString`).
fn bytes(value: &str) -> usize {
    value.chars().count()
}

/// Fetch standard, CORS-unsafe request-header byte.
fn is_unsafe_byte(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\t') || b"\"():<>?@[\\]{}\x7f".contains(&byte)
}

/// `bytes=0-` or `bytes=0-99`: a range with a beginning (Fetch standard, simple range header value).
fn is_simple_range(value: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((from, to)) = value.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else { return false };
    let ordered = || match (from.parse::<u64>(), to.parse::<u64>()) {
        (Ok(from), Ok(to)) => from <= to,
        _ => false,
    };
    digits(from) && (to.is_empty() || (digits(to) && ordered()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Method;

    #[test]
    fn what_needs_a_preflight() {
        for (method, headers, expected) in [
            ("GET", vec![], None),
            ("GET", vec![("accept", "application/json")], None),
            ("POST", vec![("content-type", "text/plain;charset=UTF-8")], None),
            ("POST", vec![("content-type", "application/json")], Some("content-type application/json needs permission")),
            ("DELETE", vec![], Some("DELETE needs permission")),
            ("GET", vec![("authorization", "Bearer x")], Some("authorization needs permission")),
            ("GET", vec![("if-none-match", "\"v1\"")], Some("if-none-match needs permission")),
            ("GET", vec![("range", "bytes=0-99")], None),
            ("GET", vec![("range", "bytes=-99")], Some("range needs permission")),
            ("GET", vec![("accept", "a(b)")], Some("accept needs permission")),
            ("GET", vec![("accept", &"é".repeat(128))], None),
            ("GET", vec![("accept", &"é".repeat(129))], Some("accept needs permission")),
        ] {
            let mut request = Request::new(Method::from_bytes(method.as_bytes()).unwrap(), "/");
            request.headers = headers.into_iter().collect();
            assert_eq!(preflight_reason(&request).as_deref(), expected, "{method} {:?}", request.headers);
        }
    }

    #[test]
    fn wildcards_do_not_hold_with_credentials() {
        let request = Request::new(Method::PUT, "/").header("x-a", "1").header("authorization", "Bearer t");
        let answer = |headers: &str| {
            Response::new(204)
                .header("access-control-allow-origin", "https://a.example")
                .header("access-control-allow-credentials", "true")
                .header("access-control-allow-methods", "*")
                .header("access-control-allow-headers", headers)
        };
        assert!(permission(&answer("*, authorization"), &request, "https://a.example", false).is_ok());
        assert_eq!(
            permission(&answer("*"), &request, "https://a.example", false),
            Err("access-control-allow-headers does not permit authorization".into())
        );
        assert_eq!(
            permission(&answer("x-a, authorization"), &request, "https://a.example", true),
            Err("access-control-allow-methods does not permit PUT".into())
        );
    }

    #[test]
    fn fields_that_are_not_exposed_stay_hidden() {
        let response = Response::new(200)
            .header("etag", "\"v1\"")
            .header("content-type", "application/json")
            .header("access-control-expose-headers", "Location");
        let (seen, hidden) = filter(&response, false);
        assert_eq!(seen.headers.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["content-type"]);
        assert_eq!(hidden, ["etag", "access-control-expose-headers"]);
    }
}
