//! `roundtrip export`: a design as a document that other programs read.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use roundtrip::formats;

use super::fault::{Fault, reason};
use super::source;

const AFTER: &str = "\
Examples:
  roundtrip export hotel-booking --format openapi-yaml
  roundtrip export design.json --format openapi-json -o openapi.json
  roundtrip export payments --format roundtrip -o design.json

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
    #[arg(long, value_parser = PossibleValuesParser::new(formats::ALL.iter().map(|format| format.id)))]
    format: String,
    /// The file to write; `-` or nothing for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Exports a design.
pub fn run(options: &Options) -> Result<ExitCode, Fault> {
    let design = source::open(&options.design)?;
    let format = formats::find(&options.format).ok_or_else(|| Fault::input(format!("There is no format {}.", options.format)))?;
    let rendered = (format.render)(&design);
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
