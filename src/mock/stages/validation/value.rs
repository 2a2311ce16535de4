//! One value against one field: kind, limits, form. Messages name the field, what it should be, and what came.

use std::cmp::Ordering;

use serde_json::Value;

use crate::design::words::letters::is_of_word;
use crate::design::words::numbers;
use crate::design::{Design, Field, FieldKind, IdKind, TextFormat};
use crate::http::problem::pointer_token;
use crate::http::{FieldError, calendar, json};
use crate::mock::Extras;

/// Checks a value and adds what is wrong. The design says of which kind an identifier is that a reference holds.
pub fn check(design: &Design, extras: &dyn Extras, field: &Field, value: &Value, pointer: &str, errors: &mut Vec<FieldError>) {
    if value.is_null() && field.nullable {
        return;
    }
    check_kind(design, extras, &field.kind, &field.name, value, pointer, errors);
}

/// Compares two values of a span: dates and date-times as time, numbers as numbers, other text as text.
pub fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64()?.partial_cmp(&right.as_f64()?),
        (Value::String(left), Value::String(right)) => match (calendar::parse_moment(left), calendar::parse_moment(right)) {
            (Some(left), Some(right)) => Some(left.cmp(&right)),
            _ => Some(left.cmp(right)),
        },
        _ => None,
    }
}

fn check_kind(design: &Design, extras: &dyn Extras, kind: &FieldKind, name: &str, value: &Value, pointer: &str, errors: &mut Vec<FieldError>) {
    let fault = match (kind, value) {
        (FieldKind::String { min_length, max_length, pattern, format }, Value::String(text)) => {
            text_fault(extras, text, *min_length, *max_length, pattern.as_deref(), *format)
        }
        (FieldKind::Integer { min, max }, Value::Number(number)) => match number.as_i64() {
            Some(whole) => limit_fault(whole, *min, *max, |number| number.to_string()),
            None if number.as_u64().is_some() => Some(format!("has to be at most {}", max.unwrap_or(i64::MAX))),
            None => Some("has to be a whole number".to_owned()),
        },
        (FieldKind::Number { min, max }, Value::Number(number)) => {
            number.as_f64().and_then(|number| limit_fault(number, *min, *max, numbers::decimal))
        }
        (FieldKind::Boolean, Value::Bool(_)) | (FieldKind::Object, Value::Object(_)) => None,
        (FieldKind::Date, Value::String(text)) => (!is_date(text)).then(|| format!("has to be a date like 2026-03-14, not {}", shown(value))),
        (FieldKind::DateTime, Value::String(text)) => {
            (!is_date_time(text)).then(|| format!("has to be a moment like 2026-03-14T09:41:00Z, not {}", shown(value)))
        }
        (FieldKind::Epoch, Value::Number(number)) => {
            let seconds = number.as_i64().filter(|seconds| *seconds >= 0);
            seconds.is_none().then(|| "has to be whole seconds since 1970".to_owned())
        }
        (FieldKind::Money, Value::Object(_)) => {
            money(name, value, pointer, errors);
            None
        }
        (FieldKind::Enum { values }, Value::String(text)) => {
            (!values.contains(text)).then(|| format!("has to be one of {}, not {}", values.join(", "), shown(value)))
        }
        // Another kind than the identifier's is a fault of the content, and no record that is missing.
        (FieldKind::Reference { to, .. }, Value::String(text)) if is_text(design, to) != Some(false) => {
            text.is_empty().then(|| "has to name a record".to_owned())
        }
        (FieldKind::Reference { to, .. }, Value::Number(number)) if number.is_i64() && is_text(design, to) != Some(true) => None,
        (FieldKind::Array { items }, Value::Array(values)) => {
            for (index, item) in values.iter().enumerate() {
                check_kind(design, extras, items, &format!("{name}[{index}]"), item, &format!("{pointer}/{index}"), errors);
            }
            None
        }
        (kind, _) => Some(format!("has to be {}, not {}", noun(design, kind), shown(value))),
    };
    if let Some(fault) = fault {
        errors.push(FieldError::at(pointer, format!("{name} {fault}")));
    }
}

/// Whether identifiers of a resource are text; `None` where the design has no such resource.
fn is_text(design: &Design, to: &str) -> Option<bool> {
    design.resource(to).map(|target| target.identifier.kind != IdKind::Integer)
}

fn text_fault(
    extras: &dyn Extras,
    text: &str,
    min: Option<u32>,
    max: Option<u32>,
    pattern: Option<&str>,
    format: Option<TextFormat>,
) -> Option<String> {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if let Some(min) = min.filter(|min| length < *min) {
        return Some(if min == 1 { "must not be empty".to_owned() } else { format!("has to have at least {min} characters, not {length}") });
    }
    if let Some(max) = max.filter(|max| length > *max) {
        return Some(format!("has to have at most {max} characters, not {length}"));
    }
    let fits = match format {
        None | Some(TextFormat::Password) => true,
        Some(TextFormat::Email) => is_email(text),
        Some(TextFormat::Uri) => is_uri(text),
        Some(TextFormat::Uuid) => uuid::Uuid::try_parse(text).is_ok() && text.len() == 36,
        Some(TextFormat::Phone) => is_phone(text),
    };
    if !fits {
        let example = match format {
            Some(TextFormat::Email) => "an e-mail address like ada@example.com",
            Some(TextFormat::Uri) => "a URI like https://example.com/a",
            Some(TextFormat::Uuid) => "a UUID",
            _ => "a telephone number like +351 210 000 000",
        };
        return Some(format!("has to be {example}"));
    }
    let pattern = pattern?;
    (!extras.matches(pattern, text)).then(|| format!("has to match {pattern}"))
}

