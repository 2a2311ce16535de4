//! `import(export(design)) == design`: for every design that edits can make. A thousand are made by chance from fixed seeds, with
//! every choice of every policy and every kind of edit among them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "the variants are made for more than this")]

#[path = "formats/variants.rs"]
mod variants;

use std::collections::BTreeSet;
use std::sync::Arc;

use roundtrip::design::brief::Profile;
use roundtrip::design::{
    Accepted, Access, Behaviour, Brief, Client, Design, Edit, Endpoint, Field, FieldKind, IdKind, Identifier, Lifecycle, NoOverlap, Pointer, Policy,
    Resource, TextFormat, Transition, samples, start,
};
use roundtrip::formats::openapi;
use roundtrip::formats::openapi::import;
use roundtrip::http::Method;
use roundtrip::mock::Rng;
use serde_json::json;

const DESIGNS: u64 = 1_000;
const EDITS: u64 = 12;
const LINES: [&str; 6] =
    ["booking, room, guest", "order, order item, product, customer", "photo", "author, book", "device, reading", "invoice, payment"];
const WORDS: [&str; 16] = [
    "name",
    "total price",
    "createdAt",
    "größe",
    "a b",
    "status",
    "Type",
    "x-note",
    "$ref",
    "id",
    "links",
    "note/1~2",
    "items",
    "example",
    "日本",
    "_",
];

#[test]
fn every_design_comes_back() {
    let choices = variants::policies();
    let mut threads = Vec::new();
    for part in 0..2 {
        let choices = choices.clone();
        threads.push(std::thread::spawn(move || {
            let mut kinds = BTreeSet::new();
            let mut faults = Vec::new();
            for seed in (0..DESIGNS).filter(|seed| seed % 2 == part) {
                let design = made(seed, &choices, &mut kinds);
                if let Some(fault) = fault(&design, seed) {
                    faults.push(format!("design {seed}: {fault}"));
                }
            }
            (kinds, faults)
        }));
    }
    let (mut kinds, mut faults) = (BTreeSet::new(), Vec::new());
    for thread in threads {
        let (of_part, found) = thread.join().unwrap();
        kinds.extend(of_part);
        faults.extend(found);
    }
    println!("{DESIGNS} designs, {} kinds of edits, {} do not come back", kinds.len(), faults.len());
    assert!(faults.is_empty(), "{}", faults.iter().take(8).map(String::as_str).collect::<Vec<_>>().join("\n"));
    assert_eq!(kinds.len(), 24, "an edit that was never made: {kinds:?}");
}

/// What is lost on the way out and back.
fn fault(design: &Design, seed: u64) -> Option<String> {
    let export = openapi::export(design).document;
    let mut texts = vec![("JSON", openapi::to_json(&export))];
    match seed % 4 {
        0 => texts.push(("YAML", openapi::to_yaml(&export))),
        1 => texts.push(("3.1", openapi::export_newer(design).0.to_string())),
        _ => {}
    }
    texts.into_iter().find_map(|(form, text)| match import::read(&text) {
        Ok(import) if import.design == *design => None,
        Ok(import) => Some(format!("{form}: {}", difference(design, &import.design))),
        Err(error) => Some(format!("{form}: {error}")),
    })
}

fn difference(was: &Design, is: &Design) -> String {
    let (was, is) = (serde_json::to_string_pretty(was).unwrap(), serde_json::to_string_pretty(is).unwrap());
    let place = was.lines().zip(is.lines()).position(|(was, is)| was != is).unwrap_or(0);
    let around = |text: &str| text.lines().skip(place.saturating_sub(3)).take(6).collect::<Vec<_>>().join(" ");
    format!("line {place}: was {} and is {}", around(&was), around(&is))
}

