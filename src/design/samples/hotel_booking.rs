//! The hotel booking system of the guide's question 46: searches, availability, reservations without double booking.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::design::brief::{Exposure, Profile};
use crate::design::policy::{ApiKey, Authentication, Concurrency, Cors, Documentation, Idempotency, IfMatch, KeyUse, Pagination, Policies};
use crate::design::{
    Access, Behaviour, Brief, Client, Design, Endpoint, Field, FieldKind, IdKind, Identifier, Lifecycle, NoOverlap, Resource, Transition, sketch_line,
};
use crate::http::Method;

/// Hotels, rooms, guests, bookings and payments.
pub fn hotel_booking() -> Design {
    let mut design = Design {
        name: "Hotel booking".to_owned(),
        summary: "Search hotels, book rooms without double booking, and pay.".to_owned(),
        origin: "https://api.stay.example".to_owned(),
        base_path: "/v1".to_owned(),
        resources: [hotel(), room(), guest(), booking(), payment()].into_iter().map(Arc::new).collect(),
        endpoints: Vec::new(),
        policies: Arc::new(policies()),
        clients: clients().into_iter().map(Arc::new).collect(),
        brief: Arc::new(Brief {
            users: Some("Guests on the web and on phones, hotel staff at the desk, travel agencies.".to_owned()),
            exposure: Some(Exposure::Public),
            peak_per_second: Some(200),
            instances: Some(4),
            strong_consistency: Some(true),
            real_time: Some(false),
            money: Some(true),
            compliance: Some("Card data stays with the payment provider.".to_owned()),
            client_months: Some(24),
            profile: Profile::Guide,
        }),
        seed: 42,
        accepted: Vec::new(),
        assumed: Vec::new(),
    };
    design.endpoints = endpoints(&design).into_iter().map(|endpoint| Arc::new(endpoint.with_expected_errors(&design))).collect();
    design
}

