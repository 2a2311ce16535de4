//! A parsed JSON or YAML text in which every value knows its place, so that whatever is said of it can name line, column and
//! pointer.
//!
//! Values lie in one list and are named by number; texts are borrowed where they stand as they are. A YAML alias is the number of
//! its anchor, so an alias bomb costs nothing to read, and those who walk the tree mark what they have seen.

mod json;
mod yaml;

use std::borrow::Cow;
use std::fmt;

use serde_json::{Map, Value};

use crate::design::words::numbers;
use crate::http::problem::pointer_token;

/// The largest text that is read, in bytes.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;
/// How deep lists and maps may stand in each other.
pub const MAX_DEPTH: usize = 200;
/// The most values in one text.
pub const MAX_VALUES: usize = 3_000_000;

/// The number of a value.
pub type Id = u32;

/// A place in a text; both count from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
}

/// Why a text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Larger than [`MAX_BYTES`].
    TooLarge { bytes: usize },
    /// More than [`MAX_VALUES`] values.
    TooMany { at: Spot },
    /// Deeper than [`MAX_DEPTH`].
    TooDeep { at: Spot },
    /// Neither JSON nor YAML.
    Malformed { language: &'static str, at: Spot, what: String },
}

impl fmt::Display for ReadError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |at: &Spot| format!("Line {}, column {}", at.line, at.column);
        match self {
            Self::TooLarge { bytes } => {
                // Who reads no further than one byte more does not know how much there is.
                let more = if *bytes == MAX_BYTES + 1 { "more than " } else { "" };
                write!(
                    to,
                    "The document has {more}{} MB; {} MB is the most that is read. Split it into several.",
                    bytes / 1_000_000,
                    MAX_BYTES / 1_000_000
                )
            }
            Self::TooMany { at } => {
                write!(
                    to,
                    "{}: more than {MAX_VALUES} values stand up to here, which is more than is read. Split the document into several.",
                    place(at)
                )
            }
            Self::TooDeep { at } => {
                write!(to, "{}: more than {MAX_DEPTH} lists and objects stand in each other. Flatten the document there.", place(at))
            }
            Self::Malformed { language, at, what } => write!(to, "{}: this is not {language} ({what}). Mend that spot and open it again.", place(at)),
        }
    }
}

impl std::error::Error for ReadError {}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind<'a> {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number as written.
    Number(Cow<'a, str>),
    /// A text.
    Text(Cow<'a, str>),
    /// Where its items begin, and how many there are.
    List(u32, u32),
    /// Where its members begin, and how many there are.
    Map(u32, u32),
}

#[derive(Clone, Debug)]
struct Entry<'a> {
    kind: Kind<'a>,
    parent: Id,
    /// A byte in JSON; line and column in YAML.
    at: u64,
}

/// A parsed text.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    text: &'a str,
    /// Whether places are lines and columns already.
    lined: bool,
    entries: Vec<Entry<'a>>,
    items: Vec<Id>,
    members: Vec<(Cow<'a, str>, Id)>,
    repeated: Vec<Id>,
    replaced: Vec<Id>,
}

/// A value in its tree.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    /// Its number.
    pub id: Id,
}

/// Reads a text: JSON where it begins with a brace or bracket, otherwise YAML.
pub fn read(text: &str) -> Result<Tree<'_>, ReadError> {
    if text.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: text.len() });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let tree = Tree { text, lined: false, entries: Vec::new(), items: Vec::new(), members: Vec::new(), repeated: Vec::new(), replaced: Vec::new() };
    match text.trim_start().starts_with(['{', '[']) {
        // YAML's flow style begins so too, but nobody writes it for a whole document, and faults in JSON are to be found.
        true => json::read(tree),
        false => yaml::read(tree),
    }
}

