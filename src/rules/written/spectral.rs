//! A ruleset for Spectral: those rules of the design's profile that look at nothing but an OpenAPI document, so that other people's
//! build machines judge alike. What Spectral cannot look at is named in comments.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::design::Design;
use crate::rules::{ALL, Measure, Rule, Severity, lesson};

/// A rule in Spectral's words: where to look, and what has to be there.
struct Look {
    id: &'static str,
    given: &'static [&'static str],
    then: fn() -> Value,
}

const PATHS: &[&str] = &["$.paths[*]~"];
const OPERATIONS: &[&str] = &["$.paths[*][get,put,post,delete,options,head,patch,trace]"];
const PROPERTIES: &[&str] = &["$.components.schemas[*].properties[*]"];

fn never(pattern: &str) -> Value {
    json!({ "function": "pattern", "functionOptions": { "notMatch": pattern } })
}

fn there(field: &str) -> Value {
    json!({ "field": field, "function": "truthy" })
}

fn absent(field: &str) -> Value {
    json!({ "field": field, "function": "undefined" })
}

fn fits(schema: Value) -> Value {
    json!({ "function": "schema", "functionOptions": { "schema": schema } })
}

const LOOKS: &[Look] = &[
    Look { id: "trailing-slash", given: PATHS, then: || never("./$") },
    Look { id: "uppercase-in-path", given: PATHS, then: || never("/[^{/]*[A-Z]") },
    Look { id: "underscore-in-path", given: PATHS, then: || never("/[^{/]*_") },
    Look { id: "empty-or-encoded-segment", given: PATHS, then: || never("//|%") },
    Look { id: "file-extension", given: PATHS, then: || never("\\.(json|xml|csv|html?|php|aspx?)(/|$)") },
    Look { id: "crud-word-in-path", given: PATHS, then: || never("/([gG]et|[cC]reate|[dD]elete|[uU]pdate|[aA]dd|[rR]emove|[lL]ist)([A-Z_/-]|$)") },
    Look { id: "secret-in-path", given: PATHS, then: || never("\\{[^}]*([pP]assword|[sS]ecret|[tT]oken|[aA]pi_?[kK]ey)[^}]*\\}") },
    Look { id: "nested-deeper-than-two", given: PATHS, then: || never("(/[^{/]+/\\{[^}]+\\}){3}/") },
    Look {
        id: "no-client-error-declared",
        given: &["$.paths[*][get,put,post,delete,patch].responses"],
        then: || fits(json!({ "type": "object", "not": { "propertyNames": { "pattern": "^[^4]" } } })),
    },
    Look { id: "no-content-with-body", given: &["$.paths[*][*].responses['204']"], then: || absent("content") },
    Look { id: "challenge-missing", given: &["$.paths[*][*].responses['401']"], then: || there("headers.WWW-Authenticate") },
    Look { id: "no-retry-after", given: &["$.paths[*][*].responses['429']"], then: || there("headers.Retry-After") },
    Look {
        id: "errors-not-problem-details",
        given: &["$.paths[*][*].responses[?(@property.match(/^[45]/))].content"],
        then: || there("application/problem+json"),
    },
    Look {
        id: "top-level-array",
        given: &["$.paths[*].get.responses['200'].content['application/json'].schema"],
        then: || fits(json!({ "not": { "required": ["type"], "properties": { "type": { "const": "array" } } } })),
    },
    Look { id: "plain-http", given: &["$.servers[*].url"], then: || never("^http://(?!localhost|127\\.)") },
    Look {
        id: "key-in-query",
        given: &["$.components.securitySchemes[*]"],
        then: || fits(json!({ "not": { "required": ["type", "in"], "properties": { "type": { "const": "apiKey" }, "in": { "const": "query" } } } })),
    },
    Look { id: "implicit-grant", given: &["$.components.securitySchemes[*].flows"], then: || absent("implicit") },
    Look { id: "password-grant", given: &["$.components.securitySchemes[*].flows"], then: || absent("password") },
    Look {
        id: "money-as-float",
        given: &["$.components.schemas[*].properties[price,amount,total,cost,fee,balance]"],
        then: || fits(json!({ "not": { "required": ["type"], "properties": { "type": { "const": "number" } } } })),
    },
    Look { id: "api-without-summary", given: &["$.info"], then: || there("description") },
    Look { id: "endpoint-without-summary", given: OPERATIONS, then: || there("summary") },
    Look { id: "resource-without-note", given: &["$.components.schemas[*]"], then: || there("description") },
    Look { id: "field-without-note", given: PROPERTIES, then: || there("description") },
];

/// The ruleset of a design's profile.
pub fn spectral(design: &Design) -> String {
    let profile = design.brief.profile;
    let measure = Measure::of(profile);
    let counts: Vec<&Rule> = ALL.iter().copied().filter(|rule| measure.weight(rule).is_some()).collect();
    let told = |rule: &&&Rule| LOOKS.iter().any(|look| look.id == rule.id);
    let said = counts.iter().filter(told).count();
    let mut text = format!(
        "# Roundtrip's profile {profile:?} for Spectral: {said} of its {} rules look at nothing but the document.\n# The others, at the end, need the design itself: how the server behaves and how its parts belong together.\nrules:\n",
        counts.len()
    );
    for look in LOOKS {
        let Some(rule) = counts.iter().find(|rule| rule.id == look.id) else { continue };
        let severity = match rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warn",
            Severity::Hint => "hint",
        };
        let why = lesson(rule.id).map_or(rule.title, |lesson| lesson.why);
        let _ = write!(
            text,
            "  {}:\n    description: {}\n    message: {}\n    severity: {severity}\n    given: {}\n    then: {}\n",
            rule.id,
            Value::from(why),
            Value::from(format!("{}: {{{{path}}}}", rule.title)),
            json!(look.given),
            (look.then)()
        );
    }
    text.push_str("# Not in Spectral's reach:\n");
    for rule in counts.iter().filter(|rule| !told(rule)) {
        let _ = writeln!(text, "# - {}: {}", rule.id, rule.title);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;

    #[test]
    fn every_look_is_a_rule_of_ours() {
        for look in LOOKS {
            assert!(ALL.iter().any(|rule| rule.id == look.id), "{} is no rule", look.id);
        }
        let text = spectral(&samples::hotel_booking());
        assert!(ALL.iter().all(|rule| text.contains(rule.id)), "every rule is there or named");
        assert_eq!(text.matches("    given: ").count(), LOOKS.len());
    }
}
