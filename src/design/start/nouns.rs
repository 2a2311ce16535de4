//! What common nouns of APIs suggest: their fields, what they are parts of, and whether they are people, things or events.

use crate::design::{Field, FieldKind, Lifecycle, TextFormat, Transition, sketch_line, words};

/// How a noun relates to the nouns beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Somebody.
    Person,
    /// Something that exists by itself.
    Thing,
    /// Something that happens between people and things, and points to them.
    Event,
    /// Unknown: points to nothing by itself.
    Other,
}

struct Noun {
    name: &'static str,
    role: Role,
    /// Nouns it belongs to.
    wholes: &'static [&'static str],
    /// Fields as sketch lines.
    fields: &'static [&'static str],
}

const PERSON: &[&str] = &["name string(1..80) required", "email email required unique", "phone phone"];
const STAY: &[&str] = &["checkIn date required", "checkOut date required"];

const NOUNS: &[Noun] = &[
    Noun { name: "user", role: Role::Person, wholes: &["organization", "team", "company"], fields: PERSON },
    Noun { name: "guest", role: Role::Person, wholes: &[], fields: PERSON },
    Noun { name: "customer", role: Role::Person, wholes: &[], fields: PERSON },
    Noun { name: "member", role: Role::Person, wholes: &["gym", "team", "club"], fields: PERSON },
    Noun { name: "patient", role: Role::Person, wholes: &[], fields: &["name string(1..80) required", "birthDate date required", "phone phone"] },
    Noun {
        name: "doctor",
        role: Role::Person,
        wholes: &["clinic", "hospital"],
        fields: &["name string(1..80) required", "specialty string(1..60) required"],
    },
    Noun { name: "student", role: Role::Person, wholes: &["school"], fields: PERSON },
    Noun { name: "teacher", role: Role::Person, wholes: &["school"], fields: PERSON },
    Noun { name: "trainer", role: Role::Person, wholes: &["gym"], fields: PERSON },
    Noun { name: "author", role: Role::Person, wholes: &[], fields: &["name string(1..80) required", "biography string(..500)"] },
    Noun { name: "employee", role: Role::Person, wholes: &["company", "department"], fields: PERSON },
    Noun { name: "driver", role: Role::Person, wholes: &[], fields: PERSON },
    Noun { name: "person", role: Role::Person, wholes: &[], fields: PERSON },
    Noun {
        name: "hotel",
        role: Role::Thing,
        wholes: &[],
        fields: &["name string(1..80) required", "city string(1..60) required", "stars integer(1..5)"],
    },
    Noun {
        name: "room",
        role: Role::Thing,
        wholes: &["hotel", "building", "gym"],
        fields: &["number string(1..8) required", "type enum(single, double, suite) required", "nightlyRate money required"],
    },
    Noun {
        name: "product",
        role: Role::Thing,
        wholes: &["category", "shop"],
        fields: &["name string(1..80) required", "description string(..500)", "price money required", "inStock boolean"],
    },
    Noun { name: "category", role: Role::Other, wholes: &[], fields: &["name string(1..60) required unique"] },
    Noun {
        name: "book",
        role: Role::Thing,
        wholes: &["author", "library"],
        fields: &["title string(1..120) required", "isbn string(10..17) required unique", "publishedOn date"],
    },
    Noun {
        name: "song",
        role: Role::Thing,
        wholes: &["artist", "album"],
        fields: &["title string(1..120) required", "durationSeconds integer(1..36000) required"],
    },
    Noun { name: "album", role: Role::Thing, wholes: &["artist"], fields: &["title string(1..120) required", "releasedOn date"] },
    Noun { name: "artist", role: Role::Person, wholes: &[], fields: &["name string(1..80) required", "genre string(..40)"] },
    Noun {
        name: "playlist",
        role: Role::Other,
        wholes: &["user"],
        fields: &["name string(1..80) required", "description string(..300)", "isPublic boolean"],
    },
    Noun { name: "course", role: Role::Thing, wholes: &["teacher", "school"], fields: &["title string(1..120) required", "credits integer(1..30)"] },
    Noun {
        name: "class",
        role: Role::Thing,
        wholes: &["gym", "trainer"],
        fields: &["title string(1..80) required", "startsAt date-time required", "capacity integer(1..200) required"],
    },
    Noun { name: "gym", role: Role::Other, wholes: &[], fields: &["name string(1..80) required", "city string(1..60) required"] },
    Noun {
        name: "movie",
        role: Role::Thing,
        wholes: &[],
        fields: &["title string(1..120) required", "year integer(1888..2100)", "durationMinutes integer(1..900)"],
    },
    Noun {
        name: "flight",
        role: Role::Thing,
        wholes: &["airline"],
        fields: &[
            "number string(3..8) required unique",
            "departsAt date-time required",
            "origin string(3..3) required",
            "destination string(3..3) required",
        ],
    },
    Noun {
        name: "car",
        role: Role::Thing,
        wholes: &[],
        fields: &["plate string(2..12) required unique", "model string(1..60) required", "seats integer(1..9)"],
    },
    Noun { name: "table", role: Role::Thing, wholes: &["restaurant"], fields: &["number integer(1..500) required", "seats integer(1..30) required"] },
    Noun { name: "restaurant", role: Role::Other, wholes: &[], fields: &["name string(1..80) required", "city string(1..60) required"] },
    Noun {
        name: "account",
        role: Role::Thing,
        wholes: &["customer", "user"],
        fields: &["iban string(15..34) required unique", "currency string(3..3) required", "balance money read-only"],
    },
    Noun {
        name: "project",
        role: Role::Other,
        wholes: &["team", "organization"],
        fields: &["name string(1..80) required", "description string(..500)"],
    },
    Noun {
        name: "task",
        role: Role::Other,
        wholes: &["project", "user", "list"],
        fields: &["title string(1..120) required", "status enum(open, doing, done) required", "dueOn date"],
    },
    Noun { name: "todo", role: Role::Other, wholes: &["list", "user"], fields: &["title string(1..120) required", "done boolean", "dueOn date"] },
    Noun { name: "list", role: Role::Other, wholes: &["user"], fields: &["name string(1..80) required"] },
    Noun {
        name: "post",
        role: Role::Other,
        wholes: &["user", "author", "blog"],
        fields: &["title string(1..120) required", "body string(1..5000) required", "publishedAt date-time"],
    },
    Noun { name: "comment", role: Role::Other, wholes: &["post", "article", "user", "task"], fields: &["body string(1..1000) required"] },
    Noun {
        name: "article",
        role: Role::Other,
        wholes: &["author", "user"],
        fields: &["title string(1..120) required", "body string(1..20000) required"],
    },
    Noun { name: "booking", role: Role::Event, wholes: &["room", "guest", "customer", "user"], fields: STAY },
    Noun { name: "reservation", role: Role::Event, wholes: &["table", "room", "car"], fields: STAY },
    Noun {
        name: "appointment",
        role: Role::Event,
        wholes: &[],
        fields: &["startsAt date-time required", "endsAt date-time required", "reason string(..200)"],
    },
    Noun { name: "order", role: Role::Event, wholes: &["customer", "user"], fields: &["total money required", "note string(..300)"] },
    Noun {
        name: "order item",
        role: Role::Other,
        wholes: &["order", "product"],
        fields: &["quantity integer(1..999) required", "price money required"],
    },
    Noun {
        name: "item",
        role: Role::Thing,
        wholes: &["order", "cart"],
        fields: &["name string(1..80) required", "quantity integer(1..999)", "price money"],
    },
    Noun { name: "cart", role: Role::Other, wholes: &["customer", "user"], fields: &["currency string(3..3) required"] },
    Noun {
        name: "payment",
        role: Role::Other,
        wholes: &["booking", "order", "invoice", "reservation"],
        fields: &["amount money required", "method enum(card, transfer, cash) required"],
    },
    Noun { name: "refund", role: Role::Other, wholes: &["payment"], fields: &["amount money required", "reason string(..200)"] },
    Noun {
        name: "invoice",
        role: Role::Other,
        wholes: &["customer", "order", "company"],
        fields: &["number string(1..20) required unique", "total money required", "dueOn date required"],
    },
    Noun { name: "subscription", role: Role::Event, wholes: &["plan"], fields: &["startedOn date required", "renewsOn date"] },
    Noun { name: "plan", role: Role::Thing, wholes: &[], fields: &["name string(1..60) required unique", "monthlyPrice money required"] },
    Noun {
        name: "review",
        role: Role::Event,
        wholes: &["product", "hotel", "movie", "book"],
        fields: &["rating integer(1..5) required", "text string(..2000)"],
    },
    Noun {
        name: "shipment",
        role: Role::Other,
        wholes: &["order"],
        fields: &["carrier string(1..60) required", "trackingNumber string(4..40) required unique", "shippedAt date-time"],
    },
    Noun { name: "enrollment", role: Role::Event, wholes: &["course", "student"], fields: &["enrolledOn date required", "grade string(..4)"] },
    Noun { name: "loan", role: Role::Event, wholes: &["book", "member"], fields: &["lentOn date required", "dueOn date required"] },
    Noun {
        name: "ticket",
        role: Role::Event,
        wholes: &["movie", "flight", "customer"],
        fields: &["subject string(1..120) required", "priority enum(low, normal, high) required"],
    },
    Noun { name: "message", role: Role::Other, wholes: &["user", "conversation"], fields: &["text string(1..4000) required"] },
    Noun { name: "conversation", role: Role::Other, wholes: &[], fields: &["title string(..120)"] },
    Noun {
        name: "file",
        role: Role::Other,
        wholes: &["user", "project", "folder"],
        fields: &["name string(1..200) required", "mediaType string(3..100) required", "bytes integer(0..) required"],
    },
    Noun { name: "company", role: Role::Other, wholes: &[], fields: &["name string(1..120) required", "website uri"] },
    Noun { name: "team", role: Role::Other, wholes: &["organization", "company"], fields: &["name string(1..80) required"] },
];

