//! The one change of the CORS policy that takes away what blocked an answer.

use std::sync::Arc;

use roundtrip::design::policy::{Cors, Origins};
use roundtrip::design::{Design, Edit, Policy};
use roundtrip::user_agent::cors::is_safelisted_method;

use crate::ui::traffic::Entry;

/// A change and what its button says.
#[derive(Clone, Debug, PartialEq)]
pub struct CorsFix {
    /// `Allow this origin`.
    pub label: String,
    /// The edit.
    pub edit: Edit,
}

/// The next change that brings a blocked answer nearer to its page; `None` where the policy allows it by now.
pub fn fix(design: &Design, entry: &Entry) -> Option<CorsFix> {
    let blocked = entry.blocked()?;
    let cors = &design.policies.cors;
    let with = |label: String, change: &dyn Fn(&mut Cors)| {
        let mut cors = cors.clone();
        change(&mut cors);
        Some(CorsFix { label, edit: Edit::SetPolicy(Policy::Cors(cors)) })
    };
    let origin = blocked.origin.as_str();
    if !cors.admits(origin) {
        return with("Allow this origin".to_owned(), &|cors| add_origin(cors, origin));
    }
    let sends_credentials = design.client(&entry.client).is_some_and(|client| client.includes_credentials);
    if sends_credentials && cors.origins == Origins::Any {
        return with("Name this origin instead of *".to_owned(), &|cors| {
            cors.origins = Origins::List(vec![origin.to_owned()]);
            cors.credentials = true;
        });
    }
    if sends_credentials && !cors.credentials {
        return with("Allow credentials".to_owned(), &|cors| cors.credentials = true);
    }
    let asked = &entry.preflight()?.request.headers;
    let method = asked.get("access-control-request-method").unwrap_or_default();
    let permits = |list: &[String], wanted: &str| {
        list.iter().any(|known| known.eq_ignore_ascii_case(wanted) || (known == "*" && !sends_credentials && wanted != "authorization"))
    };
    if !is_safelisted_method(method) && !permits(&cors.methods, method) {
        return with(format!("Allow {method}"), &|cors| cors.methods.push(method.to_owned()));
    }
    let fields = asked.combined("access-control-request-headers").unwrap_or_default();
    let refused = fields.split(',').map(str::trim).find(|name| !name.is_empty() && !permits(&cors.headers, name))?;
    with(format!("Allow field {refused}"), &|cors| cors.headers.push(refused.to_owned()))
}

fn add_origin(cors: &mut Cors, origin: &str) {
    match &mut cors.origins {
        Origins::List(list) => list.push(origin.to_owned()),
        origins => *origins = Origins::List(vec![origin.to_owned()]),
    }
}

/// Whether an entry was kept from its page by the CORS rules, which a policy can change, rather than by the browser's own.
pub fn is_by_policy(entry: &Arc<Entry>) -> bool {
    entry.blocked().is_some() && !entry.exchanges.is_empty()
}