/// A design by chance: one to begin with, some policies, some edits.
fn made(seed: u64, choices: &[Policy], kinds: &mut BTreeSet<String>) -> Design {
    let mut rng = Rng::named(seed, "design");
    let mut design = match rng.below(8) {
        0 => samples::ALL[rng.below(3) as usize].design(),
        1 => Design::default(),
        _ => start::design(LINES[rng.below(6) as usize]).unwrap(),
    };
    for index in 0..rng.below(5) + 1 {
        // Each choice comes up in turn, whatever chance brings.
        let place = if index == 0 { seed as usize % choices.len() } else { rng.below(choices.len() as u64) as usize };
        let _ = apply(&mut design, Edit::SetPolicy(choices[place].clone()), kinds);
    }
    for _ in 0..EDITS {
        if let Some(edit) = edit(&design, &mut rng) {
            let _ = apply(&mut design, edit, kinds);
        }
    }
    design
}

fn apply(design: &mut Design, edit: Edit, kinds: &mut BTreeSet<String>) -> Option<()> {
    let kind = format!("{edit:?}");
    design.apply(&edit).ok()?;
    kinds.insert(kind.split([' ', '(', '{']).next().unwrap().to_owned());
    Some(())
}

fn word(rng: &mut Rng) -> String {
    WORDS[rng.below(16) as usize].to_owned()
}

fn maybe<T>(rng: &mut Rng, value: T) -> Option<T> {
    (rng.below(2) == 0).then_some(value)
}

fn kind(design: &Design, rng: &mut Rng, depth: u32) -> FieldKind {
    match rng.below(if depth > 1 { 12 } else { 14 }) {
        0 => FieldKind::String { min_length: maybe(rng, 2), max_length: maybe(rng, 40), pattern: maybe(rng, "^[a-z]+$".to_owned()), format: None },
        1 => FieldKind::format(TextFormat::ALL[rng.below(5) as usize]),
        2 => FieldKind::Integer { min: maybe(rng, -3), max: maybe(rng, i64::MAX - 1) },
        3 => FieldKind::Number { min: maybe(rng, 0.5), max: maybe(rng, 1e9) },
        4 => FieldKind::Boolean,
        5 => FieldKind::Date,
        6 => FieldKind::DateTime,
        7 => FieldKind::Epoch,
        8 => FieldKind::Money,
        9 => FieldKind::one_of(&["open", "No", "null", "1"]),
        10 => FieldKind::Object,
        11 => FieldKind::text(),
        12 => FieldKind::Array { items: Box::new(kind(design, rng, depth + 1)) },
        _ => match design.resources.first() {
            Some(resource) => {
                FieldKind::Reference { to: resource.name.clone(), label: if rng.below(2) == 0 { "kept by".to_owned() } else { String::new() } }
            }
            None => FieldKind::Boolean,
        },
    }
}

fn field(design: &Design, rng: &mut Rng) -> Field {
    let kind = kind(design, rng, 0);
    let mut field = Field::new(&word(rng), kind);
    let mut flip = || rng.below(3) == 0;
    (field.required, field.nullable, field.read_only, field.write_only, field.unique) = (flip(), flip(), flip(), flip(), flip());
    if flip() {
        field.note = "Two lines:\n- one: #".to_owned();
    }
    if flip() {
        field.default = Some(json!({ "fields": [{ "name": "x" }], "at": null }));
    }
    if flip() {
        field.example = Some(json!(["no", 1.5, { "resources": [{ "name": "a" }] }]));
    }
    if flip() {
        (field.since, field.until) = ("1".to_owned(), "2".to_owned());
    }
    field
}

