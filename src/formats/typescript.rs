//! The resources as TypeScript types, and what each operation takes and answers: made of the same schemas as the OpenAPI document.

use std::fmt::Write as _;

use serde_json::Value;

use super::{Rendered, code, openapi};
use crate::design::{Design, words};

/// Types that the language has already.
const TAKEN: [&str; 12] = ["Array", "Boolean", "Date", "Error", "Function", "Map", "Number", "Object", "Operations", "Record", "String", "Symbol"];

/// Declarations for the clients of a design.
pub fn declarations(design: &Design) -> Rendered {
    let export = openapi::export(design);
    let document: Value = serde_json::from_str(&openapi::to_json(&export.document)).unwrap_or_default();
    let names = Names::of(&document);
    let writer = Writer { document: &document, names };
    let mut text = format!("// {}: what clients send and get.\n", super::scripts::one_line(&design.name));
    for (name, schema) in members(document.pointer("/components/schemas")) {
        text.push('\n');
        text.push_str(&writer.declaration(name, schema));
    }
    text.push_str(&writer.operations());
    Rendered { text, remarks: Vec::new() }
}

/// The names of types by the names of schemas.
struct Names(Vec<(String, String)>);

impl Names {
    fn of(document: &Value) -> Self {
        let mut all: Vec<(String, String)> = Vec::new();
        for (name, _) in members(document.pointer("/components/schemas")) {
            let plain: String = words::pascal(name).chars().filter(char::is_ascii_alphanumeric).collect();
            let fits = plain.starts_with(|letter: char| letter.is_ascii_alphabetic()) && !TAKEN.contains(&plain.as_str());
            let first = if fits { plain } else { format!("The{plain}") };
            let others = (2..).map(|number| format!("{first}{number}"));
            let free = std::iter::once(first.clone()).chain(others).find(|name| !all.iter().any(|(_, known)| known == name));
            all.push((name.to_owned(), free.unwrap_or(first)));
        }
        Self(all)
    }

    fn of_reference(&self, reference: &str) -> &str {
        let name = reference.rsplit('/').next().unwrap_or_default();
        self.0.iter().find(|(known, _)| known == name).map_or("unknown", |(_, name)| name)
    }
}

struct Writer<'d> {
    document: &'d Value,
    names: Names,
}

impl<'d> Writer<'d> {
    fn declaration(&self, name: &str, schema: &Value) -> String {
        let name = self.names.of_reference(name);
        let note = comment(schema.get("description"), "");
        match is_object(schema) && schema.get("nullable") != Some(&Value::Bool(true)) {
            true => format!("{note}export interface {name} {}\n", self.object(schema, "")),
            false => format!("{note}export type {name} = {};\n", self.of(schema, "")),
        }
    }

