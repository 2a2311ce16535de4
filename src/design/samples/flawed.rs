//! A shop API as nobody should build it, with the mistakes that reviews find most often.

use std::sync::Arc;

use serde_json::json;

use crate::design::policy::{
    ApiKey, Authentication, Authorization, Caching, Concurrency, Content, Cors, Creation, Deletion, Envelope, ErrorShape, Errors, Filtering,
    Idempotency, IfMatch, KeyUse, Loading, Negotiation, Origins, Pages, Pagination, PatchFormat, PatchMeaning, Policies, PutMeaning, Referenced,
    Refusal, Required, Tokens, UnknownFields, UnknownParameters, Update, Validation, Validator,
};
use crate::design::{Access, Behaviour, Brief, Client, Design, Endpoint, Field, FieldKind, IdKind, Identifier, Resource};
use crate::http::Method;

/// Users, orders and their items, badly.
pub fn flawed() -> Design {
    Design {
        name: "Flawed shop".to_owned(),
        summary: String::new(),
        origin: "http://shop.example".to_owned(),
        base_path: String::new(),
        resources: [user(), order(), order_item()].into_iter().map(Arc::new).collect(),
        endpoints: endpoints().into_iter().map(Arc::new).collect(),
        policies: Arc::new(policies()),
        clients: vec![
            Arc::new(Client::page("Shop page", "https://shop.example").api_key("public-key")),
            Arc::new(Client::page("Any other page", "https://evil.example").api_key("public-key")),
        ],
        brief: Arc::new(Brief::default()),
        seed: 13,
        accepted: Vec::new(),
        assumed: Vec::new(),
    }
}

fn user() -> Resource {
    Resource {
        name: "User".to_owned(),
        segment: "Users".to_owned(),
        identifier: Identifier { field: "id".to_owned(), kind: IdKind::Integer },
        fields: vec![
            Field::required("name", FieldKind::text()),
            Field::required("email", FieldKind::text()),
            Field::required("password", FieldKind::text()),
            Field::new("is_admin", FieldKind::Boolean),
            Field::new("createdAt", FieldKind::Epoch),
        ],
        generated: 60,
        place: Some((16, 16)),
        ..Resource::default()
    }
}

fn order() -> Resource {
    Resource {
        name: "Order".to_owned(),
        segment: "order".to_owned(),
        identifier: Identifier { field: "id".to_owned(), kind: IdKind::Integer },
        fields: vec![
            Field::required("userId", FieldKind::reference("User")),
            Field::required("total_price", FieldKind::Number { min: None, max: None }),
            Field::new("orderDate", FieldKind::Date),
            Field::new("status", FieldKind::one_of(&["NEW", "paid", "Shipped"])),
        ],
        generated: 120,
        place: Some((240, 16)),
        ..Resource::default()
    }
}

fn order_item() -> Resource {
    Resource {
        name: "OrderItem".to_owned(),
        segment: "order_items".to_owned(),
        identifier: Identifier { field: "id".to_owned(), kind: IdKind::Integer },
        fields: vec![
            Field::required("orderId", FieldKind::reference("Order")),
            Field::required("sku", FieldKind::text()),
            Field::new("quantity", FieldKind::Integer { min: None, max: None }),
            Field::new("price", FieldKind::Number { min: None, max: None }),
        ],
        generated: 200,
        place: Some((464, 16)),
        ..Resource::default()
    }
}

fn endpoints() -> Vec<Endpoint> {
    let cancel = Behaviour::Fixed { status: 200, body: json!({ "success": true }) };
    vec![
        Endpoint::new("getUsers", Method::GET, "/getUsers", Behaviour::List, Some("User")),
        Endpoint::new("createUser", Method::POST, "/createUser", Behaviour::Create, Some("User")),
        Endpoint::new("user", Method::GET, "/Users/{userId}", Behaviour::Read, Some("User")),
        Endpoint::new("deleteUser", Method::GET, "/deleteUser", Behaviour::Delete, Some("User")),
        Endpoint { access: Access::Public, ..Endpoint::new("updateUser", Method::POST, "/Users/{userId}/update", Behaviour::Update, Some("User")) },
        Endpoint::new("orders", Method::GET, "/order", Behaviour::List, Some("Order")),
        Endpoint::new("addOrder", Method::POST, "/order", Behaviour::Create, Some("Order")),
        Endpoint::new("order", Method::GET, "/order/{id}", Behaviour::Read, Some("Order")),
        Endpoint::new("cancelOrder", Method::POST, "/order/{id}/cancel", cancel, Some("Order")),
        Endpoint::new("deleteOrders", Method::DELETE, "/order", Behaviour::DeleteAll, Some("Order")),
        Endpoint::new("items", Method::GET, "/Users/{userId}/order/{orderId}/order_items/{itemId}", Behaviour::Read, Some("OrderItem")),
        Endpoint::new("changeItem", Method::PUT, "/order_items/{id}/", Behaviour::Replace, Some("OrderItem")),
        Endpoint::new("patchItem", Method::PATCH, "/order_items/{id}.json", Behaviour::Update, Some("OrderItem")),
    ]
}

fn policies() -> Policies {
    Policies {
        cors: Cors {
            origins: Origins::Reflected,
            credentials: true,
            methods: vec!["GET".to_owned(), "POST".to_owned()],
            expose: Vec::new(),
            max_age: None,
            ..Cors::default()
        },
        authentication: Authentication {
            bearer: false,
            api_key: Some(ApiKey::query("api_key")),
            sessions: None,
            required: Required::ForWrites,
            challenge: false,
            status: 403,
        },
        tokens: Tokens::default(),
        authorization: Authorization { refusal: Refusal::Unauthorized, ..Authorization::default() },
        negotiation: Negotiation { strict: false, vary: false, ..Negotiation::default() },
        content: Content { strict_type: false, ..Content::default() },
        validation: Validation { status: 400, pointers: false, unknown_fields: UnknownFields::Store },
        errors: Errors { shape: ErrorShape::OkWithError, specific: false, ..Errors::default() },
        creation: Creation { status: 200, location: false, body: true, put_creates: false },
        update: Update { patch_formats: vec![PatchFormat::PlainJson], put: PutMeaning::Merge, patch: PatchMeaning::Merge, body: true },
        deletion: Deletion { body: true, referenced: Referenced::Orphan, ..Deletion::default() },
        pagination: Pagination { pages: Pages::None, envelope: Envelope::Array, links: false, ..Pagination::default() },
        filtering: Filtering {
            filters: false,
            search: false,
            sort: false,
            fields: false,
            include: false,
            unknown: UnknownParameters::Ignore,
            loading: Loading::OneByOne,
        },
        caching: Caching { validator: Validator::None, last_modified: false, cache_control: None, ..Caching::default() },
        concurrency: Concurrency { if_match: IfMatch::Ignored, stale_write_status: 409 },
        idempotency: Idempotency { key: KeyUse::Ignored, ..Idempotency::default() },
        ..Policies::default()
    }
}
