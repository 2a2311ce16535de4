//! The contract of a design: what its server takes and answers, as far as resources and endpoints decide. What policies decide for all
//! calls at once is compared in `policies`, so that it is said once.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::design::answers::success_status;
use crate::design::contract::{Answer, Body, Content, Contract, Id, Operation, Parameter, Schema};
use crate::design::policy::UnknownFields;
use crate::design::template::{Meaning, meanings};
use crate::design::{Access, Behaviour, Design, Endpoint, Field, FieldKind, IdKind, Pointer, Resource};
use crate::http::{media_type, status};

/// What a schema of a resource is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Create,
    Change,
    Answer,
    List,
}

/// The contract of a design.
pub fn contract(design: &Design) -> Contract {
    let mut contract = Contract {
        version: version(design),
        enforced: true,
        refuses_unknown: design.policies.validation.unknown_fields == UnknownFields::Refuse,
        ..Contract::default()
    };
    let mut known: BTreeMap<(String, Use), Id> = BTreeMap::new();
    for endpoint in &design.endpoints {
        let operation = operation(design, endpoint, &mut contract, &mut known);
        contract.words.insert(format!("{} summary", operation.label()), endpoint.summary.clone());
        contract.operations.push(operation);
    }
    for resource in &design.resources {
        contract.words.insert(resource.name.clone(), resource.note.clone());
        for field in &resource.fields {
            contract.words.insert(format!("{}.{}", resource.name, field.name), field.note.clone());
        }
    }
    contract.words.insert("summary".to_owned(), design.summary.clone());
    contract
}

/// What the design calls its version: the newest that lives, or the one in its path.
fn version(design: &Design) -> String {
    let in_path = design.base_path.split('/').find(|segment| crate::design::policy::versioning::is_segment(segment));
    design.policies.versioning.versions.last().cloned().or_else(|| in_path.map(str::to_owned)).unwrap_or_default()
}

fn operation(design: &Design, endpoint: &Endpoint, contract: &mut Contract, known: &mut BTreeMap<(String, Use), Id>) -> Operation {
    let resource = design.resource_of(endpoint).map(|resource| &**resource);
    let mut make = |resource: &Resource, of: Use| match known.get(&(resource.name.clone(), of)) {
        Some(id) => *id,
        None => {
            let id = schema(design, resource, of, contract);
            known.insert((resource.name.clone(), of), id);
            id
        }
    };
    let takes = |of: Use, make: &mut dyn FnMut(&Resource, Use) -> Id| {
        resource.map(|resource| {
            let schema = make(resource, of);
            Body { required: true, contents: vec![Content { media_type: media_type::JSON.to_owned(), schema: Some(schema) }] }
        })
    };
    let body = match endpoint.behaviour {
        Behaviour::Create | Behaviour::Replace | Behaviour::StartJob => takes(Use::Create, &mut make),
        Behaviour::Update => takes(Use::Change, &mut make),
        _ => None,
    };
    let policies = &design.policies;
    let shown = match endpoint.behaviour {
        Behaviour::List | Behaviour::Search => Some(Use::List),
        Behaviour::Read | Behaviour::Transition { .. } | Behaviour::Restore => Some(Use::Answer),
        Behaviour::Create if policies.creation.body => Some(Use::Answer),
        Behaviour::Replace | Behaviour::Update if policies.update.body => Some(Use::Answer),
        Behaviour::Delete if policies.deletion.body => Some(Use::Answer),
        _ => None,
    };
    let success = success_status(design, endpoint);
    let schema = shown.zip(resource).filter(|_| status::allows_content(success)).map(|(of, resource)| make(resource, of));
    let fixed = match &endpoint.behaviour {
        Behaviour::Fixed { body, .. } if !body.is_null() => Some(of_value(body, contract, 0)),
        _ => None,
    };
    let contents = schema.or(fixed).map(|schema| Content { media_type: media_type::JSON.to_owned(), schema: Some(schema) }).into_iter().collect();
    let mut answers = vec![Answer { status: success.to_string(), headers: Vec::new(), contents }];
    for status in endpoint.errors.iter().filter(|status| **status != success) {
        answers.push(Answer { status: status.to_string(), ..Answer::default() });
    }
    let lifetime = design.lifetime(endpoint);
    Operation {
        method: endpoint.method.to_string(),
        path: design.full_path(endpoint),
        id: endpoint.id.clone(),
        at: endpoint.at(),
        deprecated: endpoint.deprecated || !lifetime.since.is_empty(),
        sunset: Some(lifetime.sunset.clone()).filter(|date| !date.is_empty()),
        stability: String::new(),
        parameters: parameters(design, endpoint, contract),
        body,
        answers,
        security: security(design, endpoint),
    }
}

fn parameters(design: &Design, endpoint: &Endpoint, contract: &mut Contract) -> Vec<Parameter> {
    let slots = meanings(design, endpoint);
    slots
        .into_iter()
        .map(|(name, meaning)| {
            let kind = match &meaning {
                Meaning::Identity => design.resource_of(endpoint).map(|resource| &resource.identifier.kind),
                Meaning::Parent { resource, .. } => design.resource(resource).map(|resource| &resource.identifier.kind),
                Meaning::Unknown => None,
            };
            let schema = kind.map(|kind| contract.keep(identifier(kind)));
            Parameter { place: "path".to_owned(), required: true, schema, name, ..Parameter::default() }
        })
        .collect()
}

