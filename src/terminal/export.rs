//! `roundtrip export`: a design as a document that other programs read.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use roundtrip::formats::{self, Rendered};
use roundtrip::rules::written::BESIDE;

use super::fault::{Fault, reason};
use super::source;

const AFTER: &str = "\
Examples:
  roundtrip export hotel-booking --format openapi-yaml
  roundtrip export design.json --format openapi-json -o openapi.json
  roundtrip export payments --format roundtrip -o design.json
  roundtrip export hotel-booking --format postman -o hotel.postman_collection.json
  roundtrip export hotel-booking --format curl | ORIGIN=http://127.0.0.1:8700 sh
  roundtrip export design.json --format spectral -o .spectral.yaml

What a format cannot say is listed on standard error.";

/// Write a design in another format
///
/// The document goes to standard output, or into the file that `-o` names.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Options {
    /// A sample, a file, a link, or `-` for standard input
    design: String,
    /// The format
    #[arg(long, value_parser = PossibleValuesParser::new(ids()))]
    format: String,
    /// The file to write; `-` or nothing for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The words for every format.
fn ids() -> impl Iterator<Item = &'static str> {
    formats::ALL.iter().map(|format| format.id).chain(BESIDE.iter().map(|form| form.id))
}

/// Exports a design.
pub fn run(options: &Options) -> Result<ExitCode, Fault> {
    let design = source::open(&options.design)?;
    let beside = || BESIDE.iter().find(|form| form.id == options.format).map(|form| Rendered { text: (form.write)(&design), remarks: Vec::new() });
    let rendered = formats::find(&options.format).map(|format| (format.render)(&design)).or_else(beside);
    let rendered = rendered.ok_or_else(|| Fault::input(format!("There is no format {}.", options.format)))?;
    match options.output.as_ref().filter(|path| path.as_os_str() != "-") {
        None => super::print(&rendered.text)?,
        Some(path) => std::fs::write(path, &rendered.text)
            .map_err(|error| Fault::input(format!("{} cannot be written: {}. Choose another file with `-o`.", path.display(), reason(&error))))?,
    }
    let mut remarks = io::stderr().lock();
    for remark in &rendered.remarks {
        let _ = writeln!(remarks, "{}: {}", remark.at.breadcrumb(), remark.text);
    }
    Ok(ExitCode::SUCCESS)
}
