//! The hotel booking system of the guide's question 46: searches, availability, reservations without double booking.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::design::brief::{Exposure, Profile};
use crate::design::policy::{ApiKey, Authentication, Concurrency, Cors, Documentation, Idempotency, IfMatch, KeyUse, Pagination, Policies};
use crate::design::{
    Access, Behaviour, Brief, Client, Design, Endpoint, Field, FieldKind, IdKind, Identifier, Lifecycle, NoOverlap, Resource, TextFormat, Transition,
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
    };
    design.endpoints = endpoints(&design).into_iter().map(|endpoint| Arc::new(endpoint.with_expected_errors(&design))).collect();
    design
}

fn hotel() -> Resource {
    Resource {
        name: "Hotel".to_owned(),
        segment: "hotels".to_owned(),
        note: "A place to stay.".to_owned(),
        identifier: prefixed("ht"),
        fields: vec![
            Field::required("name", text(1, 80)).noted("The name over the door.").example("Miradouro"),
            Field::required("city", text(1, 60)).noted("Where it stands.").example("Lisbon"),
            Field::new("stars", FieldKind::Integer { min: Some(1), max: Some(5) }).noted("From the national classification.").example(4),
        ],
        records: records(json!([
            { "id": "ht_12", "name": "Miradouro", "city": "Lisbon", "stars": 4 },
            { "id": "ht_31", "name": "Ribeira House", "city": "Porto", "stars": 3 },
        ])),
        generated: 22,
        place: Some((16, 16)),
        ..Resource::default()
    }
}

fn room() -> Resource {
    Resource {
        name: "Room".to_owned(),
        segment: "rooms".to_owned(),
        note: "A room that can be booked.".to_owned(),
        identifier: prefixed("rm"),
        fields: vec![
            Field::required("hotelId", reference("Hotel", "has")).noted("The hotel it belongs to.").example("ht_12"),
            Field::required("number", text(1, 8)).noted("What stands on the door.").example("204"),
            Field::required("type", FieldKind::one_of(&["single", "double", "suite"])).noted("How many it is made for.").example("double"),
            Field::required("nightlyRate", FieldKind::Money)
                .noted("For one night, taxes included.")
                .example(json!({ "amount": 12000, "currency": "EUR" })),
        ],
        unique_keys: vec![vec!["hotelId".to_owned(), "number".to_owned()]],
        records: records(json!([
            { "id": "rm_204", "hotelId": "ht_12", "number": "204", "type": "double", "nightlyRate": { "amount": 12000, "currency": "EUR" } },
            { "id": "rm_205", "hotelId": "ht_12", "number": "205", "type": "suite", "nightlyRate": { "amount": 21000, "currency": "EUR" } },
        ])),
        generated: 38,
        place: Some((232, 16)),
        ..Resource::default()
    }
}

fn guest() -> Resource {
    Resource {
        name: "Guest".to_owned(),
        segment: "guests".to_owned(),
        note: "A person who books.".to_owned(),
        identifier: prefixed("gs"),
        fields: vec![
            Field::required("name", text(1, 80)).noted("As in the passport.").example("Khalid Abuelhassan"),
            Field::required("email", FieldKind::format(TextFormat::Email)).unique().noted("Confirmations go here.").example("khalid@example.com"),
            Field::new("phone", FieldKind::format(TextFormat::Phone)).noted("For the day of arrival.").example("+351 210 000 000"),
        ],
        records: records(json!([
            { "id": "gs_81", "name": "Ada Pereira", "email": "ada@example.com", "phone": "+351 210 000 081" },
        ])),
        generated: 18,
        place: Some((456, 16)),
        ..Resource::default()
    }
}

fn booking() -> Resource {
    let states = ["held", "confirmed", "checked-in", "checked-out", "cancelled"];
    Resource {
        name: "Booking".to_owned(),
        segment: "bookings".to_owned(),
        note: "A room, taken from one day to another.".to_owned(),
        identifier: prefixed("bk"),
        fields: vec![
            Field::required("roomId", reference("Room", "booked as")).noted("The room that is taken.").example("rm_204"),
            Field::required("guestId", reference("Guest", "makes")).noted("Who will stay.").example("gs_81"),
            Field::required("checkIn", FieldKind::Date).noted("The day of arrival.").example("2026-03-20"),
            Field::required("checkOut", FieldKind::Date).noted("The day of departure; the room is free again.").example("2026-03-22"),
            Field::new("status", FieldKind::one_of(&states)).read_only().noted("Where the booking stands.").example("held"),
            Field::new("createdAt", FieldKind::DateTime).read_only().noted("When it was made.").example("2026-03-10T09:41:00Z"),
        ],
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
        records: records(json!([
            { "id": "bk_7q2m", "roomId": "rm_204", "guestId": "gs_81", "checkIn": "2026-03-14", "checkOut": "2026-03-17", "status": "confirmed", "createdAt": "2026-03-01T10:00:00Z" },
        ])),
        generated: 30,
        place: Some((232, 204)),
        ..Resource::default()
    }
}

