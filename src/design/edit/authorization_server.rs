//! An authorization server for a design: its endpoints, and the applications that it knows.

use super::Edit;
use crate::design::policy::oauth::endpoint_of;
use crate::design::words::letters::Letters;
use crate::design::{Behaviour, Client, Design, Endpoint, Registration};

/// The edits that add what is missing: the four endpoints, and a registration for each client that acts for people, with a secret
/// where it can keep one. A page cannot: whoever visits it reads its code (RFC 6749 section 2.1).
pub fn add(design: &Design) -> Vec<Edit> {
    let mut edits = Vec::new();
    for behaviour in [Behaviour::Authorize, Behaviour::Token, Behaviour::Revoke, Behaviour::Metadata] {
        if endpoint_of(design, &behaviour).is_none() {
            edits.push(Edit::AddEndpoint { endpoint: Endpoint::of_oauth(design, behaviour) });
        }
    }
    for client in design.clients.iter().filter(|client| client.registration.is_none()) {
        let registration = Some(registration(client));
        edits.push(Edit::SetClient { name: client.name.clone(), to: Client { registration, ..Client::clone(client) } });
    }
    edits
}

/// How a client would be registered: under its name, as it stands.
pub fn registration(client: &Client) -> Registration {
    let id = client.name.split_whitespace().collect::<Vec<_>>().join("-").lower();
    match &client.origin {
        Some(origin) => Registration { redirects: vec![format!("{origin}/callback")], secret: String::new(), id },
        None => Registration { redirects: Vec::new(), secret: format!("{id}-secret"), id },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::policy::oauth::hands_out;
    use crate::design::samples;

    #[test]
    fn nothing_is_added_twice() {
        let mut design = samples::hotel_booking();
        assert!(!hands_out(&design));
        for edit in add(&design) {
            design.apply(&edit).unwrap();
        }
        assert!(hands_out(&design));
        assert_eq!(add(&design), []);
        let secrets: Vec<bool> =
            design.clients.iter().filter_map(|client| client.registration.as_ref()).map(|known| !known.secret.is_empty()).collect();
        assert_eq!(secrets, [false, false, true, false], "only the program keeps a secret");
    }
}
