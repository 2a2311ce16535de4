//! Uploads in parts: the session, how it stands, and where a part belongs.

use indexmap::IndexMap;
use openapiv3::{Header, MediaType, Parameter, ReferenceOr, RequestBody};
use serde_json::json;

use super::parameters::{data, header};
use super::parts::Parts;
use super::responses::field;
use super::schema::{formatted, of_value, plain, text};
use crate::design::policy::{DigestUse, Policies};
use crate::design::{Behaviour, Endpoint};

/// How an upload stands, as content.
pub fn status(policies: &Policies) -> MediaType {
    let mut example = json!({ "id": "5f0c7b1e-8a52-4d0b-bb1c-94f3f2c1d7aa", "size": 1234, "received": 1000 });
    if let Some(members) = example.as_object_mut().filter(|_| policies.uploads.missing) {
        members.insert("missing".to_owned(), json!(["1000-1233"]));
    }
    MediaType { schema: Some(ReferenceOr::Item(of_value(&example))), example: Some(example), ..MediaType::default() }
}

/// Where the parts go, and what has come.
pub fn headers(parts: &mut Parts<'_>, endpoint: &Endpoint, status: u16) -> Vec<(String, ReferenceOr<Header>)> {
    let mut all = Vec::new();
    if !endpoint.behaviour.is_upload() {
        return all;
    }
    if status == 201 {
        let about = if endpoint.behaviour == Behaviour::StartUpload { "Where the parts go." } else { "The URI of the new record." };
        all.push(parts.header("Location", field(about, None)));
    }
    if parts.design.policies.uploads.missing {
        all.push(parts.header("Upload-Offset", field("The first byte that is missing.", Some(json!("1000")))));
    }
    all.push(parts.header("Upload-Complete", field("`?1` once every byte has come.", Some(json!("?0")))));
    all
}

/// What a session declares, and where a part belongs.
pub fn parameters(parts: &mut Parts<'_>, endpoint: &Endpoint) -> Vec<ReferenceOr<Parameter>> {
    let digest = parts.design.policies.uploads.digest;
    match endpoint.behaviour {
        Behaviour::StartUpload => {
            let about = "How many bytes the whole has.";
            let length = parts.parameter("UploadLength", |_| header(data("Upload-Length", about, true, plain(text()), Some(json!("1234")))));
            let about = "The checksum of the whole (RFC 9530).";
            let required = digest == DigestUse::Required;
            let example = Some(json!("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"));
            vec![length, parts.parameter("ReprDigest", |_| header(data("Repr-Digest", about, required, plain(text()), example)))]
        }
        Behaviour::UploadChunk => {
            let about = "Where the part belongs (RFC 9110 section 14.4).";
            let example = Some(json!("bytes 0-999/1234"));
            vec![parts.parameter("ContentRange", |_| header(data("Content-Range", about, true, plain(text()), example)))]
        }
        _ => Vec::new(),
    }
}

/// The bytes of a part.
pub fn part() -> RequestBody {
    let media = MediaType { schema: Some(ReferenceOr::Item(plain(formatted("binary")))), ..MediaType::default() };
    let content: IndexMap<String, MediaType> = [("application/octet-stream".to_owned(), media)].into_iter().collect();
    RequestBody { content, required: true, ..RequestBody::default() }
}
