//! Descriptions of other kinds, rewritten as OpenAPI and read as such. Remarks name the places of the document that people brought:
//! each part of the rewritten one knows where it comes from.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::reading::Reading;
use super::{Import, ImportError, Place, Remark, Severity};
use crate::formats::tree::{self, Id, Kind, MAX_DEPTH, MAX_VALUES, Node, ReadError};
use crate::http::problem::pointer_token;

/// What takes the place of a member: its name and value, or nothing where it stays as it is.
pub type Change<'c, 't> = &'c dyn Fn(&str, Node<'t>) -> Option<(String, Value)>;

/// A document that is being rewritten.
pub struct Converting<'r, 't> {
    /// What people brought.
    pub reading: &'r Reading<'t>,
    /// Where parts of the new document come from, by their pointers.
    origins: RefCell<BTreeMap<String, Id>>,
    left: Cell<usize>,
}

impl<'r, 't> Converting<'r, 't> {
    pub fn new(reading: &'r Reading<'t>) -> Self {
        Self { reading, origins: RefCell::default(), left: Cell::new(MAX_VALUES) }
    }

    /// Remembers where a part of the new document comes from.
    pub fn comes_from(&self, pointer: String, node: Node<'t>) {
        self.origins.borrow_mut().entry(pointer).or_insert(node.id);
    }

    /// The value as it is, as long as there is room; marked.
    pub fn copy(&self, node: Node<'t>) -> Value {
        self.copy_with(node, &|_, _| None)
    }

    /// The value, with members changed on the way: what `change` gives for a name and a member takes their place.
    pub fn copy_with(&self, node: Node<'t>, change: Change<'_, 't>) -> Value {
        self.copied(node, change, 0)
    }

    fn copied(&self, node: Node<'t>, change: Change<'_, 't>, depth: usize) -> Value {
        self.reading.mark(node);
        let Some(left) = self.left.get().checked_sub(1) else { return Value::Null };
        self.left.set(left);
        if depth > MAX_DEPTH {
            return Value::Null;
        }
        match node.kind() {
            Kind::List(..) => Value::Array(node.items().map(|item| self.copied(item, change, depth + 1)).collect()),
            Kind::Map(..) => {
                let mut members = Map::new();
                for (name, member) in node.members() {
                    match change(name, member) {
                        Some((name, value)) => {
                            self.reading.mark(member);
                            members.insert(name, value);
                        }
                        None => drop(members.insert(name.to_owned(), self.copied(member, change, depth + 1))),
                    }
                }
                Value::Object(members)
            }
            _ => node.value(1).unwrap_or_default(),
        }
    }

    /// Reads a document that was made of recorded values. What was added to make it one needs no word.
    pub fn finish_recorded(self, document: &Value) -> Result<Import, ImportError> {
        const ADDED: [&str; 5] = [
            "The design keeps no words here",
            "This example is not kept",
            "Which of these are demanded",
            "It says nothing of the type",
            "The server has no host",
        ];
        let mut import = self.finish(document)?;
        import.remarks.retain(|remark| remark.severity != Severity::Note || !ADDED.iter().any(|start| remark.text.starts_with(start)));
        Ok(import)
    }

    /// Reads the new document; what nobody took of the old one is told as well.
    pub fn finish(self, document: &Value) -> Result<Import, ImportError> {
        if self.left.get() == 0 {
            return Err(ImportError::Read(ReadError::TooMany { at: self.reading.root().spot() }));
        }
        let text = document.to_string();
        let tree = tree::read(&text).map_err(ImportError::Read)?;
        let mut import = super::read_openapi(&tree)?;
        tell_leftovers(self.reading);
        let own = self.reading.remarks.take();
        let pointers: Vec<&str> =
            import.remarks.iter().map(|remark| &remark.place).chain(import.places.values()).map(|place| place.pointer.as_str()).collect();
        let nodes: Vec<Node<'t>> =
            pointers.into_iter().map(|pointer| self.origin(pointer)).chain(own.iter().map(|said| self.reading.node(said.at))).collect();
        let ids: Vec<Id> = nodes.iter().map(|node| node.id).collect();
        let mut places = nodes.iter().zip(self.reading.spots(&ids)).map(|(node, spot)| Place { pointer: node.pointer(), spot });
        for place in import.remarks.iter_mut().map(|remark| &mut remark.place).chain(import.places.values_mut()) {
            if let Some(known) = places.next() {
                *place = known;
            }
        }
        let told = own.into_iter().zip(places).map(|(said, place)| Remark { severity: said.severity, place, text: said.text.into_owned() });
        import.remarks.extend(told);
        crate::order::by_key(&mut import.remarks, |remark| remark.place.spot);
        import.remarks.dedup();
        Ok(import)
    }

    /// The place in the old document that a pointer into the new one leads to: as much of it as is known there.
    fn origin(&self, pointer: &str) -> Node<'t> {
        let origins = self.origins.borrow();
        let mut start = pointer;
        loop {
            if let Some(id) = origins.get(start) {
                break self.walk(self.reading.node(*id), pointer.get(start.len()..).unwrap_or_default());
            }
            match start.rsplit_once('/') {
                Some((holder, _)) => start = holder,
                None => break self.walk(self.reading.root(), pointer),
            }
        }
    }

    fn walk(&self, mut node: Node<'t>, pointer: &str) -> Node<'t> {
        for step in pointer.split('/').skip(1) {
            let next = match node.is_list() {
                true => step.parse().ok().and_then(|index| node.items().nth(index)),
                false => node.members().find(|(name, _)| pointer_token(name) == step).map(|(_, member)| member),
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }
}

/// What was not rewritten.
fn tell_leftovers(reading: &Reading<'_>) {
    let left: Vec<Node<'_>> = reading.all().filter(|(node, used)| !used && reading.is_marked(node.parent())).map(|(node, _)| node).collect();
    for node in left {
        let text = match node.name() {
            Some(name) if name.starts_with("x-") => format!("The extension `{name}` is left out."),
            Some(name) => format!("`{name}` has no place in a design and is left out."),
            None => "This item has no place in a design and is left out.".to_owned(),
        };
        reading.say(Severity::Note, node, text);
    }
}
