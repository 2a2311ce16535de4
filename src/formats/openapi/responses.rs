//! Answers: every status that an endpoint can give, with its content and header fields.

use indexmap::IndexMap;
use openapiv3::{Header, HeaderStyle, MediaType, ParameterSchemaOrContent, ReferenceOr, Response, Responses, Schema, SchemaKind, StatusCode};
use serde_json::{Value, json};

use super::parts::{Key, Part, Parts};
use super::paths::Place;
use super::schema::{noted, of_value, plain, text};
use super::{errors, hypermedia, jobs, lifetime, limits, oauth, sessions, uploads};
use crate::design::answers::{Answer, expected};
use crate::design::policy::{ErrorShape, Format, Origins, Pages, Strategy, Validator, versioning};
use crate::design::{Behaviour, Design, Endpoint, words};
use crate::http::{Method, media_type, status};

/// The headers of a response.
pub type Headers = IndexMap<String, ReferenceOr<Header>>;

/// Every answer of an endpoint.
pub fn of(parts: &mut Parts<'_>, endpoint: &Endpoint, place: &Place<'_>) -> Responses {
    let mut responses = Responses::default();
    let hidden = parts.design.policies.errors.shape == ErrorShape::OkWithError;
    let mut failures = Vec::new();
    for (index, answer) in expected(parts.design, endpoint).into_iter().enumerate() {
        let description = sentence(&answer.when);
        let response = match answer.status {
            304 if index > 0 => ReferenceOr::Item(Response { description, headers: not_modified(parts, endpoint), ..Response::default() }),
            206 if index > 0 => ReferenceOr::Item(partial(parts, endpoint, description)),
            status if index == 0 || status < 400 || status == 503 && endpoint.behaviour == Behaviour::Health => {
                ReferenceOr::Item(success(parts, endpoint, status, description))
            }
            _ if hidden => {
                failures.push(answer.when);
                continue;
            }
            _ => error(parts, endpoint, place, &answer),
        };
        insert(parts, &mut responses, endpoint, answer.status, response);
    }
    if !failures.is_empty() {
        let failure = failure(parts, endpoint, place, &failures);
        match responses.responses.get_mut(&StatusCode::Code(200)) {
            Some(ReferenceOr::Item(success)) => either(success, failure),
            _ => insert(parts, &mut responses, endpoint, 200, ReferenceOr::Item(failure)),
        }
    }
    responses
}

fn insert(parts: &mut Parts<'_>, responses: &mut Responses, endpoint: &Endpoint, status: u16, response: ReferenceOr<Response>) {
    if (100..=599).contains(&status) {
        responses.responses.insert(StatusCode::Code(status), response);
    } else {
        parts.remark(endpoint.at(), format!("{status} is no status of HTTP; OpenAPI calls it `default`."));
        responses.default.get_or_insert(response);
    }
}

