//! JSON Patch (RFC 6902) with JSON pointers (RFC 6901). Our own because a library would weigh more in the page than all of it.
//!
//! A patch is read first and applied then: what is wrong with the document itself does not depend on any record.

use serde_json::{Map, Value};

use super::problem::pointer_token;

/// The most values that one patch may write: copies of copies grow without end.
const MOST_VALUES: usize = 200_000;
/// The deepest nesting that a patch may leave behind.
const DEEPEST: usize = 128;

/// One operation of a patch (RFC 6902 section 4).
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// What it does.
    pub op: Op,
    /// The location it works on, as reference tokens (RFC 6901 section 3).
    pub path: Vec<String>,
    /// The location that `move` and `copy` take from; empty for the others.
    pub from: Vec<String>,
    /// The value of `add`, `replace` and `test`; null for the others.
    pub value: Value,
}

/// The operations of RFC 6902 sections 4.1 to 4.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Adds a member or an item; a member that exists is replaced.
    Add,
    /// Removes the value.
    Remove,
    /// Puts a value in the place of one that exists.
    Replace,
    /// Takes a value from one location to another.
    Move,
    /// Adds a copy of a value at another location.
    Copy,
    /// Holds if the location has this value.
    Test,
}

/// Why a document is no JSON Patch, with the index of the operation at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// The document is no list.
    NoList,
    /// An item is no object.
    NoOperation(usize),
    /// `op` is missing or none of the six.
    UnknownOp(usize, String),
    /// A member that the operation needs is missing.
    Missing(usize, &'static str),
    /// `path` or `from` is no JSON pointer.
    NoPointer(usize, &'static str, String),
    /// A value cannot move into itself.
    IntoItself(usize),
}

/// Why a patch cannot be applied to a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The operation's index.
    pub index: usize,
    /// The location, as a JSON pointer.
    pub location: String,
    /// What stood in the way.
    pub reason: Reason,
}

/// What stood in the way of an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The location does not exist.
    NoSuchLocation,
    /// `test` found this value; `None`: nothing at all.
    Differs(Option<Value>),
    /// The result would nest too deep or grow too large.
    TooLarge,
}

impl Op {
    const ALL: [Self; 6] = [Self::Add, Self::Remove, Self::Replace, Self::Move, Self::Copy, Self::Test];

    /// The word in a document.
    pub fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Remove => "remove",
            Self::Replace => "replace",
            Self::Move => "move",
            Self::Copy => "copy",
            Self::Test => "test",
        }
    }
}

impl Malformed {
    /// The place at fault, as a JSON pointer into the patch document.
    pub fn pointer(&self) -> String {
        match self {
            Self::NoList => String::new(),
            Self::NoOperation(index) => format!("/{index}"),
            Self::UnknownOp(index, _) => format!("/{index}/op"),
            Self::Missing(index, name) | Self::NoPointer(index, name, _) => format!("/{index}/{name}"),
            Self::IntoItself(index) => format!("/{index}/path"),
        }
    }
}

impl std::fmt::Display for Malformed {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoList => write!(to, "a JSON Patch is a list of operations"),
            Self::NoOperation(index) => write!(to, "operation {index} has to be an object with op and path"),
            Self::UnknownOp(index, op) if op.is_empty() => write!(to, "operation {index} has no op"),
            Self::UnknownOp(index, op) => write!(to, "operation {index} has op `{op}`; add, remove, replace, move, copy and test are known"),
            Self::Missing(index, name) => write!(to, "operation {index} needs {name}"),
            Self::NoPointer(index, name, text) => {
                write!(to, "operation {index} has `{text}` as its {name}; a JSON pointer is empty or begins with a slash, and ~ stands before 0 or 1")
            }
            Self::IntoItself(index) => write!(to, "operation {index} moves a value into itself"),
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { index, location, reason } = self;
        let location = if location.is_empty() { "the whole record" } else { location };
        match reason {
            Reason::NoSuchLocation => write!(to, "operation {index} finds nothing at {location}"),
            Reason::Differs(None) => write!(to, "operation {index} tests {location}, and nothing is there"),
            Reason::Differs(Some(found)) => write!(to, "operation {index} tests {location}, and finds {found}"),
            Reason::TooLarge => write!(to, "operation {index} would make the record too large or too deep"),
        }
    }
}

/// Reads a patch document. Members that an operation does not know are passed over (RFC 6902 section 4).
pub fn parse(document: &Value) -> Result<Vec<Operation>, Malformed> {
    let list = document.as_array().ok_or(Malformed::NoList)?;
    list.iter().enumerate().map(|(index, item)| operation(index, item)).collect()
}

