//! Who a caller has to be: security schemes, and what each operation asks for.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, Operation, ReferenceOr, SecurityRequirement, SecurityScheme};
use serde_json::json;

use super::oauth;
use super::parts::Parts;
use crate::design::policy::ApiKeyPlace;
use crate::design::{Access, Concern, Design, Endpoint, Pointer};

const BEARER: &str = "bearer";
const API_KEY: &str = "apiKey";
const SESSION: &str = "session";

/// The schemes that the server understands.
pub fn schemes(design: &Design) -> IndexMap<String, ReferenceOr<SecurityScheme>> {
    let policy = &design.policies.authentication;
    let mut schemes = IndexMap::new();
    if policy.bearer {
        let scheme = SecurityScheme::HTTP {
            scheme: "bearer".to_owned(),
            bearer_format: design.policies.tokens.are_signed().then(|| "JWT".to_owned()),
            description: Some("A bearer token (RFC 6750).".to_owned()),
            extensions: IndexMap::new(),
        };
        schemes.insert(BEARER.to_owned(), ReferenceOr::Item(scheme));
    }
    if let Some(key) = &policy.api_key {
        let (location, about) = match key.place {
            ApiKeyPlace::Header => (APIKeyLocation::Header, "An API key in a header field."),
            ApiKeyPlace::Query => (APIKeyLocation::Query, "An API key in the query, where logs and histories keep it."),
        };
        let scheme = SecurityScheme::APIKey { location, name: key.name.clone(), description: Some(about.to_owned()), extensions: IndexMap::new() };
        schemes.insert(API_KEY.to_owned(), ReferenceOr::Item(scheme));
    }
    schemes.extend(oauth::schemes(design));
    if let Some(sessions) = &policy.sessions {
        let about = "The cookie that signing in sets (RFC 6265bis); browsers send it by themselves.";
        let location = APIKeyLocation::Cookie;
        let scheme =
            SecurityScheme::APIKey { location, name: sessions.name.clone(), description: Some(about.to_owned()), extensions: IndexMap::new() };
        schemes.insert(SESSION.to_owned(), ReferenceOr::Item(scheme));
    }
    schemes
}

/// Adds to an operation what it asks of its callers: any one of the schemes, or nothing.
pub fn secure(parts: &mut Parts<'_>, endpoint: &Endpoint, operation: Operation) -> Operation {
    let policy = &parts.design.policies.authentication;
    let mut extensions = operation.extensions;
    let mut security: Vec<SecurityRequirement> = Vec::new();
    if endpoint.behaviour.reads_form() {
        security = oauth::application();
    } else if parts.design.needs_credentials(endpoint) {
        for (understood, name) in [(policy.bearer, BEARER), (policy.api_key.is_some(), API_KEY), (policy.sessions.is_some(), SESSION)] {
            if understood {
                security.push([(name.to_owned(), Vec::new())].into_iter().collect());
            }
        }
        if !endpoint.behaviour.is_oauth() {
            security.extend(oauth::requirement(parts.design, endpoint));
        }
        if security.is_empty() {
            let text = "Endpoints want credentials, but no kind of credential is understood; the document says they want none.";
            parts.remark(Pointer::Policy(Concern::Authentication), text);
        }
    }
    let authorization = &parts.design.policies.authorization;
    if let Some(owner) =
        endpoint.resource.as_deref().filter(|resource| authorization.protects(resource)).and_then(|name| authorization.owner_of(name))
    {
        extensions.insert("x-roundtrip-owner".to_owned(), json!(owner));
        let text = "Whose a record is stands in x-roundtrip-owner: OpenAPI has no word for it.";
        parts.remark(Pointer::Policy(Concern::Authorization), text);
    }
    if let Access::Roles(roles) = &endpoint.access {
        extensions.insert("x-roundtrip-roles".to_owned(), json!(roles));
        let text = "Roles are kept in x-roundtrip-roles: OpenAPI has no word for the roles of bearer tokens and API keys.";
        parts.remark(Pointer::Policy(Concern::Authorization), text);
    }
    Operation { security: Some(security), extensions, ..operation }
}
