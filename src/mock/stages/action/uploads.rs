//! Uploads in parts: a session, its parts in any order, what is missing; 201, 400, 404, 409, 410, 413, 422
//! (RFC 9110 sections 14.4, 14.5, 15.5.14, 15.5.21; RFC 9530).
//!
//! The session is opened with the fields of the record that the upload will be, the length of the content in `Upload-Length`
//! (draft-ietf-httpbis-resumable-upload) and its checksum in `Repr-Digest`. Each part says in `Content-Range` where it belongs.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::jobs::href;
use super::{Done, create};
use crate::design::policy::DigestUse;
use crate::design::words::letters::Letters;
use crate::design::{Behaviour, Concern, Pointer, Resource};
use crate::http::headers::split_list;
use crate::http::range::{Span, placed};
use crate::http::{Problem, media_type};
use crate::mock::ledger::{Ledger, MOST_UPLOADS, Upload};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::stages::conflict;
use crate::mock::stages::lookup::Subject;
use crate::mock::stages::ownership::{is_foreign, withhold_work};
use crate::mock::stages::problems::refuse;
use crate::mock::stages::representation::uri;
use crate::mock::store::Store;
use crate::mock::{Decision, Reply, Rng, Why};

/// Opens a session, takes a part, or tells how it stands, as the endpoint says.
#[expect(clippy::too_many_arguments, reason = "an action is where everything that was found comes together")]
pub fn perform(
    call: &Call,
    route: &Route,
    resource: &Resource,
    only: Option<&str>,
    draft: Option<Map<String, Value>>,
    store: &mut Store,
    ledger: &mut Ledger,
    rng: &mut Rng,
) -> Decision<Done> {
    if let Some(draft) = draft {
        return open(call, route, resource, only, draft, ledger, rng);
    }
    let id = route.arguments.last().map(|(_, value)| value.clone()).unwrap_or_default();
    let Some(upload) = ledger.uploads.get(&id).filter(|upload| upload.resource == resource.name).map(|upload| Upload::clone(upload)) else {
        return missing(call, &id);
    };
    if let Some(who) = only.filter(|who| is_foreign(call, who, resource, &upload.by, &upload.draft, store)) {
        return withhold_work(call, resource, who, no_such(&id));
    }
    let keep = u64::from(call.design.policies.uploads.keep_minutes);
    if call.now >= upload.opened.plus_millis(keep * 60_000) {
        let detail = format!("The upload `{id}` was opened more than {keep} min ago, and is forgotten. Open another one.");
        let reply = refuse(call, Problem::new(410, "upload-forgotten", "The upload is forgotten", detail));
        return Decision::answer(reply, Why::new("the session was opened long ago").spec("RFC 9110 section 15.5.11").because_of(place()));
    }
    match route.endpoint().behaviour {
        Behaviour::UploadChunk if upload.result.is_none() => take(call, resource, &id, upload, store, ledger, rng),
        _ => {
            let why = if upload.result.is_some() { "complete: nothing is missing".to_owned() } else { lacking(&upload) };
            let reply = described(call, 200, "How the upload stands".to_owned(), resource, &id, &upload, store);
            done(reply, Why::new(why).spec("RFC 9110 section 9.3.1"))
        }
    }
}

