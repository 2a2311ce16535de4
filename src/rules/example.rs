//! The small design behind every rule's example: it passes all rules, and an example changes one thing in it.

use std::sync::Arc;

use serde_json::json;

use crate::design::brief::{Exposure, Profile};
use crate::design::edit::authorization_server;
use crate::design::policy::{
    Algorithm, Authorization, Concurrency, Cors, Deprecation, Documentation, Hypermedia, Idempotency, IfMatch, Jobs, KeyUse, Lifetime, LinkForm,
    Oauth, Owner, RateLimits, Versioning, Webhooks,
};
use crate::design::{Access, Behaviour, Brief, Client, Design, Endpoint, Field, FieldKind, Lifecycle, Policies, Resource, TextFormat, Transition};

/// Customers and their orders, as they should be.
pub fn shop() -> Design {
    let mut design = Design {
        name: "Shop".to_owned(),
        summary: "Customers place orders and cancel them.".to_owned(),
        origin: "https://api.shop.example".to_owned(),
        resources: vec![Arc::new(customer()), Arc::new(order())],
        policies: Arc::new(Policies {
            cors: Cors {
                headers: Cors::default().headers.into_iter().chain(["Idempotency-Key".to_owned()]).collect(),
                expose: Cors::default().expose.into_iter().chain(["Retry-After".to_owned()]).collect(),
                ..Cors::for_origins(&["https://shop.example"])
            },
            concurrency: Concurrency { if_match: IfMatch::Required, ..Concurrency::default() },
            idempotency: Idempotency { key: KeyUse::Honoured, ..Idempotency::default() },
            hypermedia: Hypermedia { form: LinkForm::Links, ..Hypermedia::default() },
            rate_limits: RateLimits { algorithm: Algorithm::TokenBucket, ..RateLimits::default() },
            authorization: Authorization {
                owners: ["Customer.id", "Order.customerId"].into_iter().filter_map(Owner::parse).collect(),
                ..Authorization::default()
            },
            documentation: Documentation::below("/docs"),
            ..Policies::default()
        }),
        clients: vec![Arc::new(Client::page("Shop page", "https://shop.example").bearer("page-token-1"))],
        brief: Arc::new(Brief {
            users: Some("Shoppers on the web.".to_owned()),
            exposure: Some(Exposure::Public),
            peak_per_second: Some(50),
            instances: Some(2),
            strong_consistency: Some(true),
            real_time: Some(false),
            money: Some(true),
            compliance: Some("None.".to_owned()),
            client_months: Some(12),
            profile: Profile::Guide,
        }),
        ..Design::default()
    };
    for (resource, behaviours) in [
        (customer(), vec![Behaviour::Create, Behaviour::Read, Behaviour::Replace]),
        (
            order(),
            vec![
                Behaviour::List,
                Behaviour::Create,
                Behaviour::Read,
                Behaviour::Update,
                Behaviour::Delete,
                Behaviour::Transition { name: "cancel".to_owned() },
            ],
        ),
    ] {
        for behaviour in behaviours {
            let access = if behaviour.changes_state() { Access::Inherit } else { Access::Authenticated };
            let endpoint = Endpoint { access, ..Endpoint::usual(&resource, behaviour) }.with_expected_errors(&design);
            design.endpoints.push(Arc::new(endpoint));
        }
    }
    let health = Endpoint::health("showHealth").with_expected_errors(&design);
    design.endpoints.push(Arc::new(health));
    design
}

/// The shop with an authorization server of its own.
pub fn shop_with_oauth(change: impl FnOnce(&mut Oauth)) -> Design {
    shop_with(|design| {
        for edit in authorization_server::add(design) {
            // The shop has none of what is added, so nothing is refused.
            let _ = design.apply(&edit);
        }
        change(&mut Arc::make_mut(&mut design.policies).oauth);
    })
}

fn customer() -> Resource {
    Resource {
        name: "Customer".to_owned(),
        segment: "customers".to_owned(),
        note: "Somebody who buys.".to_owned(),
        fields: vec![
            Field::required("name", FieldKind::text()).noted("Stands on the parcel.").example("Ada Pereira"),
            Field::required("email", FieldKind::format(TextFormat::Email)).unique().noted("Receipts go here.").example("ada@example.com"),
        ],
        generated: 5,
        ..Resource::default()
    }
}

fn order() -> Resource {
    Resource {
        name: "Order".to_owned(),
        segment: "orders".to_owned(),
        note: "What a customer buys at once.".to_owned(),
        fields: vec![
            Field::required("customerId", FieldKind::reference("Customer")).noted("Who buys.").example("3f2b8c1e-0000-4000-8000-000000000001"),
            Field::required("totalPrice", FieldKind::Money).noted("Taxes included.").example(json!({ "amount": 4999, "currency": "EUR" })),
            Field::new("giftNote", FieldKind::text()).noted("Stands on a card in the parcel.").example("Happy birthday"),
            Field::new("status", FieldKind::one_of(&["open", "cancelled"])).read_only().noted("Where it stands.").example("open"),
            Field::new("createdAt", FieldKind::DateTime).read_only().noted("When it was placed.").example("2026-03-10T09:41:00Z"),
        ],
        lifecycle: Some(Lifecycle {
            field: "status".to_owned(),
            initial: "open".to_owned(),
            transitions: vec![Transition { name: "cancel".to_owned(), from: vec!["open".to_owned()], to: "cancelled".to_owned() }],
        }),
        generated: 10,
        ..Resource::default()
    }
}

