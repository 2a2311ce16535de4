//! A review as Markdown: for a pull request or a wiki.

use std::fmt::Write as _;

use super::{Shows, Source, words};
use crate::design::Design;
use crate::design::words::markdown::{code, fence, inline};
use crate::rules::{Finding, Report, Safety, lesson};

/// The review of a design.
pub fn markdown(design: &Design, report: &Report, source: &Source, shows: Shows<'_>) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# Review of {}\n", inline(&design.name));
    if let (Some(score), Some(band)) = (report.rounded(), report.band) {
        let _ = writeln!(out, "**{score:.1} of 100**, {}. ", band.word());
    }
    let _ = writeln!(out, "Level {} of 3: {}. {}\n", report.richardson.level, report.richardson.title(), inline(&report.richardson.way_up));
    let _ = writeln!(out, "{}\n", report.headline());
    if !report.groups.is_empty() {
        out.push_str("| Group | Score | Points to gain | Findings |\n|---|---:|---:|---:|\n");
        for group in &report.groups {
            let _ = writeln!(out, "| {} | {:.1} | {:.1} | {} |", group.title, group.score, group.points, group.findings);
        }
    }
    if !report.findings.is_empty() {
        out.push_str("\n## To fix\n");
    }
    for finding in &report.findings {
        write_finding(&mut out, design, finding, source, &shows(finding));
    }
    if !report.accepted.is_empty() {
        out.push_str("\n## Accepted\n\n");
        for accepted in &report.accepted {
            let finding = &accepted.finding;
            let _ = writeln!(
                out,
                "- {} · `{}`: {} Kept: {}",
                finding.title,
                code(&words(design, &finding.at)),
                inline(&finding.message),
                inline(&accepted.reason)
            );
        }
    }
    out
}

fn write_finding(out: &mut String, design: &Design, finding: &Finding, source: &Source, shown: &[String]) {
    let _ = writeln!(out, "\n### {} {} · +{:.1}\n", finding.severity.shape(), finding.title, finding.points);
    let _ = write!(out, "{}", code(&words(design, &finding.at)));
    if let Some(place) = source.place(&finding.at) {
        let _ = write!(out, " in {}, line {}", inline(&source.file), place.line);
    }
    let _ = writeln!(out, " (rule `{}`)\n\n{}", finding.rule, inline(&finding.message));
    for evidence in &finding.evidence {
        let _ = writeln!(out, "- {}: {}", code(&words(design, &evidence.at)), inline(&evidence.saw));
    }
    if let Some((claim, requests)) = shown.split_first() {
        let _ = writeln!(out, "\nShown by running it: {}\n", inline(claim));
        let requests = requests.join("\n");
        let fence = fence(&requests);
        let _ = writeln!(out, "{fence}text\n{requests}\n{fence}");
    }
    if let Some(lesson) = lesson(finding.rule) {
        let _ = writeln!(out, "\n{} {}", lesson.why, lesson.advice);
    }
    if let Some(fix) = &finding.fix {
        let safety = if fix.safety == Safety::Safe { "safe" } else { "review first" };
        let _ = writeln!(out, "\nFix: {} ({safety})", inline(&fix.label));
    }
}
