//! `roundtrip samples`: the designs to start from.

use std::process::ExitCode;

use clap::Args;
use roundtrip::design::samples;

use super::fault::Fault;
use super::paint::{Ink, Paint};

const AFTER: &str = "\
Examples:
  roundtrip samples
  roundtrip serve hotel-booking
  roundtrip export payments --format roundtrip -o design.json";

/// List the designs to start from
///
/// One line each: the name that the other commands take, the title, and what it is about.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Options {}

/// Lists the samples.
pub fn run(_: &Options) -> Result<ExitCode, Fault> {
    let paint = Paint::stdout();
    let width = |of: fn(&samples::Sample) -> &str| samples::ALL.iter().map(|sample| of(sample).chars().count()).max().unwrap_or(0);
    let (ids, titles) = (width(|sample| sample.id), width(|sample| sample.title));
    let lines: String = samples::ALL
        .iter()
        .map(|sample| format!("{}  {:titles$}  {}\n", paint.ink(Ink::Strong, format_args!("{:ids$}", sample.id)), sample.title, sample.about))
        .collect();
    super::print(&lines)?;
    Ok(ExitCode::SUCCESS)
}
