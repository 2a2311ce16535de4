//! Stage: a read gives the part that was asked for; 206, 416, `If-Range` (RFC 9110 sections 13.1.5, 14, 15.3.7, 15.5.17).
//!
//! It comes when the whole answer is written, because a range is asked of a 200 alone (RFC 9110 section 14.2), behind every
//! other precondition (section 13.2.2).

use super::problems::refuse;
use crate::design::policy::RangeUse;
use crate::design::{Behaviour, Concern, Pointer};
use crate::http::range::{Asked, Span, asked, joined};
use crate::http::{ETag, Method, Problem, date};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::{Decision, Reply, Why};

/// The most ranges of one answer: more are a way to make a server work (RFC 9110 section 17.15).
const MOST: usize = 20;
/// What divides the parts.
const BOUNDARY: &str = "roundtrip-part";

/// Says that ranges work here, and cuts them out where some are asked.
pub fn cut(call: &Call, route: &Route, mut reply: Reply) -> Decision<Reply> {
    let reads = route.endpoint().behaviour == Behaviour::Read && matches!(call.request.method, Method::GET | Method::HEAD);
    let support = call.design.policies.ranges.support;
    if support == RangeUse::Off || !reads || reply.response.status != 200 {
        return Decision::skip(reply, Why::new("the whole or nothing").because_of(place()));
    }
    reply.set("accept-ranges", "bytes", "A client may ask for a part, and go on where a download broke off.");
    match call.request.headers.has("range") && call.request.method == Method::GET {
        true => call.extras.cut(call, reply),
        false => Decision::skip(reply, Why::new("no range was asked").because_of(place())),
    }
}

/// Cuts the ranges out.
pub fn perform(call: &Call, mut reply: Reply) -> Decision<Reply> {
    let support = call.design.policies.ranges.support;
    let whole = |reply, text: &'static str, spec| Decision::pass(reply, Why::new(text).spec(spec).because_of(place()));
    let Some(field) = call.request.headers.combined("range") else { return whole(reply, "no range was asked", "RFC 9110 section 14.2") };
    let current = is_current(call, &reply);
    if support != RangeUse::Careless && !current {
        return whole(reply, "If-Range names another version: the whole", "RFC 9110 section 13.1.5");
    }
    let content = std::mem::take(&mut reply.response.body);
    let bytes = content.bytes();
    let total = bytes.len() as u64;
    let spans = match asked(&field, total) {
        Asked::Spans(spans) => joined(spans),
        Asked::Nothing => {
            reply.response.body = content;
            return whole(reply, "Range cannot be read and is passed over", "RFC 9110 section 14.2");
        }
        Asked::Beyond => return beyond(call, &field, total),
    };
    match spans.as_slice() {
        [span] => {
            reply.response.status = 206;
            let said = format!("bytes {}-{}/{total}", span.0, span.1);
            reply.title = format!("{}: bytes {} to {} of {total}", reply.title, span.0, span.1);
            reply.set("content-range", said, "Where this part belongs in the whole.");
            reply.response.body = part(bytes, *span).to_vec().into();
            match current {
                true => whole(reply, "one range, as 206", "RFC 9110 section 15.3.7.1"),
                false => whole(reply, "If-Range is passed over: a part of another version", "RFC 9110 section 13.1.5"),
            }
        }
        _ if support == RangeUse::One || spans.len() > MOST => {
            reply.response.body = content;
            whole(reply, "too many ranges: the whole instead", "RFC 9110 section 14.2")
        }
        spans => {
            reply.response.status = 206;
            reply.title = format!("{}: {} parts", reply.title, spans.len());
            let kind = reply.response.headers.get("content-type").unwrap_or_default().to_owned();
            // The boundary must not stand in the content (RFC 2046 section 5.1.1).
            let number = (0_u32..).find(|number| !contains(bytes, format!("{BOUNDARY}-{number}").as_bytes())).unwrap_or(0);
            let boundary = format!("{BOUNDARY}-{number}");
            let mut all = Vec::new();
            for span in spans {
                let head = format!("\r\n--{boundary}\r\nContent-Type: {kind}\r\nContent-Range: bytes {}-{}/{total}\r\n\r\n", span.0, span.1);
                all.extend_from_slice(head.as_bytes());
                all.extend_from_slice(part(bytes, *span));
            }
            all.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
            reply.set("content-type", format!("multipart/byteranges; boundary={boundary}"), "Each part says what it is and where it belongs.");
            reply.response.body = all.into();
            whole(reply, "several ranges, each as a part", "RFC 9110 section 15.3.7.2")
        }
    }
}

/// Whether the client's parts belong to this version. A weak tag never says so, nor does a date that a second change of the
/// same second would share (RFC 9110 sections 8.8.2.2, 13.1.5).
fn is_current(call: &Call, reply: &Reply) -> bool {
    let Some(field) = call.request.headers.get("if-range") else { return true };
    let headers = &reply.response.headers;
    if let Some(wanted) = ETag::parse(field.trim()) {
        return headers.get("etag").and_then(ETag::parse).is_some_and(|tag| tag.matches_strongly(&wanted));
    }
    let modified = headers.get("last-modified").and_then(date::parse);
    date::parse(field.trim()).is_some_and(|wanted| modified == Some(wanted) && call.now.seconds() > wanted)
}

fn beyond(call: &Call, field: &str, total: u64) -> Decision<Reply> {
    let detail = format!("The content has {total} bytes, and `{field}` asks for what lies behind them.");
    let mut reply = refuse(call, Problem::new(416, "range-beyond-end", "The range lies behind the end", detail));
    reply.set("content-range", format!("bytes */{total}"), "How long the whole is.");
    reply.set("accept-ranges", "bytes", "A client may ask for a part that is there.");
    let why = Why::new("every range lies behind the end").spec("RFC 9110 section 15.5.17").because_of(place());
    Decision::answer(reply, why.compare(format!("less than {total} bytes"), field))
}

fn part(bytes: &[u8], span: Span) -> &[u8] {
    let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    bytes.get(index(span.0)..=index(span.1)).unwrap_or_default()
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn place() -> Pointer {
    Pointer::Policy(Concern::Ranges)
}
