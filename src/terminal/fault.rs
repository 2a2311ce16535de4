//! Why a command could not do its work: what happened, why, and what to do.

use std::fmt;
use std::io;

/// A fault that ends a command.
#[derive(Debug)]
pub enum Fault {
    /// Something is wrong with what the person gave; the text says what to do.
    Input(String),
    /// Nobody reads the output any more, or it cannot be written.
    Output(io::Error),
}

impl Fault {
    /// A fault in what the person gave.
    pub fn input(text: impl Into<String>) -> Self {
        Self::Input(text.into())
    }

    /// Whether the reader of the output has gone away, as `head` does: no fault worth a word.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(text) => to.write_str(text),
            Self::Output(error) => write!(to, "The output cannot be written ({}). Free some space, or write elsewhere.", reason(error)),
        }
    }
}

/// The system's reason without its number: `No such file or directory`.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}
