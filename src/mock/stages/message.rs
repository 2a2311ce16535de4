//! Stage: the request can be read at all (RFC 9110 section 5, RFC 9112 section 3.2, RFC 6585 section 5).

use super::problems::refuse;
use crate::http::headers::{is_field_value, is_token};
use crate::http::{FieldError, Method, Problem, Target, method};
use crate::mock::pipeline::Call;
use crate::mock::routes::method_list;
use crate::mock::{Decision, Reply, Why};

/// The longest target in bytes (RFC 9110 section 4.1 wants at least 8000).
const MAX_TARGET: usize = 8192;
/// Fields that say one thing, so that two lines of them contradict each other (RFC 9110 section 5.3).
const SINGLE: &[&str] = &["authorization", "content-length", "content-type", "host", "if-modified-since", "if-unmodified-since", "origin"];
/// The most header lines, and the most bytes in all of them.
const MAX_HEADERS: (usize, usize) = (100, 32 * 1024);

/// Takes the target apart and checks the header lines.
pub fn read(call: &Call) -> Decision<Target> {
    let request = call.request;
    if request.target.len() > MAX_TARGET {
        let detail = format!("The target has {} bytes; {MAX_TARGET} are the most. Send long values as content.", request.target.len());
        let reply = refuse(call, Problem::new(414, "target-too-long", "The target is too long", detail));
        return Decision::answer(reply, Why::new("target is too long").spec("RFC 9110 section 15.5.15"));
    }
    let bytes: usize = request.headers.iter().map(|(name, value)| name.len() + value.len()).sum();
    if request.headers.len() > MAX_HEADERS.0 || bytes > MAX_HEADERS.1 {
        let detail =
            format!("{} header lines with {bytes} bytes; {} lines with {} bytes are the most.", request.headers.len(), MAX_HEADERS.0, MAX_HEADERS.1);
        let reply = refuse(call, Problem::new(431, "headers-too-large", "The header is too large", detail));
        return Decision::answer(reply, Why::new("too many or too long header lines").spec("RFC 6585 section 5"));
    }
    if let Some((name, _)) = request.headers.iter().find(|(name, value)| !is_token(name) || !is_field_value(value)) {
        let detail = format!("The header line `{}` holds a character that may not stand there.", name.escape_default());
        let reply = refuse(call, Problem::new(400, "malformed-request", "A header line is malformed", detail));
        return Decision::answer(reply, Why::new("a header line is malformed").spec("RFC 9110 section 5.5"));
    }
    if let Some(name) = SINGLE.iter().find(|name| request.headers.get_all(name).nth(1).is_some()) {
        let detail = format!("The header line `{name}` stands more than once. Send it once.");
        let reply = refuse(call, Problem::new(400, "malformed-request", "A header line is repeated", detail));
        let why = Why::new(format!("{name} is sent more than once")).spec("RFC 9110 section 5.3").compare("one line", format!("{name} twice"));
        return Decision::answer(reply, why);
    }
    if request.target == "*" && request.method == Method::OPTIONS {
        let reply = Reply::new(204, "The server knows these methods").with("allow", method_list(&method::KNOWN), "The methods this server knows.");
        return Decision::answer(reply, Why::new("OPTIONS * asks about the whole server").spec("RFC 9110 section 9.3.7"));
    }
    let target = match Target::parse(&request.target) {
        Ok(target) => target,
        Err(error) => {
            let reply = refuse(call, Problem::new(400, "malformed-target", "The target is malformed", error.to_string()));
            return Decision::answer(
                reply,
                Why::new("target does not decode").spec("RFC 3986 section 2.1").compare("well-formed escapes", request.target.clone()),
            );
        }
    };
    if let Some(name) = target.repeated() {
        let problem = Problem::new(
            400,
            "repeated-parameter",
            "A query parameter is repeated",
            format!("`{name}` stands in the query more than once. Send it once."),
        )
        .with_errors(vec![FieldError::in_query(name, "sent more than once")]);
        let why = Why::new(format!("query repeats {name}")).compare("each parameter once", format!("{name} more than once"));
        return Decision::answer(refuse(call, problem), why);
    }
    Decision::pass(target, "target and header lines are well-formed")
}