fn success(parts: &mut Parts<'_>, endpoint: &Endpoint, status: u16, description: String) -> Response {
    let policies = &parts.design.policies;
    let resource = parts.design.resource_of(endpoint);
    let worked = endpoint.behaviour == Behaviour::StartJob && status != 202;
    let created = worked || endpoint.behaviour == Behaviour::Create || (endpoint.behaviour == Behaviour::Replace && status == 201);
    let has_content = status::allows_content(status)
        && match endpoint.behaviour {
            Behaviour::List | Behaviour::Search | Behaviour::Read | Behaviour::Restore | Behaviour::Transition { .. } => true,
            _ if created => policies.creation.body,
            Behaviour::Create | Behaviour::Replace | Behaviour::Update => policies.update.body,
            Behaviour::Delete => policies.deletion.body,
            Behaviour::DeleteAll => false,
            _ => true,
        };
    let media = match (&endpoint.behaviour, resource) {
        (Behaviour::Fixed { body, .. }, _) => {
            let schema = Some(ReferenceOr::Item(of_value(body)));
            Some(MediaType { schema, example: Some(body.clone()), ..MediaType::default() }).filter(|_| !body.is_null())
        }
        (Behaviour::Home, _) => {
            let links = json!([{ "rel": "self", "href": parts.design.base_path, "type": "application/json" }]);
            let example = json!({ "name": parts.design.name, "links": links });
            Some(MediaType { schema: Some(ReferenceOr::Item(of_value(&example))), ..MediaType::default() })
        }
        (Behaviour::KeySet, _) => {
            let key = json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "demo-rs256", "n": "nqusWucqwb5FgCST", "e": "AQAB" });
            Some(MediaType { schema: Some(ReferenceOr::Item(of_value(&json!({ "keys": [key] })))), ..MediaType::default() })
        }
        (Behaviour::Authorize | Behaviour::Token | Behaviour::Revoke | Behaviour::Metadata, _) => oauth::answer(parts.design, &endpoint.behaviour),
        (Behaviour::Health, _) => {
            let check = json!({ "componentType": "datastore", "observedValue": 96, "observedUnit": "records", "status": "pass" });
            let schema = ReferenceOr::Item(of_value(&json!({ "status": "pass", "checks": { "store:records": [check] } })));
            Some(MediaType { schema: Some(schema), ..MediaType::default() })
        }
        _ if endpoint.behaviour.is_job() && !worked => Some(jobs::status(policies)),
        _ if endpoint.behaviour.is_upload() => Some(uploads::status(policies)),
        (Behaviour::SignIn, _) => Some(sessions::who()),
        (Behaviour::List, Some(resource)) => Some(by(parts.schema(Key::Resource(parts.index(resource), Part::List)))),
        (Behaviour::Search, Some(resource)) => Some(by(parts.schema(Key::Resource(parts.index(resource), Part::Search)))),
        (Behaviour::Read, Some(resource)) => Some(by(parts.selected(parts.index(resource)))),
        (_, Some(resource)) => Some(by(parts.record(parts.index(resource)))),
        (_, None) => None,
    };
    let media = media.filter(|_| has_content);
    let mut headers = Headers::new();
    let fixed = matches!(endpoint.behaviour, Behaviour::Fixed { .. } | Behaviour::Health | Behaviour::SignIn)
        || endpoint.behaviour.is_oauth()
        || (endpoint.behaviour.is_work() && !worked);
    if media.is_some() && !fixed {
        headers = described(parts, endpoint);
    }
    headers.extend(jobs::headers(parts, endpoint, status));
    headers.extend(uploads::headers(parts, endpoint, status));
    headers.extend(oauth::headers(parts, endpoint));
    headers.extend(sessions::headers(parts, endpoint));
    if created && policies.creation.location {
        headers.extend([parts.header("Location", field("The URI of the new record.", None))]);
    }
    let pagination = &policies.pagination;
    if endpoint.behaviour.is_list() && pagination.links && pagination.pages != Pages::None {
        let about = "Links to other pages (RFC 8288): first, prev, next and last, as they apply.";
        headers.extend([parts.header("Link", field(about, None))]);
    }
    if policies.idempotency.protects(endpoint) {
        let about = "`true` where the request was done before and this is its first answer again.";
        headers.extend([parts.header("Idempotency-Replayed", field(about, Some(json!("true"))))]);
    }
    headers.extend(limits::standing(parts));
    lifetime::announce(parts, endpoint, &mut headers);
    let offers = match endpoint.behaviour {
        Behaviour::Home => policies.representations().into_iter().filter(|format| matches!(format, Format::Json | Format::Hal)).collect(),
        _ if fixed => vec![Format::Json],
        _ => policies.representations(),
    };
    let links = if has_content { hypermedia::of_response(parts, endpoint) } else { IndexMap::new() };
    let listed = resource.filter(|_| endpoint.behaviour.is_list()).map(|resource| (resource.segment.clone(), parts.index(resource)));
    let items = listed.map(|(name, index)| (name, parts.selected(index)));
    let content = media.filter(|_| endpoint.method != Method::HEAD).map(|media| match endpoint.behaviour == Behaviour::Health {
        true => IndexMap::from([(media_type::HEALTH.to_owned(), media)]),
        false => in_formats(media, &offers, items),
    });
    let content = content.unwrap_or_default();
    Response { description, headers, content, links, ..Response::default() }
}

