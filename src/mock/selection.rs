//! What a query asks for: which records, in which order, with which fields and related records.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::stages::hypermedia::Reader;
use super::stages::validation::value::order;
use crate::design::policy::Format;
use crate::design::query::{Criterion, Include, searched};
use crate::design::words::letters::Letters;
use crate::design::{FieldKind, Resource};
use crate::http::{Body, calendar};

/// A wish, taken apart. The usual one selects everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// Conditions that every record has to fulfil.
    pub filters: Vec<Filter>,
    /// Words that every record has to contain, in small letters.
    pub words: Vec<String>,
    /// The order, the first key before the others; without any, that of creation.
    pub sort: Vec<SortKey>,
    /// The fields to show; `None` for all.
    pub fields: Option<Vec<String>>,
    /// In which representation.
    pub format: Format,
    /// The values that a search counts; `None` where nothing is searched.
    pub facets: Option<Vec<Criterion>>,
    /// Related records to put beside.
    pub include: Vec<Include>,
    /// Removed records that are kept count too.
    pub hidden: bool,
    /// The identity to whose records the caller is held, where records have owners.
    pub only: Option<String>,
    /// Who reads the links, where there are any.
    pub reader: Option<Reader>,
    /// Equal for wishes that give the same records in the same order.
    pub fingerprint: String,
}

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    criterion: Criterion,
    operator: Operator,
    values: Vec<Value>,
}

/// One key of an order.
#[derive(Clone, Debug, PartialEq)]
pub struct SortKey {
    /// The value to sort by.
    pub criterion: Criterion,
    /// The greatest first.
    pub descending: bool,
}

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// It is one of the given values.
    Equal,
    /// It is none of them.
    NotEqual,
    /// It is greater.
    Greater,
    /// It is greater or equal.
    AtLeast,
    /// It is smaller.
    Smaller,
    /// It is smaller or equal.
    AtMost,
}

impl Operator {
    /// The words in brackets, as in `stars[gte]=4`.
    pub const WORDS: [(&'static str, Self); 6] =
        [("eq", Self::Equal), ("ne", Self::NotEqual), ("gt", Self::Greater), ("gte", Self::AtLeast), ("lt", Self::Smaller), ("lte", Self::AtMost)];

    fn admits(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Greater => ordering.is_gt(),
            Self::AtLeast => ordering.is_ge(),
            Self::Smaller => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
        }
    }
}

impl Selection {
    /// Whether every record is wanted in the order of creation.
    pub fn is_everything(&self) -> bool {
        self.filters.is_empty() && self.words.is_empty() && self.sort.is_empty()
    }

    /// Whether records are shown with every field, and nothing beside them.
    pub fn shows_whole_records(&self) -> bool {
        self.fields.is_none() && self.include.is_empty()
    }

    /// Whether a record fulfils the conditions.
    pub fn admits(&self, resource: &Resource, record: &Map<String, Value>) -> bool {
        self.filters.iter().all(|filter| filter.admits(record)) && (self.words.is_empty() || self.finds(resource, record))
    }

    /// Whether each word stands in some text of the record.
    fn finds(&self, resource: &Resource, record: &Map<String, Value>) -> bool {
        let texts: Vec<String> = searched(resource).into_iter().filter_map(|name| record.get(name)?.as_str()).map(|text| text.lower()).collect();
        self.words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
    }

    /// The values that place a record in the order.
    pub fn keys(&self, record: &Map<String, Value>) -> Vec<Value> {
        self.sort.iter().map(|key| key.criterion.value(record).cloned().unwrap_or(Value::Null)).collect()
    }

    /// Compares two places in the order. Records without a value come last, whichever way round.
    pub fn compare(&self, left: &[Value], right: &[Value]) -> Ordering {
        let pairs = left.iter().zip(right).zip(&self.sort);
        pairs.map(|((left, right), key)| place(left, right, key.descending)).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
    }
}

fn place(left: &Value, right: &Value, descending: bool) -> Ordering {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => left.is_null().cmp(&right.is_null()),
        (Value::Bool(left), Value::Bool(right)) if descending => right.cmp(left),
        (Value::Bool(left), Value::Bool(right)) => left.cmp(right),
        _ => {
            let ordering = order(left, right).unwrap_or(Ordering::Equal);
            if descending { ordering.reverse() } else { ordering }
        }
    }
}

impl Filter {
    /// Reads a condition, or says what the value has to be.
    pub fn parse(criterion: &Criterion, operator: Operator, text: &str) -> Result<Self, String> {
        let ranges = !matches!(operator, Operator::Equal | Operator::NotEqual);
        if ranges && !criterion.is_ordered() {
            return Err("has no order: compare it with eq or ne".to_owned());
        }
        let texts: Vec<&str> = if ranges { vec![text] } else { text.split(',').collect() };
        let kind = match &criterion.kind {
            FieldKind::Array { items } => items.as_ref(),
            kind => kind,
        };
        let values = texts.into_iter().map(|text| value(kind, text)).collect::<Result<_, _>>()?;
        Ok(Self { criterion: criterion.clone(), operator, values })
    }

