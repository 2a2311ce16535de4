//! A review as a document: Markdown, one page of HTML, SARIF for other programs, a badge; and its rules for another linter.

mod badge;
mod html;
mod markdown;
mod sarif;
mod spectral;

use std::collections::BTreeMap;

use super::Finding;
use crate::design::{Design, Pointer};

pub use badge::badge;
pub use html::html;
pub use markdown::markdown;
pub use sarif::sarif;
pub use spectral::spectral;

/// What a design's profile and score give beside the review itself.
pub struct Beside {
    /// The word on the command line.
    pub id: &'static str,
    /// What the page calls it.
    pub title: &'static str,
    /// What it is for, in a few words.
    pub about: &'static str,
    /// The name of the file that is saved.
    pub file_name: &'static str,
    /// The media type of the file.
    pub media_type: &'static str,
    /// Writes it.
    pub write: fn(&Design) -> String,
}

/// All of them.
pub const BESIDE: &[Beside] = &[
    Beside {
        id: "spectral",
        title: "Spectral ruleset",
        about: "The profile's rules for other linters",
        file_name: "spectral.yaml",
        media_type: "application/yaml",
        write: spectral::spectral,
    },
    Beside {
        id: "badge",
        title: "Badge, SVG",
        about: "The score, for a README",
        file_name: "badge.svg",
        media_type: "image/svg+xml",
        write: badge::of,
    },
];

/// The file that a design was read from, and where its parts stand in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The name of the file.
    pub file: String,
    /// Where parts stand; a part that is not here stands somewhere in the file.
    pub places: BTreeMap<Pointer, Place>,
}

/// What running the server shows of a finding, as lines: the claim, and the requests behind it. Without lines nothing was run.
pub type Shows<'a> = &'a dyn Fn(&Finding) -> Vec<String>;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its JSON pointer.
    pub pointer: String,
    /// The line; counts from 1.
    pub line: u32,
    /// The column, in characters; counts from 1.
    pub column: u32,
}

impl Source {
    /// Where a part stands; of a field that is not known, where its resource stands.
    pub fn place(&self, at: &Pointer) -> Option<&Place> {
        self.places.get(at).or_else(|| match at {
            Pointer::Field(resource, _) => self.places.get(&Pointer::resource(resource)),
            _ => None,
        })
    }
}

/// A part of the design in words; endpoints by method and path.
pub fn words(design: &Design, at: &Pointer) -> String {
    match at {
        Pointer::Endpoint(id) => design.endpoint(id).map_or_else(|| id.clone(), |endpoint| endpoint.label()),
        other => other.breadcrumb(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;
    use crate::rules::review;

    #[test]
    fn every_form_names_every_finding_and_lets_nothing_through() {
        for sample in samples::ALL {
            let mut design = sample.design();
            design.name = "<script>alert(1)</script> `a` | *b*".to_owned();
            let report = review(&design);
            let source = Source::default();
            let shows = |_: &Finding| vec!["It is <so>.".to_owned(), "▸ #1 Ada: GET /a?b=*c* → 200 OK".to_owned()];
            let (markdown, html) = (markdown(&design, &report, &source, &shows), html(&design, &report, &source, &shows));
            let sarif = sarif(&design, &report, &source, &shows);
            assert_eq!(markdown.matches("Shown by running it: It is &lt;so>.").count(), report.findings.len());
            assert_eq!(html.matches("It is &lt;so&gt;.").count(), report.findings.len());
            let shown = sarif["runs"][0]["results"].as_array().unwrap().iter().filter(|result| result["properties"]["shown"].is_array());
            assert_eq!(shown.count(), report.findings.len());
            assert!(!html.contains("<script>alert") && !markdown.contains("<script>"));
            let results = sarif["runs"][0]["results"].as_array().unwrap();
            assert_eq!(results.len(), report.findings.len() + report.accepted.len());
            assert_eq!(markdown.matches("\n### ").count(), report.findings.len());
            assert_eq!(html.matches("<article").count(), report.findings.len());
        }
    }

    #[test]
    fn results_name_rules_that_are_declared() {
        let design = samples::flawed();
        let at = design.endpoints[0].at();
        let place = Place { pointer: "/paths/~1a".to_owned(), line: 3, column: 5 };
        let source = Source { file: "my api.yaml".to_owned(), places: [(at, place)].into() };
        let sarif = sarif(&design, &review(&design), &source, &|_| Vec::new());
        let run = &sarif["runs"][0];
        let declared = run["tool"]["driver"]["rules"].as_array().unwrap();
        let mut placed = 0;
        for result in run["results"].as_array().unwrap() {
            let index = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(declared[index]["id"], result["ruleId"]);
            assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
            let location = &result["locations"][0]["physicalLocation"];
            assert_eq!(location["artifactLocation"]["uri"], "my%20api.yaml");
            placed += usize::from(location["region"]["startLine"] == 3);
        }
        assert!(placed > 0);
    }
}
