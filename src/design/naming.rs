//! Names that follow from other names: ids and summaries of endpoints, segments of resources, nouns of actions.

use super::words;
use super::{Behaviour, Design, Resource};

/// Id and summary of the usual endpoint for a behaviour: `createBooking`, «Create a booking».
pub fn operation(resource: &Resource, behaviour: &Behaviour) -> (String, String) {
    let many = match behaviour {
        Behaviour::List | Behaviour::Search | Behaviour::DeleteAll => words::plural(&resource.name),
        _ => String::new(),
    };
    let (one, many, one_words, many_words) =
        (words::pascal(&resource.name), words::pascal(&many), words::spaced(&resource.name), words::spaced(&many));
    let article = words::article(&one_words);
    match behaviour {
        Behaviour::List => (format!("list{many}"), format!("List {many_words}")),
        Behaviour::Search => (format!("search{many}"), format!("Search {many_words}")),
        Behaviour::Create => (format!("create{one}"), format!("Create {article} {one_words}")),
        Behaviour::Read => (format!("read{one}"), format!("Read {article} {one_words}")),
        Behaviour::Replace => (format!("replace{one}"), format!("Replace {article} {one_words}")),
        Behaviour::Update => (format!("update{one}"), format!("Change {article} {one_words}")),
        Behaviour::Delete => (format!("delete{one}"), format!("Remove {article} {one_words}")),
        Behaviour::Restore => (format!("restore{one}"), format!("Restore {article} {one_words}")),
        Behaviour::DeleteAll => (format!("deleteAll{many}"), format!("Remove all {many_words}")),
        Behaviour::Transition { name } => {
            let action = words::camel(name);
            (format!("{action}{one}"), format!("{} {article} {one_words}", words::sentence(&words::spaced(name))))
        }
        Behaviour::Home => ("readHome".to_owned(), "Find the collections".to_owned()),
        Behaviour::KeySet => ("readKeys".to_owned(), "Read the keys of tokens".to_owned()),
        Behaviour::Authorize => ("authorize".to_owned(), "Ask a person for consent".to_owned()),
        Behaviour::Token => ("issueToken".to_owned(), "Give a token for a grant".to_owned()),
        Behaviour::Revoke => ("revokeToken".to_owned(), "Take a token back".to_owned()),
        Behaviour::Metadata => ("readAuthorizationServer".to_owned(), "Say what the authorization server can do".to_owned()),
        Behaviour::Health => ("showHealth".to_owned(), "Tell whether the server is well".to_owned()),
        Behaviour::SignIn => ("signIn".to_owned(), "Sign in".to_owned()),
        Behaviour::SignOut => ("signOut".to_owned(), "Sign out".to_owned()),
        Behaviour::StartJob => (format!("start{one}Job"), format!("Start work on {article} {one_words}")),
        Behaviour::JobStatus => (format!("show{one}Job"), format!("Show how work on {article} {one_words} stands")),
        Behaviour::CancelJob => (format!("cancel{one}Job"), format!("Stop work on {article} {one_words}")),
        Behaviour::StartUpload => (format!("start{one}Upload"), format!("Open an upload of {article} {one_words}")),
        Behaviour::UploadChunk => (format!("upload{one}Part"), format!("Send a part of {article} {one_words}")),
        Behaviour::UploadStatus => (format!("show{one}Upload"), format!("Show what is missing of {article} {one_words}")),
        Behaviour::Fixed { .. } => (format!("show{one}"), format!("Show {article} {one_words}")),
    }
}

/// The path segment of a resource's collection: `OrderItem` gives `order-items`.
pub fn segment(resource: &str) -> String {
    words::kebab(&words::plural(resource))
}

/// The noun under which an action is posted: `cancel` gives `cancellation`.
pub fn noun_of_action(action: &str) -> String {
    words::kebab(&words::noun_of_verb(action))
}

/// An endpoint id that nobody in the design has yet: the wish itself, or the wish with a number.
pub fn free_id(design: &Design, wish: &str) -> String {
    free(wish, |id| design.endpoint(id).is_some())
}

/// A resource name that nobody in the design has yet.
pub fn free_resource(design: &Design, wish: &str) -> String {
    free(wish, |name| design.resource(name).is_some())
}

/// A field name that nobody in the resource has yet.
pub fn free_field(resource: &Resource, wish: &str) -> String {
    free(wish, |name| resource.field(name).is_some() || resource.identifier.field == name)
}

fn free(wish: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(wish) {
        return wish.to_owned();
    }
    (2..).map(|number| format!("{wish}{number}")).find(|name| !taken(name)).unwrap_or_else(|| wish.to_owned())
}