/// Whether a text matches a pattern; one that is none matches everything.
pub fn matches(pattern: &str, text: &str) -> bool {
    regex_lite::Regex::new(pattern).map_or(true, |regex| regex.is_match(text))
}

fn limit_fault<T: PartialOrd + Copy>(value: T, min: Option<T>, max: Option<T>, shown: impl Fn(T) -> String) -> Option<String> {
    let limits = match (min, max) {
        (Some(min), Some(max)) if value < min || value > max => format!("from {} to {}", shown(min), shown(max)),
        (Some(min), _) if value < min => format!("at least {}", shown(min)),
        (_, Some(max)) if value > max => format!("at most {}", shown(max)),
        _ => return None,
    };
    Some(format!("has to be {limits}, not {}", shown(value)))
}

fn money(name: &str, value: &Value, pointer: &str, errors: &mut Vec<FieldError>) {
    if value.get("amount").and_then(Value::as_i64).is_none() {
        errors.push(FieldError::at(format!("{pointer}/amount"), format!("{name}.amount has to be a whole number of minor units, such as cents")));
    }
    let currency = value.get("currency").and_then(Value::as_str);
    if !currency.is_some_and(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())) {
        errors.push(FieldError::at(format!("{pointer}/currency"), format!("{name}.currency has to be an ISO 4217 code such as EUR")));
    }
    for member in value.as_object().into_iter().flat_map(|object| object.keys()).filter(|member| !["amount", "currency"].contains(&member.as_str())) {
        errors.push(FieldError::at(format!("{pointer}/{}", pointer_token(member)), format!("{name} has no member {member}")));
    }
}

fn noun(design: &Design, kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::String { .. } | FieldKind::Enum { .. } => "text",
        FieldKind::Integer { .. } => "a whole number",
        FieldKind::Number { .. } => "a number",
        FieldKind::Boolean => "true or false",
        FieldKind::Date => "a date like 2026-03-14",
        FieldKind::DateTime => "a moment like 2026-03-14T09:41:00Z",
        FieldKind::Epoch => "seconds since 1970",
        FieldKind::Money => "money like {\"amount\": 12000, \"currency\": \"EUR\"}",
        FieldKind::Object => "an object",
        FieldKind::Array { .. } => "a list",
        FieldKind::Reference { to, .. } => match is_text(design, to) {
            Some(true) => "text, the identifier of a record",
            Some(false) => "a whole number, the identifier of a record",
            None => "the identifier of a record",
        },
    }
}

