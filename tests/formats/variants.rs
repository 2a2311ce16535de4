//! Designs for the export to stumble over: each policy's other choices alone and mixed, and endpoints that nobody should sketch.

use std::sync::Arc;

use roundtrip::design::edit::authorization_server;
use roundtrip::design::policy::*;
use roundtrip::design::{
    Access, Behaviour, Design, Endpoint, Field, FieldKind, IdKind, Identifier, Policies, Policy, Resource, TextFormat, samples, start,
};
use roundtrip::http::Method;
use serde_json::{Value, json};

/// Every choice that differs from the usual one.
pub fn policies() -> Vec<Policy> {
    let mut all: Vec<Policy> = Vec::new();
    for origins in [Origins::List(vec!["https://a.example".into(), "null".into()]), Origins::Any, Origins::Reflected] {
        all.push(Cors { origins, credentials: true, max_age: None, ..Cors::default() }.into());
    }
    for required in [Required::Never, Required::Always] {
        for api_key in [None, Some(ApiKey::header("X-API-Key")), Some(ApiKey::query("key"))] {
            all.push(Authentication { required, bearer: api_key.is_none(), api_key, ..Authentication::default() }.into());
        }
    }
    all.push(Authentication { bearer: false, challenge: false, status: 403, ..Authentication::default() }.into());
    let weak = Sessions { http_only: false, secure: false, same_site: SameSite::Unsaid, persistent: true, status: 201, ..Sessions::default() };
    for sessions in [Sessions::default(), weak] {
        all.push(Authentication { bearer: false, sessions: Some(sessions), ..Authentication::default() }.into());
    }
    all.push(Tokens { kind: TokenKind::Jwt, ..Tokens::default() }.into());
    for (scopes, pkce) in [(Scopes::Off, Pkce::Off), (Scopes::PerResource, Pkce::Optional), (Scopes::PerResource, Pkce::Required)] {
        all.push(Oauth { scopes, pkce, grants: GrantType::ALL.to_vec(), ..Oauth::default() }.into());
    }
    all.push(Oauth { grants: vec![GrantType::Implicit], ..Oauth::default() }.into());
    all.extend([Refusal::Hidden, Refusal::Unauthorized].map(|refusal| Authorization { refusal, ..Authorization::default() }.into()));
    let owners = vec![Owner { resource: "Booking".into(), field: "guestId".into() }];
    all.extend(
        [Refusal::Forbidden, Refusal::Hidden].map(|refusal| Authorization { refusal, owners: owners.clone(), ..Authorization::default() }.into()),
    );
    all.push(Negotiation { strict: false, vary: false, ..Negotiation::default() }.into());
    all.push(Negotiation { formats: vec![Format::Json, Format::Xml, Format::Csv], ..Negotiation::default() }.into());
    all.push(Negotiation { formats: vec![Format::Csv], ..Negotiation::default() }.into());
    for malformed_status in [422, 500, 700] {
        all.push(Content { strict_type: false, malformed_status, ..Content::default() }.into());
    }
    for unknown_fields in [UnknownFields::Ignore, UnknownFields::Store] {
        all.push(Validation { status: 400, pointers: false, unknown_fields }.into());
    }
    all.push(Validation { status: 400, ..Validation::default() }.into());
    for shape in [ErrorShape::AdHoc, ErrorShape::OkWithError, ErrorShape::StackTrace] {
        all.push(Errors { shape, specific: false, ..Errors::default() }.into());
    }
    for (status, body) in [(200, true), (201, false), (204, true), (299, true), (0, true)] {
        all.push(Creation { status, location: body, body, put_creates: true }.into());
    }
    for patch_formats in [vec![], vec![PatchFormat::PlainJson], vec![PatchFormat::MergePatch], vec![PatchFormat::JsonPatch]] {
        all.push(Update { patch_formats, put: PutMeaning::Merge, patch: PatchMeaning::Replace, body: false }.into());
    }
    all.push(Update { patch_formats: vec![PatchFormat::MergePatch, PatchFormat::JsonPatch], ..Update::default() }.into());
    all.extend([Referenced::Cascade, Referenced::Orphan].map(|referenced| Deletion { body: true, referenced, ..Deletion::default() }.into()));
    all.extend([Gone::NotFound, Gone::Gone].map(|gone| Deletion { keeps: true, gone, shown_to: vec!["staff".into()], ..Deletion::default() }.into()));
    for pages in [Pages::None, Pages::Offset, Pages::Cursor] {
        for (envelope, over_limit) in [(Envelope::Object, OverLimit::Clamp), (Envelope::Array, OverLimit::Refuse)] {
            all.push(Pagination { pages, envelope, over_limit, links: envelope == Envelope::Array, total: true, ..Pagination::default() }.into());
        }
    }
    all.push(Filtering { filters: false, search: false, sort: false, fields: false, include: false, ..Filtering::default() }.into());
    all.push(Filtering { unknown: UnknownParameters::Ignore, loading: Loading::OneByOne, ..Filtering::default() }.into());
    all.push(Caching { validator: Validator::None, last_modified: false, cache_control: None, ..Caching::default() }.into());
    all.push(Caching { shared_cache: true, ..Caching::default() }.into());
    all.push(Caching { validator: Validator::None, ..Caching::default() }.into());
    all.push(Caching { validator: Validator::Weak, ..Caching::default() }.into());
    for if_match in [IfMatch::Ignored, IfMatch::Required] {
        all.push(Concurrency { if_match, stale_write_status: 409 }.into());
    }
    for key in [KeyUse::Ignored, KeyUse::Honoured, KeyUse::Required] {
        all.push(Idempotency { key, hours: 1 }.into());
    }
    for algorithm in [Algorithm::FixedWindow, Algorithm::SlidingWindow, Algorithm::TokenBucket] {
        all.push(RateLimits { algorithm, tiers: vec![Tier { name: "gold".into(), limit: 1000 }], ..RateLimits::default() }.into());
    }
    for strategy in [Strategy::Path, Strategy::Header, Strategy::MediaType, Strategy::Query] {
        let missing = if strategy == Strategy::Query { Missing::Refuse } else { Missing::Newest };
        all.push(Versioning { strategy, versions: vec!["1".into(), "2".into()], missing, ..Versioning::default() }.into());
    }
    let version =
        Lifetime { since: "2023-11-14".into(), sunset: "2030-01-01T00:00:00Z".into(), successor: "/v2".into(), documentation: "/moving".into() };
    all.extend([true, false].map(|announces| Deprecation { version: version.clone(), announces, ends: announces }.into()));
    for fields in [LimitFields::None, LimitFields::Prefixed, LimitFields::Both] {
        all.push(RateLimits { algorithm: Algorithm::TokenBucket, fields, retry_after: false, ..RateLimits::default() }.into());
    }
    all.push(Faults { prefer: true, ..Faults::default() }.into());
    all.push(Faults { latency: 300, error_percent: 25, retry_after: false, ..Faults::default() }.into());
    all.extend([RangeUse::One, RangeUse::Several, RangeUse::Careless].map(|support| Ranges { support }.into()));
    for signature in [SignatureForm::Standard, SignatureForm::Sha256, SignatureForm::None] {
        all.push(Webhooks { receiver: "https://shop.example/hooks".into(), signature, ..Webhooks::default() }.into());
    }
    for digest in [DigestUse::Required, DigestUse::Ignored] {
        all.push(Uploads { digest, missing: false, ..Uploads::default() }.into());
    }
    for form in [LinkForm::Links, LinkForm::Hal] {
        all.push(Hypermedia { form, ..Hypermedia::default() }.into());
    }
    for (answer, done) in [(JobAnswer::Preferred, JobDone::SeeOther), (JobAnswer::AtOnce, JobDone::Link)] {
        let gone = done == JobDone::Link;
        all.push(Jobs { answer, done, gone, location: gone, retry_after: gone, progress: gone, ..Jobs::default() }.into());
    }
    all
}