fn endpoint(design: &Design, rng: &mut Rng) -> Endpoint {
    let resource = pick(&design.resources, rng).map(|resource| (**resource).clone()).unwrap_or_default();
    let all = [
        Behaviour::List,
        Behaviour::Search,
        Behaviour::Create,
        Behaviour::Read,
        Behaviour::Replace,
        Behaviour::Update,
        Behaviour::Delete,
        Behaviour::Restore,
        Behaviour::DeleteAll,
        Behaviour::Transition { name: "cancel".into() },
        Behaviour::KeySet,
        Behaviour::Authorize,
        Behaviour::Token,
        Behaviour::Revoke,
        Behaviour::Metadata,
        Behaviour::Health,
        Behaviour::Home,
        Behaviour::StartJob,
        Behaviour::JobStatus,
        Behaviour::CancelJob,
        Behaviour::StartUpload,
        Behaviour::UploadChunk,
        Behaviour::UploadStatus,
        Behaviour::SignIn,
        Behaviour::SignOut,
        Behaviour::Fixed { status: 203, body: json!({ "endpoints": [{ "id": "a" }, { "id": "b" }] }) },
    ];
    let behaviour = all[rng.below(all.len() as u64) as usize].clone();
    let mut endpoint = match rng.below(4) {
        0 => {
            let method = [Method::GET, Method::POST, Method::DELETE, Method::PATCH, Method::HEAD][rng.below(5) as usize].clone();
            let paths = ["/things/{a}/{b}", "/x", "/rooms/{id}.json", "/a/{id}/b/{id}", "/.well-known/thing", "/größe/{größe}"];
            Endpoint::new(
                &format!("own {}", rng.below(9)),
                method,
                paths[rng.below(6) as usize],
                behaviour,
                Some(&resource.name).filter(|name| !name.is_empty()).map(String::as_str),
            )
        }
        _ => Endpoint::usual(&resource, behaviour),
    };
    if resource.name.is_empty() {
        endpoint.resource = None;
    }
    endpoint.deprecated = rng.below(4) == 0;
    endpoint.success = (rng.below(4) == 0).then_some(202);
    endpoint.errors = if rng.below(2) == 0 { vec![404, 499, 503] } else { Vec::new() };
    endpoint.access =
        [Access::Inherit, Access::Public, Access::Authenticated, Access::Roles(vec!["staff".into(), "größe".into()])][rng.below(4) as usize].clone();
    endpoint.cache_control = (rng.below(4) == 0).then(|| "public, max-age=5".to_owned());
    if rng.below(4) == 0 {
        endpoint.summary = "Words: with\nlines".to_owned();
        endpoint.since = "2".to_owned();
        endpoint.lifetime.sunset = "2031-01-01T00:00:00Z".to_owned();
    }
    endpoint
}

fn client(rng: &mut Rng) -> Client {
    let name = format!("Client {}", rng.below(4));
    match rng.below(4) {
        0 => Client::program(&name).bearer("tok-1").roles(&["staff"]),
        1 => Client::page(&name, "https://a.example").api_key("k").tier("gold"),
        2 => Client { includes_credentials: true, ..Client::page(&name, "null") }.password("p").subject("me"),
        _ => Client::program(&name).registered("id-1", "secret", &["https://a.example/back"]),
    }
}

fn pick<'a, T>(list: &'a [T], rng: &mut Rng) -> Option<&'a T> {
    if list.is_empty() { None } else { list.get(rng.below(list.len() as u64) as usize) }
}

fn changed(resource: &Resource, rng: &mut Rng) -> Resource {
    let mut resource = resource.clone();
    let kinds = [IdKind::Uuid, IdKind::Integer, IdKind::Slug, IdKind::Prefixed { prefix: "ab".into() }];
    resource.identifier =
        Identifier { field: ["id", "code", "größe"][rng.below(3) as usize].to_owned(), kind: kinds[rng.below(4) as usize].clone() };
    resource.note = ["", "A note.", "No: #"][rng.below(3) as usize].to_owned();
    resource.generated = rng.below(5) as u16;
    resource.place = maybe(rng, (3, -4));
    if rng.below(2) == 0 {
        resource.records = vec![serde_json::from_value(json!({ "id": "r 1", "fields": [{ "name": 1 }], "größe": null })).unwrap()];
    }
    if let Some(field) = resource.fields.first() {
        resource.unique_keys = vec![vec![field.name.clone()]];
        resource.lifecycle = Some(Lifecycle {
            field: field.name.clone(),
            initial: "open".into(),
            transitions: vec![Transition { name: "cancel".into(), from: vec!["open".into()], to: "1".into() }],
        });
        resource.no_overlap =
            vec![NoOverlap { key: vec![field.name.clone()], from: field.name.clone(), to: field.name.clone(), except: vec!["1".into()] }];
    }
    resource
}

