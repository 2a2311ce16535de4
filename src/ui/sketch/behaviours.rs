//! The behaviours that the endpoint form offers, and their keys in its list.

use roundtrip::design::{Behaviour, Resource};
use serde_json::Value;

/// Behaviours that an endpoint of a resource can have: key and words.
pub fn behaviours(resource: Option<&Resource>) -> Vec<(String, String)> {
    let plain = [
        ("list", "list records"),
        ("search", "search records"),
        ("create", "create a record"),
        ("read", "read one"),
        ("replace", "replace one"),
        ("update", "update one"),
        ("delete", "delete one"),
        ("restore", "restore one"),
        ("delete-all", "delete all"),
        ("key-set", "key set of tokens"),
        ("authorize", "ask for consent"),
        ("token", "give a token"),
        ("revoke", "take a token back"),
        ("metadata", "authorization server"),
        ("health", "tell its health"),
        ("home", "entry point with links"),
        ("start-job", "start long work"),
        ("job-status", "show long work"),
        ("cancel-job", "stop long work"),
        ("start-upload", "open an upload"),
        ("upload-chunk", "take a part"),
        ("upload-status", "show an upload"),
        ("sign-in", "sign somebody in"),
        ("sign-out", "sign somebody out"),
    ];
    let ways = resource.and_then(|resource| resource.lifecycle.as_ref()).into_iter().flat_map(|lifecycle| &lifecycle.transitions);
    let ways = ways.map(|way| (format!("way {}", way.name), format!("{}, then {}", way.name, way.to)));
    let fixed = ("fixed".to_owned(), "fixed answer".to_owned());
    plain.into_iter().map(|(key, words)| (key.to_owned(), words.to_owned())).chain(ways).chain([fixed]).collect()
}

/// The behaviour of a key. A fixed answer takes its status, and its content from the behaviour before.
pub fn behaviour_of(key: &str, status: &str, before: Option<&Behaviour>) -> Behaviour {
    match key {
        "list" => Behaviour::List,
        "search" => Behaviour::Search,
        "create" => Behaviour::Create,
        "replace" => Behaviour::Replace,
        "update" => Behaviour::Update,
        "delete" => Behaviour::Delete,
        "restore" => Behaviour::Restore,
        "delete-all" => Behaviour::DeleteAll,
        "key-set" => Behaviour::KeySet,
        "authorize" => Behaviour::Authorize,
        "token" => Behaviour::Token,
        "revoke" => Behaviour::Revoke,
        "metadata" => Behaviour::Metadata,
        "health" => Behaviour::Health,
        "home" => Behaviour::Home,
        "start-job" => Behaviour::StartJob,
        "job-status" => Behaviour::JobStatus,
        "cancel-job" => Behaviour::CancelJob,
        "start-upload" => Behaviour::StartUpload,
        "upload-chunk" => Behaviour::UploadChunk,
        "upload-status" => Behaviour::UploadStatus,
        "sign-in" => Behaviour::SignIn,
        "sign-out" => Behaviour::SignOut,
        "fixed" => {
            let body = match before {
                Some(Behaviour::Fixed { body, .. }) => body.clone(),
                _ => Value::Null,
            };
            Behaviour::Fixed { status: status.trim().parse().unwrap_or(200), body }
        }
        other => match other.strip_prefix("way ") {
            Some(name) => Behaviour::Transition { name: name.to_owned() },
            None => Behaviour::Read,
        },
    }
}

/// The key of a behaviour.
pub fn key_of(behaviour: &Behaviour) -> String {
    match behaviour {
        Behaviour::Fixed { .. } => "fixed".to_owned(),
        Behaviour::Transition { name } => format!("way {name}"),
        plain => plain.word().replace(' ', "-"),
    }
}