fn operation(index: usize, item: &Value) -> Result<Operation, Malformed> {
    let members = item.as_object().ok_or(Malformed::NoOperation(index))?;
    let word = match members.get("op") {
        Some(Value::String(word)) => word.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let op = Op::ALL.into_iter().find(|op| op.word() == word).ok_or(Malformed::UnknownOp(index, word))?;
    let path = location(index, members, "path")?;
    let from = if matches!(op, Op::Move | Op::Copy) { location(index, members, "from")? } else { Vec::new() };
    let value = match op {
        Op::Add | Op::Replace | Op::Test => members.get("value").cloned().ok_or(Malformed::Missing(index, "value"))?,
        Op::Remove | Op::Move | Op::Copy => Value::Null,
    };
    if op == Op::Move && path.len() > from.len() && path.starts_with(&from) {
        return Err(Malformed::IntoItself(index));
    }
    Ok(Operation { op, path, from, value })
}

fn location(index: usize, members: &Map<String, Value>, name: &'static str) -> Result<Vec<String>, Malformed> {
    let value = members.get(name).ok_or(Malformed::Missing(index, name))?;
    let unfit = || Malformed::NoPointer(index, name, value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    value.as_str().and_then(tokens).ok_or_else(unfit)
}

/// The reference tokens of a JSON pointer; `None` where the text is none.
fn tokens(text: &str) -> Option<Vec<String>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let escaped = |token: &str| token.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
    let plain = |token: &str| escaped(token).then(|| token.replace("~1", "/").replace("~0", "~"));
    text.strip_prefix('/')?.split('/').map(plain).collect()
}

/// Applies a patch: the changed document, or the first operation that fails. The document itself stays as it is
/// (RFC 5789 section 2: a patch is applied as a whole or not at all).
pub fn apply(document: &Value, patch: &[Operation]) -> Result<Value, Failure> {
    let mut changed = document.clone();
    let mut left = MOST_VALUES;
    for (index, operation) in patch.iter().enumerate() {
        step(&mut changed, operation, &mut left).map_err(|(place, reason)| Failure { index, location: pointer(place), reason })?;
    }
    Ok(changed)
}

type Stop<'a> = (&'a [String], Reason);

fn step<'a>(document: &mut Value, operation: &'a Operation, left: &mut usize) -> Result<(), Stop<'a>> {
    let Operation { op, path, from, value } = operation;
    let nothing_at = |place: &'a [String]| move || (place, Reason::NoSuchLocation);
    match op {
        Op::Add => add(document, path, value.clone(), left),
        Op::Remove => remove(document, path).map(|_| ()).ok_or_else(nothing_at(path)),
        Op::Replace => {
            measure(path, value, left)?;
            *find(document, path).ok_or_else(nothing_at(path))? = value.clone();
            Ok(())
        }
        Op::Move => {
            let value = remove(document, from).ok_or_else(nothing_at(from))?;
            add(document, path, value, left)
        }
        Op::Copy => {
            let value = find(document, from).ok_or_else(nothing_at(from))?;
            measure(path, value, left)?;
            let value = value.clone();
            add(document, path, value, left)
        }
        Op::Test => match find(document, path) {
            Some(found) if equal(found, value) => Ok(()),
            found => Err((path, Reason::Differs(found.cloned()))),
        },
    }
}

fn add<'a>(document: &mut Value, path: &'a [String], value: Value, left: &mut usize) -> Result<(), Stop<'a>> {
    measure(path, &value, left)?;
    let Some((last, parents)) = path.split_last() else {
        *document = value;
        return Ok(());
    };
    match find(document, parents) {
        Some(Value::Object(members)) => {
            members.insert(last.clone(), value);
            Ok(())
        }
        Some(Value::Array(items)) => match if last == "-" { Some(items.len()) } else { place(last) } {
            Some(index) if index <= items.len() => {
                items.insert(index, value);
                Ok(())
            }
            _ => Err((path, Reason::NoSuchLocation)),
        },
        _ => Err((path, Reason::NoSuchLocation)),
    }
}

/// Takes a value out. Without the whole document, null is left.
fn remove(document: &mut Value, path: &[String]) -> Option<Value> {
    let Some((last, parents)) = path.split_last() else { return Some(document.take()) };
    match find(document, parents)? {
        Value::Object(members) => members.shift_remove(last),
        Value::Array(items) => place(last).filter(|index| *index < items.len()).map(|index| items.remove(index)),
        _ => None,
    }
}

fn find<'a>(document: &'a mut Value, path: &[String]) -> Option<&'a mut Value> {
    path.iter().try_fold(document, |value, token| match value {
        Value::Object(members) => members.get_mut(token),
        Value::Array(items) => items.get_mut(place(token)?),
        _ => None,
    })
}

