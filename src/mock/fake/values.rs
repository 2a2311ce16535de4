//! A believable value for a field, judged by its kind and its name.

use crate::design::words::letters::Letters;
use serde_json::{Value, json};

use crate::design::{FieldKind, TextFormat, words};
use crate::mock::store::Store;
use crate::mock::{Moment, Rng};

const FIRST: &[&str] =
    &["Ada", "Khalid", "Lin", "Mira", "Noor", "Ola", "Paulo", "Rosa", "Sami", "Tove", "Uma", "Viktor", "Yara", "Zoe", "Ines", "Jonas"];
const LAST: &[&str] =
    &["Pereira", "Haddad", "Zhao", "Novak", "Silva", "Berg", "Costa", "Okafor", "Lind", "Moreau", "Tanaka", "Weber", "Rossi", "Khan", "Dias", "Holm"];
const CITIES: &[&str] = &["Lisbon", "Porto", "Madrid", "Lyon", "Ghent", "Turin", "Graz", "Gdansk", "Aarhus", "Bergen", "Tampere", "Riga"];
const COUNTRIES: &[&str] = &["Portugal", "Spain", "France", "Belgium", "Italy", "Austria", "Poland", "Denmark", "Norway", "Finland"];
const STREETS: &[&str] = &["Harbour Street", "Mill Lane", "Garden Road", "Station Square", "Hill Street", "River Walk"];
const COMPANIES: &[&str] =
    &["Northwind Tools", "Blue Harbour", "Oak and Ash", "Meridian Labs", "Copper Kettle", "Lighthouse Press", "Sunny Side", "Granite Works"];
const THINGS: &[&str] = &[
    "Walnut Desk",
    "Field Notebook",
    "Copper Lamp",
    "Rain Jacket",
    "Travel Mug",
    "Desk Clock",
    "Wool Blanket",
    "Paper Kite",
    "Garden Shears",
    "Oak Stool",
];
const TITLES: &[&str] =
    &["A Quiet Harbour", "The Long Way Home", "Notes on Light", "Small Machines", "Winter Garden", "Salt and Stone", "Open Water", "The Paper Map"];
const SENTENCES: &[&str] = &[
    "Arrives in the afternoon.",
    "Quiet side of the building, please.",
    "Second try, the first one was lost.",
    "As agreed on the phone.",
    "Gift wrapping wanted.",
    "Keep the box closed until Friday.",
];
const GENRES: &[&str] = &["jazz", "folk", "ambient", "rock", "classical"];
const CURRENCIES: &[&str] = &["EUR", "USD", "GBP", "CHF"];

/// A value of this kind; `None` where a reference has nothing to point to.
pub fn value(kind: &FieldKind, name: &str, store: &Store, rng: &mut Rng, now: Moment, index: usize) -> Option<Value> {
    let value = match kind {
        FieldKind::String { min_length, max_length, format, pattern: _ } => {
            let text = match format {
                Some(format) => formatted(*format, rng),
                None => text(name, rng, index),
            };
            json!(fit(text, *min_length, *max_length))
        }
        FieldKind::Integer { min, max } => {
            let (low, high) = (min.unwrap_or(1), max.unwrap_or_else(|| min.unwrap_or(1).saturating_add(99)));
            json!(rng.between(low, high.min(low.saturating_add(10_000))))
        }
        FieldKind::Number { min, max } => {
            let low = min.unwrap_or(1.0);
            let high = max.unwrap_or(low + 200.0);
            json!(((low + (high - low) * (rng.below(10_000) as f64 / 10_000.0)) * 100.0).round() / 100.0)
        }
        FieldKind::Boolean => json!(rng.below(2) == 0),
        FieldKind::Date => json!(now.day(rng.between(if looks_past(name) { -400 } else { 1 }, if looks_past(name) { -1 } else { 60 }))),
        FieldKind::DateTime => {
            let minutes = if looks_past(name) { -rng.between(60, 40_000) } else { rng.between(60, 60_000) };
            json!(Moment(now.0.saturating_add_signed(minutes * 60_000)).rfc3339())
        }
        FieldKind::Epoch => json!(now.seconds().saturating_sub(rng.below(4_000_000))),
        FieldKind::Money => json!({ "amount": rng.between(5, 600) * 50 - 1 + i64::from(rng.below(2) == 0), "currency": "EUR" }),
        FieldKind::Enum { values } => json!(rng.pick(values)?),
        FieldKind::Object => json!({}),
        FieldKind::Array { items } => {
            let count = 1 + rng.below(3);
            Value::Array(
                (0..count)
                    .filter_map(|item| value(items, &words::singular(name), store, rng, now, index + usize::try_from(item).unwrap_or(0)))
                    .collect(),
            )
        }
        FieldKind::Reference { to, .. } => {
            let count = store.count(to) as u64;
            let place = usize::try_from(rng.below(count)).unwrap_or(0);
            let record = store.list(to).nth(place)?;
            record.value.values().next()?.clone()
        }
    };
    Some(value)
}

