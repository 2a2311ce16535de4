//! Why records cannot be taken. Nothing has changed then.

use std::fmt;

use crate::http::FieldError;

/// What stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataError {
    /// The text is no JSON.
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the reader says.
        what: String,
    },
    /// A record has to be an object.
    NoObject,
    /// The whole has to be an object of lists.
    NoLists,
    /// There is no such resource.
    NoResource(String),
    /// The member of a resource is no list.
    NoList(String),
    /// The record is not there any more.
    Gone {
        /// The resource.
        resource: String,
        /// Its identifier.
        id: String,
    },
    /// Another record has the identifier.
    Taken {
        /// The resource.
        resource: String,
        /// The identifier.
        id: String,
    },
    /// An identifier is neither text nor number.
    BadIdentifier {
        /// The resource.
        resource: String,
        /// The member.
        field: String,
    },
    /// A record among others cannot be taken.
    Record {
        /// The resource.
        resource: String,
        /// Its place in the list, from 0.
        index: usize,
        /// The member, or the whole record where the pointer is empty, and what is wrong with it.
        error: FieldError,
        /// Further records and members at fault.
        more: usize,
    },
    /// A record would refer to something of which there is nothing.
    NoTarget {
        /// The resource.
        resource: String,
        /// The field.
        field: String,
        /// What it refers to.
        to: String,
    },
}

impl DataError {
    pub(super) fn syntax(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or_default().to_owned();
        Self::Syntax { line: error.line(), column: error.column(), what }
    }

    /// Line and column, where the text itself is at fault.
    pub fn position(&self) -> Option<(usize, usize)> {
        match self {
            Self::Syntax { line, column, .. } => Some((*line, *column)),
            _ => None,
        }
    }

    /// Whether somebody who knows better may take it all the same.
    pub fn can_be_overruled(&self) -> bool {
        matches!(self, Self::Record { error, .. } if !error.pointer.is_empty())
    }
}

impl fmt::Display for DataError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { line, column, what } => write!(to, "Line {line}, column {column}: {what}. Mend the JSON there."),
            Self::NoObject => write!(to, "A record is a JSON object: {{ \"name\": … }}."),
            Self::NoLists => write!(to, "Data is a JSON object with a list for each resource: {{ \"Room\": [ … ] }}."),
            Self::NoResource(name) => write!(to, "The design has no resource `{name}`. Use the names in the sketch."),
            Self::NoList(name) => write!(to, "{name} is no list. Write its records between [ and ]."),
            Self::Gone { resource, id } => write!(to, "{resource} `{id}` is not there any more. Look at the list again."),
            Self::Taken { resource, id } => write!(to, "Another {resource} has the identifier `{id}`. Choose another, or leave it out."),
            Self::BadIdentifier { resource, field } => write!(to, "The {field} of a {resource} is a text or a number. Change it, or leave it out."),
            Self::Record { resource, index, error, more } => {
                let member = error.pointer.trim_start_matches('/');
                write!(to, "{resource}, record {}", index + 1)?;
                if !member.is_empty() {
                    write!(to, ", member {member}")?;
                }
                write!(to, ": {}.", error.detail.trim_end_matches('.'))?;
                match more {
                    0 => Ok(()),
                    1 => write!(to, " One more fault after it."),
                    more => write!(to, " {more} more faults after it."),
                }
            }
            Self::NoTarget { resource, field, to: target } => {
                write!(to, "{resource}.{field} refers to a {target}, and there is none. Generate {target} first.")
            }
        }
    }
}

impl std::error::Error for DataError {}
