//! The shape of a challenge's file: what is wanted, what it begins with, what is checked. Hint, goal and solution are apart, and
//! each is shown only when it is asked for.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Check, LabError, Start, patch};
use crate::design::Design;

/// A challenge.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Challenge {
    /// The word in addresses: `no-double-booking`.
    pub id: String,
    /// The title, as a question.
    pub question: String,
    /// How long it takes.
    pub minutes: u8,
    /// What one will see.
    pub see: Vec<String>,
    /// The question of the guide that it belongs to.
    pub guide: u8,
    /// What is wanted, in the words of whoever wants it.
    pub brief: String,
    /// What the brief does not say, and one has to decide or to ask.
    pub missing: Vec<String>,
    /// Where to look.
    pub hint: String,
    /// When it is reached.
    pub goal: String,
    /// The design to begin with.
    pub start: Start,
    /// What is asked of it.
    pub checks: Vec<Check>,
    /// One that holds.
    pub solution: Solution,
}

/// A way to do it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Solution {
    /// What it does, and why.
    pub text: String,
    /// What differs from the design that the challenge begins with.
    pub set: Map<String, Value>,
}

impl Challenge {
    /// Reads a file.
    pub fn read(text: &str) -> Result<Self, LabError> {
        serde_json::from_str(text).map_err(|error| LabError::Unreadable(error.to_string()))
    }

    /// The design of the solution.
    pub fn solved(&self) -> Result<Design, LabError> {
        patch::apply(&self.start.design()?, &self.solution.set)
    }

    /// How many changes the solution takes.
    pub fn par(&self) -> Result<usize, LabError> {
        Ok(super::changes(&self.start.design()?, &self.solved()?))
    }
}
