//! `roundtrip import`: whatever people bring as a design, and what had no place in it.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use roundtrip::design::Document;
use roundtrip::formats::openapi::import::Remark;
use roundtrip::formats::opening::Kind;

use super::fault::{Fault, reason};
use super::source;

const AFTER: &str = "\
Examples:
  roundtrip import openapi.yaml -o design.json
  roundtrip import openapi.json --remarks all > design.json
  roundtrip import swagger.yaml -o design.json
  roundtrip import shop.postman_collection.json -o design.json
  roundtrip import traffic.har -o design.json
  roundtrip import \"curl https://api.example.com/v1/orders/42\" -o design.json
  roundtrip import --from curl < calls.sh
  curl https://api.example.com/openapi.json | roundtrip import -

What has no place in a design is listed on standard error, with line, column and pointer.";

/// How many places of one remark are shown.
const SHOWN: usize = 3;

/// Turn a description, a collection, traffic or commands into a design
///
/// OpenAPI 3.0 and 3.1, Swagger 2.0 (JSON or YAML), Postman collections 2.0 and 2.1, HAR archives, curl commands, Roundtrip's own
/// documents and links are read; the content tells which it is. The design goes to standard output, or into the file that `-o` names. The same remark at many places is shown once, with the
/// first of them.
#[derive(Args)]
#[command(after_help = AFTER)]
pub struct Options {
    /// A file, a link, a curl command, or `-` for standard input
    #[arg(default_value = "-")]
    file: String,
    /// What it has to be; the content tells where this is left out
    #[arg(long, value_enum)]
    from: Option<From>,
    /// The file to write; `-` or nothing for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Which remarks to list
    #[arg(long, value_enum, default_value_t = Listed::Grouped)]
    remarks: Listed,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum From {
    /// OpenAPI 3.0 or 3.1, or Swagger 2.0
    Openapi,
    /// A Postman collection
    Postman,
    /// A HAR archive
    Har,
    /// Curl commands
    Curl,
    /// A Roundtrip document
    Roundtrip,
    /// A link
    Link,
}

impl From {
    fn kind(self) -> Kind {
        match self {
            Self::Openapi => Kind::OpenApi,
            Self::Postman => Kind::Postman,
            Self::Har => Kind::Har,
            Self::Curl => Kind::Curl,
            Self::Roundtrip => Kind::Roundtrip,
            Self::Link => Kind::Link,
        }
    }
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Listed {
    /// Each text once, with its first places
    Grouped,
    /// Each place on a line of its own
    All,
    /// None
    None,
}

/// Imports a document.
pub fn run(options: &Options) -> Result<ExitCode, Fault> {
    let opened = source::opened(&options.file)?;
    if let (Some(from), Some(kind)) = (options.from, opened.kind)
        && from.kind() != kind
    {
        return Err(Fault::input(format!("{} is {}. Leave out --from, or choose another file.", options.file, kind.words())));
    }
    let text = Document::new(opened.design).to_json() + "\n";
    match options.output.as_ref().filter(|path| path.as_os_str() != "-") {
        None => super::print(&text)?,
        Some(path) => std::fs::write(path, &text)
            .map_err(|error| Fault::input(format!("{} cannot be written: {}. Choose another file with `-o`.", path.display(), reason(&error))))?,
    }
    let told = match options.remarks {
        Listed::Grouped => grouped(&opened.remarks),
        Listed::All => opened.remarks.iter().map(|remark| line(&opened.source.file, remark)).collect(),
        Listed::None => String::new(),
    };
    let _ = io::stderr().lock().write_all(told.as_bytes());
    Ok(ExitCode::SUCCESS)
}

/// As compilers write it, so that editors jump there.
fn line(file: &str, remark: &Remark) -> String {
    let place = &remark.place;
    format!("{file}:{}:{}: {}: {} ({})\n", place.spot.line, place.spot.column, remark.severity.word(), remark.text, place.pointer)
}

fn grouped(remarks: &[Remark]) -> String {
    let mut groups: indexmap::IndexMap<(_, &str), Vec<&Remark>> = indexmap::IndexMap::new();
    for remark in remarks {
        groups.entry((remark.severity, remark.text.as_str())).or_default().push(remark);
    }
    groups.sort_by(|left, _, right, _| left.0.cmp(&right.0));
    let mut out = String::new();
    for ((severity, text), places) in &groups {
        let _ = writeln!(out, "{}: {text}", severity.word());
        for remark in places.iter().take(SHOWN) {
            let _ = writeln!(out, "  line {}, column {}: {}", remark.place.spot.line, remark.place.spot.column, remark.place.pointer);
        }
        if places.len() > SHOWN {
            let _ = writeln!(out, "  and {} more", places.len() - SHOWN);
        }
    }
    out
}