/// The shop with a change.
pub fn shop_with(change: impl FnOnce(&mut Design)) -> Design {
    let mut design = shop();
    change(&mut design);
    design
}

/// The shop with other policies.
pub fn shop_where(change: impl FnOnce(&mut Policies)) -> Design {
    shop_with(|design| change(Arc::make_mut(&mut design.policies)))
}

/// The shop with one endpoint changed.
pub fn shop_whose(endpoint: &str, change: impl FnOnce(&mut Endpoint)) -> Design {
    shop_with(|design| {
        if let Some(place) = design.endpoints.iter_mut().find(|known| known.id == endpoint) {
            change(Arc::make_mut(place));
        }
    })
}

/// The shop with one more endpoint on orders; its usual errors are declared.
pub fn shop_and(endpoint: Endpoint) -> Design {
    shop_with(|design| {
        let endpoint = Endpoint { summary: "Another way in".to_owned(), ..endpoint }.with_expected_errors(design);
        design.endpoints.push(Arc::new(endpoint));
    })
}

/// The shop with one resource changed.
pub fn shop_of(resource: &str, change: impl FnOnce(&mut Resource)) -> Design {
    shop_with(|design| {
        if let Some(place) = design.resources.iter_mut().find(|known| known.name == resource) {
            change(Arc::make_mut(place));
        }
    })
}

/// The shop with one more field on orders.
pub fn shop_and_field(field: Field) -> Design {
    shop_of("Order", |order| order.fields.push(Field { note: "A note.".to_owned(), ..field }))
}

/// The shop with long work on orders: begun, watched, stopped.
pub fn with_jobs() -> Design {
    shop_with(|design| {
        let resource = order();
        for behaviour in [Behaviour::StartJob, Behaviour::JobStatus, Behaviour::CancelJob] {
            let access = if behaviour == Behaviour::JobStatus { Access::Authenticated } else { Access::Inherit };
            let endpoint = Endpoint { access, ..Endpoint::usual(&resource, behaviour) }.with_expected_errors(design);
            design.endpoints.push(Arc::new(endpoint));
        }
    })
}

/// The same, with another policy for it.
pub fn with_jobs_where(change: impl FnOnce(&mut Jobs)) -> Design {
    let mut design = with_jobs();
    change(&mut Arc::make_mut(&mut design.policies).jobs);
    design
}

/// A design without the endpoints on orders that do this.
pub fn without(mut design: Design, unwanted: impl Fn(&Behaviour) -> bool) -> Design {
    design.endpoints.retain(|endpoint| endpoint.resource.as_deref() != Some("Order") || !unwanted(&endpoint.behaviour));
    design
}

/// The shop with uploads of orders, changed.
pub fn with_uploads(change: impl FnOnce(&mut Design)) -> Design {
    shop_with(|design| {
        for behaviour in [Behaviour::StartUpload, Behaviour::UploadChunk, Behaviour::UploadStatus] {
            let access = if behaviour == Behaviour::UploadStatus { Access::Authenticated } else { Access::Inherit };
            let endpoint = Endpoint { access, ..Endpoint::usual(&order(), behaviour) }.with_expected_errors(design);
            design.endpoints.push(Arc::new(endpoint));
        }
        change(design);
    })
}

/// The shop that tells a partner of its orders, with another policy for it.
pub fn with_webhooks(change: impl FnOnce(&mut Webhooks)) -> Design {
    shop_where(|policies| {
        policies.webhooks.receiver = "https://partner.example/hooks".to_owned();
        change(&mut policies.webhooks);
    })
}

/// The shop in two versions, with another policy for them. Where the path does not name them, it names none.
pub fn two_versions(change: impl FnOnce(&mut Versioning)) -> Design {
    shop_where(|policies| {
        policies.versioning.versions = vec!["1".to_owned(), "2".to_owned()];
        change(&mut policies.versioning);
    })
}

/// The shop in two versions, with one field of an order changed.
pub fn two_versions_of(change: impl FnOnce(&mut Field)) -> Design {
    let mut design = two_versions(|_| {});
    if let Some(field) = design.resources.last_mut().and_then(|order| Arc::make_mut(order).fields.last_mut()) {
        change(field);
    }
    design
}

/// The shop with an endpoint that goes out of use, and another life for it.
pub fn retiring(change: impl FnOnce(&mut Lifetime)) -> Design {
    shop_whose("listOrders", |endpoint| {
        endpoint.deprecated = true;
        endpoint.lifetime = Lifetime {
            since: "2026-01-01".to_owned(),
            sunset: "2027-06-30".to_owned(),
            successor: "/v2/orders".to_owned(),
            documentation: String::new(),
        };
        change(&mut endpoint.lifetime);
    })
}

/// The same, with another policy for ends.
pub fn retired_where(change: impl FnOnce(&mut Deprecation)) -> Design {
    let mut design = retiring(|_| {});
    change(&mut Arc::make_mut(&mut design.policies).deprecation);
    design
}