fn with(mut design: Design, policies: impl IntoIterator<Item = Policy>) -> Design {
    let mut own = Policies::clone(&design.policies);
    for policy in policies {
        own.replace(policy);
    }
    design.policies = Arc::new(own);
    design
}

/// Samples, a design made of a line, every other choice of every policy, mixtures of them, and the designs of [`odd`].
pub fn all() -> Vec<(String, Design)> {
    let mut all: Vec<(String, Design)> = samples::ALL.iter().map(|sample| (sample.id.to_owned(), sample.design())).collect();
    let line = start::design("booking, room, guest").unwrap_or_default();
    all.push(("start".to_owned(), line.clone()));
    all.push(("empty".to_owned(), Design::default()));
    all.push(("guarded".to_owned(), guarded()));
    all.extend(odd());
    let choices = policies();
    for (index, policy) in choices.iter().enumerate() {
        let base = if index % 2 == 0 { every_endpoint(line.clone()) } else { samples::hotel_booking() };
        all.push((format!("policy-{index:02}-{}", policy.concern().key()), with(base, [policy.clone()])));
    }
    let mut seed = 1_u64;
    for index in 0..120 {
        let mut some = Vec::new();
        for policy in &choices {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            if seed >> 61 == 0 || (seed >> 33).is_multiple_of(5) {
                some.push(policy.clone());
            }
        }
        let base = match index % 3 {
            0 => every_endpoint(line.clone()),
            1 => samples::flawed(),
            _ => odd_endpoints(samples::payments()),
        };
        all.push((format!("mixture-{index:03}"), with(base, some)));
    }
    all
}