/// The same content in each representation. XML has an element for each member, as OpenAPI takes it where nothing is said.
fn in_formats(media: MediaType, offers: &[Format], items: Option<(String, ReferenceOr<Schema>)>) -> IndexMap<String, MediaType> {
    let in_format = |format: &Format| match format {
        Format::Json => media.clone(),
        Format::Hal => hypermedia::hal(media.clone(), items.clone()),
        // An example of JSON is none of XML.
        Format::Xml => MediaType { example: None, ..media.clone() },
        Format::Csv => by(ReferenceOr::Item(noted("A header line with the fields, then a line for each record (RFC 4180).", text()))),
    };
    offers.iter().map(|format| (format.essence().to_owned(), in_format(format))).collect()
}

/// What is said of a representation: its version, its age, and what caches may do with it.
fn described(parts: &mut Parts<'_>, endpoint: &Endpoint) -> Headers {
    let caching = &parts.design.policies.caching;
    let mut headers = Headers::new();
    let deleted = matches!(endpoint.behaviour, Behaviour::Delete | Behaviour::DeleteAll);
    if caching.validator != Validator::None && !deleted {
        headers.extend([etag(parts)]);
    }
    if caching.last_modified && !deleted && !endpoint.behaviour.is_list() {
        headers.extend([last_modified(parts)]);
    }
    if endpoint.behaviour.is_read() {
        headers.extend(cache_control(parts, endpoint));
    }
    headers.extend(vary(parts));
    headers
}

fn not_modified(parts: &mut Parts<'_>, endpoint: &Endpoint) -> Headers {
    let tagged = parts.design.policies.caching.validator != Validator::None;
    let mut headers: Headers = [if tagged { etag(parts) } else { last_modified(parts) }].into_iter().collect();
    headers.extend(cache_control(parts, endpoint));
    headers.extend(vary(parts));
    headers.extend(limits::standing(parts));
    lifetime::announce(parts, endpoint, &mut headers);
    headers
}

/// A part of the content: no schema fits it.
fn partial(parts: &mut Parts<'_>, endpoint: &Endpoint, description: String) -> Response {
    let mut headers = described(parts, endpoint);
    let about = "Where the part belongs; each part of several says it for itself (RFC 9110 section 14.4).";
    headers.extend([parts.header("Content-Range", field(about, Some(json!("bytes 0-99/1234"))))]);
    Response { description, headers, ..Response::default() }
}

fn last_modified(parts: &mut Parts<'_>) -> (String, ReferenceOr<Header>) {
    let example = Some(json!("Sat, 14 Mar 2026 09:41:00 GMT"));
    parts.header("Last-Modified", field("When the record last changed.", example))
}

fn etag(parts: &mut Parts<'_>) -> (String, ReferenceOr<Header>) {
    let header = match parts.design.policies.caching.validator {
        Validator::Weak => field("Names this version; an equal tag means equivalent content.", Some(json!("W/\"v7\""))),
        _ => field("Names this version; an equal tag means the same bytes.", Some(json!("\"v7\""))),
    };
    parts.header("ETag", header)
}

fn cache_control(parts: &mut Parts<'_>, endpoint: &Endpoint) -> Option<(String, ReferenceOr<Header>)> {
    let value = endpoint.cache_control.as_ref().or(parts.design.policies.caching.cache_control.as_ref())?;
    Some(parts.header("Cache-Control", field("What caches may do with the answer (RFC 9111).", Some(json!(value)))))
}

fn vary(parts: &mut Parts<'_>) -> Option<(String, ReferenceOr<Header>)> {
    let policies = &parts.design.policies;
    let by_origin = matches!(policies.cors.origins, Origins::List(_) | Origins::Reflected);
    let by_field = |strategy| policies.versioning.lives() && policies.versioning.strategy == strategy;
    let accept = policies.negotiation.vary || by_field(Strategy::MediaType);
    let (bearer, key) = hypermedia::known_by(parts.design);
    let names = [
        (accept, "Accept"),
        (bearer, "Authorization"),
        (!key.is_empty(), key),
        (by_origin, "Origin"),
        (by_field(Strategy::Header), versioning::FIELD),
        (policies.faults.prefer, "Prefer"),
    ];
    let names: Vec<&str> = names.into_iter().filter(|(applies, _)| *applies).map(|(_, name)| name).collect();
    if names.is_empty() {
        return None;
    }
    let names = names.join(", ");
    Some(parts.header("Vary", field("The request fields that the answer depends on.", Some(json!(names)))))
}

