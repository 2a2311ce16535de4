//! Opens the design that a command line names: a sample, a file with whatever can be brought, a link, or standard input.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write as _};

use roundtrip::design::{Design, samples};
use roundtrip::formats::openapi::import::{self, Remark, Severity};
use roundtrip::formats::opening::{self, Kind, OpeningError};
use roundtrip::formats::{link, tree};
use roundtrip::rules::written::{Place, Source};

use super::fault::{Fault, reason};

/// A design, and the document that it was read from.
pub struct Opened {
    pub design: Design,
    /// What it was; nothing where a sample was named.
    pub kind: Option<Kind>,
    /// What had no place in the design.
    pub remarks: Vec<Remark>,
    /// The file, with the places of the design's parts.
    pub source: Source,
}

/// The design of this name. Of an OpenAPI document it is said on standard error how much of it had no place.
pub fn open(name: &str) -> Result<Design, Fault> {
    let Opened { design, remarks, .. } = opened(name)?;
    let noticed = remarks.iter().filter(|remark| remark.severity != Severity::Note).count();
    if noticed > 0 {
        let noun = if noticed == 1 { "part works" } else { "parts work" };
        let _ = writeln!(io::stderr(), "{name}: {noticed} {noun} otherwise than the document says; `roundtrip import {name}` lists them.");
    }
    Ok(design)
}

/// The design of this name, with what is known of its origin.
pub fn opened(name: &str) -> Result<Opened, Fault> {
    let plain = |design, kind| Opened { design, kind, remarks: Vec::new(), source: Source { file: name.to_owned(), ..Source::default() } };
    if name == "-" {
        if io::stdin().is_terminal() {
            return Err(Fault::input("Standard input is the keyboard. Pipe a design in, as in `roundtrip review - < design.json`."));
        }
        return read(io::stdin().lock(), "Standard input");
    }
    if let Some(sample) = samples::find(name) {
        return Ok(plain(sample.design(), None));
    }
    if opening::kind(name) == opening::Kind::Curl {
        return brought(name, "curl").map_err(|error| Fault::input(error.to_string()));
    }
    if name.contains("#d") || name.starts_with("d1.") {
        return link::decode(name).map(|design| plain(design, Some(Kind::Link))).map_err(|error| Fault::input(error.to_string()));
    }
    match File::open(name) {
        Ok(file) if file.metadata().is_ok_and(|about| about.is_dir()) => {
            Err(Fault::input(format!("{name} is a folder. Name the design's file in it.")))
        }
        Ok(file) => read(file, name),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(unknown(name)),
        Err(error) => Err(Fault::input(format!("{name} cannot be read: {}. Check its name and its permissions.", reason(&error)))),
    }
}

/// The text of a file or of standard input; `None` where the name is that of a sample, or a link.
pub fn text(name: &str) -> Result<Option<String>, Fault> {
    if name == "-" {
        return text_of(io::stdin().lock(), "Standard input").map(Some);
    }
    if samples::find(name).is_some() || name.contains("#d") || name.starts_with("d1.") {
        return Ok(None);
    }
    // What cannot be opened is told by `opened`.
    match File::open(name) {
        Ok(file) if file.metadata().is_ok_and(|about| about.is_file()) => text_of(file, name).map(Some),
        _ => Ok(None),
    }
}

/// The text of any file, or of standard input.
pub fn plain_text(name: &str) -> Result<String, Fault> {
    match name {
        "-" => text_of(io::stdin().lock(), "Standard input"),
        _ => match File::open(name) {
            Ok(file) => text_of(file, name),
            Err(error) => Err(Fault::input(format!("{name} cannot be read: {}. Check its name and its permissions.", reason(&error)))),
        },
    }
}

fn read(from: impl Read, name: &str) -> Result<Opened, Fault> {
    parse(&text_of(from, name)?, name)
}

fn text_of(from: impl Read, name: &str) -> Result<String, Fault> {
    let mut bytes = Vec::new();
    let most = u64::try_from(tree::MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    from.take(most).read_to_end(&mut bytes).map_err(|error| Fault::input(format!("{name} cannot be read: {}.", reason(&error))))?;
    if bytes.len() > tree::MAX_BYTES {
        return Err(Fault::input(format!("{name}: {}", tree::ReadError::TooLarge { bytes: bytes.len() })));
    }
    opening::text_of(bytes).map_err(|why| Fault::input(format!("{name}: {why}")))
}

/// The design of a text.
pub fn parse(text: &str, name: &str) -> Result<Opened, Fault> {
    let file = if name == "Standard input" { "stdin" } else { name };
    brought(text, file).map_err(|error| Fault::input(format!("{name}: {error}")))
}

/// Whatever a text holds.
pub fn brought(text: &str, file: &str) -> Result<Opened, OpeningError> {
    let import = opening::read(text)?;
    let place = |place: import::Place| Place { pointer: place.pointer, line: place.spot.line, column: place.spot.column };
    let places = import.places.into_iter().map(|(at, of)| (at, place(of))).collect();
    Ok(Opened { design: import.design, kind: Some(opening::kind(text)), remarks: import.remarks, source: Source { file: file.to_owned(), places } })
}

/// Neither file nor sample: what there is, and what was perhaps meant.
fn unknown(name: &str) -> Fault {
    let list = samples::ALL.iter().map(|sample| sample.id).collect::<Vec<_>>().join(", ");
    let near = samples::ALL.iter().map(|sample| (distance(sample.id, name), sample.id)).min().filter(|(distance, _)| *distance <= 4);
    let meant = near.map(|(_, id)| format!(" Did you mean {id}?")).unwrap_or_default();
    Fault::input(format!("There is no file {name}, and no sample of this name.{meant} The samples: {list}."))
}

/// How many letters have to be put in, taken out or changed to make one word of the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.chars().enumerate() {
        let mut above_left = std::mem::replace(&mut row[0], line + 1);
        for (column, other) in right.iter().enumerate() {
            let above = row[column + 1];
            let changed = above_left + usize::from(letter != *other);
            row[column + 1] = changed.min(above + 1).min(row[column] + 1);
            above_left = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (left, right, expected) in [("", "", 0), ("abc", "", 3), ("", "ab", 2), ("hotel-booking", "hotl-bookin", 2), ("kitten", "sitting", 3)] {
            assert_eq!(distance(left, right), expected, "{left} {right}");
        }
    }

    #[test]
    fn a_near_name_is_proposed() {
        let Err(fault) = open("hotel-bookings") else { panic!("there is no such sample") };
        assert!(fault.to_string().contains("Did you mean hotel-booking?"), "{fault}");
        let Err(fault) = open("something-else-entirely") else { panic!("there is no such sample") };
        assert!(fault.to_string().contains("The samples: hotel-booking, payments, flawed."), "{fault}");
    }
}