impl<'a> Tree<'a> {
    /// The value that holds all others.
    pub fn root(&'a self) -> Node<'a> {
        Node { tree: self, id: 0 }
    }

    /// A value by its number.
    pub fn node(&'a self, id: Id) -> Node<'a> {
        Node { tree: self, id }
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where these values stand, found in one pass over the text.
    pub fn spots(&self, ids: &[Id]) -> Vec<Spot> {
        let at = |id: &Id| self.entries.get(*id as usize).map_or(0, |entry| entry.at);
        if self.lined {
            return ids.iter().map(|id| self.spot(at(id))).collect();
        }
        let mut order: Vec<usize> = (0..ids.len()).collect();
        order.sort_unstable_by_key(|index| ids.get(*index).map(at));
        let mut spots = vec![Spot::default(); ids.len()];
        let (mut place, mut line, mut column) = (0, 1, 1);
        for index in order {
            let to = ids.get(index).map_or(0, at) as usize;
            for byte in self.text.as_bytes().get(place..to).unwrap_or_default() {
                match byte {
                    b'\n' => (line, column) = (line + 1, 1),
                    // The later bytes of a character count for nothing.
                    0x80..0xc0 => {}
                    _ => column += 1,
                }
            }
            place = to;
            if let Some(spot) = spots.get_mut(index) {
                *spot = Spot { line, column };
            }
        }
        spots
    }

    /// Members whose name stood in the same object before: the last one counts.
    pub fn repeated(&'a self) -> impl Iterator<Item = Node<'a>> {
        self.repeated.iter().map(|id| self.node(*id))
    }

    /// The values that stood there before, which nothing leads to any more.
    pub fn replaced(&'a self) -> impl Iterator<Item = Node<'a>> {
        self.replaced.iter().map(|id| self.node(*id))
    }

    /// Makes room for a value, so that it stands before what it holds.
    fn open(&mut self, parent: Id, at: u64) -> Result<Id, ReadError> {
        if self.entries.len() >= MAX_VALUES || self.members.len() >= 2 * MAX_VALUES {
            return Err(ReadError::TooMany { at: self.spot(at) });
        }
        self.entries.push(Entry { kind: Kind::Null, parent, at });
        Ok(u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX))
    }

    fn close(&mut self, id: Id, kind: Kind<'a>) {
        if let Some(entry) = self.entries.get_mut(id as usize) {
            entry.kind = kind;
        }
    }

    fn close_list(&mut self, id: Id, found: impl ExactSizeIterator<Item = Id>) {
        let kind = Kind::List(self.items.len() as u32, found.len() as u32);
        self.items.extend(found);
        self.close(id, kind);
    }

    /// Of members with the same name the last one stays.
    fn close_map(&mut self, id: Id, mut found: Vec<(Cow<'a, str>, Id)>) {
        let twice = if found.len() <= 12 {
            found.iter().enumerate().any(|(index, (name, _))| found.iter().take(index).any(|(other, _)| other == name))
        } else {
            let mut names: Vec<&str> = found.iter().map(|(name, _)| &**name).collect();
            names.sort_unstable();
            names.windows(2).any(|pair| pair.first() == pair.last())
        };
        if twice {
            let mut kept: indexmap::IndexMap<Cow<'a, str>, Id> = indexmap::IndexMap::new();
            for (name, id) in found {
                if let Some(before) = kept.insert(name, id) {
                    self.repeated.push(id);
                    self.replaced.push(before);
                }
            }
            found = kept.into_iter().collect();
        }
        let kind = Kind::Map(self.members.len() as u32, found.len() as u32);
        self.members.append(&mut found);
        self.close(id, kind);
    }

    fn spot(&self, at: u64) -> Spot {
        if self.lined {
            return Spot { line: (at >> 32) as u32, column: at as u32 };
        }
        let before = self.text.as_bytes().get(..at as usize).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |place| place + 1);
        let column = self.text.get(start..at as usize).map_or(0, |line| line.chars().count()) as u32 + 1;
        Spot { line, column }
    }
}

impl<'t> Node<'t> {
    /// What it is.
    pub fn kind(self) -> &'t Kind<'t> {
        self.tree.entries.get(self.id as usize).map_or(&Kind::Null, |entry| &entry.kind)
    }

    /// What holds it; the root holds itself.
    pub fn parent(self) -> Self {
        Self { id: self.tree.entries.get(self.id as usize).map_or(0, |entry| entry.parent), ..self }
    }

    /// The member of this name.
    pub fn get(self, name: &str) -> Option<Self> {
        let (_, id) = self.pairs().iter().find(|(known, _)| known == name)?;
        Some(Self { id: *id, ..self })
    }

    /// Its members in order; none where it is no map.
    pub fn members(self) -> impl ExactSizeIterator<Item = (&'t str, Self)> {
        self.pairs().iter().map(move |(name, id)| (&**name, Self { id: *id, ..self }))
    }

    /// Its items in order; none where it is no list.
    pub fn items(self) -> impl ExactSizeIterator<Item = Self> {
        let (start, count) = if let Kind::List(start, count) = self.kind() { (*start as usize, *count as usize) } else { (0, 0) };
        self.tree.items.get(start..start + count).unwrap_or_default().iter().map(move |id| Self { id: *id, ..self })
    }

    /// The text that it is.
    pub fn text(self) -> Option<&'t str> {
        if let Kind::Text(text) = self.kind() { Some(text) } else { None }
    }

    /// The truth value that it is.
    pub fn bool(self) -> Option<bool> {
        if let Kind::Bool(value) = self.kind() { Some(*value) } else { None }
    }

    /// The number that it is.
    pub fn number(self) -> Option<f64> {
        if let Kind::Number(text) = self.kind() { numbers::parse(text) } else { None }
    }

    /// The whole number that it is; what does not fit is cut to the nearest that does.
    pub fn integer(self) -> Option<i64> {
        let Kind::Number(text) = self.kind() else { return None };
        text.parse().ok().or_else(|| numbers::parse(text).filter(|number| number.fract() == 0.0).map(|number| number as i64))
    }

    /// Whether it has members.
    pub fn is_map(self) -> bool {
        matches!(self.kind(), Kind::Map(..))
    }

    /// Whether it has items.
    pub fn is_list(self) -> bool {
        matches!(self.kind(), Kind::List(..))
    }

    /// The value as JSON, if it holds no more values than this.
    pub fn value(self, most: usize) -> Option<Value> {
        let mut left = most;
        self.copied(&mut left, 0)
    }

    fn copied(self, left: &mut usize, depth: usize) -> Option<Value> {
        *left = left.checked_sub(1)?;
        if depth > MAX_DEPTH {
            return None;
        }
        Some(match self.kind() {
            Kind::Null => Value::Null,
            Kind::Bool(value) => Value::Bool(*value),
            Kind::Number(text) => match (text.parse::<i64>(), text.parse::<u64>()) {
                (Ok(number), _) => number.into(),
                (_, Ok(number)) => number.into(),
                _ => self.number().and_then(serde_json::Number::from_f64).map_or(Value::Null, Value::Number),
            },
            Kind::Text(text) => Value::String(text.to_string()),
            Kind::List(..) => Value::Array(self.items().map(|item| item.copied(left, depth + 1)).collect::<Option<_>>()?),
            Kind::Map(..) => Value::Object(
                self.members().map(|(name, member)| Some((name.to_owned(), member.copied(left, depth + 1)?))).collect::<Option<Map<_, _>>>()?,
            ),
        })
    }

    /// Where it stands in the text.
    pub fn spot(self) -> Spot {
        self.tree.entries.get(self.id as usize).map_or(Spot::default(), |entry| self.tree.spot(entry.at))
    }

    /// Its JSON pointer (RFC 6901); of something with several places, the first.
    pub fn pointer(self) -> String {
        let mut steps = Vec::new();
        let mut node = self;
        while node.id != 0 && steps.len() <= MAX_DEPTH {
            let parent = node.parent();
            let step = match parent.kind() {
                Kind::List(..) => node.index_in(parent).map(|index| index.to_string()),
                _ => node.name().map(pointer_token),
            };
            steps.push(step.unwrap_or_default());
            node = parent;
        }
        steps.iter().rev().map(|step| format!("/{step}")).collect()
    }

    /// The name under which it stands in what holds it.
    pub fn name(self) -> Option<&'t str> {
        let pairs = self.parent().pairs();
        let found = pairs.binary_search_by_key(&self.id, |(_, id)| *id).ok();
        let found = found.or_else(|| pairs.iter().position(|(_, id)| *id == self.id));
        found.and_then(|index| pairs.get(index)).map(|(name, _)| &**name)
    }

    /// Which item of a list it is. Values are numbered as they are read, so items stand in order, unless aliases are among them.
    fn index_in(self, list: Self) -> Option<usize> {
        let Kind::List(start, count) = list.kind() else { return None };
        let ids = self.tree.items.get(*start as usize..(*start + *count) as usize)?;
        ids.binary_search(&self.id).ok().or_else(|| ids.iter().position(|id| *id == self.id))
    }

    fn pairs(self) -> &'t [(Cow<'t, str>, Id)] {
        let (start, count) = if let Kind::Map(start, count) = self.kind() { (*start as usize, *count as usize) } else { (0, 0) };
        self.tree.members.get(start..start + count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
