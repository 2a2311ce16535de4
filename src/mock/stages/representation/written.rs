//! Records and lists as text: JSON, XML, or CSV. Errors have a format of their own.

use serde_json::{Map, Value};

use crate::design::policy::Format;
use crate::design::query::shown_fields;
use crate::design::{FieldKind, Resource};
use crate::http::{csv, xml};
use crate::mock::selection::Selection;

/// A record in the selected format.
pub fn record(selection: &Selection, resource: &Resource, value: &Value) -> String {
    match selection.format {
        Format::Json | Format::Hal => value.to_string(),
        Format::Xml => xml::document(&resource.name, "", value, xml::Lists::Repeated),
        Format::Csv => table(selection, resource, std::slice::from_ref(value)),
    }
}

/// A page of records in the selected format. A table has room for the items alone; where the next page is, the `Link` field says.
pub fn list(selection: &Selection, resource: &Resource, page: &Value) -> String {
    match (selection.format, page) {
        (Format::Json | Format::Hal, _) => page.to_string(),
        (Format::Xml, Value::Array(_)) => {
            let items = Value::Object(Map::from_iter([(resource.name.clone(), page.clone())]));
            xml::document(&format!("{}List", resource.name), "", &items, xml::Lists::Repeated)
        }
        (Format::Xml, _) => xml::document(&format!("{}List", resource.name), "", page, xml::Lists::Repeated),
        (Format::Csv, _) => {
            let items = page.get("items").unwrap_or(page).as_array();
            table(selection, resource, items.map_or(&[], Vec::as_slice))
        }
    }
}

/// Columns in the order of the fields, the same on every page; members that no field names stand behind them.
fn table(selection: &Selection, resource: &Resource, items: &[Value]) -> String {
    let wanted = |name: &str| {
        let fields = selection.fields.as_ref();
        name == resource.identifier.field || fields.is_none_or(|fields| fields.iter().any(|field| field == name))
    };
    let mut columns: Vec<String> = Vec::new();
    for name in shown_fields(resource).into_iter().filter(|name| wanted(name)) {
        match resource.field(name).map(|field| &field.kind) {
            Some(FieldKind::Money) => columns.extend(["amount", "currency"].map(|member| format!("{name}.{member}"))),
            Some(FieldKind::Object) => {}
            _ => columns.push(name.to_owned()),
        }
    }
    let mut rows: Vec<Vec<(String, String)>> = Vec::new();
    for item in items {
        let mut cells = Vec::new();
        flatten("", item, &mut cells);
        for (name, _) in &cells {
            if !columns.contains(name) {
                columns.push(name.clone());
            }
        }
        rows.push(cells);
    }
    let mut text = csv::line(columns.iter().map(String::as_str));
    for row in &rows {
        let cell = |column: &String| row.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value.as_str());
        text.push_str(&csv::line(columns.iter().map(cell)));
    }
    text
}

/// Cells of a value: members of objects under names with dots, lists as JSON, nothing for null.
fn flatten(name: &str, value: &Value, cells: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            for (member, value) in members {
                let name = if name.is_empty() { member.clone() } else { format!("{name}.{member}") };
                flatten(&name, value, cells);
            }
        }
        Value::String(text) => cells.push((name.to_owned(), text.clone())),
        other => cells.push((name.to_owned(), other.to_string())),
    }
}