fn text(name: &str, rng: &mut Rng, index: usize) -> String {
    let words = words::split(name);
    let last = words.last().map_or("", String::as_str);
    let pick = |list: &'static [&'static str], rng: &mut Rng| rng.pick(list).copied().unwrap_or_default().to_owned();
    match last {
        "city" | "town" => pick(CITIES, rng),
        "country" => pick(COUNTRIES, rng),
        "street" | "address" => format!("{} {}", pick(STREETS, rng), rng.between(1, 120)),
        "currency" => pick(CURRENCIES, rng),
        "company" | "carrier" | "brand" | "manufacturer" => pick(COMPANIES, rng),
        "genre" => pick(GENRES, rng),
        "title" | "subject" => pick(TITLES, rng),
        "name" if words.len() == 1 && index % 2 == 1 => format!("{} {}", pick(FIRST, rng), pick(LAST, rng)),
        "name" if words.len() == 1 => format!("{} {}", pick(FIRST, rng), pick(LAST, rng)),
        "name" if words.first().is_some_and(|word| word == "first") => pick(FIRST, rng),
        "name" if words.first().is_some_and(|word| word == "last") => pick(LAST, rng),
        "name" => pick(THINGS, rng),
        "author" | "artist" | "owner" => format!("{} {}", pick(FIRST, rng), pick(LAST, rng)),
        "isbn" => format!("978-0-{:06}-{}", rng.below(1_000_000), rng.below(10)),
        "sku" | "code" | "plate" | "reference" => format!("{}{}-{:03}", letter(rng), letter(rng), rng.below(1000)),
        "iban" => format!("PT50{:018}", rng.below(1_000_000_000_000_000_000)),
        "number" => (100 + index + usize::try_from(rng.below(2)).unwrap_or(0)).to_string(),
        "origin" | "destination" => format!("{}{}{}", letter(rng), letter(rng), letter(rng)),
        _ => pick(SENTENCES, rng),
    }
}

fn formatted(format: TextFormat, rng: &mut Rng) -> String {
    let first = rng.pick(FIRST).copied().unwrap_or("Ada").lower();
    match format {
        TextFormat::Email => format!("{first}.{}@example.com", rng.pick(LAST).copied().unwrap_or("Berg").lower()),
        TextFormat::Uri => format!("https://example.com/{first}"),
        TextFormat::Uuid => {
            uuid::Builder::from_random_bytes(((u128::from(rng.next_u64()) << 64) | u128::from(rng.next_u64())).to_be_bytes()).into_uuid().to_string()
        }
        TextFormat::Phone => format!("+351 210 {:03} {:03}", rng.below(1000), rng.below(1000)),
        TextFormat::Password => format!("example-{:06}", rng.below(1_000_000)),
    }
}

/// Cuts or fills a text so that it keeps its limits.
fn fit(text: String, min: Option<u32>, max: Option<u32>) -> String {
    let max = max.and_then(|max| usize::try_from(max).ok()).unwrap_or(usize::MAX);
    let min = min.and_then(|min| usize::try_from(min).ok()).unwrap_or(0).min(max).min(10_000);
    let mut text: String = text.chars().take(max).collect();
    while text.chars().count() < min {
        text.push('x');
    }
    text
}

fn letter(rng: &mut Rng) -> char {
    char::from(b'A' + u8::try_from(rng.below(26)).unwrap_or(0))
}

/// `createdAt`, `publishedOn`, `birthDate`: moments that lie behind.
fn looks_past(name: &str) -> bool {
    let past = [
        "created",
        "updated",
        "published",
        "released",
        "registered",
        "birth",
        "paid",
        "shipped",
        "enrolled",
        "lent",
        "started",
        "issued",
        "order",
        "made",
    ];
    words::split(name).first().is_some_and(|word| past.contains(&word.as_str()))
}
