//! The components of a document while it is written: each is made when it is first needed, and named so that no two collide.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{Components, Header, Parameter, ReferenceOr, Response, Schema};

use super::{Remark, schema};
use crate::design::policy::ErrorShape;
use crate::design::{Design, Pointer, Resource};

/// Which schema; the order is that of the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A schema of a resource, by its place in the design.
    Resource(usize, Part),
    /// An amount with its currency.
    Money,
    /// A JSON Patch.
    JsonPatch,
    /// The shape of errors.
    Problem,
    /// The shape of errors that name fields.
    ValidationProblem,
}

/// Which schema of a resource.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What answers carry.
    Record,
    /// What answers carry where the caller may choose the fields.
    Selection,
    /// What a create takes.
    Create(Under),
    /// What a replace takes.
    Replace(Under),
    /// What an update takes.
    Patch,
    /// A page of records.
    List,
    /// A page of records that were found, with the counts of their values.
    Search,
}

/// Reference fields that the path gives already, each with the resource it names.
pub type Under = Vec<(String, String)>;

/// The components of a document while it is written.
pub struct Parts<'a> {
    /// What is written.
    pub design: &'a Design,
    /// What could not be said.
    pub remarks: Vec<Remark>,
    /// Names of the records' schemas, in the order of the design's resources.
    records: Vec<String>,
    schemas: BTreeMap<Key, (String, Option<Schema>)>,
    parameters: IndexMap<String, Parameter>,
    headers: IndexMap<String, Header>,
    /// Each with what tells it from others of its status.
    responses: IndexMap<String, (String, Response)>,
}

impl<'a> Parts<'a> {
    /// No component yet.
    pub fn new(design: &'a Design) -> Self {
        let mut records: Vec<String> = Vec::new();
        for resource in &design.resources {
            let plain: String = resource.name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect();
            let wish = if plain.is_empty() { "Resource".to_owned() } else { plain };
            records.push(free(&wish, |name| records.iter().any(|known| known == name)));
        }
        Self {
            design,
            remarks: Vec::new(),
            records,
            schemas: BTreeMap::new(),
            parameters: IndexMap::new(),
            headers: IndexMap::new(),
            responses: IndexMap::new(),
        }
    }

    /// Notes what could not be said.
    pub fn remark(&mut self, at: Pointer, text: impl Into<String>) {
        let remark = Remark { at, text: text.into() };
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// The place of a resource in the design.
    pub fn index(&self, resource: &Resource) -> usize {
        self.design.resources.iter().position(|known| known.name == resource.name).unwrap_or_default()
    }

    /// The schema of a resource's records.
    pub fn record<T>(&mut self, index: usize) -> ReferenceOr<T> {
        self.schema(Key::Resource(index, Part::Record))
    }

    /// What reading gives: records, or as much of them as the caller asks for.
    pub fn selected<T>(&mut self, index: usize) -> ReferenceOr<T> {
        match self.design.policies.filtering.fields {
            true => self.schema(Key::Resource(index, Part::Selection)),
            false => self.record(index),
        }
    }

    /// A schema, by reference.
    pub fn schema<T>(&mut self, key: Key) -> ReferenceOr<T> {
        let name = match self.schemas.get(&key) {
            Some((name, _)) => name.clone(),
            None => {
                let name = self.free_schema(&key);
                self.schemas.insert(key.clone(), (name.clone(), None));
                let schema = schema::of(self, &key);
                self.schemas.insert(key, (name.clone(), Some(schema)));
                name
            }
        };
        ReferenceOr::ref_(&format!("#/components/schemas/{name}"))
    }

    fn free_schema(&self, key: &Key) -> String {
        let wish = match key {
            Key::Resource(index, part) => {
                let record = self.records.get(*index).map_or("Resource", String::as_str);
                match part {
                    Part::Record => return record.to_owned(),
                    Part::Selection => format!("{record}Selection"),
                    Part::Create(under) => format!("{record}Create{}", inside(under)),
                    Part::Replace(under) => format!("{record}Replace{}", inside(under)),
                    Part::Patch => format!("{record}Patch"),
                    Part::List => format!("{record}List"),
                    Part::Search => format!("{record}Search"),
                }
            }
            Key::Money => "Money".to_owned(),
            Key::JsonPatch => "JsonPatch".to_owned(),
            Key::Problem if self.design.policies.errors.shape == ErrorShape::ProblemDetails => "Problem".to_owned(),
            Key::Problem => "Error".to_owned(),
            Key::ValidationProblem => "ValidationProblem".to_owned(),
        };
        free(&wish, |name| self.records.iter().any(|known| known == name) || self.schemas.values().any(|(known, _)| known == name))
    }

    /// A parameter that several operations share.
    pub fn parameter(&mut self, name: &str, make: impl FnOnce(&Design) -> Parameter) -> ReferenceOr<Parameter> {
        let design = self.design;
        self.parameters.entry(name.to_owned()).or_insert_with(|| make(design));
        ReferenceOr::ref_(&format!("#/components/parameters/{name}"))
    }

    /// A response header that several responses share, under its own name or, where another one has it, with a number.
    pub fn header(&mut self, wish: &str, header: Header) -> (String, ReferenceOr<Header>) {
        let known = self.headers.iter().find(|(_, known)| **known == header).map(|(name, _)| name.clone());
        let name = known.unwrap_or_else(|| {
            let name = free(wish, |name| self.headers.contains_key(name));
            self.headers.insert(name.clone(), header);
            name
        });
        (wish.to_owned(), ReferenceOr::ref_(&format!("#/components/headers/{name}")))
    }

    /// A response that several operations share. `mark` is equal for responses that differ in their examples only.
    pub fn response(&mut self, wish: &str, mark: String, make: impl FnOnce(&mut Self) -> Response) -> ReferenceOr<Response> {
        let known = self.responses.iter().find(|(_, (known, _))| *known == mark).map(|(name, _)| name.clone());
        let name = known.unwrap_or_else(|| {
            let response = make(self);
            let name = free(wish, |name| self.responses.contains_key(name));
            self.responses.insert(name.clone(), (mark, response));
            name
        });
        ReferenceOr::ref_(&format!("#/components/responses/{name}"))
    }

    /// Everything that was needed.
    pub fn components(&mut self) -> Components {
        let schemas = std::mem::take(&mut self.schemas).into_values();
        Components {
            schemas: schemas.filter_map(|(name, schema)| Some((name, ReferenceOr::Item(schema?)))).collect(),
            parameters: items(&mut self.parameters),
            headers: items(&mut self.headers),
            responses: std::mem::take(&mut self.responses).into_iter().map(|(name, (_, response))| (name, ReferenceOr::Item(response))).collect(),
            ..Components::default()
        }
    }
}

fn items<T>(map: &mut IndexMap<String, T>) -> IndexMap<String, ReferenceOr<T>> {
    std::mem::take(map).into_iter().map(|(name, item)| (name, ReferenceOr::Item(item))).collect()
}

fn inside(under: &Under) -> String {
    let parents: String = under.iter().map(|(_, parent)| crate::design::words::pascal(parent)).filter(|name| name.is_ascii()).collect();
    if under.is_empty() { String::new() } else { format!("In{parents}") }
}

/// The wish, or the wish with the first number that makes it free.
pub fn free(wish: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(wish) {
        return wish.to_owned();
    }
    (2_u32..).map(|number| format!("{wish}{number}")).find(|name| !taken(name)).unwrap_or_default()
}
