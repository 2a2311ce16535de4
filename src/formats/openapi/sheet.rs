//! The document as a sheet that a person reads and writes beside the sketch: without what only Roundtrip reads (`x-roundtrip`).
//!
//! What is written on the sheet is compared with what stood there before, and the difference is carried into the design. So
//! identity, positions and everything that OpenAPI has no word for stay, an unchanged sheet is no edit, and the person's words
//! win wherever they say something.

use super::import::{self, Import, ImportError, Remark, Severity, own};
use super::{export, to_yaml};
use crate::design::Design;
use crate::formats::tree::{ReadError, Spot};

/// A text, and what it says.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The text as YAML.
    pub text: String,
    /// What the text alone gives.
    said: Option<Import>,
}

/// A changed design, and what the change says that has no place in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The design.
    pub design: Design,
    /// What is new in the text and not in the design.
    pub remarks: Vec<Remark>,
}

/// Why a text changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1, where it is known.
    pub line: Option<u32>,
    /// What is wrong there, and what to do.
    pub what: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(to, "Line {line}: {}", self.what),
            None => to.write_str(&self.what),
        }
    }
}

impl std::error::Error for Fault {}

impl Sheet {
    /// The sheet of a design.
    pub fn of(design: &Design) -> Self {
        let mut document = export(design).document;
        document.extensions.retain(|name, _| !name.starts_with(own::NAME));
        let text = to_yaml(&document);
        Self { said: import::words(&text).ok(), text }
    }

    /// Carries what was changed on the sheet into a design. The sheet is then the changed one.
    pub fn write(&mut self, design: &Design, text: &str) -> Result<Change, Fault> {
        if text == self.text {
            return Ok(Change { design: design.clone(), remarks: Vec::new() });
        }
        let now = import::words(text).map_err(fault)?;
        let (design, lost) = match &self.said {
            Some(before) => own::merged(&before.design, &now.design, design).map_err(|what| Fault { line: None, what })?,
            // The design could not be read back at first, so nothing of it is known to stay.
            None => (now.design.clone(), Vec::new()),
        };
        let known = self.said.as_ref().map(|before| before.remarks.as_slice()).unwrap_or_default();
        let is_new = |remark: &&Remark| {
            let told = |old: &Remark| old.text == remark.text && old.place.pointer == remark.place.pointer;
            remark.severity != Severity::Note && !known.iter().any(told)
        };
        let mut remarks: Vec<Remark> = now.remarks.iter().filter(is_new).cloned().collect();
        remarks.extend(lost.into_iter().map(|pointer| Remark {
            severity: Severity::Warning,
            text: format!("{pointer} of the design is not where the text has it; this part of the change is left out."),
            place: import::Place { pointer, spot: Spot { line: 1, column: 1 } },
        }));
        *self = Self { text: text.to_owned(), said: Some(now) };
        Ok(Change { design, remarks })
    }
}

fn fault(error: ImportError) -> Fault {
    let line = |spot: &Spot| Some(spot.line);
    match &error {
        ImportError::Read(ReadError::Malformed { language, at, what }) => Fault { line: line(at), what: format!("this is not {language} ({what}).") },
        ImportError::Wrong { place, wanted } => Fault { line: line(&place.spot), what: format!("{wanted} is expected here.") },
        _ => Fault { line: None, what: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;
    use crate::design::{FieldKind, Pointer};

    #[test]
    fn an_unchanged_sheet_changes_nothing_and_a_comment_neither() {
        for sample in samples::ALL {
            let design = sample.design();
            let mut sheet = Sheet::of(&design);
            assert!(!sheet.text.contains("\nx-roundtrip"), "{}", sample.title);
            let text = sheet.text.clone();
            assert_eq!(sheet.write(&design, &text).map(|change| change.design), Ok(design.clone()), "{}", sample.title);
            let change = sheet.write(&design, &format!("# read by a person\n{text}")).unwrap();
            assert!(change.design == design, "{}", sample.title);
            assert_eq!(change.remarks, [], "{}", sample.title);
        }
    }

    #[test]
    fn a_change_is_carried_over_and_taken_back_and_nothing_else_moves() {
        let design = samples::hotel_booking();
        let mut sheet = Sheet::of(&design);
        let first = sheet.text.clone();
        let table = [
            ("title: Hotel booking", "title: Rooms and guests"),
            ("summary: List the rooms of a hotel", "summary: Rooms of a hotel"),
            ("description: What stands on the door.", "description: On the door."),
        ];
        for (from, to) in table {
            assert!(first.contains(from), "{from}");
            let there = sheet.write(&design, &first.replace(from, to)).unwrap();
            assert!(there.design != design, "{to}");
            assert_eq!(there.remarks, [], "{to}");
            let same = |changed: &Design| changed.resources.iter().map(|resource| resource.place).eq(design.resources.iter().map(|r| r.place));
            assert!(same(&there.design) && there.design.policies == design.policies && there.design.clients == design.clients, "{to}");
            let back = sheet.write(&there.design, &first).unwrap();
            assert!(back.design == design, "{to}");
        }
    }

    #[test]
    fn a_kind_of_a_field_follows_the_text_though_the_design_knew_better() {
        let design = samples::hotel_booking();
        let mut sheet = Sheet::of(&design);
        let text = sheet.text.replace("maxLength: 8", "maxLength: 12");
        let change = sheet.write(&design, &text).unwrap().design;
        let kind = change.resource("Room").and_then(|room| room.field("number").map(|field| field.kind.clone()));
        assert!(matches!(kind, Some(FieldKind::String { max_length: Some(12), .. })), "{kind:?}");
        assert!(change.resource("Booking").is_some_and(|booking| booking.lifecycle.is_some()));
        assert_eq!(change.endpoint("cancelBooking").is_some(), design.endpoint("cancelBooking").is_some());
    }

    #[test]
    fn a_new_path_is_a_new_endpoint_at_the_end() {
        let design = samples::hotel_booking();
        let mut sheet = Sheet::of(&design);
        let path = "  /hotels/{id}/reviews:\n    get:\n      operationId: listReviews\n      parameters:\n        - name: id\n          in: path\n          required: true\n          schema:\n            type: string\n      responses:\n        \"200\":\n          description: Reviews\n";
        let text = sheet.text.replacen("\npaths:\n", &format!("\npaths:\n{path}"), 1);
        let change = sheet.write(&design, &text).unwrap().design;
        assert_eq!(change.endpoints.len(), design.endpoints.len() + 1);
        assert_eq!(change.endpoints.last().map(|endpoint| endpoint.at()), Some(Pointer::Endpoint("listReviews".to_owned())));
        assert!(design.endpoints.iter().zip(&change.endpoints).all(|(old, new)| old == new));
    }

    #[test]
    fn faults_name_their_line() {
        let design = samples::hotel_booking();
        let mut sheet = Sheet::of(&design);
        let broken = sheet.text.replacen("\ninfo:\n", "\ninfo: [\n", 1);
        let error = sheet.write(&design, &broken).unwrap_err();
        assert!(error.line.is_some() && error.to_string().starts_with("Line "), "{error}");
        assert!(sheet.write(&design, "openapi: 3.0.3\npaths: 7\n").unwrap_err().to_string().starts_with("Line 2: "));
        assert_eq!(sheet.write(&design, "hello: you").unwrap_err().line, None);
    }
}