    /// Whether a record fulfils it.
    pub fn admits(&self, record: &Map<String, Value>) -> bool {
        let none = self.operator == Operator::NotEqual;
        let Some(found) = self.criterion.value(record) else { return none };
        let fits = |found: &Value| {
            let holds = |wanted: &Value| match order(found, wanted) {
                Some(ordering) => self.operator.admits(ordering),
                None => (plain(found) == plain(wanted)) != none,
            };
            if none { self.values.iter().all(holds) } else { self.values.iter().any(holds) }
        };
        match found {
            // A list fits if one of its items does, and avoids a value if none of them has it.
            Value::Array(items) if none => items.iter().all(fits),
            Value::Array(items) => items.iter().any(fits),
            found => fits(found),
        }
    }
}

/// Identifiers of numbers and of text compare as text.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn value(kind: &FieldKind, text: &str) -> Result<Value, String> {
    let read = match kind {
        // As JSON writes them: the standard library's reading of numbers would weigh more in the page than this whole file.
        FieldKind::Integer { .. } | FieldKind::Epoch => Body::from(text).json().filter(Value::is_i64),
        FieldKind::Number { .. } => Body::from(text).json().filter(Value::is_number),
        FieldKind::Boolean => Body::from(text).json().filter(Value::is_boolean),
        FieldKind::Date => calendar::parse_day(text).map(|_| Value::from(text)),
        FieldKind::DateTime => calendar::parse_moment(text).map(|_| Value::from(text)),
        FieldKind::Enum { values } => values.iter().find(|known| *known == text).map(|known| Value::from(known.as_str())),
        _ => Some(Value::from(text)),
    };
    let wanted = || match kind {
        FieldKind::Integer { .. } | FieldKind::Epoch => "a whole number".to_owned(),
        FieldKind::Number { .. } => "a number".to_owned(),
        FieldKind::Boolean => "true or false".to_owned(),
        FieldKind::Date => "a date like 2026-03-14".to_owned(),
        FieldKind::DateTime => "a moment like 2026-03-14T09:41:00Z".to_owned(),
        FieldKind::Enum { values } => format!("one of {}", values.join(", ")),
        _ => "text".to_owned(),
    };
    read.ok_or_else(|| format!("has to be {}, not `{text}`", wanted()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::query::criteria;
    use crate::design::{Field, sketch_line};
    use serde_json::json;

    fn fits(line: &str, operator: &str, text: &str, held: Value) -> Result<bool, String> {
        let field: Field = sketch_line::parse(line).unwrap();
        let name = field.name.clone();
        let resource = Resource { fields: vec![field], ..Resource::default() };
        let criterion = criteria(&resource).pop().unwrap();
        let operator = Operator::WORDS.iter().find(|(word, _)| *word == operator).unwrap().1;
        Filter::parse(&criterion, operator, text).map(|filter| filter.admits(&Map::from_iter([(name, held)])))
    }

    #[test]
    fn conditions() {
        for (line, operator, text, held, expected) in [
            ("city string", "eq", "Lisbon,Porto", json!("Porto"), Ok(true)),
            ("city string", "ne", "Lisbon,Porto", json!("Porto"), Ok(false)),
            ("city string", "ne", "Lisbon", json!(null), Ok(true)),
            ("city string", "gte", "Lisbon", json!("Porto"), Err("has no order: compare it with eq or ne")),
            ("stars integer", "gte", "4", json!(4), Ok(true)),
            ("stars integer", "gt", "4", json!(4), Ok(false)),
            ("stars integer", "eq", "x", json!(4), Err("has to be a whole number, not `x`")),
            ("open boolean", "eq", "true", json!(true), Ok(true)),
            ("open boolean", "eq", "yes", json!(true), Err("has to be true or false, not `yes`")),
            ("at date-time", "lt", "2026-03-14T10:00:00+01:00", json!("2026-03-14T09:30:00Z"), Ok(false)),
            ("at date-time", "eq", "2026-03-14T10:30:00+01:00", json!("2026-03-14T09:30:00Z"), Ok(true)),
            ("day date", "lte", "2026-02-30", json!("2026-01-01"), Err("has to be a date like 2026-03-14, not `2026-02-30`")),
            ("tags string []", "eq", "a", json!(["b", "a"]), Ok(true)),
            ("tags string []", "ne", "a", json!(["b", "a"]), Ok(false)),
        ] {
            assert_eq!(fits(line, operator, text, held), expected.map_err(str::to_owned), "{line} {operator} {text}");
        }
    }
}
