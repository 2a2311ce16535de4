//! The number that the new version should have (Semantic Versioning 2.0.0): a change that breaks raises the first part, one that adds
//! the second, anything else the third.

use serde::Serialize;

use super::{Level, Report};

/// Which part of a version number goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bump {
    /// Nothing differs.
    None,
    /// Words and details that no client notices.
    Patch,
    /// Something is new.
    Minor,
    /// Somebody breaks, or may.
    Major,
}

impl Bump {
    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// What a report asks for. What is only risky may pass as an addition, if its authors know their clients; the safe advice counts here.
    pub fn of(report: &Report) -> Self {
        match report.worst() {
            Some(Level::Breaking) => Self::Major,
            Some(Level::Risky | Level::Additive) => Self::Minor,
            Some(Level::Same) => Self::Patch,
            None if report.words > 0 => Self::Patch,
            None => Self::None,
        }
    }
}

/// The version after this one. A text without numbers counts as `1.0.0`; parts that are missing as 0.
pub fn next(old: &str, bump: Bump) -> String {
    let plain = old.trim().trim_start_matches(['v', 'V']);
    let core = plain.split(['-', '+']).next().unwrap_or_default();
    let mut parts = core.split('.').map(|part| part.parse::<u64>().ok());
    let (major, minor, patch) = match parts.next().flatten() {
        Some(major) => (major, parts.next().flatten().unwrap_or(0), parts.next().flatten().unwrap_or(0)),
        None => (1, 0, 0),
    };
    match bump {
        Bump::None => format!("{major}.{minor}.{patch}"),
        Bump::Patch => format!("{major}.{minor}.{}", patch.saturating_add(1)),
        Bump::Minor => format!("{major}.{}.0", minor.saturating_add(1)),
        Bump::Major => format!("{}.0.0", major.saturating_add(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_up() {
        for (old, bump, expected) in [
            ("1.4.2", Bump::Major, "2.0.0"),
            ("1.4.2", Bump::Minor, "1.5.0"),
            ("1.4.2", Bump::Patch, "1.4.3"),
            ("1.4.2", Bump::None, "1.4.2"),
            ("v2", Bump::Minor, "2.1.0"),
            ("0.3.0-beta.1", Bump::Minor, "0.4.0"),
            ("", Bump::Major, "2.0.0"),
            ("2021-04", Bump::Patch, "2021.0.1"),
            ("latest", Bump::Patch, "1.0.1"),
        ] {
            assert_eq!(next(old, bump), expected, "{old}");
        }
    }
}