/// An array index: digits without a zero in front (RFC 6901 section 4).
fn place(token: &str) -> Option<usize> {
    let plain = token.bytes().all(|byte| byte.is_ascii_digit()) && (token == "0" || !token.starts_with('0'));
    token.parse().ok().filter(|_| plain)
}

/// Counts what is written, and stops where it is too much.
fn measure<'a>(path: &'a [String], value: &Value, left: &mut usize) -> Result<(), Stop<'a>> {
    let within = path.len() <= DEEPEST && count(value, DEEPEST - path.len(), left);
    if within { Ok(()) } else { Err((path, Reason::TooLarge)) }
}

fn count(value: &Value, levels: usize, left: &mut usize) -> bool {
    let Some(fewer) = left.checked_sub(1) else { return false };
    *left = fewer;
    match value {
        Value::Array(items) => levels > 0 && items.iter().all(|item| count(item, levels - 1, left)),
        Value::Object(members) => levels > 0 && members.values().all(|member| count(member, levels - 1, left)),
        _ => true,
    }
}

/// Equality of RFC 6902 section 4.6: numbers by value, members in any order.
fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left == right || ((left.is_f64() || right.is_f64()) && left.as_f64() == right.as_f64()),
        (Value::Array(left), Value::Array(right)) => left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right)),
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len() && left.iter().all(|(name, value)| right.get(name).is_some_and(|other| equal(value, other)))
        }
        _ => left == right,
    }
}

fn pointer(path: &[String]) -> String {
    path.iter().map(|token| format!("/{}", pointer_token(token))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn run(document: Value, patch: Value) -> Result<Value, String> {
        let patch = parse(&patch).map_err(|error| error.to_string())?;
        apply(&document, &patch).map_err(|error| error.to_string())
    }

    #[test]
    fn each_operation() {
        let document = json!({ "a": 1, "b": { "c": [1, 2] } });
        for (patch, expected) in [
            (json!([{ "op": "add", "path": "/b/c/-", "value": 3 }]), json!({ "a": 1, "b": { "c": [1, 2, 3] } })),
            (json!([{ "op": "remove", "path": "/b/c/0" }]), json!({ "a": 1, "b": { "c": [2] } })),
            (json!([{ "op": "replace", "path": "/a", "value": null }]), json!({ "a": null, "b": { "c": [1, 2] } })),
            (json!([{ "op": "move", "from": "/a", "path": "/b/a" }]), json!({ "b": { "c": [1, 2], "a": 1 } })),
            (json!([{ "op": "copy", "from": "/b/c/1", "path": "/d" }]), json!({ "a": 1, "b": { "c": [1, 2] }, "d": 2 })),
            (json!([{ "op": "test", "path": "/a", "value": 1.0 }]), document.clone()),
        ] {
            assert_eq!(run(document.clone(), patch.clone()), Ok(expected), "{patch}");
        }
    }

    #[test]
    fn faults_name_the_operation() {
        for (patch, expected) in [
            (json!({}), "a JSON Patch is a list of operations"),
            (json!([{ "op": "increment", "path": "/a" }]), "operation 0 has op `increment`; add, remove, replace, move, copy and test are known"),
            (json!([{ "op": "add", "path": "/a" }]), "operation 0 needs value"),
            (json!([{ "op": "move", "from": "/a", "path": "/a/b" }]), "operation 0 moves a value into itself"),
            (json!([{ "op": "remove", "path": "/x" }]), "operation 0 finds nothing at /x"),
            (json!([{ "op": "test", "path": "/a", "value": 2 }]), "operation 0 tests /a, and finds 1"),
        ] {
            assert_eq!(run(json!({ "a": 1 }), patch.clone()), Err(expected.to_owned()), "{patch}");
        }
    }

    #[test]
    fn copies_of_copies_end() {
        let wide: Vec<Value> = (0..200).map(|_| json!({ "op": "copy", "from": "", "path": "/a" })).collect();
        let deep: Vec<Value> = (0..400).map(|_| json!({ "op": "add", "path": "/a", "value": {} })).collect();
        assert!(run(json!({ "a": [] }), Value::Array(wide)).is_err_and(|error| error.contains("too large or too deep")));
        assert!(run(json!({ "a": [] }), Value::Array(deep)).is_ok());
        let doubling: Vec<Value> = (0..64).map(|_| json!({ "op": "copy", "from": "/a", "path": "/a/-" })).collect();
        assert!(run(json!({ "a": [0] }), Value::Array(doubling)).is_err());
    }
}
