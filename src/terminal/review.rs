//! `roundtrip review`: what is weak in a design, why, what it costs, and how to mend it.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use roundtrip::design::Design;
use roundtrip::design::brief::Profile;
use roundtrip::proofs;
use roundtrip::rules::written::{self, Source, words as place};
use roundtrip::rules::{self, Finding, Report, Safety, Severity};
use serde_json::{Value, json};

use super::fault::{Fault, reason};
use super::paint::{Ink, Paint};
use super::proof::{Proofs, Show};
use super::source;

const AFTER: &str = "\
Examples:
  roundtrip review hotel-booking
  roundtrip review design.json --format json | jq '.findings[].message'
  roundtrip review openapi.yaml --format sarif -o review.sarif
  roundtrip review openapi.json --fail-on warning --fail-below 80
  roundtrip review design.json --watch
  roundtrip export flawed --format roundtrip | roundtrip review -

Exit codes: 0 nothing was found that fails, 1 an error (or what --fail-on and --fail-below name) was found, 2 the design cannot be read.";

/// Review a design: its score, its level, and what would raise them
///
/// Findings are sorted by the points they cost. ■ is an error, ▲ a warning, ◆ a hint. A finding with a safe fix can be mended
/// without breaking a client.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Options {
    /// A sample, a file (a design or OpenAPI 3.0/3.1, JSON or YAML), a link, or `-` for standard input
    design: String,
    /// How to write the review
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// How strictly to judge; what the design says where this is left out
    #[arg(long, value_parser = super::profile::parse)]
    profile: Option<Profile>,
    /// Show findings by requests to a scratch copy of the server
    #[arg(long, value_enum, default_value_t = Show::Small)]
    proofs: Show,
    /// Fail (exit code 1) where a finding is at least this grave
    #[arg(long, value_enum, default_value_t = Gravity::Error)]
    fail_on: Gravity,
    /// Fail (exit code 1) where the score is below this
    #[arg(long, value_name = "SCORE", value_parser = clap::value_parser!(u8).range(0..=100))]
    fail_below: Option<u8>,
    /// Review again whenever the file changes; Ctrl-C ends it
    #[arg(long)]
    watch: bool,
    /// Write the review into this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<std::path::PathBuf>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Gravity {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Hint,
    /// Nothing but the score, where `--fail-below` names one
    Never,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: one object with score, level and findings
    Json,
    /// For a pull request or a wiki
    Markdown,
    /// One page that needs nothing beside it
    Html,
    /// SARIF 2.1.0, for code hosts and build machines
    Sarif,
}

/// Reviews a design; exit code 1 where something stands that `--fail-on` and `--fail-below` name.
pub fn run(options: &Options) -> Result<ExitCode, Fault> {
    if !options.watch {
        return once(options);
    }
    let mut file = super::watch::Watched::new(&options.design)?;
    loop {
        // A file that is half written is no reason to stop looking at it.
        match once(options) {
            Err(Fault::Input(text)) => super::print(&format!("{text}\n"))?,
            done => drop(done?),
        }
        super::print(&format!("\n{} is looked at; Ctrl-C ends that.\n", options.design))?;
        file.wait();
    }
}

