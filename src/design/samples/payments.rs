//! Payments between programs: customers, payments that move through states, refunds, no lost updates, and nothing charged twice.

use std::sync::Arc;

use serde_json::json;

use crate::design::brief::{Exposure, Profile};
use crate::design::policy::{
    Algorithm, ApiKey, Authentication, Concurrency, Cors, Documentation, Idempotency, IfMatch, KeyUse, Policies, RateLimits, Required, Tier,
};
use crate::design::{
    Access, Behaviour, Brief, Client, Design, Endpoint, Field, FieldKind, IdKind, Identifier, Lifecycle, Resource, TextFormat, Transition,
};

/// Customers, payments and refunds.
pub fn payments() -> Design {
    let mut design = Design {
        name: "Payments".to_owned(),
        summary: "Charge customers, capture or void what was charged, and refund it.".to_owned(),
        origin: "https://api.pay.example".to_owned(),
        base_path: "/v1".to_owned(),
        resources: [customer(), payment(), refund()].into_iter().map(Arc::new).collect(),
        endpoints: Vec::new(),
        policies: Arc::new(Policies {
            authentication: Authentication { api_key: Some(ApiKey::header("X-API-Key")), required: Required::Always, ..Authentication::default() },
            cors: Cors {
                headers: Cors::default().headers.into_iter().chain(["Idempotency-Key".to_owned()]).collect(),
                expose: Cors::default().expose.into_iter().chain(["Retry-After".to_owned()]).collect(),
                ..Cors::for_origins(&["https://dashboard.pay.example"])
            },
            concurrency: Concurrency { if_match: IfMatch::Required, ..Concurrency::default() },
            idempotency: Idempotency { key: KeyUse::Required, ..Idempotency::default() },
            rate_limits: RateLimits {
                algorithm: Algorithm::TokenBucket,
                limit: 600,
                tiers: vec![Tier { name: "merchant".to_owned(), limit: 6000 }],
                ..RateLimits::default()
            },
            documentation: Documentation::below("https://docs.pay.example"),
            ..Policies::default()
        }),
        clients: [
            Client::program("Shop backend").api_key("shop-key-1").roles(&["merchant"]).tier("merchant"),
            Client::page("Dashboard", "https://dashboard.pay.example").bearer("dashboard-token-1").roles(&["support"]),
            Client::program("Nobody"),
        ]
        .into_iter()
        .map(Arc::new)
        .collect(),
        brief: Arc::new(Brief {
            users: Some("Shops that charge their customers from a server.".to_owned()),
            exposure: Some(Exposure::Partner),
            peak_per_second: Some(500),
            instances: Some(6),
            strong_consistency: Some(true),
            real_time: Some(false),
            money: Some(true),
            compliance: Some("PCI DSS: no card numbers in this API.".to_owned()),
            client_months: Some(36),
            profile: Profile::Guide,
        }),
        seed: 7,
        accepted: Vec::new(),
        assumed: Vec::new(),
    };
    design.endpoints = endpoints(&design).into_iter().map(|endpoint| Arc::new(endpoint.with_expected_errors(&design))).collect();
    design
}

fn customer() -> Resource {
    Resource {
        name: "Customer".to_owned(),
        segment: "customers".to_owned(),
        note: "Somebody who pays.".to_owned(),
        identifier: prefixed("cu"),
        fields: vec![
            Field::required("name", FieldKind::String { min_length: Some(1), max_length: Some(80), pattern: None, format: None })
                .noted("Who pays.")
                .example("Lin Zhao"),
            Field::required("email", FieldKind::format(TextFormat::Email)).unique().noted("Receipts go here.").example("lin@example.com"),
            created_at(),
        ],
        generated: 24,
        place: Some((16, 16)),
        ..Resource::default()
    }
}

fn payment() -> Resource {
    Resource {
        name: "Payment".to_owned(),
        segment: "payments".to_owned(),
        note: "An amount charged to a customer.".to_owned(),
        identifier: prefixed("py"),
        fields: vec![
            Field::required("customerId", FieldKind::Reference { to: "Customer".to_owned(), label: "charged by".to_owned() })
                .noted("Who is charged.")
                .example("cu_4k2d"),
            Field::required("amount", FieldKind::Money).noted("In minor units, such as cents.").example(json!({ "amount": 4999, "currency": "EUR" })),
            Field::new("description", FieldKind::String { min_length: None, max_length: Some(140), pattern: None, format: None })
                .noted("Shown on the statement.")
                .example("Order 1042"),
            Field::new("status", FieldKind::one_of(&["authorized", "captured", "voided", "refunded"]))
                .read_only()
                .noted("Where the payment stands.")
                .example("authorized"),
            created_at(),
        ],
        lifecycle: Some(Lifecycle {
            field: "status".to_owned(),
            initial: "authorized".to_owned(),
            transitions: vec![
                Transition { name: "capture".to_owned(), from: vec!["authorized".to_owned()], to: "captured".to_owned() },
                Transition { name: "void".to_owned(), from: vec!["authorized".to_owned()], to: "voided".to_owned() },
            ],
        }),
        generated: 40,
        place: Some((240, 16)),
        ..Resource::default()
    }
}

fn refund() -> Resource {
    Resource {
        name: "Refund".to_owned(),
        segment: "refunds".to_owned(),
        note: "Money that goes back.".to_owned(),
        identifier: prefixed("rf"),
        fields: vec![
            Field::required("paymentId", FieldKind::Reference { to: "Payment".to_owned(), label: "refunded by".to_owned() })
                .noted("Which payment goes back.")
                .example("py_8s1n"),
            Field::required("amount", FieldKind::Money).noted("At most what was captured.").example(json!({ "amount": 4999, "currency": "EUR" })),
            Field::new("reason", FieldKind::one_of(&["requested", "duplicate", "fraud"])).noted("Why it goes back.").example("requested"),
            created_at(),
        ],
        generated: 10,
        place: Some((480, 16)),
        ..Resource::default()
    }
}

fn endpoints(design: &Design) -> Vec<Endpoint> {
    let usual = |resource: &str, behaviour: Behaviour| design.resource(resource).map(|resource| Endpoint::usual(resource, behaviour)).into_iter();
    let merchant = Access::Roles(vec!["merchant".to_owned()]);
    let mut endpoints = Vec::new();
    for behaviour in [Behaviour::List, Behaviour::Create, Behaviour::Read, Behaviour::Update] {
        endpoints.extend(usual("Customer", behaviour));
    }
    endpoints.extend(usual("Payment", Behaviour::List));
    endpoints.extend(usual("Payment", Behaviour::Create).map(|endpoint| Endpoint { access: merchant.clone(), ..endpoint }));
    endpoints.extend(usual("Payment", Behaviour::Read));
    for name in ["capture", "void"] {
        let transition = usual("Payment", Behaviour::Transition { name: name.to_owned() });
        endpoints.extend(transition.map(|endpoint| Endpoint { access: merchant.clone(), ..endpoint }));
    }
    endpoints.extend(usual("Refund", Behaviour::List));
    endpoints.extend(usual("Refund", Behaviour::Create));
    endpoints.extend(usual("Refund", Behaviour::Read));
    endpoints.push(Endpoint::health("showHealth"));
    endpoints
}

fn prefixed(prefix: &str) -> Identifier {
    Identifier { field: "id".to_owned(), kind: IdKind::Prefixed { prefix: prefix.to_owned() } }
}

fn created_at() -> Field {
    Field::new("createdAt", FieldKind::DateTime).read_only().noted("When it was made.").example("2026-03-10T09:41:00Z")
}