/// An error, shared by all operations that give the same one.
fn error(parts: &mut Parts<'_>, endpoint: &Endpoint, place: &Place<'_>, answer: &Answer) -> ReferenceOr<Response> {
    let description = sentence(&answer.when);
    let status = answer.status;
    let with_fields = errors::names_fields(parts.design, endpoint, status);
    let accept_patch = status == 415 && endpoint.behaviour == Behaviour::Update;
    let headed = endpoint.method == Method::HEAD;
    let form = endpoint.behaviour.reads_form();
    let wish = match status::reason(status) {
        "" => format!("Status{status}"),
        reason => words::pascal(reason),
    };
    let mut announced = Headers::new();
    lifetime::announce(parts, endpoint, &mut announced);
    let life = if announced.is_empty() { String::new() } else { format!("{:?}", parts.design.lifetime(endpoint)) };
    parts.response(&wish, format!("{status} {description} {with_fields} {accept_patch} {headed} {life} {form}"), |parts| {
        let mut headers = Headers::new();
        if status == 401 && parts.design.policies.authentication.challenge {
            let about = "How to say who one is (RFC 9110 section 11.6.1).";
            let example = parts.design.policies.authentication.bearer.then(|| json!("Bearer"));
            headers.extend([parts.header("WWW-Authenticate", field(about, example))]);
        }
        if accept_patch {
            headers.extend([parts.header("Accept-Patch", accepted(parts.design))]);
        }
        if status == 429 {
            headers.extend(limits::retry_after(parts));
            headers.extend(limits::standing(parts));
        }
        if status == 503 && parts.design.policies.faults.retry_after {
            let about = "Seconds after which to try again (RFC 9110 section 10.2.3).";
            headers.extend([parts.header("Retry-After", field(about, Some(json!("5"))))]);
        }
        headers.extend(announced);
        let content = if headed { IndexMap::new() } else { errors::content(parts, endpoint, place, status, &description) };
        Response { description, headers, content, ..Response::default() }
    })
}

fn accepted(design: &Design) -> Header {
    let types: Vec<_> = design.policies.update.patch_formats.iter().map(|format| format.media_type()).collect();
    field("The media types that PATCH takes (RFC 5789).", Some(json!(types.join(", "))))
}

/// The answer of a server that says 200 whatever happens.
fn failure(parts: &mut Parts<'_>, endpoint: &Endpoint, place: &Place<'_>, reasons: &[String]) -> Response {
    let description = format!("It fails, though the status says that it works: {}.", reasons.join("; "));
    let detail = reasons.first().map(|reason| sentence(reason)).unwrap_or_default();
    let content = if endpoint.method == Method::HEAD { IndexMap::new() } else { errors::content(parts, endpoint, place, 200, &detail) };
    Response { description, content, ..Response::default() }
}

/// Puts a failure beside the success that has the same status.
fn either(success: &mut Response, failure: Response) {
    success.description = format!("{} {}", success.description, failure.description);
    for (name, media) in failure.content {
        match success.content.get_mut(&name) {
            None => {
                success.content.insert(name, media);
            }
            Some(known) => {
                let schemas = [known.schema.take(), media.schema].into_iter().flatten().collect();
                known.schema = Some(ReferenceOr::Item(plain(SchemaKind::OneOf { one_of: schemas })));
            }
        }
    }
}

fn by(schema: ReferenceOr<Schema>) -> MediaType {
    MediaType { schema: Some(schema), ..MediaType::default() }
}

/// A header with text in it.
pub fn field(about: &str, example: Option<Value>) -> Header {
    Header {
        description: super::some(about),
        style: HeaderStyle::Simple,
        required: false,
        deprecated: None,
        format: ParameterSchemaOrContent::Schema(ReferenceOr::Item(plain(text()))),
        example,
        examples: Default::default(),
        extensions: Default::default(),
    }
}

fn sentence(when: &str) -> String {
    format!("{}.", words::sentence(when))
}