/// A transition: name, states it starts in, state it leads to.
type Way = (&'static str, &'static [&'static str], &'static str);

/// Events with states: the nouns, the first state, and the ways between states.
const STATES: &[(&[&str], &str, &[Way])] = &[
    (&["booking", "reservation", "appointment"], "held", &[("confirm", &["held"], "confirmed"), ("cancel", &["held", "confirmed"], "cancelled")]),
    (&["order"], "placed", &[("pay", &["placed"], "paid"), ("ship", &["paid"], "shipped"), ("cancel", &["placed", "paid"], "cancelled")]),
    (&["payment"], "pending", &[("complete", &["pending"], "succeeded"), ("fail", &["pending"], "failed")]),
    (
        &["subscription"],
        "active",
        &[("pause", &["active"], "paused"), ("resume", &["paused"], "active"), ("cancel", &["active", "paused"], "cancelled")],
    ),
];

/// The role of a resource name.
pub fn role(name: &str) -> Role {
    noun(name).map_or(Role::Other, |noun| noun.role)
}

/// The nouns this one belongs to, in lower case.
pub fn wholes(name: &str) -> &'static [&'static str] {
    noun(name).map_or(&[], |noun| noun.wholes)
}

/// The fields a name suggests; a status for what has states, and the time of creation, last.
pub fn fields(name: &str) -> Vec<Field> {
    let lines = noun(name).map_or(&["name string(1..80) required", "description string(..500)"][..], |noun| noun.fields);
    let mut fields: Vec<Field> = lines.iter().filter_map(|line| sketch_line::parse(line).ok()).collect();
    if let Some(lifecycle) = lifecycle(name) {
        let mut states = vec![lifecycle.initial.clone()];
        for way in &lifecycle.transitions {
            if !states.contains(&way.to) {
                states.push(way.to.clone());
            }
        }
        fields.push(Field::new(&lifecycle.field, FieldKind::Enum { values: states }).read_only());
    }
    fields.push(Field::new("createdAt", FieldKind::DateTime).read_only());
    for field in &mut fields {
        field.note = note(field);
    }
    fields
}

