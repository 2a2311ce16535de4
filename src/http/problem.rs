//! Problem details (RFC 9457): one shape for every error.

use serde_json::{Map, Value, json};

/// A problem details object. `status` is written into the answer and into the object, and both agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The last part of the problem type's URI, such as `validation`.
    pub kind: &'static str,
    /// What happened this time, in a few words: for the headline, not for the object.
    pub headline: String,
    /// The status code of the answer.
    pub status: u16,
    /// What happened this time, and what to do.
    pub detail: String,
    /// One entry per field, where fields are at fault.
    pub errors: Vec<FieldError>,
    /// Further members, such as a link to the record in the way.
    pub extensions: Map<String, Value>,
}

/// One field at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// JSON pointer (RFC 6901) into the request content; a query parameter's name where `parameter` is set.
    pub pointer: String,
    /// Whether `pointer` names a query parameter.
    pub parameter: bool,
    /// What is wrong, and what would be right.
    pub detail: String,
}

impl FieldError {
    /// A fault in the request content.
    pub fn at(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), parameter: false, detail: detail.into() }
    }

    /// A fault in a query parameter.
    pub fn in_query(parameter: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: parameter.into(), parameter: true, detail: detail.into() }
    }
}

impl Problem {
    /// A problem without field entries or extensions.
    pub fn new(status: u16, kind: &'static str, headline: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { kind, headline: headline.into(), status, detail: detail.into(), errors: Vec::new(), extensions: Map::new() }
    }

    /// Adds an extension member (RFC 9457 section 3.2).
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.extensions.insert(name.to_owned(), value.into());
        self
    }

    /// Adds the fields at fault.
    pub fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self
    }

    /// The JSON object. `types` is the URI prefix of problem types, `title` the words for this type, the same every time
    /// (RFC 9457 section 3.1.3), `instance` the URI reference of this occurrence.
    pub fn to_json(&self, types: &str, title: &str, instance: &str) -> Value {
        let mut object = Map::new();
        object.insert("type".into(), json!(format!("{types}{}", self.kind)));
        object.insert("title".into(), json!(title));
        object.insert("status".into(), json!(self.status));
        object.insert("detail".into(), json!(self.detail));
        object.insert("instance".into(), json!(instance));
        if !self.errors.is_empty() {
            object.insert("errors".into(), self.errors.iter().map(FieldError::to_json).collect());
        }
        object.extend(self.extensions.clone());
        Value::Object(object)
    }
}

impl FieldError {
    /// The entry as RFC 9457's validation example writes it: `detail` beside `pointer` or `parameter`.
    pub fn to_json(&self) -> Value {
        match self.parameter {
            true => json!({ "detail": self.detail, "parameter": self.pointer }),
            false => json!({ "detail": self.detail, "pointer": format!("#{}", self.pointer) }),
        }
    }
}

/// Escapes one member name for a JSON pointer (RFC 6901 section 3).
pub fn pointer_token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
