//! Stage: a JSON Patch is applied to the record as clients see it; 409, 422 (RFC 6902 section 5, RFC 5789 section 2.2).
//!
//! The statuses are those of RFC 5789 section 2.2: a location that is not there, or a test that fails, is a conflict with the
//! state of the record (409); a patch that would blow the record up cannot be processed (422). Nothing is stored before every
//! operation has worked, so a patch is applied as a whole or not at all.

use serde_json::Value;

use super::content::Content;
use super::lookup::Subject;
use super::problems::refuse;
use super::representation::shown;
use crate::design::{Concern, Pointer};
use crate::http::json_patch::{self, Failure, Operation, Reason};
use crate::http::{FieldError, Problem};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::{Decision, Why};

/// What a client wants a record to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// Members, as they were sent.
    Members(Value),
    /// The record as a patch leaves it, and the first token of each operation's location.
    Patched(Value, Vec<String>),
}

/// Applies a JSON Patch. Members that no answer carries are out of its reach: a `test` must not tell what they hold.
pub fn apply(call: &Call, route: &Route, subject: &Subject, content: Option<Content>) -> Decision<Option<Given>> {
    match content {
        Some(Content::Patch(patch)) => call.extras.apply_patch(call, route, subject, patch),
        Some(Content::Members(members)) => Decision::skip(Some(Given::Members(members)), "the content is no JSON Patch"),
        None => Decision::skip(None, "the content is no JSON Patch"),
    }
}

/// Carries its operations out.
pub fn operate(call: &Call, route: &Route, subject: &Subject, patch: Vec<Operation>) -> Decision<Option<Given>> {
    let document = match (route.resource(), &subject.record) {
        (Some(resource), Some(record)) => shown(resource, record),
        _ => Value::Null,
    };
    match json_patch::apply(&document, &patch) {
        Ok(changed) => {
            let text = if patch.len() == 1 { "the operation works".to_owned() } else { format!("all {} operations work", patch.len()) };
            let places = patch.into_iter().map(|operation| operation.path.into_iter().next().unwrap_or_default()).collect();
            let why = Why::new(text).spec("RFC 6902 section 5").because_of(Pointer::Policy(Concern::Update));
            Decision::pass(Some(Given::Patched(changed, places)), why)
        }
        Err(failure) => stopped(call, &failure, patch.get(failure.index)),
    }
}

fn stopped(call: &Call, failure: &Failure, operation: Option<&Operation>) -> Decision<Option<Given>> {
    let (status, kind, title) = match failure.reason {
        Reason::NoSuchLocation => (409, "patch-conflict", "The patch does not fit the record"),
        Reason::Differs(_) => (409, "patch-conflict", "A test of the patch fails"),
        Reason::TooLarge => (422, "patch-too-large", "The patch would make the record too large"),
    };
    let text = failure.to_string();
    let advice = if status == 409 { "Read the record again and make the patch anew." } else { "Copy less." };
    let detail = format!("{}. Nothing was changed. {advice}", crate::design::words::sentence(&text));
    let problem = Problem::new(status, kind, title, detail).with_errors(vec![FieldError::at(format!("/{}", failure.index), text)]);
    // A client's pointer may be of any length.
    let location: String = if failure.location.is_empty() { "the whole record".to_owned() } else { failure.location.chars().take(60).collect() };
    let (what, expected, got) = match &failure.reason {
        Reason::NoSuchLocation => (format!("nothing is at {location}"), "a location that exists".to_owned(), failure.location.clone()),
        Reason::Differs(found) => (
            format!("the test of {location} fails"),
            operation.map_or_else(String::new, |operation| operation.value.to_string()),
            found.as_ref().map_or_else(|| "nothing".to_owned(), Value::to_string),
        ),
        Reason::TooLarge => ("the patch makes the record too large".to_owned(), "a record of usual size".to_owned(), "copies of copies".to_owned()),
    };
    let why = Why::new(what).spec("RFC 5789 section 2.2").because_of(Pointer::Policy(Concern::Update)).compare(expected, got);
    Decision::answer(refuse(call, problem), why)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use crate::design::policy::{PatchFormat, Update};
    use crate::design::{Access, Behaviour, Design, Endpoint, Field, FieldKind, IdKind, Identifier, Resource};
    use crate::http::{Method, Request};
    use crate::mock::{Moment, Rng, Server};

    /// One account with a list and a secret, changed by JSON Patch alone.
    fn server() -> Server {
        let record = json!({ "id": "a", "name": "Ada", "tags": ["x", "y"], "password": "secret" });
        let resource = Resource {
            name: "Account".into(),
            segment: "accounts".into(),
            identifier: Identifier { field: "id".into(), kind: IdKind::Slug },
            fields: vec![
                Field::required("name", FieldKind::text()),
                Field::new("tags", FieldKind::Array { items: Box::new(FieldKind::text()) }),
                Field { write_only: true, ..Field::required("password", FieldKind::text()) },
            ],
            records: record.as_object().cloned().into_iter().collect(),
            ..Resource::default()
        };
        let mut design = Design { base_path: String::new(), ..Design::default() };
        design.endpoints.push(Arc::new(Endpoint { access: Access::Public, ..Endpoint::usual(&resource, Behaviour::Update) }));
        design.resources.push(Arc::new(resource));
        Arc::make_mut(&mut design.policies).update = Update { patch_formats: vec![PatchFormat::JsonPatch], ..Update::default() };
        Server::new(Arc::new(design), Moment::START)
    }

    fn send(server: &mut Server, patch: Value) -> (u16, Value) {
        let mut request = Request::new(Method::PATCH, "/accounts/a").header("content-type", "application/json-patch+json");
        request.body = (&patch).into();
        let answer = server.handle(request, Moment::START, &mut Rng::new(1)).response;
        (answer.status, answer.body.json().unwrap_or_default())
    }

    #[test]
    fn items_of_lists_change_and_secrets_stay() {
        let mut server = server();
        let (status, record) = send(&mut server, json!([{ "op": "move", "from": "/tags/0", "path": "/tags/-" }]));
        assert_eq!((status, record), (200, json!({ "id": "a", "name": "Ada", "tags": ["y", "x"] })));
        let stored = server.store().get("Account", "a").map(|record| record.value.get("password").cloned());
        assert_eq!(stored, Some(Some(json!("secret"))));
    }

    #[test]
    fn a_test_tells_nothing_of_what_is_never_shown() {
        let mut server = server();
        for guess in ["secret", "wrong"] {
            let (status, problem) = send(&mut server, json!([{ "op": "test", "path": "/password", "value": guess }]));
            assert_eq!((status, problem["errors"][0]["detail"].as_str()), (409, Some("operation 0 tests /password, and nothing is there")));
        }
        assert_eq!(send(&mut server, json!([{ "op": "add", "path": "/password", "value": "better" }])).0, 200);
        let stored = server.store().get("Account", "a").map(|record| record.value.get("password").cloned());
        assert_eq!(stored, Some(Some(json!("better"))));
    }
}
