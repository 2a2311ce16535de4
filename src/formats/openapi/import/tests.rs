//! What becomes of small documents, and that whatever is exported comes back.

use super::*;
use crate::design::{Behaviour, samples};
use crate::formats::openapi;

#[test]
fn samples_come_back_as_they_were() {
    for sample in samples::ALL {
        let design = sample.design();
        let document = openapi::export(&design).document;
        for text in [openapi::to_json(&document), openapi::to_yaml(&document)] {
            let import = read(&text).unwrap();
            assert_eq!(import.design, design, "{}", sample.id);
        }
    }
}

#[test]
fn documents_that_are_none_are_refused_with_a_way_out() {
    for (text, expected) in [
        ("{}", "the member `openapi` is missing"),
        ("[]", "the member `openapi` is missing"),
        ("swagger: '1.2'\n", "Swagger 1.2"),
        ("openapi: 4.0.0\npaths: {}\n", "OpenAPI 4.0.0"),
        ("openapi: 3.0.3\n", "no `paths`"),
        ("openapi: 3.0.3\npaths: []\n", "Line 2, column 8 (/paths): an object"),
        ("{\"openapi\": \"3.0.3\",}", "Line 1, column 21: this is not JSON"),
    ] {
        let error = read(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

const SHOP: &str = "
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: 'https://shop.example/api/v2'}]
paths:
  /orders:
    get:
      parameters: [{in: query, name: limit, schema: {type: integer, maximum: 50}}, {in: query, name: cursor, schema: {type: string}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {type: object, properties: {items: {type: array, items: {$ref: '#/components/schemas/Order'}}}}}}}}
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {'201': {description: made, headers: {Location: {schema: {type: string}}}, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
  /orders/{orderId}:
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}}
    put:
      parameters: [{in: header, name: If-Match, required: true, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
    delete: {responses: {'204': {description: gone}}}
  /orders/{orderId}/cancel:
    post: {responses: {'200': {description: ok}}}
  /orders/{orderId}/lines:
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {type: object, properties: {id: {type: integer}, text: {type: string}}}}}}}}}
  /health: {get: {security: [], responses: {'200': {description: ok}}}}
security: [{key: []}]
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Order:
      type: object
      required: [id, total]
      properties:
        id: {type: string, format: uuid, readOnly: true}
        total: {type: integer, minimum: 1, multipleOf: 5}
        status: {type: string, enum: [open, paid, cancelled], default: open}
        parent: {$ref: '#/components/schemas/Order'}
        note: {type: [string, 'null'], maxLength: 80}
    Unused: {type: string}
";

#[test]
fn a_document_becomes_a_design_that_works() {
    let import = read(SHOP).unwrap();
    let design = &import.design;
    assert_eq!((design.origin.as_str(), design.base_path.as_str()), ("https://shop.example", "/api/v2"));
    let names: Vec<&str> = design.resources.iter().map(|resource| resource.name.as_str()).collect();
    assert_eq!(names, ["Order", "Line"]);
    let behaviours: Vec<String> = design.endpoints.iter().map(|endpoint| format!("{} {}", endpoint.label(), endpoint.behaviour.word())).collect();
    assert_eq!(
        behaviours,
        [
            "GET /orders list",
            "POST /orders create",
            "GET /orders/{orderId} read",
            "PUT /orders/{orderId} replace",
            "DELETE /orders/{orderId} delete",
            "POST /orders/{orderId}/cancel cancel",
            "GET /orders/{orderId}/lines list",
            "GET /health health",
        ]
    );
    let order = design.resource("Order").unwrap();
    let fields: Vec<String> =
        order.fields.iter().map(|field| format!("{} {}{}", field.name, field.kind.summary(), if field.required { "!" } else { "" })).collect();
    assert_eq!(fields, ["total integer!", "status open | paid | cancelled", "parent object", "note string"]);
    assert!(order.field("note").unwrap().nullable);
    assert_eq!(design.relations().len(), 1);
    assert!(design.endpoints.iter().all(|endpoint| design.needs_credentials(endpoint) == (endpoint.behaviour != Behaviour::Health)));
    let said: Vec<String> = import.remarks.iter().map(|remark| format!("{} {}", remark.severity.word(), remark.place.pointer)).collect();
    assert!(said.contains(&"warning /components/schemas/Order/properties/total/multipleOf".to_owned()), "{said:#?}");
    assert!(said.contains(&"note /components/schemas/Unused".to_owned()), "{said:#?}");
    assert_eq!(import.places[&Pointer::endpoint(&design.endpoints[7].id)].spot.line, 24);
}

#[test]
fn circles_and_bombs_end() {
    let mut bomb = String::from(
        "openapi: 3.0.3\ninfo: {title: B, version: '1'}\npaths:\n  /a: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/S0'}}}}}}}\n  /b: {$ref: '#/paths/~1b'}\ncomponents:\n  schemas:\n",
    );
    for index in 0..60 {
        let next = format!("{{$ref: '#/components/schemas/S{}'}}", (index + 1) % 60);
        bomb.push_str(&format!(
            "    S{index}: {{allOf: [{next}, {next}, {next}], properties: {{a{index}: {next}, b{index}: {{oneOf: [{next}, {next}]}}}}}}\n"
        ));
    }
    let import = read(&bomb).unwrap();
    assert!(import.remarks.iter().any(|remark| remark.text.contains("leads back to itself")));
}

#[test]
fn what_the_document_says_nothing_of_is_assumed() {
    use crate::design::Concern;
    let design = read(SHOP).unwrap().design;
    for (at, is_assumed) in [
        (Pointer::Design, true),
        (Pointer::Brief, true),
        (Pointer::Policy(Concern::Negotiation), true),
        (Pointer::Policy(Concern::Caching), false),
        (Pointer::Policy(Concern::Authentication), false),
        (Pointer::resource("Order"), false),
        (Pointer::field("Line", "orderId"), true),
    ] {
        assert_eq!(design.is_assumed(&at), is_assumed, "{at}: {:?}", design.assumed);
    }
    let report = crate::rules::review(&design);
    assert!(report.findings.iter().all(|finding| !["brief-unanswered", "vary-missing", "unlinked-parent"].contains(&finding.rule)));
    assert!(report.findings.iter().any(|finding| finding.rule == "no-rate-limit"), "what a document can say is judged");
}
