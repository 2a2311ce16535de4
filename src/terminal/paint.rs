//! Colour, where the output is a terminal and nobody asked for none (<https://no-color.org>).

use std::fmt;
use std::io::{self, IsTerminal};

/// Whether to paint.
#[derive(Clone, Copy, Debug)]
pub struct Paint(bool);

/// A way to paint.
#[derive(Clone, Copy, Debug)]
pub enum Ink {
    /// Headlines and numbers.
    Strong,
    /// What may be passed over.
    Faint,
    /// It worked.
    Good,
    /// It went elsewhere.
    Other,
    /// The caller's fault.
    Caution,
    /// The server's fault.
    Bad,
}

impl Paint {
    /// Paints standard output if it is a terminal.
    pub fn stdout() -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let able = std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        Self(wanted && able && io::stdout().is_terminal())
    }

    /// Never paints.
    pub const fn none() -> Self {
        Self(false)
    }

    /// Whether it paints at all.
    pub const fn is_on(self) -> bool {
        self.0
    }

    /// The text in this ink.
    pub fn ink<T: fmt::Display>(self, ink: Ink, text: T) -> Inked<T> {
        Inked { code: self.0.then(|| ink.code()), text }
    }
}

impl Ink {
    /// The ink of a status class.
    pub fn of_status(status: u16) -> Self {
        match status {
            0..=299 => Self::Good,
            300..=399 => Self::Other,
            400..=499 => Self::Caution,
            _ => Self::Bad,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Strong => "1",
            Self::Faint => "2",
            Self::Good => "32",
            Self::Other => "36",
            Self::Caution => "33",
            Self::Bad => "31",
        }
    }
}

/// A text with its ink.
pub struct Inked<T> {
    code: Option<&'static str>,
    text: T,
}

impl<T: fmt::Display> fmt::Display for Inked<T> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => {
                write!(to, "\x1b[{code}m")?;
                self.text.fmt(to)?;
                to.write_str("\x1b[0m")
            }
            None => self.text.fmt(to),
        }
    }
}
