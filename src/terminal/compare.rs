//! `roundtrip compare`: what breaks whom between two versions, shown by old requests on the new server.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, ValueEnum};
use roundtrip::compare::{self, Bump, Change, Level, Report, Sends, Today, of_design, written};
use roundtrip::design::contract::Contract;
use roundtrip::design::{Design, words};
use roundtrip::formats::openapi::{contract, import};
use roundtrip::formats::opening;
use roundtrip::http::{calendar, status};
use roundtrip::proofs::both::{self, Both, Twist};
use serde_json::{Value, json};

use super::fault::Fault;
use super::paint::{Ink, Paint};
use super::source;

const AFTER: &str = "\
Examples:
  roundtrip compare v1.json v2.json
  roundtrip compare old.yaml new.yaml --format markdown > MIGRATION.md
  roundtrip compare old.yaml new.yaml --fail-on risky --format json | jq '.changes[].title'
  roundtrip compare hotel-booking design.json

Two OpenAPI documents are compared as they stand; where one side is a design, both are compared as designs.
Exit codes: 0 nothing of the named kind, 1 something was found, 2 a side could not be read.";

/// Changes that are shown by running.
const SHOWN: usize = 20;

/// Compare two versions: what breaks, what may, what is new
///
/// ■ breaks a client, ▲ may break one, ◆ is new, ○ nobody notices. Where a change can be shown, an old request is sent to the old
/// and to the new server.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Options {
    /// The old version: a sample, a file (a design or OpenAPI, JSON or YAML), a link, or `-`
    old: String,
    /// The new version
    new: String,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Fail (exit code 1) where a change is at least this grave
    #[arg(long, value_enum, default_value_t = Gravity::Breaking)]
    fail_on: Gravity,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: one object with changes and counts
    Json,
    /// For clients: a migration guide, and an entry for the changelog
    Markdown,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Gravity {
    /// What breaks a client
    Breaking,
    /// What breaks a client, or may
    Risky,
    /// Nothing
    Never,
}

/// One version.
struct Side {
    contract: Option<Contract>,
    design: Option<Arc<Design>>,
}