fn security(design: &Design, endpoint: &Endpoint) -> Vec<BTreeMap<String, Vec<String>>> {
    if !design.needs_credentials(endpoint) || endpoint.behaviour.is_oauth() {
        return Vec::new();
    }
    let roles = match &endpoint.access {
        Access::Roles(roles) => roles.iter().map(|role| format!("the role {role}")).collect(),
        _ => Vec::new(),
    };
    // The kinds of credentials are a policy; here it counts that some are needed, and which roles.
    vec![BTreeMap::from([("credentials".to_owned(), roles)])]
}

fn identifier(kind: &IdKind) -> Schema {
    let (types, format) = match kind {
        IdKind::Integer => ("integer", ""),
        IdKind::Uuid => ("string", "uuid"),
        IdKind::Slug | IdKind::Prefixed { .. } => ("string", ""),
    };
    Schema { types: vec![types.to_owned()], format: format.to_owned(), ..Schema::default() }
}

fn schema(design: &Design, resource: &Resource, of: Use, contract: &mut Contract) -> Id {
    if of == Use::List {
        let item = schema(design, resource, Use::Answer, contract);
        return contract.keep(Schema { at: resource.at(), types: vec!["array".to_owned()], items: Some(item), ..Schema::default() });
    }
    let mut whole = Schema { at: resource.at(), types: vec!["object".to_owned()], ..Schema::default() };
    let id = Schema { at: resource.field_at(&resource.identifier.field), read_only: true, ..identifier(&resource.identifier.kind) };
    if of == Use::Answer {
        let id = contract.keep(id);
        whole.members.insert(resource.identifier.field.clone(), id);
        whole.required.push(resource.identifier.field.clone());
    }
    for field in &resource.fields {
        if field.write_only && of == Use::Answer || field.read_only && of != Use::Answer {
            continue;
        }
        let mut schema = of_kind(design, &field.kind, contract, 0);
        schema.at = resource.field_at(&field.name);
        schema.nullable = field.nullable;
        schema.default = field.default.clone().filter(|_| of == Use::Create);
        if is_required(field, of) {
            whole.required.push(field.name.clone());
        }
        let id = contract.keep(schema);
        whole.members.insert(field.name.clone(), id);
    }
    contract.keep(whole)
}

/// Whether a member is always there: in what creates, as the field says; in answers, where the record is sure to have it.
fn is_required(field: &Field, of: Use) -> bool {
    match of {
        Use::Create => field.required,
        Use::Answer => field.required || field.default.is_some() || field.read_only,
        Use::Change | Use::List => false,
    }
}

fn of_kind(design: &Design, kind: &FieldKind, contract: &mut Contract, depth: usize) -> Schema {
    let of = |types: &str| Schema { types: vec![types.to_owned()], ..Schema::default() };
    let formatted = |format: &str| Schema { format: format.to_owned(), ..of("string") };
    let limits = |pairs: [(&'static str, Option<f64>); 2]| pairs.into_iter().filter_map(|(word, limit)| Some((word.into(), limit?))).collect();
    match kind {
        FieldKind::String { min_length, max_length, pattern, format } => Schema {
            format: format.map(|format| format.word().to_owned()).unwrap_or_default(),
            pattern: pattern.clone(),
            limits: limits([("minLength", min_length.map(f64::from)), ("maxLength", max_length.map(f64::from))]),
            ..of("string")
        },
        FieldKind::Integer { min, max } => {
            Schema { limits: limits([("minimum", min.map(|least| least as f64)), ("maximum", max.map(|most| most as f64))]), ..of("integer") }
        }
        FieldKind::Number { min, max } => Schema { limits: limits([("minimum", *min), ("maximum", *max)]), ..of("number") },
        FieldKind::Boolean => of("boolean"),
        FieldKind::Date => formatted("date"),
        FieldKind::DateTime => formatted("date-time"),
        FieldKind::Epoch => Schema { format: "unix-time".to_owned(), ..of("integer") },
        FieldKind::Money => {
            let (amount, currency) = (contract.keep(of("integer")), contract.keep(of("string")));
            Schema {
                members: [("amount".to_owned(), amount), ("currency".to_owned(), currency)].into_iter().collect(),
                required: vec!["amount".to_owned(), "currency".to_owned()],
                ..of("object")
            }
        }
        FieldKind::Enum { values } => {
            Schema { values: Some(values.iter().map(|value| Value::from(value.as_str()).to_string()).collect()), ..of("string") }
        }
        FieldKind::Object => of("object"),
        FieldKind::Array { items } if depth < 16 => {
            let items = of_kind(design, items, contract, depth + 1);
            Schema { items: Some(contract.keep(items)), ..of("array") }
        }
        FieldKind::Array { .. } => of("array"),
        FieldKind::Reference { to, .. } => design.resource(to).map_or_else(|| of("string"), |target| identifier(&target.identifier.kind)),
    }
}

/// What a fixed answer looks like.
fn of_value(value: &Value, contract: &mut Contract, depth: usize) -> Id {
    let types = match value {
        Value::Null => "",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let mut schema =
        Schema { types: Some(types.to_owned()).filter(|name| !name.is_empty()).into_iter().collect(), at: Pointer::Design, ..Schema::default() };
    match value {
        Value::Array(items) if depth < 16 => schema.items = items.first().map(|item| of_value(item, contract, depth + 1)),
        Value::Object(members) if depth < 16 => {
            for (name, member) in members {
                let id = of_value(member, contract, depth + 1);
                schema.members.insert(name.clone(), id);
                schema.required.push(name.clone());
            }
        }
        _ => {}
    }
    contract.keep(schema)
}
