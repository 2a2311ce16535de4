//! OAuth in a document: the flows as a security scheme, and the endpoints of the authorization server (RFC 6749, 7009, 8414).

use indexmap::IndexMap;
use openapiv3::{
    AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, Header, ImplicitOAuth2Flow, MediaType, OAuth2Flows, Parameter, PasswordOAuth2Flow,
    ReferenceOr, RequestBody, SecurityRequirement, SecurityScheme,
};
use serde_json::{Map, Value, json};

use super::parameters::{data, query};
use super::parts::Parts;
use super::responses::field;
use super::schema::{of_value, plain, text};
use crate::design::policy::oauth::{address, hands_out};
use crate::design::policy::{GrantType, Pkce, Tokens};
use crate::design::{Behaviour, Design, Endpoint};
use crate::http::form;

/// The name of the scheme by which people's tokens are got.
pub const OAUTH: &str = "oauth2";
/// The name of the scheme by which applications show who they are.
const APPLICATION: &str = "application";

/// The schemes of a design that hands out tokens.
pub fn schemes(design: &Design) -> Vec<(String, ReferenceOr<SecurityScheme>)> {
    if !hands_out(design) {
        return Vec::new();
    }
    let description = Some("Access tokens for applications (RFC 6749).".to_owned());
    let oauth = SecurityScheme::OAuth2 { flows: flows(design), description, extensions: IndexMap::new() };
    let basic = SecurityScheme::HTTP {
        scheme: "basic".to_owned(),
        bearer_format: None,
        description: Some("The client_id and client_secret of an application (RFC 6749 section 2.3.1); the form may hold them instead.".to_owned()),
        extensions: IndexMap::new(),
    };
    vec![(OAUTH.to_owned(), ReferenceOr::Item(oauth)), (APPLICATION.to_owned(), ReferenceOr::Item(basic))]
}

fn flows(design: &Design) -> OAuth2Flows {
    let policy = &design.policies.oauth;
    let token_url = address(design, &Behaviour::Token).unwrap_or_default();
    let authorization_url = address(design, &Behaviour::Authorize);
    let refresh_url = policy.gives(GrantType::RefreshToken).then(|| token_url.clone());
    let scopes: IndexMap<String, String> = policy.all_scopes(design).into_iter().map(|scope| (scope.clone(), about(&scope))).collect();
    let gives = |grant| policy.gives(grant);
    OAuth2Flows {
        authorization_code: authorization_url.clone().filter(|_| gives(GrantType::AuthorizationCode)).map(|authorization_url| {
            AuthorizationCodeOAuth2Flow {
                authorization_url,
                token_url: token_url.clone(),
                refresh_url: refresh_url.clone(),
                scopes: scopes.clone(),
                extensions: IndexMap::new(),
            }
        }),
        implicit: authorization_url.filter(|_| gives(GrantType::Implicit)).map(|authorization_url| ImplicitOAuth2Flow {
            authorization_url,
            refresh_url: None,
            scopes: scopes.clone(),
            extensions: IndexMap::new(),
        }),
        password: gives(GrantType::Password).then(|| PasswordOAuth2Flow {
            token_url: token_url.clone(),
            refresh_url: refresh_url.clone(),
            scopes: scopes.clone(),
            extensions: IndexMap::new(),
        }),
        client_credentials: gives(GrantType::ClientCredentials).then(|| ClientCredentialsOAuth2Flow {
            token_url: token_url.clone(),
            refresh_url: None,
            scopes: scopes.clone(),
            extensions: IndexMap::new(),
        }),
        extensions: IndexMap::new(),
    }
}

/// `bookings:read` in words.
fn about(scope: &str) -> String {
    match scope.rsplit_once(':') {
        Some((what, "read")) => format!("Read {what}."),
        Some((what, _)) => format!("Change {what}."),
        None if scope == "read" => "Read everything that the person may.".to_owned(),
        None => "Change everything that the person may.".to_owned(),
    }
}

/// What an operation asks of a token.
pub fn requirement(design: &Design, endpoint: &Endpoint) -> Option<SecurityRequirement> {
    let scopes = design.policies.oauth.scope_of(design, endpoint).into_iter().collect();
    (design.policies.authentication.bearer && hands_out(design)).then(|| [(OAUTH.to_owned(), scopes)].into_iter().collect())
}

