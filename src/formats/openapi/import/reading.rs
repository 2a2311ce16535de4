//! A document while it is read: references are followed, what was understood is marked, remarks are collected.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Severity;
use super::shape::Shape;
use crate::design::Pointer;
use crate::formats::tree::{Id, Node, Spot, Tree};

/// The longest chain of references that is followed.
const LONGEST_CHAIN: usize = 32;

/// A remark whose place is not written out yet.
pub struct Said {
    pub severity: Severity,
    pub at: Id,
    pub text: Cow<'static, str>,
}

/// A document and what has become of it so far.
pub struct Reading<'t> {
    tree: &'t Tree<'t>,
    used: RefCell<Vec<bool>>,
    /// Values that are marked with all that they hold.
    whole: RefCell<Vec<bool>>,
    /// References by their text.
    targets: RefCell<BTreeMap<&'t str, Option<Id>>>,
    pub remarks: RefCell<Vec<Said>>,
    /// The shapes of objects by their schema.
    pub shapes: RefCell<BTreeMap<Id, Rc<Shape<'t>>>>,
    /// Schemas that the present field has led to.
    pub steps: Cell<usize>,
    /// Where the parts of the design come from.
    pub origins: RefCell<BTreeMap<Pointer, Id>>,
}

impl<'t> Reading<'t> {
    pub fn new(tree: &'t Tree<'t>) -> Self {
        let reading = Self {
            tree,
            used: RefCell::new(vec![false; tree.len()]),
            whole: RefCell::new(vec![false; tree.len()]),
            targets: RefCell::default(),
            remarks: RefCell::default(),
            shapes: RefCell::default(),
            steps: Cell::new(0),
            origins: RefCell::default(),
        };
        reading.mark(tree.root());
        for node in tree.repeated() {
            let text = format!("`{}` stands twice in the same object; the last one counts.", node.name().unwrap_or_default());
            reading.say(Severity::Error, node, text);
        }
        // The remark says it all: what lies in them is not told piece by piece.
        tree.replaced().for_each(|node| reading.mark_all(node));
        if let Some(components) = reading.take(tree.root(), "components") {
            components.members().for_each(|(_, kind)| reading.mark(kind));
        }
        reading
    }

    pub fn root(&self) -> Node<'t> {
        self.tree.root()
    }

    /// The value of this number.
    pub fn node(&self, id: Id) -> Node<'t> {
        self.tree.node(id)
    }

    /// Where these values stand in the text.
    pub fn spots(&self, ids: &[Id]) -> Vec<Spot> {
        self.tree.spots(ids)
    }

    /// Every value in the order of the text, with whether it was understood.
    pub fn all(&self) -> impl Iterator<Item = (Node<'t>, bool)> {
        let used = self.used.borrow().clone();
        used.into_iter().enumerate().map(|(index, used)| (self.tree.node(index as Id), used))
    }

    /// Marks a value as understood.
    pub fn mark(&self, node: Node<'t>) {
        if let Some(place) = self.used.borrow_mut().get_mut(node.id as usize) {
            *place = true;
        }
    }

    pub fn is_marked(&self, node: Node<'t>) -> bool {
        self.used.borrow().get(node.id as usize).copied().unwrap_or(true)
    }

    /// Marks a value and all that it holds.
    pub fn mark_all(&self, node: Node<'t>) {
        let mut waiting = vec![node];
        while let Some(node) = waiting.pop() {
            // A YAML alias leads to values that were here before.
            match self.whole.borrow_mut().get_mut(node.id as usize) {
                Some(known) if !*known => *known = true,
                _ => continue,
            }
            self.mark(node);
            waiting.extend(node.items());
            waiting.extend(node.members().map(|(_, member)| member));
        }
    }

    /// A member, marked as understood.
    pub fn take(&self, node: Node<'t>, name: &str) -> Option<Node<'t>> {
        let member = node.get(name)?;
        self.mark(member);
        Some(member)
    }

    /// A member of whichever kind, marked with all that it holds.
    pub fn take_any(&self, node: Node<'_>, name: &str) -> Option<Node<'t>> {
        let member = self.node(node.id).get(name)?;
        self.mark_all(member);
        Some(member)
    }

    /// Marks a value and all that it holds, known by its number alone.
    pub fn mark_same(&self, node: Node<'_>) {
        self.mark_all(self.node(node.id));
    }

    /// A member, marked, and where it is a reference what it leads to.
    pub fn follow(&self, node: Node<'t>, name: &str) -> Option<Node<'t>> {
        self.resolve(self.take(node, name)?)
    }

    /// The text of a member, if it says something.
    pub fn text_of(&self, node: Node<'t>, name: &str) -> Option<String> {
        let text = node.get(name)?.text()?;
        let _ = self.take(node, name);
        let clean: String = text.trim().chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
        Some(clean).filter(|text| !text.is_empty())
    }

    /// What a reference leads to, marked; what is no reference leads to itself.
    pub fn resolve(&self, node: Node<'t>) -> Option<Node<'t>> {
        let mut node = node;
        for _ in 0..LONGEST_CHAIN {
            self.mark(node);
            let Some(reference) = node.get("$ref") else { return Some(node) };
            self.mark(reference);
            let Some(text) = reference.text() else { return Some(node) };
            node = self.target(reference, text)?;
        }
        self.say(Severity::Error, node, "This reference leads back to itself and means nothing.");
        None
    }

    fn target(&self, reference: Node<'t>, text: &'t str) -> Option<Node<'t>> {
        if let Some(known) = self.targets.borrow().get(text) {
            return known.map(|id| self.tree.node(id));
        }
        let found = match text.strip_prefix('#') {
            Some(pointer) => {
                let found = self.at(pointer);
                if found.is_none() {
                    self.say(Severity::Error, reference, format!("{text} leads nowhere: the document has no such place."));
                }
                found
            }
            None => {
                let shown: String = text.chars().take(120).collect();
                self.say(Severity::Error, reference, format!("{shown} stands in another document, which is not read. Bundle them into one first."));
                None
            }
        };
        if let Some(node) = found {
            // What holds it was understood as well.
            let mut holder = node;
            while !self.is_marked(holder) {
                self.mark(holder);
                holder = holder.parent();
            }
        }
        self.targets.borrow_mut().insert(text, found.map(|node| node.id));
        found
    }

    fn at(&self, pointer: &str) -> Option<Node<'t>> {
        let mut node = self.root();
        for step in pointer.split('/').skip(1) {
            let decoded = percent_encoding::percent_decode_str(step).decode_utf8().ok()?;
            let step = decoded.replace("~1", "/").replace("~0", "~");
            node = match node.is_list() {
                true => node.items().nth(step.parse().ok()?)?,
                false => node.get(&step)?,
            };
        }
        Some(node)
    }

    pub fn say(&self, severity: Severity, at: Node<'t>, text: impl Into<Cow<'static, str>>) {
        self.remarks.borrow_mut().push(Said { severity, at: at.id, text: text.into() });
    }

    /// Remembers where a part of the design comes from; the first place counts.
    pub fn comes_from(&self, part: Pointer, node: Node<'t>) {
        self.origins.borrow_mut().entry(part).or_insert(node.id);
    }
}
