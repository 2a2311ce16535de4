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
    let token = |fields: &str, kind: &str| {
        let paths = resource("tokens", "token", kind, "Token") + "    delete: { responses: { '204': { description: Done } } }\n";
        document(&paths, &format!("    Token: {{ type: object, properties: {{ {fields} }} }}"))
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
        ("delete-on-collection", labels_of("patch delete"), labels_of("post delete")),
        ("identifier-kinds-mixed", mixed(listed), mixed(&resource("backups", "backupId", "integer", "Backup"))),
        ("no-successor", retired("Deprecated in favor of the _List All Items [V2]_ endpoint."), retired("Do not use this.")),
        (
            "secret-readable",
            album(&format!("{id}, secret: {{ type: string, description: The secret that was detected. }}")),
            album(&format!("{id}, secret: {{ type: string, description: What signs the requests. }}")),
        ),
        ("secret-in-path", token(&format!("{id}, sha1: {{ type: string }}"), "string"), token("token: { type: string }", "string")),
    ] {
        assert_eq!(labels(rule, &silent), [""; 0], "{rule} speaks without cause of\n{silent}");
        assert_eq!(labels(rule, &speaks).len(), 1, "{rule} is to speak once of\n{speaks}");
    }
}
