//! The contract that a document in OpenAPI 3 or Swagger 2.0 states, as it stands there: for comparing two documents, where the design
//! that one could make of them would know less.

mod parts;

use std::collections::{BTreeMap, BTreeSet};

use parts::{as_text, contents, essence, flag, items, scheme_words, security, servers, sunset, text, texts};

use crate::design::contract::{Answer, Body, Content, Contract, Id, Operation, Parameter, Schema};
use crate::formats::tree::{self, Kind, Node, ReadError};

/// How deep schemas are followed before anything goes.
const DEEPEST: usize = 100;
/// The longest chain of references.
const LONGEST_CHAIN: usize = 32;
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const LIMITS: [&str; 14] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "multipleOf",
    "minContains",
    "maxContains",
    "uniqueItems",
];
/// Keywords that hold one schema.
const INNER: [&str; 8] = ["propertyNames", "contains", "if", "then", "else", "unevaluatedItems", "unevaluatedProperties", "contentSchema"];
/// Keywords that are compared by their text.
const OTHERS: [&str; 3] = ["contentMediaType", "contentEncoding", "uniqueItemProperties"];

/// Reads the contract of a text.
pub fn read(text: &str) -> Result<Contract, ReadError> {
    let tree = tree::read(text)?;
    let mut reader = Reader { root: tree.root(), contract: Contract::default(), known: BTreeMap::new() };
    reader.document();
    Ok(reader.contract)
}

struct Reader<'t> {
    root: Node<'t>,
    contract: Contract,
    /// Schemas that were read, by their place.
    known: BTreeMap<tree::Id, Id>,
}

