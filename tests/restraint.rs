//! Where rules hold their tongue: documents that only look as if they broke one, each beside its twin that does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use roundtrip::formats::opening;
use roundtrip::rules::{self, Audit};

/// A document with these lines of paths and of schemas.
fn document(paths: &str, schemas: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{ title: Shop, version: '1' }}\npaths:\n{paths}\ncomponents:\n  schemas:\n{schemas}\n")
}

fn labels(rule: &str, document: &str) -> Vec<String> {
    let rule = rules::find(rule).unwrap_or_else(|| panic!("no rule {rule}"));
    let design = opening::read(document).unwrap_or_else(|error| panic!("{error}\n{document}")).design;
    Audit::of(rule, &design).findings().iter().map(|finding| finding.message.clone()).collect()
}

/// A list and one record of a resource whose schema is of the same name.
fn resource(segment: &str, parameter: &str, kind: &str, schema: &str) -> String {
    let answer = |schema: String| format!("{{ '200': {{ description: Done, content: {{ application/json: {{ schema: {schema} }} }} }} }}");
    let one = answer(format!("{{ $ref: '#/components/schemas/{schema}' }}"));
    let list = answer(format!("{{ type: array, items: {{ $ref: '#/components/schemas/{schema}' }} }}"));
    format!(
        "  /{segment}:\n    get: {{ responses: {list} }}\n  /{segment}/{{{parameter}}}:\n    parameters: [{{ name: {parameter}, in: path, required: true, \
         schema: {{ type: {kind} }} }}]\n    get: {{ responses: {one} }}\n"
    )
}

fn album(fields: &str) -> String {
    document(&resource("albums", "albumId", "integer", "Album"), &format!("    Album: {{ type: object, properties: {{ {fields} }} }}"))
}

/// Albums that can be listed and made, with these lines about the list and these fields.
fn albums(lines: &str, fields: &str) -> String {
    let schema = "{ $ref: '#/components/schemas/Album' }";
    let content = |schema: &str| format!("content: {{ application/json: {{ schema: {schema} }} }}");
    let list = content(&format!("{{ type: array, items: {schema} }}"));
    document(
        &format!(
            "  /albums:\n    get: {{ {lines} responses: {{ '200': {{ description: Done, {list} }} }} }}\n    post: {{ requestBody: {{ {} }}, responses: {{ '201': \
             {{ description: Done }} }} }}\n",
            content(schema)
        ),
        &format!("    Album: {{ type: object, properties: {{ id: {{ type: integer }}, {fields} }} }}"),
    )
}

/// Something that can be made and never read.
fn posted(name: &str, segment: &str, fields: &str) -> String {
    let content = format!("content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }}");
    document(
        &format!("  /{segment}:\n    post: {{ requestBody: {{ {content} }}, responses: {{ '201': {{ description: Done, {content} }} }} }}\n"),
        &format!("    {name}: {{ type: object, properties: {{ id: {{ type: string }}, {fields} }} }}"),
    )
}

/// An operation with content on the path of one album.
fn on_an_album(operation: &str) -> String {
    let change = format!(
        "    post: {{ operationId: {operation}, requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Album' }} }} }} }}, \
         responses: {{ '200': {{ description: Done }} }} }}\n"
    );
    document(
        &(resource("albums", "albumId", "integer", "Album") + &change),
        "    Album: { type: object, properties: { id: { type: integer }, name: { type: string } } }",
    )
}

/// A list of labels to which something is posted, and what that answers.
fn attached(answer: &str) -> String {
    let content = |schema: &str| format!("content: {{ application/json: {{ schema: {schema} }} }}");
    let (one, list) = (content("{ $ref: '#/components/schemas/Label' }"), content("{ type: array, items: { $ref: '#/components/schemas/Label' } }"));
    document(
        &format!(
            "  /labels:\n    get: {{ responses: {{ '200': {{ description: Done, {list} }} }} }}\n    post: {{ requestBody: {{ {one} }}, responses: {{ '200': \
             {{ description: Done, {} }} }} }}\n",
            content(answer)
        ),
        "    Label: { type: object, properties: { id: { type: integer }, name: { type: string } } }",
    )
}