/// An edit of a kind by chance; some are refused, as people's are.
fn edit(design: &Design, rng: &mut Rng) -> Option<Edit> {
    let resource = pick(&design.resources, rng).cloned();
    let endpoint_here = pick(&design.endpoints, rng).cloned();
    let client_here = pick(&design.clients, rng).cloned();
    let of_resource = |rng: &mut Rng| resource.as_ref().and_then(|resource| Some((resource.name.clone(), pick(&resource.fields, rng)?.clone())));
    Some(match rng.below(24) {
        0 => Edit::Describe { name: "API: \"größe\"".into(), summary: word(rng) },
        1 => Edit::Locate {
            origin: ["https://x.example:81", "http://localhost", ""][rng.below(3) as usize].into(),
            base_path: ["", "/v2", "/api/{x}"][rng.below(3) as usize].into(),
        },
        2 => Edit::Reseed { seed: rng.below(u64::MAX) },
        3 => Edit::AddResource {
            resource: Resource { name: format!("Thing{}", rng.below(5)), segment: format!("things{}", rng.below(5)), ..Resource::default() },
        },
        4 => Edit::RemoveResource { name: resource?.name.clone() },
        5 => Edit::RenameResource { name: resource?.name.clone(), to: ["Other thing", "Money", "Problem"][rng.below(3) as usize].into() },
        6 => Edit::SetSegment { resource: resource?.name.clone(), segment: "own-segment".into() },
        7 => Edit::SetResource { resource: changed(resource.as_deref()?, rng) },
        8 => Edit::AddField { resource: resource?.name.clone(), field: field(design, rng), index: None },
        9 => {
            let (resource, field) = of_resource(rng)?;
            Edit::RemoveField { resource, field: field.name }
        }
        10 => {
            let (resource, old) = of_resource(rng)?;
            Edit::SetField { resource, field: old.name, to: field(design, rng) }
        }
        11 => {
            let (resource, field) = of_resource(rng)?;
            Edit::MoveField { resource, field: field.name, index: 0 }
        }
        12 => Edit::AddEndpoint { endpoint: endpoint(design, rng) },
        13 => Edit::RemoveEndpoint { id: endpoint_here?.id.clone() },
        14 => Edit::SetEndpoint { id: endpoint_here?.id.clone(), to: endpoint(design, rng) },
        15 => Edit::SetAccess { id: endpoint_here?.id.clone(), access: Access::Roles(vec!["a".into()]) },
        16 => Edit::AddClient { client: client(rng) },
        17 => Edit::RemoveClient { name: client_here?.name.clone() },
        18 => Edit::SetClient { name: client_here?.name.clone(), to: client(rng) },
        19 => Edit::SetBrief {
            brief: Brief { profile: [Profile::Guide, Profile::Strict, Profile::Workshop][rng.below(3) as usize], ..Brief::default() },
        },
        20 => Edit::Accept(Accepted { rule: "verb-in-path".into(), at: Pointer::endpoint(&endpoint_here?.id), reason: "As agreed.".into() }),
        21 => design.accepted.first().map(|known| Edit::Unaccept { rule: known.rule.clone(), at: known.at.clone() })?,
        22 => Edit::Replace { design: Box::new(start::design(LINES[rng.below(6) as usize]).unwrap()) },
        _ => Edit::AddEndpoint { endpoint: Arc::unwrap_or_clone(Arc::new(Endpoint::health("health"))) },
    })
}