/// Compares two versions; exit code 1 where something stands that `--fail-on` names.
pub fn run(options: &Options) -> Result<ExitCode, Fault> {
    if options.old == "-" && options.new == "-" {
        return Err(Fault::input("Standard input holds one version. Name a file for the other."));
    }
    let (old, new) = (side(&options.old)?, side(&options.new)?);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs()).unwrap_or_default();
    let (report, version) = report(&old, &new, Today { seconds: now })?;
    let text = match options.format {
        Format::Text => text(&report, &version, &old, &new, Paint::stdout()),
        Format::Json => serde_json::to_string_pretty(&object(&report, &version)).unwrap_or_default() + "\n",
        Format::Markdown => {
            let (year, month, day) = calendar::day_after_1970(i64::try_from(now / 86_400).unwrap_or_default());
            let name = new.design.as_ref().map_or_else(|| "the new version".to_owned(), |design| design.name.clone());
            let entry = written::changelog(&version, &format!("{year:04}-{month:02}-{day:02}"), &report);
            format!("{}\n# Changelog\n\n{entry}", written::migration(&name, &version, &report))
        }
    };
    super::print(&text)?;
    let grave = match options.fail_on {
        Gravity::Breaking => Some(Level::Breaking),
        Gravity::Risky => Some(Level::Risky),
        Gravity::Never => None,
    };
    let found = grave.is_some_and(|most| report.worst().is_some_and(|worst| worst <= most));
    Ok(if found { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn side(name: &str) -> Result<Side, Fault> {
    let Some(text) = source::text(name)? else {
        return Ok(Side { contract: None, design: Some(Arc::new(source::open(name)?)) });
    };
    if !import::is_openapi(&text) {
        return Ok(Side { contract: None, design: Some(Arc::new(source::parse(&text, name)?.design)) });
    }
    let contract = contract::read(&text).map_err(|error| Fault::input(format!("{name}: {error}")))?;
    match opening::read(&text) {
        Ok(import) => Ok(Side { contract: Some(contract), design: Some(Arc::new(import.design)) }),
        // What gives no design can be compared all the same, if it has calls.
        Err(_) if !contract.operations.is_empty() => Ok(Side { contract: Some(contract), design: None }),
        Err(error) => Err(Fault::input(format!("{name}: {error}"))),
    }
}

fn report(old: &Side, new: &Side, today: Today) -> Result<(Report, String), Fault> {
    match (&old.contract, &new.contract, &old.design, &new.design) {
        (Some(before), Some(after), ..) => Ok((compare::contracts(before, after, today), before.version.clone())),
        (_, _, Some(before), Some(after)) => Ok((compare::designs(before, after, today), of_design::contract(before).version)),
        _ => Err(Fault::input("One side is a design, and the other a document that gives none. Compare two documents, or two designs.")),
    }
}

/// The comparison for programs.
fn object(report: &Report, version: &str) -> Value {
    let counts: serde_json::Map<String, Value> =
        Level::ALL.iter().map(|level| (level.word().to_ascii_lowercase(), report.count(*level).into())).collect();
    let bump = Bump::of(report);
    json!({
        "headline": report.headline(),
        "counts": counts,
        "bump": bump.word(),
        "version": compare::next(version, bump),
        "changes": report.changes,
        "same": report.same,
        "words": report.words,
    })
}

/// The comparison for people.
fn text(report: &Report, version: &str, old: &Side, new: &Side, paint: Paint) -> String {
    let mut out = String::new();
    let bump = Bump::of(report);
    let _ = writeln!(out, "{}", paint.ink(Ink::Strong, report.headline()));
    if bump != Bump::None {
        let _ = writeln!(out, "Next version: {} ({})", compare::next(version, bump), bump.word());
    }
    let mut shown = 0;
    for level in Level::ALL {
        let ink = match level {
            Level::Breaking => Ink::Bad,
            Level::Risky => Ink::Caution,
            Level::Additive | Level::Same => Ink::Other,
        };
        for change in report.changes.iter().filter(|change| change.level == level) {
            let _ = writeln!(out, "\n{} {}", paint.ink(ink, level.shape()), paint.ink(Ink::Strong, &change.title));
            let _ = writeln!(out, "  {}", change.who);
            let called = |call: &&String| !change.title.contains(call.as_str());
            let calls: Vec<&str> = change.calls.iter().filter(called).take(4).map(String::as_str).collect();
            if !calls.is_empty() {
                let more = change.calls.len().saturating_sub(4);
                let _ = writeln!(out, "  In {}{}", calls.join(", "), if more > 0 { format!(" and {more} more") } else { String::new() });
            }
            if level <= Level::Risky && shown < SHOWN {
                let both = shows(change, old, new);
                shown += usize::from(both.is_some());
                both.into_iter().for_each(|both| exchange(&mut out, &both, paint));
            }
            if let Some(softer) = &change.softer {
                let _ = writeln!(out, "  {}", paint.ink(Ink::Faint, format_args!("Softer: {}", softer.label)));
            }
        }
    }
    out
}

/// The old request that shows a change.
fn shows(change: &Change, old: &Side, new: &Side) -> Option<Both> {
    let (before, after) = (old.design.as_ref()?, new.design.as_ref()?);
    let twist = change.sends.clone().map(|sends| match sends {
        Sends::Member(name, value) => Twist::Member(name, value),
        Sends::Without(name) => Twist::Without(name),
        Sends::Query(name, value) => Twist::Query(name, value),
    });
    let mut tried = change.endpoints.iter().take(4).filter_map(|id| both::run(before, after, id, twist.as_ref()));
    tried.find(|both| both.differs() && change.is_shown_by(both.old.response.status, both.new.response.status))
}

fn exchange(out: &mut String, both: &Both, paint: Paint) {
    let request = &both.old.request;
    let line = |status: u16| words::sentence(&status::line(status));
    let _ = writeln!(
        out,
        "  {} {}: {} before, {} now",
        request.method,
        request.target,
        paint.ink(Ink::Faint, line(both.old.response.status)),
        paint.ink(Ink::Strong, line(both.new.response.status))
    );
}