/// A server that guards everything and lets everybody in: changes need a precondition, few requests pass, parts can be asked for.
fn guarded() -> Design {
    let policies: [Policy; 4] = [
        Authentication { required: Required::Never, ..Authentication::default() }.into(),
        Concurrency { if_match: IfMatch::Required, ..Concurrency::default() }.into(),
        RateLimits { algorithm: Algorithm::SlidingWindow, limit: 40, anonymous: 40, ..RateLimits::default() }.into(),
        Ranges { support: RangeUse::Several }.into(),
    ];
    with(every_endpoint(samples::hotel_booking()), policies)
}

/// The design with every usual endpoint for every resource, PUT among them.
fn every_endpoint(mut design: Design) -> Design {
    for resource in design.resources.clone() {
        for behaviour in [
            Behaviour::Home,
            Behaviour::Replace,
            Behaviour::DeleteAll,
            Behaviour::Search,
            Behaviour::StartJob,
            Behaviour::JobStatus,
            Behaviour::CancelJob,
            Behaviour::StartUpload,
            Behaviour::UploadChunk,
            Behaviour::UploadStatus,
            Behaviour::SignIn,
            Behaviour::SignOut,
        ] {
            let endpoint = Endpoint::usual(&resource, behaviour);
            if design.endpoint(&endpoint.id).is_none() {
                design.endpoints.push(Arc::new(endpoint));
            }
        }
    }
    design.endpoints.push(Arc::new(Endpoint::health("health")));
    let _ = design.apply_all(&authorization_server::add(&design.clone()));
    design
}

/// The design with endpoints that OpenAPI cannot hold, or holds in another form.
fn odd_endpoints(mut design: Design) -> Design {
    let name = design.resources.first().map(|resource| resource.name.clone()).unwrap_or_default();
    let segment = design.resources.first().map(|resource| resource.segment.clone()).unwrap_or_default();
    let fixed = |status, body: Value| Behaviour::Fixed { status, body };
    let odd = [
        ("GET", "/{}/{other}", Behaviour::Read),
        ("PUT", "/{}/{another}", Behaviour::Replace),
        ("PUT", "/{}/{third}", Behaviour::Replace),
        ("GET", "/{}/{other}", Behaviour::Read),
        ("PURGE", "/{}", Behaviour::DeleteAll),
        ("LINK", "/{}/{id}", Behaviour::Update),
        ("get", "/{}", Behaviour::List),
        ("GET", "/{}/create", Behaviour::Create),
        ("DELETE", "/{}/{id}/now", Behaviour::Update),
        ("HEAD", "/{}", Behaviour::List),
        ("TRACE", "/{}/{id}", Behaviour::Read),
        ("OPTIONS", "/{}", fixed(204, json!({ "never": "sent" }))),
        ("GET", "/{}/{id}.json", Behaviour::Read),
        ("GET", "/{}/{id}/{id}/x{id}y", Behaviour::Read),
        ("GET", "/remove?id={id}", Behaviour::Delete),
        ("GET", "no/slash", fixed(200, json!({ "a": [1, "x", null], "b": [2.5], "c": { "d": null } }))),
        ("GET", "/{/}/{}/a b/{x}{y}", fixed(599, json!("text"))),
        ("GET", "/teapot", fixed(418, json!(null))),
        ("GET", "/beyond", fixed(999, json!(true))),
        ("POST", "", Behaviour::Transition { name: "nothing".into() }),
        ("POST", "/{}/{id}/Ünï/{größe}", Behaviour::Transition { name: "capture".into() }),
    ];
    for (index, (method, path, behaviour)) in odd.into_iter().enumerate() {
        let id = if index % 5 == 0 { "odd".to_owned() } else { format!("odd {index}") };
        let path = path.replacen("{}", &segment, 1);
        let endpoint = Endpoint::new(&id, Method::from_bytes(method.as_bytes()).unwrap_or_default(), &path, behaviour, Some(&name));
        let access = if index % 3 == 0 { Access::Roles(vec!["a role".into()]) } else { Access::Inherit };
        design.endpoints.push(Arc::new(Endpoint {
            access,
            deprecated: index % 4 == 0,
            lifetime: Lifetime { since: if index % 4 == 1 { "2023-11-14".into() } else { String::new() }, ..Lifetime::default() },
            ..endpoint
        }));
    }
    design.endpoints.push(Arc::new(Endpoint::new("nobodys", Method::POST, "/nobody/{id}", Behaviour::Create, None)));
    design.endpoints.push(Arc::new(Endpoint::new("lost", Method::GET, "/lost", Behaviour::List, Some("Lost"))));
    design
}