/// What stands behind a song of an album.
fn deep(last: &str) -> String {
    let path = format!("/albums/{{albumId}}/songs/{{songId}}/{last}");
    let parameter = |name: &str| format!("{{ name: {name}, in: path, required: true, schema: {{ type: string }} }}");
    let list = "content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Part' } } } }";
    document(
        &format!(
            "  {path}:\n    parameters: [{}, {}]\n    get: {{ responses: {{ '200': {{ description: Done, {list} }} }} }}\n",
            parameter("albumId"),
            parameter("songId")
        ),
        "    Part: { type: object, properties: { id: { type: string }, name: { type: string } } }",
    )
}

/// A list in pages, and what stands beside its items.
fn paged(beside: &str) -> String {
    let limit = "parameters: [{ name: limit, in: query, schema: { type: integer } }]";
    let list = format!("{{ type: object, properties: {{ items: {{ type: array, items: {{ $ref: '#/components/schemas/Song' }} }}, {beside} }} }}");
    let answer = format!("'200': {{ description: Done, content: {{ application/json: {{ schema: {list} }} }} }}");
    document(
        &format!("  /songs:\n    get: {{ {limit}, responses: {{ {answer} }} }}\n"),
        "    Song: { type: object, properties: { id: { type: string }, name: { type: string } } }",
    )
}

/// A call that needs no credentials, where all others do.
fn open_call(path: &str) -> String {
    let content = |schema: &str| format!("content: {{ application/json: {{ schema: {schema} }} }}");
    let (one, list) = (content("{ $ref: '#/components/schemas/Grant' }"), content("{ type: array, items: { $ref: '#/components/schemas/Grant' } }"));
    let open = format!(
        "  {path}:\n    get: {{ responses: {{ '200': {{ description: Done, {list} }} }} }}\n    post: {{ security: [], requestBody: {{ {one} }}, responses: \
         {{ '201': {{ description: Done, {one} }} }} }}\n"
    );
    let grant = "    Grant: { type: object, properties: { id: { type: string }, scope: { type: string } } }\n";
    document(&open, &format!("{grant}  securitySchemes:\n    bearer: {{ type: http, scheme: bearer }}\nsecurity:\n- bearer: []"))
}

#[test]
fn what_is_offered_in_place_of_a_crud_word_does_what_the_word_does() {
    let message = |method: &str, path: &str| {
        let operation = format!("  {path}:\n    {method}: {{ responses: {{ '200': {{ description: Done }} }} }}\n");
        labels("crud-word-in-path", &document(&operation, "    Album: { type: object }"))
    };
    for (method, path, offered) in [
        ("post", "/albums/removeItem", "`removeItem` repeats what a method says. Offer DELETE /albums/items/{item_id} instead."),
        ("post", "/albums/saveAsTemplate", "`saveAsTemplate` repeats what a method says. Offer POST /albums/templates instead."),
        (
            "get",
            "/albums/destroy_with_tracks/status",
            "`destroy_with_tracks` in GET /albums/destroy_with_tracks/status repeats what a method says. Name the thing.",
        ),
        ("get", "/albums/findByArtist", "`findByArtist` repeats what a method says. Offer GET /albums instead."),
    ] {
        assert_eq!(message(method, path), [offered]);
    }
}