    /// The type of a schema's values; further lines begin with `indent`.
    fn of(&self, schema: &Value, indent: &str) -> String {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return self.names.of_reference(reference).to_owned();
        }
        let own = self.plain(schema, indent);
        // An enumeration of texts names null itself.
        let says_null = own.ends_with("| null") || own == "null" || own == "unknown";
        if schema.get("nullable") == Some(&Value::Bool(true)) && !says_null { format!("{own} | null") } else { own }
    }

    fn plain(&self, schema: &Value, indent: &str) -> String {
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return values.iter().map(Value::to_string).collect::<Vec<_>>().join(" | ");
        }
        for (word, sign) in [("allOf", " & "), ("oneOf", " | "), ("anyOf", " | ")] {
            if let Some(parts) = schema.get(word).and_then(Value::as_array).filter(|parts| !parts.is_empty()) {
                return parts.iter().map(|part| self.of(part, indent)).collect::<Vec<_>>().join(sign);
            }
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("string") => "string".to_owned(),
            Some("integer" | "number") => "number".to_owned(),
            Some("boolean") => "boolean".to_owned(),
            Some("array") => format!("Array<{}>", schema.get("items").map_or_else(|| "unknown".to_owned(), |items| self.of(items, indent))),
            Some("object") => self.object(schema, indent),
            _ => "unknown".to_owned(),
        }
    }

    fn object(&self, schema: &Value, indent: &str) -> String {
        let own = members(schema.get("properties"));
        let more = match schema.get("additionalProperties") {
            Some(Value::Object(_)) => schema.get("additionalProperties").map(|of| self.of(of, indent)),
            Some(Value::Bool(false)) => None,
            _ => own.is_empty().then(|| "unknown".to_owned()),
        };
        if let (Some(more), true) = (&more, own.is_empty()) {
            return format!("{{ [name: string]: {more} }}");
        }
        let required: Vec<&str> = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let deeper = format!("{indent}  ");
        let mut text = "{\n".to_owned();
        for (name, property) in own {
            let read_only = if property.get("readOnly") == Some(&Value::Bool(true)) { "readonly " } else { "" };
            let optional = if required.contains(&name) { "" } else { "?" };
            text += &comment(property.get("description"), &deeper);
            let _ = writeln!(text, "{deeper}{read_only}{}{optional}: {};", key(name), self.of(property, &deeper));
        }
        if more.is_some() {
            // Beside members of their own, others can only be said to be anything.
            let _ = writeln!(text, "{deeper}[name: string]: unknown;");
        }
        text + indent + "}"
    }

    /// What each operation takes and answers.
    fn operations(&self) -> String {
        let mut text = "\n/** What each operation takes and answers, by status. */\nexport interface Operations {\n".to_owned();
        for (path, item) in members(self.document.get("paths")) {
            for (method, operation) in members(Some(item)).into_iter().filter(|(_, operation)| operation.get("operationId").is_some()) {
                let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default();
                let summary = operation.get("summary").and_then(Value::as_str).map(|summary| format!(": {summary}")).unwrap_or_default();
                text += &comment(Some(&Value::from(format!("{} {path}{summary}", method.to_ascii_uppercase()))), "  ");
                let _ = writeln!(text, "  {}: {{", key(id));
                for (place, word) in [("path", "path"), ("query", "query"), ("header", "headers")] {
                    text += &self.parameters(item, operation, place, word);
                }
                if let Some(body) = operation.get("requestBody").map(|body| self.resolved(body)) {
                    let _ = writeln!(text, "    body: {};", self.content(body));
                }
                text += "    answers: {\n";
                for (status, answer) in members(operation.get("responses")) {
                    let _ = writeln!(text, "      {}: {};", key(status), self.content(self.resolved(answer)));
                }
                text += "    };\n  };\n";
            }
        }
        text + "}\n"
    }

    fn parameters(&self, item: &Value, operation: &Value, place: &str, word: &str) -> String {
        let lists = [item.get("parameters"), operation.get("parameters")];
        let all = lists.into_iter().flatten().filter_map(Value::as_array).flatten().map(|parameter| self.resolved(parameter));
        let mut text = String::new();
        let mut is_needed = false;
        for parameter in all.filter(|parameter| parameter.get("in").and_then(Value::as_str) == Some(place)) {
            let required = parameter.get("required") == Some(&Value::Bool(true));
            is_needed |= required;
            let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
            let kind = parameter.get("schema").map_or_else(|| "unknown".to_owned(), |schema| self.of(schema, "      "));
            let _ = writeln!(text, "      {}{}: {kind};", key(name), if required { "" } else { "?" });
        }
        if text.is_empty() { text } else { format!("    {word}{}: {{\n{text}    }};\n", if is_needed { "" } else { "?" }) }
    }

    /// The type of the first content; nothing where there is none.
    fn content(&self, holder: &Value) -> String {
        let first = members(holder.get("content")).into_iter().next();
        match first {
            None => "undefined".to_owned(),
            Some((_, media)) => media.get("schema").map_or_else(|| "unknown".to_owned(), |schema| self.of(schema, "      ")),
        }
    }

    fn resolved(&self, part: &'d Value) -> &'d Value {
        let pointer = part.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
        pointer.and_then(|pointer| self.document.pointer(pointer)).unwrap_or(part)
    }
}

fn is_object(schema: &Value) -> bool {
    let plain = schema.get("type").and_then(Value::as_str) == Some("object") && !members(schema.get("properties")).is_empty();
    plain && ["allOf", "oneOf", "anyOf", "enum"].iter().all(|word| schema.get(word).is_none())
}

fn members(value: Option<&Value>) -> Vec<(&str, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten().map(|(name, member)| (name.as_str(), member)).collect()
}

/// A member's name, in quotes where it is no plain word.
fn key(name: &str) -> String {
    let mut letters = name.chars();
    let plain = letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_' || first == '$')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$');
    let number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()) && !name.starts_with('0');
    if plain || number { name.to_owned() } else { code::string(name) }
}

fn comment(note: Option<&Value>, indent: &str) -> String {
    let note = note.and_then(Value::as_str).map(super::scripts::one_line).unwrap_or_default().replace("*/", "* /");
    if note.is_empty() { note } else { format!("{indent}/** {note} */\n") }
}