fn open(
    call: &Call,
    route: &Route,
    resource: &Resource,
    only: Option<&str>,
    draft: Map<String, Value>,
    ledger: &mut Ledger,
    rng: &mut Rng,
) -> Decision<Done> {
    let policy = &call.design.policies.uploads;
    let declared = call.request.headers.get("upload-length").unwrap_or_default();
    let digits = !declared.is_empty() && declared.bytes().all(|byte| byte.is_ascii_digit());
    let Some(size) = declared.parse::<u64>().ok().filter(|size| digits && *size > 0) else {
        return malformed(call, "Upload-Length", "Send Upload-Length with the number of bytes that will come.", "a number of bytes", declared);
    };
    if size > u64::from(policy.max_bytes) {
        let detail = format!("{size} bytes are announced; {} are the most.", policy.max_bytes);
        let reply = refuse(call, Problem::new(413, "content-too-large", "The upload is too large", detail));
        let why = Why::new("more is announced than is taken").spec("RFC 9110 section 15.5.14").because_of(place());
        return Decision::answer(reply, why.compare(format!("{} bytes at most", policy.max_bytes), format!("{size} bytes")));
    }
    let field = call.request.headers.combined("repr-digest");
    let digest = field.as_deref().and_then(sha256);
    let wrong = (field.is_some() && digest.is_none()) || (field.is_none() && policy.digest == DigestUse::Required);
    if wrong && policy.digest != DigestUse::Ignored {
        let advice = "Send Repr-Digest: sha-256=:...: with the checksum of the whole in Base64.";
        return malformed(call, "Repr-Digest", advice, "sha-256=:...:", field.as_deref().unwrap_or_default());
    }
    let digest = digest.filter(|_| policy.digest != DigestUse::Ignored);
    let by = only.unwrap_or_default().to_owned();
    let upload = Upload { resource: resource.name.clone(), draft, by, size, digest, opened: call.now, parts: Vec::new(), result: None };
    let id = create::uuid_v4(rng);
    let mut reply = described(call, 201, format!("An upload of {size} bytes is open"), resource, &id, &upload, &Store::default());
    let at = href(call, route, resource, &Behaviour::UploadChunk, &id).or_else(|| href(call, route, resource, &Behaviour::UploadStatus, &id));
    if let Some(at) = at {
        reply.set("location", at, "Where the parts go.");
    }
    ledger.uploads.put(id, upload);
    ledger.uploads.remove_least(MOST_UPLOADS, |upload| upload.opened);
    done(reply, Why::new(format!("a session for {size} bytes")).spec("RFC 9110 section 15.3.2"))
}

fn take(call: &Call, resource: &Resource, id: &str, upload: Upload, store: &mut Store, ledger: &mut Ledger, rng: &mut Rng) -> Decision<Done> {
    let body = &call.request.body;
    let most = call.design.policies.content.max_bytes;
    if body.len() as u64 > u64::from(most) {
        let detail = format!("The part is longer than {most} bytes, the most that is read at once. Send smaller parts.");
        let reply = refuse(call, Problem::new(413, "content-too-large", "The part is too large", detail));
        return Decision::answer(reply, Why::new("the part is over the limit").spec("RFC 9110 section 15.5.14").because_of(place()));
    }
    let field = call.request.headers.get("content-range").unwrap_or_default();
    let Some((span, total)) = placed(field).and_then(|placed| Some((placed.span?, placed.total))) else {
        return malformed(call, "Content-Range", "Send Content-Range: bytes 0-99/1234 with each part.", "bytes 0-99/1234", field);
    };
    let length = (span.1 - span.0).saturating_add(1);
    let fits = length == body.len() as u64 && total.is_none_or(|total| total == upload.size) && span.1 < upload.size;
    if !fits {
        let detail = format!("`{field}` does not fit {} bytes of content in an upload of {}. Send the part again.", body.len(), upload.size);
        return unfit(call, &upload, "part-unfit", "The part does not fit", detail, "the part does not fit its place");
    }
    let mut upload = upload;
    // What it covers is of no more use.
    upload.parts.retain(|(first, old)| *first < span.0 || first.saturating_add(old.len() as u64) > span.1 + 1);
    upload.parts.push((span.0, body.clone()));
    let missing = upload.missing();
    if !missing.is_empty() {
        let reply = described(call, 200, format!("Bytes {} to {} have come", span.0, span.1), resource, id, &upload, store);
        let why = Why::new(lacking(&upload)).spec("RFC 9110 section 14.5");
        ledger.uploads.put(id.to_owned(), upload);
        return done(reply, why);
    }
    if upload.digest.as_ref().is_some_and(|digest| Sha256::digest(upload.whole()).as_slice() != digest.as_slice()) {
        upload.parts.clear();
        let detail = "The checksum of the whole differs from Repr-Digest. Something was damaged on the way: send every part again.".to_owned();
        let refused = unfit(call, &upload, "digest-mismatch", "The checksum differs", detail, "the checksum of the whole differs");
        ledger.uploads.put(id.to_owned(), upload);
        return refused;
    }
    if let Some((problem, why)) = conflict::met(call, resource, &Subject::default(), &upload.draft, store) {
        return Decision::answer(refuse(call, problem), why.spec("RFC 9110 section 15.5.10"));
    }
    let record = create::store(call, resource, None, upload.draft.clone(), store, ledger, rng);
    let href = uri(call.design, resource, &record);
    let upload = Upload { result: Some(record.id.clone()), ..upload };
    let mut reply = described(call, 201, format!("{} {} is uploaded", resource.name, record.id), resource, id, &upload, store);
    if let Some(href) = href {
        reply.set("location", href, format!("Where the new {} lives.", resource.name.lower()));
    }
    // The bytes have done their part: what counts now is the record.
    ledger.uploads.put(id.to_owned(), Upload { parts: Vec::new(), ..upload });
    done(reply, Why::new(format!("all {length} bytes of the last part: complete")).spec("RFC 9110 section 15.3.2"))
}

