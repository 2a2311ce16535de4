//! The format is negotiated, not part of the name.

use crate::design::Design;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend, route};

/// A path ends with the name of a format or a program.
pub static RULE: Rule = Rule {
    id: "file-extension",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 3,
    title: "File extension in the path",
    passes: "Paths are free of formats",
    question: &[14, 10],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The same thing gets one address per format, and links break on the day the format or the program behind it changes.",
    advice: "Leave the extension out; clients name the format they want in Accept.",
    sources: &["RFC 9110 section 12", "W3C: Cool URIs don't change"],
    example: Example { bad: || shop_whose("readOrder", |endpoint| endpoint.path.push_str(".json")), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    // Well-known addresses are spelt as they were registered (RFC 8615 section 3.1).
    for endpoint in look::endpoints(design).filter(|endpoint| !endpoint.path.starts_with("/.well-known/")) {
        let path = endpoint.path.trim_end_matches('/');
        let Some((path, extension)) = route::extension(path) else {
            audit.pass(endpoint.at(), "names no format");
            continue;
        };
        let path = route::as_others_write_it(design, endpoint, path.to_owned());
        let edit = mend::endpoint(endpoint, |endpoint| endpoint.path.clone_from(&path));
        audit
            .fail(endpoint.at(), format!("{} ends with `{extension}`. Let Accept choose the format.", endpoint.label()))
            .because(endpoint.at(), endpoint.label())
            .maybe_fix(format!("Move to {path}"), Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
    }
}