/// The life-cycle a name suggests.
pub fn lifecycle(name: &str) -> Option<Lifecycle> {
    let spaced = words::spaced(name);
    let (_, initial, ways) = STATES.iter().find(|(names, _, _)| names.contains(&spaced.as_str()))?;
    let transitions = ways
        .iter()
        .map(|(name, from, to)| Transition {
            name: (*name).to_owned(),
            from: from.iter().map(|state| (*state).to_owned()).collect(),
            to: (*to).to_owned(),
        })
        .collect();
    Some(Lifecycle { field: "status".to_owned(), initial: (*initial).to_owned(), transitions })
}

/// The fields between which an event takes something for itself: the start of the double-booking rule.
pub fn span(name: &str) -> Option<(&'static str, &'static str)> {
    match words::spaced(name).as_str() {
        "booking" | "reservation" => Some(("checkIn", "checkOut")),
        _ => None,
    }
}

fn noun(name: &str) -> Option<&'static Noun> {
    let spaced = words::spaced(name);
    NOUNS.iter().find(|noun| noun.name == spaced)
}

fn note(field: &Field) -> String {
    let words = words::sentence(&words::spaced(&field.name));
    match (&field.kind, field.name.as_str()) {
        (_, "createdAt") => "When it was made.".to_owned(),
        (_, "status") => "Where it stands.".to_owned(),
        (FieldKind::Money, _) => format!("{words}, in minor units such as cents."),
        (FieldKind::String { format: Some(TextFormat::Email), .. }, _) => "Where messages go.".to_owned(),
        _ => format!("{words}."),
    }
}
