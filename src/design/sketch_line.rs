//! Fields as a person types them: `status enum(held, confirmed)`, `checkIn date`, `roomId -> Room`, `name string(1..80) required`.

use super::words::numbers;
use super::{Design, Field, FieldKind, TextFormat};

/// The words a line may use for a kind, as help and messages show them.
pub const KINDS: &str =
    "string, integer, number, boolean, date, date-time, money, enum(a, b), object, email, uri, uuid, phone, password, -> Resource";

/// Why a line is no field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineError {
    /// Nothing but white space.
    Empty,
    /// The kind is not known.
    UnknownKind(String),
    /// What stands in the brackets does not fit the kind.
    BadConstraint {
        /// The kind.
        kind: String,
        /// What stands in the brackets.
        given: String,
    },
    /// A word behind the kind is not known.
    UnknownFlag(String),
}

impl std::fmt::Display for LineError {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => write!(to, "Type a name and a kind, such as `checkIn date`."),
            Self::UnknownKind(kind) => write!(to, "`{kind}` is no kind. Use one of {KINDS}."),
            Self::BadConstraint { kind, given } => write!(to, "`({given})` does not fit {kind}. Write enum(a, b), integer(1..5) or string(1..80)."),
            Self::UnknownFlag(flag) => {
                write!(
                    to,
                    "`{flag}` is not known. Behind the kind may stand required, optional, unique, read-only, write-only, nullable, [], since=2, until=3."
                )
            }
        }
    }
}

impl std::error::Error for LineError {}

/// Reads a line. A name alone is a text field; a name that ends in `At` or `Date` gets the kind it says.
pub fn parse(line: &str) -> Result<Field, LineError> {
    let line = line.trim().trim_end_matches(',');
    let (name, rest) = match line.find([' ', ':', '\t']) {
        Some(place) => line.split_at(place),
        None => (line, ""),
    };
    if name.is_empty() {
        return Err(LineError::Empty);
    }
    let rest = rest.trim_start_matches([' ', ':', '\t']).trim();
    let (kind, flags) = kind_and_flags(name, rest)?;
    let mut field = Field::new(name, kind);
    for flag in flags.split_whitespace() {
        // The versions that have the field, where several live.
        match flag.split_once('=') {
            Some(("since", version)) => {
                version.clone_into(&mut field.since);
                continue;
            }
            Some(("until", version)) => {
                version.clone_into(&mut field.until);
                continue;
            }
            _ => {}
        }
        match flag.to_ascii_lowercase().as_str() {
            "required" | "!" => field.required = true,
            "optional" | "?" => field.required = false,
            "unique" => field.unique = true,
            "read-only" | "readonly" => field.read_only = true,
            "write-only" | "writeonly" => field.write_only = true,
            "nullable" => field.nullable = true,
            "[]" => field.kind = FieldKind::Array { items: Box::new(field.kind) },
            _ => return Err(LineError::UnknownFlag(flag.to_owned())),
        }
    }
    Ok(field)
}

/// Writes a field the way [`parse`] reads it.
pub fn write(field: &Field) -> String {
    let mut line = format!("{} {}", field.name, kind_text(&field.kind));
    for (flag, word) in [
        (field.required, "required"),
        (field.unique, "unique"),
        (field.read_only, "read-only"),
        (field.write_only, "write-only"),
        (field.nullable, "nullable"),
    ] {
        if flag {
            line = line + " " + word;
        }
    }
    for (word, version) in [("since", &field.since), ("until", &field.until)] {
        if !version.is_empty() {
            line = format!("{line} {word}={version}");
        }
    }
    line
}

/// A reference to `room` means `Room`, if there is one.
pub fn find_target(design: &Design, kind: &mut FieldKind) {
    match kind {
        FieldKind::Array { items } => find_target(design, items),
        FieldKind::Reference { to, .. } if design.resource(to).is_none() => {
            if let Some(known) = design.resources.iter().find(|resource| resource.name.eq_ignore_ascii_case(to)) {
                to.clone_from(&known.name);
            }
        }
        _ => {}
    }
}

/// The kind with its constraints, as a line holds it.
pub fn kind_text(kind: &FieldKind) -> String {
    let range = |min: Option<String>, max: Option<String>| match (min, max) {
        (None, None) => String::new(),
        (min, max) => format!("({}..{})", min.unwrap_or_default(), max.unwrap_or_default()),
    };
    match kind {
        FieldKind::String { format: Some(format), .. } => format.word().to_owned(),
        FieldKind::String { min_length, max_length, .. } => {
            format!("string{}", range(min_length.map(|length| length.to_string()), max_length.map(|length| length.to_string())))
        }
        FieldKind::Integer { min, max } => format!("integer{}", range(min.map(|value| value.to_string()), max.map(|value| value.to_string()))),
        FieldKind::Number { min, max } => format!("number{}", range(min.map(numbers::decimal), max.map(numbers::decimal))),
        FieldKind::Enum { values } => format!("enum({})", values.join(", ")),
        FieldKind::Array { items } => format!("{} []", kind_text(items)),
        FieldKind::Reference { to, .. } => format!("-> {to}"),
        other => other.summary(),
    }
}

