//! Problem types in words: what happened, what to do, and the standard behind it. The `type` of a problem leads here, so that a person
//! can look it up (RFC 9457 section 3.1.1): the page and the native server both show these texts.

pub mod example;
mod texts;

use super::stages::problems;

pub use texts::ALL;

/// What is known of a problem type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProblemKind {
    /// The last part of the type's URI.
    pub kind: &'static str,
    /// The status that usually comes with it; a policy may choose another.
    pub status: u16,
    /// What happened, and why the server refuses.
    pub what: &'static str,
    /// The way out.
    pub remedy: &'static str,
    /// The section of the standard.
    pub spec: &'static str,
}

/// The problem type of this name.
pub fn find(kind: &str) -> Option<&'static ProblemKind> {
    ALL.iter().find(|known| known.kind == kind)
}

impl ProblemKind {
    /// The title that its problems carry.
    pub fn title(&self) -> &'static str {
        problems::title(self.kind)
    }

    /// A page about it, in Markdown.
    pub fn markdown(&self) -> String {
        let line = crate::http::status::line(self.status);
        format!(
            "# {}\n\n`{}`, usually {line}\n\n## What happened\n\n{}\n\n## What to do\n\n{}\n\nThe standard: {}.\n",
            self.title(),
            self.kind,
            self.what,
            self.remedy,
            self.spec
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_that_is_written_is_explained_and_no_other() {
        for known in ALL {
            assert_ne!(known.title(), problems::title("no such type"), "{} has no title", known.kind);
            assert!(find(known.kind) == Some(known) && known.what.ends_with('.') && known.remedy.ends_with('.'), "{}", known.kind);
        }
        for kind in problems::kinds() {
            assert!(find(kind).is_some(), "the problem type {kind} has a title and no entry in ALL");
        }
        assert_eq!(problems::kinds().count(), ALL.len());
    }
}
