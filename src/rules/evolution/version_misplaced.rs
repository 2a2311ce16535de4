//! One version, at the front, for the whole API.

use crate::design::Design;
use crate::design::template::Segment;
use crate::rules::example::{shop_whose, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend, route};

/// A version stands behind a resource, or twice.
pub static RULE: Rule = Rule {
    id: "version-misplaced",
    group: Group::Evolution,
    severity: Severity::Warning,
    weight: 3,
    title: "Version in the wrong place",
    passes: "The version stands in front",
    question: &[20, 50],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A gateway routes whole versions by their first segment. A version behind a resource makes one address space per resource, which nobody keeps apart.",
    advice: "Put the version once, before everything else.",
    sources: &["Microsoft REST API guidelines: versioning"],
    example: Example {
        bad: || shop_whose("readOrder", |endpoint| endpoint.path = "/orders/v2/{id}".to_owned()),
        good: || {
            shop_with(|design| {
                design.base_path.clear();
                for endpoint in &mut design.endpoints {
                    let endpoint = std::sync::Arc::make_mut(endpoint);
                    endpoint.path = format!("/v1{}", endpoint.path);
                }
            })
        },
    },
};

fn check(design: &Design, audit: &mut Audit) {
    let in_front = design.base_path.split('/').any(route::is_version);
    for endpoint in look::endpoints(design) {
        let segments = endpoint.template().segments;
        let is_version = |segment: &Segment| matches!(segment, Segment::Literal(text) if route::is_version(text));
        let Some(place) = segments.iter().position(is_version) else { continue };
        let prefix = segments.iter().take(place).all(|segment| matches!(segment, Segment::Literal(text) if text == "api" || text == "scim"));
        if prefix && !in_front {
            audit.pass(endpoint.at(), "the version stands in front");
            continue;
        }
        let why = if in_front { "although the base path has one" } else { "behind what it versions" };
        let finding = audit.fail(endpoint.at(), format!("{} names a version {why}.", endpoint.label()));
        finding.because(endpoint.at(), design.full_path(endpoint));
        if in_front {
            let parts: Vec<String> = segments.iter().filter(|segment| !is_version(segment)).map(route::written).collect();
            let path = route::as_others_write_it(design, endpoint, route::joined(&parts));
            let label = format!("Move to {path}");
            let edit = mend::endpoint(endpoint, |endpoint| endpoint.path = path);
            finding.maybe_fix(label, Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
        }
    }
}