/// How an upload stands, as content and as fields, so that HEAD tells it too.
fn described(call: &Call, status: u16, title: String, resource: &Resource, id: &str, upload: &Upload, store: &Store) -> Reply {
    let missing = if upload.result.is_some() { Vec::new() } else { upload.missing() };
    let left: u64 = missing.iter().map(|span| span.1 - span.0 + 1).sum();
    let mut body = json!({ "id": id, "size": upload.size, "received": upload.size - left });
    if let Some(members) = body.as_object_mut() {
        if call.design.policies.uploads.missing {
            members.insert("missing".to_owned(), listed(&missing));
        }
        let record = upload.result.as_deref().and_then(|result| store.get(&resource.name, result));
        if let Some(href) = record.and_then(|record| uri(call.design, resource, record)) {
            members.insert("result".to_owned(), href.into());
        }
    }
    let mut reply = Reply::new(status, title).content(media_type::JSON, &body, "How the upload stands.");
    reply.set("cache-control", "no-store", "The next part changes it: keep no copy.");
    reply.set("upload-length", upload.size.to_string(), "How many bytes the whole has.");
    if call.design.policies.uploads.missing {
        let offset = missing.first().map_or(upload.size, |span| span.0);
        reply.set("upload-offset", offset.to_string(), "The first byte that is missing.");
    }
    reply.set("upload-complete", if left == 0 { "?1" } else { "?0" }, "Whether every byte has come.");
    reply
}

fn unfit(call: &Call, upload: &Upload, kind: &'static str, headline: &str, detail: String, why: &'static str) -> Decision<Done> {
    let reply = refuse(call, Problem::new(422, kind, headline, detail).with("missing", listed(&upload.missing())));
    Decision::answer(reply, Why::new(why).spec("RFC 9110 section 15.5.21").because_of(place()))
}

fn malformed(call: &Call, name: &str, advice: &str, expected: &str, got: &str) -> Decision<Done> {
    let reply = refuse(call, Problem::new(400, "upload-malformed", format!("{name} is missing or cannot be read"), advice));
    let why = Why::new(format!("{name} is missing or cannot be read")).spec("RFC 9110 section 15.5.1").because_of(place());
    Decision::answer(reply, why.compare(expected, got))
}

/// The SHA-256 in `Repr-Digest` (RFC 9530 section 3): a byte sequence of a dictionary (RFC 9651 section 3.3.5).
fn sha256(field: &str) -> Option<Vec<u8>> {
    let value = split_list(field).into_iter().find_map(|member| member.strip_prefix("sha-256=")).and_then(|value| value.strip_prefix(':'))?;
    STANDARD.decode(value.strip_suffix(':')?).ok().filter(|bytes| bytes.len() == 32)
}

fn listed(spans: &[Span]) -> Value {
    spans.iter().map(|span| Value::from(format!("{}-{}", span.0, span.1))).collect()
}

fn lacking(upload: &Upload) -> String {
    match upload.missing().as_slice() {
        [span] => format!("bytes {} to {} are missing", span.0, span.1),
        many => format!("{} parts are missing", many.len()),
    }
}

fn no_such(id: &str) -> Problem {
    Problem::new(404, "no-such-upload", "No such upload", format!("There is no upload `{id}`."))
}

fn missing(call: &Call, id: &str) -> Decision<Done> {
    let reply = refuse(call, no_such(id));
    Decision::answer(reply, Why::new("no upload has this name").spec("RFC 9110 section 15.5.5").because_of(place()))
}

fn done(reply: Reply, why: Why) -> Decision<Done> {
    Decision::pass(Done::Written(Box::new(reply)), why.because_of(place()))
}

fn place() -> Pointer {
    Pointer::Policy(Concern::Uploads)
}