/// How an application shows who it is: in Authorization, or in the form, which the empty requirement stands for.
pub fn application() -> Vec<SecurityRequirement> {
    vec![[(APPLICATION.to_owned(), Vec::new())].into_iter().collect(), SecurityRequirement::default()]
}

/// The parameters of a request for consent.
pub fn parameters(design: &Design) -> Vec<ReferenceOr<Parameter>> {
    let policy = &design.policies.oauth;
    let pkce = policy.pkce == Pkce::Required;
    let all = [
        ("response_type", "What to come back with (RFC 6749 section 3.1.1).", true),
        ("client_id", "The application.", true),
        ("redirect_uri", "Where to come back to: an address that the application has registered.", false),
        ("scope", "What the application would like to do, with spaces between.", false),
        ("state", "Comes back unchanged, so that the application knows its own request.", false),
        ("code_challenge", "The SHA-256 of a fresh secret, in base64url (RFC 7636).", pkce),
        ("code_challenge_method", "`S256`.", pkce),
    ];
    let known = |name: &str| policy.pkce != Pkce::Off || !name.starts_with("code_challenge");
    all.into_iter()
        .filter(|(name, ..)| known(name))
        .map(|(name, about, required)| ReferenceOr::Item(query(data(name, about, required, plain(text()), None))))
        .collect()
}

/// The form of a request for a token, or for its end.
pub fn form_of(design: &Design, behaviour: &Behaviour) -> RequestBody {
    let example = match behaviour {
        Behaviour::Revoke => json!({ "token": "rt_k3f9", "client_id": "app" }),
        _ => json!({
            "grant_type": design.policies.oauth.grants.first().map_or("authorization_code", |grant| grant.word()),
            "code": "ac_k3f9", "redirect_uri": "https://app.example/back", "code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "refresh_token": "rt_k3f9",
            "scope": "read", "username": "ana", "password": "example", "client_id": "app", "client_secret": "example",
        }),
    };
    let needed = if *behaviour == Behaviour::Revoke { "token" } else { "grant_type" };
    let mut schema = of_value(&example);
    if let openapiv3::SchemaKind::Type(openapiv3::Type::Object(object)) = &mut schema.schema_kind {
        object.required = vec![needed.to_owned()];
    }
    let media = MediaType { schema: Some(ReferenceOr::Item(schema)), ..MediaType::default() };
    RequestBody { content: [(form::MEDIA_TYPE.to_owned(), media)].into_iter().collect(), required: true, ..RequestBody::default() }
}

/// What an endpoint of the authorization server answers when it works.
pub fn answer(design: &Design, behaviour: &Behaviour) -> Option<MediaType> {
    let example = match behaviour {
        Behaviour::Token => tokens(design),
        Behaviour::Metadata => json!({ "issuer": Tokens::issuer_of(design), "token_endpoint": address(design, &Behaviour::Token) }),
        _ => return None,
    };
    Some(MediaType { schema: Some(ReferenceOr::Item(of_value(&example))), example: Some(example), ..MediaType::default() })
}

fn tokens(design: &Design) -> Value {
    let life = u64::from(design.policies.tokens.life) * 60;
    let mut example = Map::from_iter([("access_token".to_owned(), json!("at_k3f9")), ("token_type".to_owned(), json!("Bearer"))]);
    if life > 0 {
        example.insert("expires_in".to_owned(), json!(life));
    }
    Value::Object(example)
}

/// An error in the words of OAuth (RFC 6749 section 5.2).
pub fn error() -> MediaType {
    let example = json!({ "error": "invalid_grant", "error_description": "There is no such code." });
    MediaType { schema: Some(ReferenceOr::Item(of_value(&example))), example: Some(example), ..MediaType::default() }
}

/// Where the person goes.
pub fn headers(parts: &mut Parts<'_>, endpoint: &Endpoint) -> Option<(String, ReferenceOr<Header>)> {
    let about = "The application, with a code or an error in its address.";
    (endpoint.behaviour == Behaviour::Authorize)
        .then(|| parts.header("Location", field(about, Some(json!("https://app.example/back?code=ac_k3f9&state=xyz")))))
}