fn kind_and_flags<'a>(name: &str, rest: &'a str) -> Result<(FieldKind, &'a str), LineError> {
    if let Some(target) = rest.strip_prefix("->").or_else(|| rest.strip_prefix('→')) {
        let target = target.trim_start();
        let (to, flags) = target.split_once(' ').unwrap_or((target, ""));
        return match to.is_empty() {
            true => Err(LineError::UnknownKind("->".to_owned())),
            false => Ok((FieldKind::reference(to), flags)),
        };
    }
    if rest.is_empty() {
        return Ok((guess(name), ""));
    }
    let end = rest.find([' ', '(']).unwrap_or(rest.len());
    let (word, rest) = rest.split_at(end);
    let (constraint, flags) = match rest.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
        Some((inner, flags)) => (Some(inner.trim()), flags),
        None => (None, rest),
    };
    Ok((kind(word, constraint)?, flags))
}

fn kind(word: &str, constraint: Option<&str>) -> Result<FieldKind, LineError> {
    let bad = || LineError::BadConstraint { kind: word.to_owned(), given: constraint.unwrap_or_default().to_owned() };
    let plain = |kind: FieldKind| if constraint.is_none() { Ok(kind) } else { Err(bad()) };
    match word.to_ascii_lowercase().as_str() {
        "string" | "text" | "str" => {
            let (min_length, max_length) = limits(constraint, |text| text.parse().ok(), bad)?;
            Ok(FieldKind::String { min_length, max_length, pattern: None, format: None })
        }
        "integer" | "int" | "count" => limits(constraint, |text| text.parse().ok(), bad).map(|(min, max)| FieldKind::Integer { min, max }),
        "number" | "float" | "decimal" => limits(constraint, numbers::parse, bad).map(|(min, max)| FieldKind::Number { min, max }),
        "boolean" | "bool" => plain(FieldKind::Boolean),
        "date" => plain(FieldKind::Date),
        "date-time" | "datetime" | "timestamp" => plain(FieldKind::DateTime),
        "epoch" => plain(FieldKind::Epoch),
        "money" | "price" => plain(FieldKind::Money),
        "object" | "json" => plain(FieldKind::Object),
        "enum" => {
            let values: Vec<String> =
                constraint.unwrap_or_default().split([',', '|']).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect();
            if values.is_empty() { Err(bad()) } else { Ok(FieldKind::Enum { values }) }
        }
        other => match TextFormat::ALL.into_iter().find(|format| format.word() == other) {
            Some(format) => plain(FieldKind::format(format)),
            None => Err(LineError::UnknownKind(word.to_owned())),
        },
    }
}

/// `1..5`, `..80`, `3..`.
fn limits<T: PartialOrd>(
    constraint: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
    bad: impl Fn() -> LineError,
) -> Result<(Option<T>, Option<T>), LineError> {
    let Some(text) = constraint else { return Ok((None, None)) };
    let (min, max) = text.split_once("..").or_else(|| text.split_once('…')).ok_or_else(&bad)?;
    let side = |text: &str| match text.trim() {
        "" => Ok(None),
        number => read(number).map(Some).ok_or_else(&bad),
    };
    let (min, max) = (side(min)?, side(max)?);
    match (&min, &max) {
        (Some(least), Some(most)) if least > most => Err(bad()),
        (None, None) => Err(bad()),
        _ => Ok((min, max)),
    }
}

/// The kind that a name alone suggests.
fn guess(name: &str) -> FieldKind {
    let words = super::words::split(name);
    match words.last().map(String::as_str) {
        Some("email") => FieldKind::format(TextFormat::Email),
        Some("url" | "uri" | "website" | "link") => FieldKind::format(TextFormat::Uri),
        Some("phone" | "telephone" | "mobile") => FieldKind::format(TextFormat::Phone),
        Some("password" | "secret" | "pin") => FieldKind::format(TextFormat::Password),
        Some("at" | "time" | "timestamp") if words.len() > 1 => FieldKind::DateTime,
        Some("date" | "day" | "birthday" | "on") => FieldKind::Date,
        Some("price" | "amount" | "cost" | "fee" | "rate" | "total" | "balance") => FieldKind::Money,
        Some("count" | "quantity" | "number" | "stars" | "age" | "size" | "capacity" | "seats" | "year") => {
            FieldKind::Integer { min: Some(0), max: None }
        }
        _ if words.first().is_some_and(|word| ["is", "has", "can"].contains(&word.as_str())) && words.len() > 1 => FieldKind::Boolean,
        _ => FieldKind::text(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_read_and_write_back() {
        for line in [
            "status enum(held, confirmed) required",
            "checkIn date",
            "roomId -> Room required",
            "name string(1..80) required unique",
            "stars integer(1..5)",
            "price money",
            "tags string [] nullable",
            "email email",
            "createdAt date-time read-only",
        ] {
            let field = parse(line).unwrap_or_else(|error| panic!("{line}: {error}"));
            let again = parse(&write(&field)).unwrap_or_else(|error| panic!("{}: {error}", write(&field)));
            assert_eq!(field, again, "{line}");
        }
        assert_eq!(parse("roomId → Room").map(|field| field.kind), Ok(FieldKind::reference("Room")));
        assert_eq!(parse("email").map(|field| field.kind), Ok(FieldKind::format(TextFormat::Email)));
        assert_eq!(parse("status: enum(a|b)").map(|field| field.kind), Ok(FieldKind::one_of(&["a", "b"])));
    }

    #[test]
    fn faults_name_the_word() {
        for (line, expected) in [
            ("", "Type a name"),
            ("age fish", "`fish` is no kind"),
            ("age integer(5..1)", "(5..1)"),
            ("age integer(a..b)", "(a..b)"),
            ("status enum()", "()"),
            ("age integer loud", "`loud`"),
        ] {
            let error = parse(line).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