impl<'t> Reader<'t> {
    fn document(&mut self) {
        let root = self.root;
        let is_old = root.get("swagger").is_some();
        if let Some(version) = root.get("info").and_then(|info| info.get("version")) {
            self.contract.version =
                version.text().map(str::to_owned).or_else(|| version.number().map(|number| number.to_string())).unwrap_or_default();
        }
        let schemes = if is_old { root.get("securityDefinitions") } else { root.get("components").and_then(|parts| parts.get("securitySchemes")) };
        for (name, scheme) in schemes.into_iter().flat_map(Node::members) {
            let words = self.resolve(scheme).map(scheme_words).unwrap_or_default();
            self.contract.schemes.insert(name.to_owned(), words);
        }
        let whole = root.get("security").map(security);
        for (name, _) in root.get("webhooks").into_iter().flat_map(Node::members) {
            self.contract.webhooks.push(name.to_owned());
        }
        self.contract.servers = servers(root);
        let consumes = texts(root.get("consumes"));
        let produces = texts(root.get("produces"));
        for (path, item) in root.get("paths").into_iter().flat_map(Node::members).filter(|(path, _)| path.starts_with('/')) {
            let Some(item) = self.resolve(item) else { continue };
            for (method, node) in item.members().filter(|(method, node)| METHODS.contains(method) && node.is_map()) {
                let mut operation = Operation {
                    method: method.to_ascii_uppercase(),
                    path: path.to_owned(),
                    id: text(node, "operationId"),
                    deprecated: flag(node, "deprecated"),
                    sunset: sunset(node).or_else(|| sunset(item)),
                    stability: text(node, "x-stability-level"),
                    security: node.get("security").map(security).or_else(|| whole.clone()).unwrap_or_default(),
                    ..Operation::default()
                };
                for word in ["summary", "description"] {
                    self.contract.words.insert(format!("{} {word}", operation.label()), text(node, word));
                }
                let own: Vec<Node<'t>> =
                    items(node.get("parameters")).chain(items(item.get("parameters"))).filter_map(|node| self.resolve(node)).collect();
                let mut form = Schema { types: vec!["object".to_owned()], ..Schema::default() };
                for parameter in own {
                    let (name, place) = (text(parameter, "name"), text(parameter, "in"));
                    let types = || if node.get("consumes").is_some() { texts(node.get("consumes")) } else { consumes.clone() };
                    match place.as_str() {
                        "body" => {
                            let schema = parameter.get("schema").map(|schema| self.schema(schema, 0));
                            operation.body = Some(Body { required: flag(parameter, "required"), contents: contents(types(), schema) });
                        }
                        "formData" => {
                            let schema = self.schema(parameter, 0);
                            form.members.insert(name.clone(), schema);
                            form.required.extend(flag(parameter, "required").then_some(name));
                        }
                        _ if operation.parameters.iter().any(|known| known.name == name && known.place == place) => {}
                        _ => {
                            let parameter = self.parameter(parameter, name, place);
                            operation.parameters.push(parameter);
                        }
                    }
                }
                if !form.members.is_empty() {
                    let schema = self.contract.keep(form);
                    operation.body =
                        Some(Body { required: true, contents: contents(vec!["application/x-www-form-urlencoded".to_owned()], Some(schema)) });
                }
                if let Some(body) = node.get("requestBody").and_then(|body| self.resolve(body)) {
                    operation.body = Some(Body { required: flag(body, "required"), contents: self.contents(body) });
                }
                let made = if node.get("produces").is_some() { texts(node.get("produces")) } else { produces.clone() };
                for (status, answer) in node.get("responses").into_iter().flat_map(Node::members).filter(|(status, _)| !status.starts_with("x-")) {
                    let Some(answer) = self.resolve(answer) else { continue };
                    let headers: Vec<(&str, Node<'t>)> = answer.get("headers").into_iter().flat_map(Node::members).collect();
                    let headers = headers
                        .into_iter()
                        .filter_map(|(name, header)| {
                            let header = self.resolve(header)?;
                            Some(self.parameter(header, name.to_owned(), "header".to_owned()))
                        })
                        .collect();
                    let contents = match answer.get("schema") {
                        Some(schema) => {
                            let schema = self.schema(schema, 0);
                            contents(made.clone(), Some(schema))
                        }
                        None => self.contents(answer),
                    };
                    operation.answers.push(Answer { status: status.to_ascii_uppercase().replace("DEFAULT", "default"), headers, contents });
                }
                self.contract.operations.push(operation);
            }
        }
    }

    fn parameter(&mut self, node: Node<'t>, name: String, place: String) -> Parameter {
        let inner = node.get("content").and_then(|map| map.members().next()).and_then(|(_, media)| media.get("schema"));
        let is_old = node.get("type").is_some();
        let schema = node.get("schema").or(inner).or(is_old.then_some(node)).map(|schema| self.schema(schema, 0));
        let usual = if matches!(place.as_str(), "query" | "cookie") { "form" } else { "simple" };
        let style = node.get("style").and_then(Node::text).unwrap_or(usual);
        let exploded = node.get("explode").and_then(Node::bool).unwrap_or(style == "form");
        let style = match node.get("collectionFormat").and_then(Node::text) {
            Some(format) => format.to_owned(),
            None => format!("{style}{}", if exploded { " exploded" } else { "" }),
        };
        Parameter {
            required: flag(node, "required") || place == "path",
            deprecated: flag(node, "deprecated"),
            sunset: sunset(node),
            style,
            allows_empty: flag(node, "allowEmptyValue"),
            schema,
            name,
            place,
        }
    }

    fn contents(&mut self, holder: Node<'t>) -> Vec<Content> {
        let media: Vec<(&str, Node<'t>)> = holder.get("content").into_iter().flat_map(Node::members).collect();
        media
            .into_iter()
            .map(|(name, media)| Content { media_type: essence(name), schema: media.get("schema").map(|schema| self.schema(schema, 0)) })
            .collect()
    }

    /// What a reference leads to.
    fn resolve(&self, node: Node<'t>) -> Option<Node<'t>> {
        let mut node = node;
        for _ in 0..LONGEST_CHAIN {
            let Some(target) = node.get("$ref").and_then(Node::text) else { return Some(node) };
            let mut at = self.root;
            for part in target.strip_prefix("#/")?.split('/') {
                let part = crate::http::form::decode(part).unwrap_or_else(|| part.to_owned()).replace("~1", "/").replace("~0", "~");
                at = match at.get(&part) {
                    Some(next) => next,
                    None => at.items().nth(part.parse().ok()?)?,
                };
            }
            node = at;
        }
        None
    }

    fn schema(&mut self, node: Node<'t>, depth: usize) -> Id {
        let Some(target) = self.resolve(node).filter(|_| depth < DEEPEST) else { return self.contract.keep(Schema::default()) };
        if let Some(known) = self.known.get(&target.id) {
            return *known;
        }
        let id = self.contract.keep(Schema::default());
        self.known.insert(target.id, id);
        let mut schema = Schema::default();
        self.work_in(target, &mut schema, depth, &mut BTreeSet::new());
        if target.parent().name() == Some("schemas") || target.parent().name() == Some("definitions") {
            schema.name = target.name().unwrap_or_default().to_owned();
        }
        if let Some(place) = self.contract.schemas.get_mut(id) {
            *place = schema;
        }
        id
    }

    /// Adds what a schema says to what is known already; `allOf` says it all at once.
    fn work_in(&mut self, node: Node<'t>, into: &mut Schema, depth: usize, seen: &mut BTreeSet<tree::Id>) {
        let Some(node) = self.resolve(node) else { return };
        if depth >= DEEPEST || !seen.insert(node.id) {
            return;
        }
        for part in items(node.get("allOf")) {
            self.work_in(part, into, depth + 1, seen);
        }
        let types: Vec<String> = match node.get("type") {
            Some(kind) => kind.text().into_iter().chain(kind.items().filter_map(Node::text)).map(str::to_owned).collect(),
            None => Vec::new(),
        };
        let is_union = types.len() > 1 || types.first().is_some_and(|only| only == "null");
        into.nullable |= flag(node, "nullable") || types.iter().any(|name| name == "null") || flag(node, "x-nullable");
        let mut types: Vec<String> = types.into_iter().filter(|name| !(is_union && name == "null")).collect();
        types.sort();
        if !types.is_empty() {
            into.types = types;
        }
        if let Some(format) = node.get("format").and_then(Node::text) {
            into.format = format.to_owned();
        }
        if let Some(list) = node.get("enum") {
            into.nullable |= list.items().any(|item| *item.kind() == Kind::Null);
            let own: Vec<String> = list.items().filter(|item| *item.kind() != Kind::Null).map(as_text).collect();
            into.values = Some(match into.values.take() {
                Some(known) => known.into_iter().filter(|value| own.contains(value)).collect(),
                None => own,
            });
        }
        if let Some(list) = node.get("x-extensible-enum") {
            into.open_values = Some(list.items().map(as_text).collect());
        }
        if let Some(only) = node.get("const") {
            into.others.insert("const".to_owned(), as_text(only));
        }
        self.limits(node, into);
        if let Some(pattern) = node.get("pattern").and_then(Node::text).filter(|pattern| !pattern.is_empty()) {
            into.pattern = Some(pattern.to_owned());
        }
        let members: Vec<(&str, Node<'t>)> = node.get("properties").into_iter().flat_map(Node::members).collect();
        for (name, member) in members {
            let id = self.schema(member, depth + 1);
            into.members.insert(name.to_owned(), id);
        }
        for name in items(node.get("required")).filter_map(Node::text) {
            if !into.required.iter().any(|known| known == name) {
                into.required.push(name.to_owned());
            }
        }
        match node.get("additionalProperties") {
            Some(more) if more.bool().is_some() => into.open = more.bool(),
            Some(more) => into.more = Some(self.schema(more, depth + 1)),
            None => {}
        }
        if let Some(inner) = node.get("items").filter(|inner| inner.is_map()) {
            into.items = Some(self.schema(inner, depth + 1));
        }
        self.alternatives(node, into, depth);
        for word in INNER {
            if let Some(inner) = node.get(word) {
                let id = self.schema(inner, depth + 1);
                into.inner.insert(word.into(), id);
            }
        }
        for (list, word) in
            [("patternProperties", "patternProperties"), ("dependentSchemas", "dependentSchemas"), ("dependentRequired", "dependentRequired")]
        {
            for (name, inner) in node.get(list).into_iter().flat_map(Node::members) {
                into.others.insert(format!("{word} {name}"), inner.value(10_000).map(|value| value.to_string()).unwrap_or_default());
            }
        }
        for (index, inner) in items(node.get("prefixItems")).enumerate() {
            into.others.insert(format!("prefixItems {index}"), inner.value(10_000).map(|value| value.to_string()).unwrap_or_default());
        }
        for word in OTHERS {
            if let Some(inner) = node.get(word) {
                into.others.insert(word.to_owned(), as_text(inner));
            }
        }
        into.read_only |= flag(node, "readOnly");
        into.write_only |= flag(node, "writeOnly");
        into.deprecated |= flag(node, "deprecated");
        into.sunset = sunset(node).or(into.sunset.take());
        into.default = node.get("default").and_then(|value| value.value(1_000)).or(into.default.take());
        if let Some(words) = node.get("description").and_then(Node::text) {
            self.contract.words.insert(node.pointer(), words.to_owned());
        }
    }

    fn limits(&self, node: Node<'t>, into: &mut Schema) {
        for word in LIMITS {
            let Some(value) = node.get(word) else { continue };
            match (value.number(), value.bool(), word) {
                (Some(number), _, _) => {
                    into.limits.insert(word.into(), number);
                }
                // In OpenAPI 3.0 the limit itself stands in the other member.
                (_, Some(true), "exclusiveMinimum" | "exclusiveMaximum") => {
                    let other = if word == "exclusiveMinimum" { "minimum" } else { "maximum" };
                    if let Some(number) = node.get(other).and_then(Node::number) {
                        into.limits.insert(word.into(), number);
                    }
                }
                (_, Some(true), "uniqueItems") => {
                    into.limits.insert(word.into(), 1.0);
                }
                _ => {}
            }
        }
        // The stricter word says it all.
        for (strict, plain) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
            if into.limits.contains_key(strict) && into.limits.get(strict) == into.limits.get(plain) {
                into.limits.remove(plain);
            }
        }
        for word in ["minLength", "minItems", "minProperties"] {
            if into.limits.get(word) == Some(&0.0) {
                into.limits.remove(word);
            }
        }
    }

    fn alternatives(&mut self, node: Node<'t>, into: &mut Schema, depth: usize) {
        for word in ["anyOf", "oneOf"] {
            let all: Vec<Node<'t>> = items(node.get(word)).collect();
            let is_null = |part: &Node<'t>| part.get("type").and_then(Node::text) == Some("null");
            let real: Vec<Node<'t>> = all.iter().copied().filter(|part| !is_null(part)).collect();
            into.nullable |= real.len() < all.len();
            if let ([only], true) = (real.as_slice(), real.len() < all.len()) {
                self.work_in(*only, into, depth + 1, &mut BTreeSet::new());
                continue;
            }
            let ids: Vec<Id> = real.into_iter().map(|part| self.schema(part, depth + 1)).collect();
            if word == "anyOf" { into.any_of.extend(ids) } else { into.one_of.extend(ids) }
        }
        if let Some(inner) = node.get("not") {
            into.not = Some(self.schema(inner, depth + 1));
        }
        if let Some(mark) = node.get("discriminator") {
            let name = mark.text().map(str::to_owned).unwrap_or_else(|| text(mark, "propertyName"));
            let last = |text: &str| text.rsplit('/').next().unwrap_or_default().to_owned();
            let mapping = mark.get("mapping").into_iter().flat_map(Node::members);
            into.discriminator = Some((name, mapping.map(|(key, to)| (key.to_owned(), last(to.text().unwrap_or_default()))).collect()));
        }
    }
}