/// A resource with every kind of field in every state, and names that a component cannot have.
fn odd() -> Vec<(String, Design)> {
    let string =
        |pattern: Option<&str>| FieldKind::String { min_length: Some(3), max_length: Some(9), pattern: pattern.map(str::to_owned), format: None };
    let mut kinds = vec![
        string(None),
        string(Some("^[a-z]+: #'\"\\\\$")),
        FieldKind::Integer { min: Some(i64::MIN), max: Some(i64::MAX) },
        FieldKind::Number { min: Some(-1e300), max: Some(1.5e-9) },
        FieldKind::Boolean,
        FieldKind::Date,
        FieldKind::DateTime,
        FieldKind::Epoch,
        FieldKind::Money,
        FieldKind::one_of(&["no", "Yes", "null", "", "12", "2026-03-14", "no"]),
        FieldKind::Object,
        FieldKind::Array { items: Box::new(FieldKind::Money) },
        FieldKind::Array { items: Box::new(FieldKind::Array { items: Box::new(FieldKind::reference("Money")) }) },
        FieldKind::reference("Nobody"),
    ];
    kinds.extend(TextFormat::ALL.map(FieldKind::format));
    let mut fields = Vec::new();
    for (index, kind) in kinds.into_iter().enumerate() {
        let field = Field {
            required: index % 2 == 0,
            nullable: index % 3 == 0,
            read_only: index % 5 == 0,
            write_only: index % 7 == 0,
            ..Field::new("", kind)
        };
        fields.push(Field { name: format!("plain{index}"), ..field.clone() });
        fields.push(Field { name: format!("nullable {index}: ~"), nullable: true, default: Some(json!(null)), ..field });
    }
    fields.push(Field::new("type", FieldKind::text()).noted("Two lines:\n- one\n\tand # no comment\u{2028}").example("yes"));
    fields.push(Field::new("style", FieldKind::text()).default_value("simple").example("- x"));
    fields.push(Field::new("schema", FieldKind::Object).example(json!({ "style": "form", "schema": 1e21, "type": "x" })));
    fields.push(Field::new("id", FieldKind::Boolean));
    let names = ["Money", "MoneyCreate", "Problem", "Größe / Maß", "", "Grö_e _ Ma_"];
    let kinds = [IdKind::Uuid, IdKind::Integer, IdKind::Slug, IdKind::Prefixed { prefix: "x".into() }];
    let mut design =
        Design { name: "yes".into(), summary: "# not a comment".into(), origin: String::new(), base_path: String::new(), ..Design::default() };
    for (index, name) in names.into_iter().enumerate() {
        let identifier = Identifier { field: "id".into(), kind: kinds[index % 4].clone() };
        let segment = format!("things-{index}");
        design.resources.push(Arc::new(Resource { name: name.into(), segment, identifier, fields: fields.clone(), ..Resource::default() }));
    }
    for (index, resource) in design.resources.clone().into_iter().enumerate() {
        for behaviour in [Behaviour::List, Behaviour::Create, Behaviour::Read, Behaviour::Replace, Behaviour::Update, Behaviour::Delete] {
            let endpoint = Endpoint::usual(&resource, behaviour);
            design.endpoints.push(Arc::new(Endpoint { id: format!("{}{index}", endpoint.id), ..endpoint }));
        }
    }
    let nested = Endpoint::new("nested", Method::POST, "/hotels/{hotelId}/rooms", Behaviour::Create, Some("Room"));
    let mut hotel = odd_endpoints(samples::hotel_booking());
    hotel.endpoints.push(Arc::new(nested));
    vec![("odd-fields".into(), odd_endpoints(design)), ("odd-paths".into(), hotel), ("odd-flawed".into(), odd_endpoints(samples::flawed()))]
}
