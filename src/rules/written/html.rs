//! A review as one page of HTML that needs nothing beside it: no script, no request.

use std::fmt::Write as _;

use super::{Shows, Source, words};
use crate::design::Design;
use crate::rules::{Finding, Report, Safety, Severity, lesson};

const STYLE: &str = "\
:root{color-scheme:light dark;--line:#8885;--soft:#8881}
body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem}
h1{margin:0}code{font-family:ui-monospace,monospace;font-size:.9em;background:var(--soft);padding:.1em .3em;border-radius:3px;overflow-wrap:anywhere}
pre{font:.85em/1.5 ui-monospace,monospace;background:var(--soft);padding:.5em .8em;border-radius:3px;overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
article{border:1px solid var(--line);border-radius:6px;padding:.8rem 1rem;margin:.8rem 0}article h3{margin:0;font-size:1.05rem}
.score{font-size:2rem;font-weight:600}.why{opacity:.85}@media print{article{break-inside:avoid}}";

/// The review of a design.
pub fn html(design: &Design, report: &Report, source: &Source, shows: Shows<'_>) -> String {
    let name = plain(&design.name);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>Review of {name}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>\n<h1>{name}</h1>\n"
    );
    if let (Some(score), Some(band)) = (report.rounded(), report.band) {
        let _ = writeln!(out, "<p><span class=\"score\">{score:.1}</span> of 100, {}</p>", band.word());
    }
    let _ = writeln!(out, "<p>Level {} of 3: {}. {}</p>", report.richardson.level, report.richardson.title(), plain(&report.richardson.way_up));
    let _ = writeln!(out, "<p>{}</p>", plain(&report.headline()));
    if !report.groups.is_empty() {
        out.push_str("<table>\n<thead><tr><th scope=\"col\">Group<th scope=\"col\" class=\"n\">Score<th scope=\"col\" class=\"n\">Points to gain<th scope=\"col\" class=\"n\">Findings</tr></thead>\n<tbody>\n");
        for group in &report.groups {
            let _ = writeln!(
                out,
                "<tr><td>{}<td class=\"n\">{:.1}<td class=\"n\">{:.1}<td class=\"n\">{}</tr>",
                group.title, group.score, group.points, group.findings
            );
        }
        out.push_str("</tbody>\n</table>\n");
    }
    if !report.findings.is_empty() {
        out.push_str("<h2>To fix</h2>\n");
    }
    for finding in &report.findings {
        write_finding(&mut out, design, finding, source, &shows(finding));
    }
    if !report.accepted.is_empty() {
        out.push_str("<h2>Accepted</h2>\n<ul>\n");
        for accepted in &report.accepted {
            let finding = &accepted.finding;
            let _ = writeln!(
                out,
                "<li>{} · <code>{}</code>: {} Kept: {}",
                finding.title,
                plain(&words(design, &finding.at)),
                plain(&finding.message),
                plain(&accepted.reason)
            );
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn write_finding(out: &mut String, design: &Design, finding: &Finding, source: &Source, shown: &[String]) {
    let severity = match finding.severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Hint => "Hint",
    };
    let _ = writeln!(
        out,
        "<article>\n<h3><span title=\"{severity}\">{}</span> {} · +{:.1}</h3>\n<p><code>{}</code>",
        finding.severity.shape(),
        plain(finding.title),
        finding.points,
        plain(&words(design, &finding.at))
    );
    if let Some(place) = source.place(&finding.at) {
        let _ = writeln!(out, "in {}, line {}", plain(&source.file), place.line);
    }
    let _ = writeln!(out, "<p>{}", plain(&finding.message));
    if !finding.evidence.is_empty() {
        out.push_str("<ul>\n");
        for evidence in &finding.evidence {
            let _ = writeln!(out, "<li><code>{}</code>: {}", plain(&words(design, &evidence.at)), plain(&evidence.saw));
        }
        out.push_str("</ul>\n");
    }
    if let Some((claim, requests)) = shown.split_first() {
        let _ = writeln!(out, "<p>Shown by running it: {}\n<pre>{}</pre>", plain(claim), plain(&requests.join("\n")));
    }
    if let Some(lesson) = lesson(finding.rule) {
        let _ = writeln!(out, "<p class=\"why\">{} {}", plain(lesson.why), plain(lesson.advice));
    }
    if let Some(fix) = &finding.fix {
        let safety = if fix.safety == Safety::Safe { "safe" } else { "review first" };
        let _ = writeln!(out, "<p>Fix: {} ({safety})", plain(&fix.label));
    }
    out.push_str("</article>\n");
}

fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
