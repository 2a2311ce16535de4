//! A comparison as Markdown: a guide for those who have to move, and an entry for the changelog.

use std::fmt::Write as _;

use super::{Bump, Change, Level, Report, next};
use crate::design::words::markdown;

/// What clients have to do, change by change.
pub fn migration(name: &str, old: &str, report: &Report) -> String {
    let to = next(old, Bump::of(report));
    let mut out = format!("# Moving to {} {to}\n\n", markdown::inline(name));
    let _ = writeln!(out, "{}\n", report.headline());
    for level in [Level::Breaking, Level::Risky] {
        let all: Vec<&Change> = report.changes.iter().filter(|change| change.level == level).collect();
        if all.is_empty() {
            continue;
        }
        let heading = if level == Level::Breaking { "You have to change" } else { "You should look at" };
        let _ = writeln!(out, "## {} {heading}\n", level.shape());
        for change in all {
            section(&mut out, change);
        }
    }
    let new: Vec<&Change> = report.changes.iter().filter(|change| change.level == Level::Additive).collect();
    if !new.is_empty() {
        let _ = writeln!(out, "## {} New, and free to use\n", Level::Additive.shape());
        new.iter().for_each(|change| {
            let _ = writeln!(out, "* {}{}", markdown::inline(&change.title), calls(change));
        });
        out.push('\n');
    }
    if report.count(Level::Breaking) + report.count(Level::Risky) == 0 {
        out.push_str("Nothing has to be changed: clients that work go on working.\n");
    }
    out
}

fn section(out: &mut String, change: &Change) {
    let _ = writeln!(out, "### {}\n", markdown::inline(&change.title));
    if !change.calls.is_empty() {
        let _ = writeln!(out, "Where: {}\n", listed(&change.calls));
    }
    if !change.old.is_empty() || !change.new.is_empty() {
        let said = |text: &str| if text.is_empty() { "nothing".to_owned() } else { markdown::code(text) };
        let _ = writeln!(out, "| before | now |\n|---|---|\n| {} | {} |\n", said(&change.old), said(&change.new));
    }
    let _ = writeln!(out, "{}\n", markdown::inline(&change.who));
    if let Some(advice) = advice(change) {
        let _ = writeln!(out, "Do this: {advice}\n");
    }
}

/// What a client does about it.
fn advice(change: &Change) -> Option<&'static str> {
    let kind = change.kind.as_str();
    let has = |part: &str| kind.contains(part);
    Some(match () {
        () if kind == "endpoint-moved" => "call the new path.",
        () if has("endpoint-removed") => "stop calling it, and look for what took its place.",
        () if has("new-required") || has("became-required") => "send it with every request.",
        () if has("property-removed") && has("request") => "stop sending it.",
        () if has("removed") && has("response") => "read without it.",
        () if has("enum-value-removed") => "send one of the other values.",
        () if has("enum-value-added") => "have a way for values that you do not know.",
        () if has("became-nullable") || has("became-optional") => "look whether it is there before you use it.",
        () if has("type-") => "read and write it in the new form.",
        () if has("security") || has("api-key") || has("bearer") => "get credentials of the new kind, and send them.",
        () if has("idempotency-key") => "send a fresh Idempotency-Key with each new request, and the same one with a repetition.",
        () if has("if-match") => "send the ETag that you read in If-Match.",
        () if has("pagination") || has("envelope") || has("page-") => "read lists page by page, as the answer says.",
        () if has("rate-limit") => "slow down, and wait as Retry-After says.",
        () if has("error-") => "read errors in the new form, and decide by status and type.",
        () if has("-min") || has("-max") || has("pattern") || has("became-enum") => "keep within the new limit.",
        () => return None,
    })
}

/// An entry for the changelog, in the order in which readers look: what breaks, what is new, what else.
pub fn changelog(old: &str, date: &str, report: &Report) -> String {
    let mut out = format!("## {} ({date})\n", next(old, Bump::of(report)));
    for (level, heading) in [(Level::Breaking, "Breaking"), (Level::Risky, "Changed"), (Level::Additive, "Added"), (Level::Same, "Details")] {
        let all: Vec<&Change> = report.changes.iter().filter(|change| change.level == level).collect();
        if all.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n### {heading}\n");
        for change in all {
            let _ = writeln!(out, "* {}{}", markdown::inline(&change.title), calls(change));
        }
    }
    if report.changes.is_empty() {
        let _ = writeln!(out, "\n{}", report.headline());
    }
    out
}

/// In brackets behind a change, unless its title says it.
fn calls(change: &Change) -> String {
    let told = |call: &String| change.title.contains(call.as_str());
    if change.calls.is_empty() || change.calls.iter().all(told) { String::new() } else { format!(" ({})", listed(&change.calls)) }
}

fn listed(calls: &[String]) -> String {
    let mut all: Vec<String> = calls.iter().take(4).map(|call| markdown::code(call)).collect();
    if calls.len() > 4 {
        all.push(format!("{} more", calls.len() - 4));
    }
    all.join(", ")
}
