//! A review as SARIF 2.1.0 (OASIS): build machines and code hosts show it beside the lines that it is about.

use serde_json::{Value, json};

use super::{Shows, Source, words};
use crate::design::Design;
use crate::rules::{ALL, Finding, Report, Severity, lesson};

/// The review of a design.
/// A finding that running the server shows has what was sent in `properties.shown`: a result has no word for it.
pub fn sarif(design: &Design, report: &Report, source: &Source, shows: Shows<'_>) -> Value {
    let rules: Vec<Value> = ALL
        .iter()
        .map(|rule| {
            let lesson = lesson(rule.id);
            json!({
                "id": rule.id,
                "name": crate::design::words::pascal(rule.id),
                "shortDescription": { "text": rule.title },
                "fullDescription": { "text": lesson.map_or(rule.title, |lesson| lesson.why) },
                "help": { "text": lesson.map_or(rule.title, |lesson| lesson.advice) },
                "defaultConfiguration": { "level": level(rule.severity) },
                "properties": { "tags": [rule.group.title()] },
            })
        })
        .collect();
    let mut results: Vec<Value> = report.findings.iter().map(|finding| result(design, finding, source, &shows(finding))).collect();
    for accepted in &report.accepted {
        let mut kept = result(design, &accepted.finding, source, &[]);
        if let Some(members) = kept.as_object_mut() {
            members.insert("suppressions".to_owned(), json!([{ "kind": "external", "justification": accepted.reason }]));
        }
        results.push(kept);
    }
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "Roundtrip", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": { "score": report.rounded(), "level": report.richardson.level },
        }],
    })
}

fn result(design: &Design, finding: &Finding, source: &Source, shown: &[String]) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&source.file) } });
    let mut logical = json!({ "fullyQualifiedName": finding.at.to_string(), "name": words(design, &finding.at) });
    if let (Some(place), Some(physical), Some(logical)) = (source.place(&finding.at), physical.as_object_mut(), logical.as_object_mut()) {
        physical.insert("region".to_owned(), json!({ "startLine": place.line, "startColumn": place.column }));
        logical.insert("properties".to_owned(), json!({ "jsonPointer": place.pointer }));
    }
    let mut properties = json!({ "points": (finding.points * 10.0).round() / 10.0, "group": finding.group.title() });
    if let Some(members) = properties.as_object_mut().filter(|_| !shown.is_empty()) {
        members.insert("shown".to_owned(), json!(shown));
    }
    json!({
        "ruleId": finding.rule,
        "ruleIndex": ALL.iter().position(|rule| rule.id == finding.rule),
        "level": level(finding.severity),
        "message": { "text": format!("{}: {}", finding.title, finding.message) },
        "locations": [{ "physicalLocation": physical, "logicalLocations": [logical] }],
        "partialFingerprints": { "ruleAndPlace/v1": format!("{} {}", finding.rule, finding.at) },
        "properties": properties,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

/// A relative reference (RFC 3986): what a path cannot hold is encoded.
fn uri(file: &str) -> String {
    const UNFIT: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'[')
        .add(b'\\')
        .add(b']')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    percent_encoding::utf8_percent_encode(file, UNFIT).to_string()
}