#[test]
fn what_only_looks_like_a_fault_is_no_finding() {
    let id = "id: { type: integer }";
    let labels_of = |methods: &str| {
        let methods: String =
            methods.split(' ').map(|method| format!("    {method}: {{ responses: {{ '204': {{ description: Done }} }} }}\n")).collect();
        let list = "    get: { responses: { '200': { description: Done, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Label' } } } } } } }\n";
        document(&format!("  /labels:\n{list}{methods}"), &format!("    Label: {{ type: object, properties: {{ {id}, name: {{ type: string }} }} }}"))
    };
    let retired = |about: &str| {
        let old = format!(
            "  /old:\n    get: {{ deprecated: true, summary: List all of the old items, description: '{about}', responses: {{ '200': {{ description: Done }} }} }}\n"
        );
        let new = "  /items:\n    get: { summary: List All Items (V2), responses: { '200': { description: Done } } }\n";
        document(&(old + new), "    Item: { type: object }")
    };
    let token = |fields: &str| {
        document(&resource("tokens", "token", "string", "Token"), &format!("    Token: {{ type: object, properties: {{ {fields} }} }}"))
    };
    let mixed = |backups: &str| {
        let uuid = "id: { type: string, format: uuid }";
        let paths = resource("albums", "albumId", "string", "Album") + &resource("songs", "songId", "string", "Song") + backups;
        let schemas = format!(
            "    Album: {{ type: object, properties: {{ {uuid} }} }}\n    Song: {{ type: object, properties: {{ {uuid} }} }}\n    Backup: {{ type: object, \
             properties: {{ {id} }} }}"
        );
        document(&paths, &schemas)
    };
    let listed = "  /backups:\n    get: { responses: { '200': { description: Done, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Backup' } } } } } } }\n";
    for (rule, silent, speaks) in [
        (
            "dates-not-rfc3339",
            album(&format!("{id}, release_date: {{ type: string }}, release_date_precision: {{ type: string }}")),
            album(&format!("{id}, release_date: {{ type: string }}")),
        ),
        (
            "create-answers-200",
            attached("{ type: array, items: { $ref: '#/components/schemas/Label' } }"),
            attached("{ $ref: '#/components/schemas/Label' }"),
        ),
        (
            "create-answers-200",
            attached(
                "{ type: object, properties: { total_count: { type: integer }, labels: { type: array, items: { $ref: '#/components/schemas/Label' } } } }",
            ),
            attached("{ type: object, properties: { id: { type: integer }, colours: { type: array, items: { type: string } } } }"),
        ),
        ("delete-on-collection", labels_of("patch delete"), labels_of("post delete")),
        (
            "no-next-link",
            paged("meta: { type: object, properties: { next_page: { type: string } } }"),
            paged("meta: { type: object, properties: { size: { type: integer } } }"),
        ),
        ("no-next-link", paged("metadata: { type: object, properties: { continue: { type: string } } }"), paged("text: { type: object }")),
        (
            "payment-without-key",
            posted("Order", "orders", "quantity: { type: integer }"),
            posted("Order", "orders", "total_price: { type: integer }"),
        ),
        ("delete-on-collection", labels_of("put delete"), labels_of("patch post delete")),
        ("identifier-kinds-mixed", mixed(listed), mixed(&resource("backups", "backupId", "integer", "Backup"))),
        ("nested-deeper-than-two", deep("content"), deep("comments")),
        ("no-successor", retired("Deprecated in favor of the _List All Items [V2]_ endpoint."), retired("Do not use this.")),
        (
            "secret-readable",
            album(&format!("{id}, secret: {{ type: string, description: The secret that was detected. }}")),
            album(&format!("{id}, secret: {{ type: string, description: What signs the requests. }}")),
        ),
        (
            "payment-without-key",
            posted("Payment", "payments", "IdempotencyKey: { type: string }"),
            posted("Payment", "payments", "amount: { type: integer }"),
        ),
        ("secret-readable", posted("Album", "albums", "password: { type: string }"), albums("", "password: { type: string }")),
        (
            "server-field-writable",
            albums("", "created_at: { type: string, description: Set it for albums that are migrated from other systems. }"),
            albums("", "created_at: { type: string, description: When the album was made. }"),
        ),
        ("tunnelled-change", on_an_album("AlbumService_CreateAlbum"), on_an_album("modifyAlbum")),
        ("unpaginated-collection", album(id), albums("", "name: { type: string }")),
        (
            "unpaginated-collection",
            albums("parameters: [{ name: listOptions.limit, in: query, schema: { type: integer } }],", "name: { type: string }"),
            albums("parameters: [{ name: listOptions.watch, in: query, schema: { type: boolean } }],", "name: { type: string }"),
        ),
        ("write-without-authentication", open_call("/oauth2/token"), open_call("/grants")),
        ("secret-in-path", token(&format!("{id}, sha1: {{ type: string }}")), token("token: { type: string }")),
    ] {
        assert_eq!(labels(rule, &silent), [""; 0], "{rule} speaks without cause of\n{silent}");
        assert_eq!(labels(rule, &speaks).len(), 1, "{rule} is to speak once of\n{speaks}");
    }
}