/// The value as a message shows it: cut where it is long.
fn shown(value: &Value) -> String {
    let text = json::line(value);
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// RFC 3339 full-date, and a day that exists.
pub fn is_date(text: &str) -> bool {
    calendar::parse_day(text).is_some()
}

/// RFC 3339 date-time with an offset, and a moment that exists.
pub fn is_date_time(text: &str) -> bool {
    calendar::parse_moment(text).is_some()
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let label = |label: &str| {
        !label.is_empty() && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(|letter| is_of_word(letter) || letter == '-')
    };
    let local_fits = !local.is_empty() && local.len() <= 64 && !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
    local_fits
        && !local.chars().any(|letter| letter.is_whitespace() || letter.is_control() || "()<>[]:;@\\,\"".contains(letter))
        && domain.contains('.')
        && domain.split('.').all(label)
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let scheme_fits = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
    let rest_fits = match rest.strip_prefix("//") {
        Some(authority) => !authority.is_empty() && !authority.starts_with('/'),
        None => !rest.is_empty(),
    };
    scheme_fits && rest_fits && !text.chars().any(|letter| letter.is_whitespace() || letter.is_control() || "<>\"{}|\\^`".contains(letter))
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (6..=15).contains(&digits)
        && text.starts_with(|first: char| first == '+' || first.is_ascii_digit())
        && text.chars().skip(1).all(|letter| letter.is_ascii_digit() || " -()./".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::sketch_line;
    use serde_json::json;

    fn faults(line: &str, value: Value) -> Vec<String> {
        faults_beside(&Design::default(), line, value)
    }

    fn faults_beside(design: &Design, line: &str, value: Value) -> Vec<String> {
        let mut errors = Vec::new();
        let field = sketch_line::parse(line).unwrap();
        check(design, crate::mock::extras::ALL, &field, &value, &format!("/{}", field.name), &mut errors);
        errors.into_iter().map(|error| format!("{} {}", error.pointer, error.detail)).collect()
    }

    #[test]
    fn values_against_fields() {
        for (line, value, expected) in [
            ("name string(2..4)", json!("abc"), None),
            ("name string(2..4)", json!("a"), Some("/name name has to have at least 2 characters, not 1")),
            ("name string(1..4)", json!(""), Some("/name name must not be empty")),
            ("name string", json!(7), Some("/name name has to be text, not 7")),
            ("stars integer(1..5)", json!(6), Some("/stars stars has to be from 1 to 5, not 6")),
            ("stars integer", json!(9_223_372_036_854_775_808_u64), Some("/stars stars has to be at most 9223372036854775807")),
            ("at epoch", json!(9_223_372_036_854_775_808_u64), Some("/at at has to be whole seconds since 1970")),
            ("stars integer(1..5)", json!(1.5), Some("/stars stars has to be a whole number")),
            ("on date", json!("2026-02-29"), Some("/on on has to be a date like 2026-03-14, not \"2026-02-29\"")),
            ("on date", json!("2024-02-29"), None),
            ("on date", json!("20240229"), Some("/on on has to be a date like 2026-03-14, not \"20240229\"")),
            ("at date-time", json!("2026-03-14T09:41:00Z"), None),
            ("at date-time", json!("2026-03-14T09:41:00.5+01:00"), None),
            ("at date-time", json!("2026-03-14 09:41"), Some("/at at has to be a moment like 2026-03-14T09:41:00Z, not \"2026-03-14 09:41\"")),
            ("mail email", json!("not-an-email"), Some("/mail mail has to be an e-mail address like ada@example.com")),
            ("mail email", json!("ada@example.com"), None),
            ("link uri", json!("https://example.com/a?b=c"), None),
            ("link uri", json!("example.com"), Some("/link link has to be a URI like https://example.com/a")),
            ("phone phone", json!("+351 210 000 000"), None),
            ("state enum(a, b)", json!("c"), Some("/state state has to be one of a, b, not \"c\"")),
            ("price money", json!({ "amount": 1200, "currency": "EUR" }), None),
            (
                "price money",
                json!({ "amount": 12.5, "currency": "EUR" }),
                Some("/price/amount price.amount has to be a whole number of minor units, such as cents"),
            ),
            ("price money", json!(12.5), Some("/price price has to be money like {\"amount\": 12000, \"currency\": \"EUR\"}, not 12.5")),
            ("tags string []", json!(["a", 1]), Some("/tags/1 tags[1] has to be text, not 1")),
            ("note string nullable", json!(null), None),
            ("note string", json!(null), Some("/note note has to be text, not null")),
        ] {
            assert_eq!(faults(line, value.clone()).first().map(String::as_str), expected, "{line} {value}");
        }
    }

    #[test]
    fn references_are_of_the_kind_of_the_identifier_that_they_hold() {
        let target = |name: &str, kind: IdKind| {
            let mut target = crate::design::start::resource(name, 0);
            target.identifier.kind = kind;
            std::sync::Arc::new(target)
        };
        let prefixed = IdKind::Prefixed { prefix: "rm".to_owned() };
        let resources = vec![target("User", IdKind::Uuid), target("Room", prefixed), target("City", IdKind::Slug), target("Table", IdKind::Integer)];
        let design = Design { resources, ..Design::default() };
        for (line, value, expected) in [
            ("userId -> User", json!("3f2b8c1e-5a44-4c1b-9c0e-7d1f2a3b4c5d"), None),
            ("userId -> User", json!("nobody"), None),
            ("userId -> User", json!(7), Some("/userId userId has to be text, the identifier of a record, not 7")),
            ("userId -> User", json!(true), Some("/userId userId has to be text, the identifier of a record, not true")),
            ("userId -> User", json!(["a"]), Some("/userId userId has to be text, the identifier of a record, not [\"a\"]")),
            ("userId -> User", json!(""), Some("/userId userId has to name a record")),
            ("userId -> User", json!(null), Some("/userId userId has to be text, the identifier of a record, not null")),
            ("userId -> User nullable", json!(null), None),
            ("roomId -> Room", json!(12), Some("/roomId roomId has to be text, the identifier of a record, not 12")),
            ("cityId -> City", json!(12), Some("/cityId cityId has to be text, the identifier of a record, not 12")),
            ("tableId -> Table", json!(12), None),
            ("tableId -> Table", json!("12"), Some("/tableId tableId has to be a whole number, the identifier of a record, not \"12\"")),
            ("tableId -> Table", json!(1.5), Some("/tableId tableId has to be a whole number, the identifier of a record, not 1.5")),
            ("tableId -> Table", json!(false), Some("/tableId tableId has to be a whole number, the identifier of a record, not false")),
            ("roomIds -> Room []", json!(["rm_1", 2]), Some("/roomIds/1 roomIds[1] has to be text, the identifier of a record, not 2")),
            ("ghostId -> Ghost", json!(1), None),
            ("ghostId -> Ghost", json!("a"), None),
            ("ghostId -> Ghost", json!({}), Some("/ghostId ghostId has to be the identifier of a record, not {}")),
        ] {
            assert_eq!(faults_beside(&design, line, value.clone()).first().map(String::as_str), expected, "{line} {value}");
        }
    }
}