fn once(options: &Options) -> Result<ExitCode, Fault> {
    let source::Opened { design, source, .. } = source::opened(&options.design)?;
    let design = super::profile::judged(design, options.profile);
    let report = rules::review(&design);
    let proofs = Proofs::of(&design, options.proofs);
    let shows = |finding: &Finding| proofs.show(finding).as_ref().map(proofs::lines).unwrap_or_default();
    let text = match options.format {
        Format::Text => text(&design, &report, &proofs, Paint::stdout()),
        Format::Json => serde_json::to_string_pretty(&object(&design, &report, &source, &proofs)).unwrap_or_default() + "\n",
        Format::Markdown => written::markdown(&design, &report, &source, &shows),
        Format::Html => written::html(&design, &report, &source, &shows),
        Format::Sarif => serde_json::to_string_pretty(&written::sarif(&design, &report, &source, &shows)).unwrap_or_default() + "\n",
    };
    match options.output.as_ref().filter(|path| path.as_os_str() != "-") {
        None => super::print(&text)?,
        Some(path) => std::fs::write(path, &text)
            .map_err(|error| Fault::input(format!("{} cannot be written: {}. Choose another file with `-o`.", path.display(), reason(&error))))?,
    }
    let grave = match options.fail_on {
        Gravity::Error => Some(Severity::Error),
        Gravity::Warning => Some(Severity::Warning),
        Gravity::Hint => Some(Severity::Hint),
        Gravity::Never => None,
    };
    let found = grave.is_some_and(|least| report.findings.iter().any(|finding| finding.severity >= least));
    let low = options.fail_below.is_some_and(|least| report.score.is_none_or(|score| score < f32::from(least)));
    Ok(if found || low { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// The review for programs.
fn object(design: &Design, report: &Report, source: &Source, proofs: &Proofs) -> Value {
    let places = report.findings.iter().filter_map(|finding| {
        let place = source.place(&finding.at)?;
        Some((finding.at.to_string(), json!({ "pointer": place.pointer, "line": place.line, "column": place.column })))
    });
    let findings = report.findings.iter().map(|finding| {
        let mut whole = serde_json::to_value(finding).unwrap_or_default();
        if let Some(members) = whole.as_object_mut() {
            members.insert("proof".to_owned(), proofs.show(finding).as_ref().map_or(Value::Null, super::proof::object));
        }
        whole
    });
    json!({
        "design": design.name,
        "score": report.rounded().map(f64::from).map(|score| (score * 10.0).round() / 10.0),
        "band": report.band,
        "level": report.richardson.level,
        "wayUp": report.richardson.way_up,
        "counts": report.counts(),
        "profile": design.brief.profile,
        "constraints": rules::constraints(design),
        "way": report.way_to(100.0),
        "findings": findings.collect::<Vec<_>>(),
        "accepted": report.accepted,
        "groups": report.groups,
        "rules": report.rules,
        "places": places.collect::<serde_json::Map<_, _>>(),
    })
}

/// The review for people.
fn text(design: &Design, report: &Report, proofs: &Proofs, paint: Paint) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", paint.ink(Ink::Strong, &design.name));
    if let (Some(score), Some(band)) = (report.rounded(), report.band) {
        let _ = writeln!(out, "({}) {} of 100", paint.ink(Ink::Strong, format_args!("{score:.1}")), band.word());
    }
    let _ = writeln!(out, "Level {} of 3: {}. {}", report.richardson.level, report.richardson.title(), report.richardson.way_up);
    let _ = writeln!(out, "{}", report.headline());
    out.push_str(&super::profile::lines(design, report));
    if !design.assumed.is_empty() {
        out.push_str("What the document leaves open is neither blamed nor praised; choose it in a policy to have it judged.\n");
    }
    for finding in &report.findings {
        let _ = write!(out, "\n{}{}", paragraph(design, finding, paint), super::proof::lines(proofs, finding, paint));
    }
    if !report.accepted.is_empty() {
        let _ = writeln!(out, "\nAccepted");
        for accepted in &report.accepted {
            let finding = &accepted.finding;
            let _ = writeln!(out, "  {} {}: {} Kept: {}", finding.severity.shape(), place(design, &finding.at), finding.message, accepted.reason);
        }
    }
    out.push_str(&raise(design, report, paint));
    out
}

fn paragraph(design: &Design, finding: &Finding, paint: Paint) -> String {
    let ink = match finding.severity {
        Severity::Error => Ink::Bad,
        Severity::Warning => Ink::Caution,
        Severity::Hint => Ink::Other,
    };
    let mut out = String::new();
    let points = format!("+{:.1}", finding.points);
    let title = paint.ink(Ink::Strong, finding.title);
    let _ = writeln!(out, "{} {points:>5}  {title} · {}", paint.ink(ink, finding.severity.shape()), place(design, &finding.at));
    let _ = writeln!(out, "         {}", finding.message);
    if let Some(fix) = &finding.fix {
        let safety = match fix.safety {
            Safety::Safe => "safe",
            Safety::ReviewFirst => "review first",
        };
        let _ = writeln!(out, "         {}", paint.ink(Ink::Faint, format_args!("Fix: {} ({safety})", fix.label)));
    }
    if let Some(at) = &finding.obstacle {
        let _ = writeln!(out, "         {}", paint.ink(Ink::Faint, format_args!("No fix: {} exists already", place(design, at))));
    }
    out
}

/// What would raise the score.
fn raise(design: &Design, report: &Report, paint: Paint) -> String {
    let (Some(before), safe) = (report.score, report.safe().count()) else { return String::new() };
    if report.findings.is_empty() {
        return String::new();
    }
    let mut out = String::from("\nWhat would raise it\n");
    if safe > 0 {
        let (mended, applied) = rules::apply_safe_fixes(design);
        let after = rules::review(&mended);
        if let (Some(shown), Some(score)) = (after.rounded(), after.score) {
            let noun = if applied.len() == 1 { "safe fix" } else { "safe fixes" };
            let _ = writeln!(out, "  {} {noun}: score {shown:.1}, +{:.1}", applied.len(), score - before);
        }
    }
    let mut by_rule: Vec<(&str, f32, usize)> = Vec::new();
    for finding in &report.findings {
        match by_rule.iter_mut().find(|(title, _, _)| *title == finding.title) {
            Some((_, points, count)) => {
                *points += finding.points;
                *count += 1;
            }
            None => by_rule.push((finding.title, finding.points, 1)),
        }
    }
    by_rule.sort_by(|left, right| right.1.total_cmp(&left.1));
    for (title, points, count) in by_rule.into_iter().take(3) {
        let noun = if count == 1 { "place" } else { "places" };
        let _ = writeln!(out, "  {title}, {count} {noun}: {}", paint.ink(Ink::Strong, format_args!("+{points:.1}")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use roundtrip::design::samples;

    #[test]
    fn every_sample_reads_well() {
        for sample in samples::ALL {
            let design = sample.design();
            let report = rules::review(&design);
            let text = text(&design, &report, &Proofs::of(&design, Show::Always), Paint::none());
            assert!(text.contains(" of 100\nLevel "), "{text}");
            assert!(report.findings.iter().all(|finding| text.contains(&finding.message)), "{text}");
            let object = object(&design, &report, &Source::default(), &Proofs::of(&design, Show::Small));
            assert_eq!(object["findings"].as_array().map(Vec::len), Some(report.findings.len()));
            assert!(object["score"].is_number() && object["level"].is_number());
        }
    }
}
