//! `--profile`: how strictly a review judges; and the lines of the review about its measure, the way up and the constraints of REST.

use std::fmt::Write as _;
use std::sync::Arc;

use roundtrip::design::Design;
use roundtrip::design::brief::Profile;
use roundtrip::rules::{self, PROFILES, Report};

/// The profile of this name.
pub fn parse(text: &str) -> Result<Profile, String> {
    let named = PROFILES.iter().find(|(_, title, _)| title.eq_ignore_ascii_case(text));
    named.map(|(profile, ..)| *profile).ok_or_else(|| {
        let all: Vec<String> = PROFILES.iter().map(|(_, title, _)| title.to_lowercase()).collect();
        format!("there is no profile `{text}`; choose one of {}", all.join(", "))
    })
}

/// The design under another profile, where one is given.
pub fn judged(mut design: Design, profile: Option<Profile>) -> Design {
    if let Some(profile) = profile {
        Arc::make_mut(&mut design.brief).profile = profile;
    }
    design
}

/// The measure where it is not the usual one, the shortest way up, and the six constraints of REST.
pub fn lines(design: &Design, report: &Report) -> String {
    let mut out = String::new();
    if let Some((_, title, means)) = PROFILES.iter().find(|(profile, ..)| *profile == design.brief.profile && !profile.is_guide()) {
        let _ = writeln!(out, "Profile {title}: {means}");
    }
    if let Some(way) = report.way_in_words() {
        let _ = writeln!(out, "{way}");
    }
    let constraints = rules::constraints(design);
    if !constraints.is_empty() {
        let all: Vec<String> = constraints.iter().map(|known| format!("{} {}", known.title.to_lowercase(), known.stand.word())).collect();
        let _ = writeln!(out, "Constraints of REST: {}.", all.join(", "));
    }
    for constraint in &constraints {
        for evidence in &constraint.against {
            let _ = writeln!(out, "  against {}: {}", constraint.title.to_lowercase(), evidence.saw);
        }
    }
    out
}