fn payment() -> Resource {
    Resource {
        name: "Payment".to_owned(),
        segment: "payments".to_owned(),
        note: "Money for a booking.".to_owned(),
        identifier: prefixed("py"),
        fields: vec![
            Field::required("bookingId", reference("Booking", "paid by")).noted("What is paid for.").example("bk_7q2m"),
            Field::required("amount", FieldKind::Money)
                .noted("In minor units, such as cents.")
                .example(json!({ "amount": 24000, "currency": "EUR" })),
            Field::new("status", FieldKind::one_of(&["pending", "succeeded", "failed"]))
                .read_only()
                .default_value("pending")
                .noted("Where the payment stands.")
                .example("pending"),
            Field::new("createdAt", FieldKind::DateTime).read_only().noted("When it was made.").example("2026-03-10T09:41:00Z"),
        ],
        generated: 12,
        place: Some((16, 232)),
        ..Resource::default()
    }
}

fn endpoints(design: &Design) -> Vec<Endpoint> {
    let staff = Access::Roles(vec!["staff".to_owned()]);
    let usual = |resource: &str, behaviour: Behaviour| design.resource(resource).map(|resource| Endpoint::usual(resource, behaviour)).into_iter();
    let rooms_of_hotel = Endpoint {
        summary: "List the rooms of a hotel".to_owned(),
        ..Endpoint::new("listRoomsOfHotel", Method::GET, "/hotels/{hotelId}/rooms", Behaviour::List, Some("Room"))
    };
    let transition = |name: &str| usual("Booking", Behaviour::Transition { name: name.to_owned() });
    let mut endpoints = Vec::new();
    endpoints.extend(usual("Hotel", Behaviour::List).map(|endpoint| Endpoint { cache_control: Some("public, max-age=60".to_owned()), ..endpoint }));
    endpoints.extend(usual("Hotel", Behaviour::Read).map(|endpoint| Endpoint { cache_control: Some("public, max-age=60".to_owned()), ..endpoint }));
    endpoints.push(rooms_of_hotel);
    endpoints.extend(usual("Room", Behaviour::Read));
    endpoints.extend(usual("Room", Behaviour::Update).map(|endpoint| Endpoint { access: staff.clone(), ..endpoint }));
    endpoints.extend(usual("Guest", Behaviour::Create));
    endpoints.extend(usual("Guest", Behaviour::Read).map(|endpoint| Endpoint { access: Access::Authenticated, ..endpoint }));
    endpoints.extend(usual("Guest", Behaviour::Replace));
    endpoints.extend(usual("Booking", Behaviour::List).map(|endpoint| Endpoint { access: Access::Authenticated, ..endpoint }));
    endpoints.extend(usual("Booking", Behaviour::Create));
    endpoints.extend(usual("Booking", Behaviour::Read).map(|endpoint| Endpoint { access: Access::Authenticated, ..endpoint }));
    endpoints.extend(usual("Booking", Behaviour::Update));
    endpoints.extend(usual("Booking", Behaviour::Delete).map(|endpoint| Endpoint { access: staff.clone(), ..endpoint }));
    endpoints.extend(transition("cancel"));
    endpoints.extend(transition("confirm").map(|endpoint| Endpoint { access: staff.clone(), ..endpoint }));
    endpoints.extend(usual("Payment", Behaviour::Create));
    endpoints.extend(usual("Payment", Behaviour::Read).map(|endpoint| Endpoint { access: Access::Authenticated, ..endpoint }));
    endpoints
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

fn prefixed(prefix: &str) -> Identifier {
    Identifier { field: "id".to_owned(), kind: IdKind::Prefixed { prefix: prefix.to_owned() } }
}

fn text(min: u32, max: u32) -> FieldKind {
    FieldKind::String { min_length: Some(min), max_length: Some(max), pattern: None, format: None }
}

fn reference(to: &str, label: &str) -> FieldKind {
    FieldKind::Reference { to: to.to_owned(), label: label.to_owned() }
}

fn way(name: &str, from: &[&str], to: &str) -> Transition {
    Transition { name: name.to_owned(), from: from.iter().map(|state| (*state).to_owned()).collect(), to: to.to_owned() }
}

fn records(list: Value) -> Vec<Map<String, Value>> {
    list.as_array().into_iter().flatten().filter_map(|record| record.as_object().cloned()).collect()
}