fn hotel() -> Resource {
    Resource {
        note: "A place to stay.".to_owned(),
        fields: fields(&[
            ("name string(1..80) required", "", "The name over the door.", r#""Miradouro""#),
            ("city string(1..60) required", "", "Where it stands.", r#""Lisbon""#),
            ("stars integer(1..5)", "", "From the national classification.", "4"),
        ]),
        records: records(
            r#"[
            { "id": "ht_12", "name": "Miradouro", "city": "Lisbon", "stars": 4 },
            { "id": "ht_31", "name": "Ribeira House", "city": "Porto", "stars": 3 }]"#,
        ),
        generated: 22,
        ..resource("Hotel", "hotels", "ht", (16, 16))
    }
}

fn room() -> Resource {
    Resource {
        note: "A room that can be booked.".to_owned(),
        fields: fields(&[
            ("hotelId -> Hotel required", "has", "The hotel it belongs to.", r#""ht_12""#),
            ("number string(1..8) required", "", "What stands on the door.", r#""204""#),
            ("type enum(single, double, suite) required", "", "How many it is made for.", r#""double""#),
            ("nightlyRate money required", "", "For one night, taxes included.", r#"{ "amount": 12000, "currency": "EUR" }"#),
        ]),
        unique_keys: vec![vec!["hotelId".to_owned(), "number".to_owned()]],
        records: records(
            r#"[
            { "id": "rm_204", "hotelId": "ht_12", "number": "204", "type": "double", "nightlyRate": { "amount": 12000, "currency": "EUR" } },
            { "id": "rm_205", "hotelId": "ht_12", "number": "205", "type": "suite", "nightlyRate": { "amount": 21000, "currency": "EUR" } }]"#,
        ),
        generated: 38,
        ..resource("Room", "rooms", "rm", (16, 232))
    }
}

fn guest() -> Resource {
    Resource {
        note: "A person who books.".to_owned(),
        fields: fields(&[
            ("name string(1..80) required", "", "As in the passport.", r#""Khalid Abuelhassan""#),
            ("email email required unique", "", "Confirmations go here.", r#""khalid@example.com""#),
            ("phone phone", "", "For the day of arrival.", r#""+351 210 000 000""#),
        ]),
        records: records(r#"[{ "id": "gs_81", "name": "Ada Pereira", "email": "ada@example.com", "phone": "+351 210 000 081" }]"#),
        generated: 18,
        ..resource("Guest", "guests", "gs", (544, 16))
    }
}

fn booking() -> Resource {
    Resource {
        note: "A room, taken from one day to another.".to_owned(),
        fields: fields(&[
            ("roomId -> Room required", "booked as", "The room that is taken.", r#""rm_204""#),
            ("guestId -> Guest required", "makes", "Who will stay.", r#""gs_81""#),
            ("checkIn date required", "", "The day of arrival.", r#""2026-03-20""#),
            ("checkOut date required", "", "The day of departure; the room is free again.", r#""2026-03-22""#),
            ("status enum(held, confirmed, checked-in, checked-out, cancelled) read-only", "", "Where the booking stands.", r#""held""#),
            ("createdAt date-time read-only", "", "When it was made.", r#""2026-03-10T09:41:00Z""#),
        ]),
        lifecycle: Some(Lifecycle {
            field: "status".to_owned(),
            initial: "held".to_owned(),
            transitions: vec![
                way("confirm", &["held"], "confirmed"),
                way("checkIn", &["confirmed"], "checked-in"),
                way("checkOut", &["checked-in"], "checked-out"),
                way("cancel", &["held", "confirmed"], "cancelled"),
            ],
        }),
        no_overlap: vec![NoOverlap {
            key: vec!["roomId".to_owned()],
            from: "checkIn".to_owned(),
            to: "checkOut".to_owned(),
            except: vec!["cancelled".to_owned()],
        }],
        records: records(
            r#"[{ "id": "bk_7q2m", "roomId": "rm_204", "guestId": "gs_81", "checkIn": "2026-03-14", "checkOut": "2026-03-17",
            "status": "confirmed", "createdAt": "2026-03-01T10:00:00Z" }]"#,
        ),
        generated: 30,
        ..resource("Booking", "bookings", "bk", (264, 32))
    }
}

fn payment() -> Resource {
    let mut payment = Resource {
        note: "Money for a booking.".to_owned(),
        fields: fields(&[
            ("bookingId -> Booking required", "paid by", "What is paid for.", r#""bk_7q2m""#),
            ("amount money required", "", "In minor units, such as cents.", r#"{ "amount": 24000, "currency": "EUR" }"#),
            ("status enum(pending, succeeded, failed) read-only", "", "Where the payment stands.", r#""pending""#),
            ("createdAt date-time read-only", "", "When it was made.", r#""2026-03-10T09:41:00Z""#),
        ]),
        generated: 12,
        ..resource("Payment", "payments", "py", (544, 232))
    };
    if let Some(status) = payment.fields.iter_mut().find(|field| field.name == "status") {
        status.default = Some("pending".into());
    }
    payment
}

fn endpoints(design: &Design) -> Vec<Endpoint> {
    let usual = [
        ("Hotel", Behaviour::List, Who::Everybody),
        ("Hotel", Behaviour::Read, Who::Everybody),
        ("Room", Behaviour::Read, Who::Everybody),
        ("Room", Behaviour::Update, Who::Staff),
        ("Guest", Behaviour::Create, Who::Everybody),
        ("Guest", Behaviour::Read, Who::Known),
        ("Guest", Behaviour::Replace, Who::Everybody),
        ("Booking", Behaviour::List, Who::Known),
        ("Booking", Behaviour::Create, Who::Everybody),
        ("Booking", Behaviour::Read, Who::Known),
        ("Booking", Behaviour::Update, Who::Everybody),
        ("Booking", Behaviour::Delete, Who::Staff),
        ("Booking", Behaviour::Transition { name: "cancel".to_owned() }, Who::Everybody),
        ("Booking", Behaviour::Transition { name: "confirm".to_owned() }, Who::Staff),
        ("Booking", Behaviour::Transition { name: "checkIn".to_owned() }, Who::Staff),
        ("Booking", Behaviour::Transition { name: "checkOut".to_owned() }, Who::Staff),
        ("Payment", Behaviour::Create, Who::Everybody),
        ("Payment", Behaviour::Read, Who::Known),
    ];
    let mut endpoints: Vec<Endpoint> = Vec::new();
    for (name, behaviour, who) in usual {
        let Some(resource) = design.resource(name) else { continue };
        let mut endpoint = Endpoint::usual(resource, behaviour);
        match who {
            Who::Everybody => {}
            Who::Known => endpoint.access = Access::Authenticated,
            Who::Staff => endpoint.access = Access::Roles(vec!["staff".to_owned()]),
        }
        if name == "Hotel" {
            endpoint.cache_control = Some("public, max-age=60".to_owned());
        }
        endpoints.push(endpoint);
    }
    let mut rooms_of_hotel = Endpoint::new("listRoomsOfHotel", Method::GET, "/hotels/{hotelId}/rooms", Behaviour::List, Some("Room"));
    rooms_of_hotel.summary = "List the rooms of a hotel".to_owned();
    endpoints.insert(2.min(endpoints.len()), rooms_of_hotel);
    endpoints.push(Endpoint::health("showHealth"));
    endpoints
}

/// Who may call, where it is not as usual.
enum Who {
    Everybody,
    Known,
    Staff,
}

fn policies() -> Policies {
    Policies {
        authentication: Authentication { api_key: Some(ApiKey::header("X-API-Key")), ..Authentication::default() },
        cors: Cors {
            headers: Cors::default().headers.into_iter().chain(["Idempotency-Key".to_owned(), "X-API-Key".to_owned()]).collect(),
            ..Cors::for_origins(&["https://app.stay.example", "https://desk.stay.example"])
        },
        concurrency: Concurrency { if_match: IfMatch::Required, ..Concurrency::default() },
        idempotency: Idempotency { key: KeyUse::Honoured, ..Idempotency::default() },
        pagination: Pagination { default_limit: 10, ..Pagination::default() },
        documentation: Documentation::below("/docs"),
        ..Policies::default()
    }
}

fn clients() -> Vec<Client> {
    vec![
        Client::page("Guest app", "https://app.stay.example").bearer("guest-token-1").roles(&["guest"]),
        Client::page("Front desk", "https://desk.stay.example").bearer("desk-token-1").roles(&["staff"]),
        Client::program("Travel agency").api_key("agency-key-1").roles(&["partner"]).tier("partner"),
        Client::page("Unknown page", "https://elsewhere.example"),
    ]
}

fn resource(name: &str, segment: &str, prefix: &str, place: (i32, i32)) -> Resource {
    Resource {
        name: name.to_owned(),
        segment: segment.to_owned(),
        identifier: Identifier { field: "id".to_owned(), kind: IdKind::Prefixed { prefix: prefix.to_owned() } },
        place: Some(place),
        ..Resource::default()
    }
}

/// Fields from their lines, as a person types them; the label of a reference, the note, and an example in JSON.
fn fields(rows: &[(&str, &str, &str, &str)]) -> Vec<Field> {
    let read_row = |(line, label, note, example): &(&str, &str, &str, &str)| {
        let mut field = sketch_line::parse(line).ok()?;
        if let FieldKind::Reference { label: old, .. } = &mut field.kind {
            *old = (*label).to_owned();
        }
        field.note = (*note).to_owned();
        field.example = Some(read(example));
        Some(field)
    };
    rows.iter().filter_map(read_row).collect()
}

fn way(name: &str, from: &[&str], to: &str) -> Transition {
    Transition { name: name.to_owned(), from: from.iter().map(|state| (*state).to_owned()).collect(), to: to.to_owned() }
}

fn records(text: &str) -> Vec<Map<String, Value>> {
    let Value::Array(records) = read(text) else { return Vec::new() };
    let object = |record| if let Value::Object(object) = record { Some(object) } else { None };
    records.into_iter().filter_map(object).collect()
}

/// What a text of JSON says: such texts weigh less in the page than the code that builds the same values.
fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}
