//! Verbs that turn up in paths, and the nouns that stand for them.

use super::split;

/// Verbs that say what the method says already.
const CRUD: &[&str] = &[
    "get", "fetch", "read", "retrieve", "find", "show", "create", "add", "insert", "make", "new", "post", "put", "patch", "save", "store", "update",
    "edit", "modify", "change", "replace", "upsert", "set", "delete", "remove", "destroy", "erase", "drop",
];

/// Other verbs of actions, with the noun under which the action can be posted.
const ACTIONS: &[(&str, &str)] = &[
    ("accept", "acceptance"),
    ("activate", "activation"),
    ("approve", "approval"),
    ("archive", "archival"),
    ("assign", "assignment"),
    ("attach", "attachment"),
    ("authenticate", "authentication"),
    ("authorize", "authorization"),
    ("block", "blocking"),
    ("calculate", "calculation"),
    ("cancel", "cancellation"),
    ("capture", "capture"),
    ("close", "closure"),
    ("complete", "completion"),
    ("compute", "computation"),
    ("confirm", "confirmation"),
    ("convert", "conversion"),
    ("deactivate", "deactivation"),
    ("decline", "rejection"),
    ("deploy", "deployment"),
    ("detach", "detachment"),
    ("disable", "deactivation"),
    ("dispatch", "dispatch"),
    ("duplicate", "copy"),
    ("enable", "activation"),
    ("execute", "execution"),
    ("expire", "expiry"),
    ("generate", "generation"),
    ("import", "import"),
    ("invite", "invitation"),
    ("invoke", "invocation"),
    ("join", "membership"),
    ("leave", "departure"),
    ("like", "like"),
    ("lock", "lock"),
    ("login", "session"),
    ("logout", "session"),
    ("merge", "merge"),
    ("move", "move"),
    ("notify", "notification"),
    ("pay", "payment"),
    ("perform", "execution"),
    ("process", "processing"),
    ("publish", "publication"),
    ("reactivate", "reactivation"),
    ("refresh", "refresh"),
    ("refund", "refund"),
    ("register", "registration"),
    ("reject", "rejection"),
    ("remind", "reminder"),
    ("rename", "renaming"),
    ("reopen", "reopening"),
    ("reschedule", "rescheduling"),
    ("resend", "delivery"),
    ("reserve", "reservation"),
    ("reset", "reset"),
    ("restart", "restart"),
    ("restore", "restoration"),
    ("resume", "resumption"),
    ("retry", "retry"),
    ("return", "return"),
    ("revoke", "revocation"),
    ("run", "run"),
    ("schedule", "schedule"),
    ("send", "delivery"),
    ("ship", "shipment"),
    ("sign", "signature"),
    ("split", "split"),
    ("start", "start"),
    ("stop", "stop"),
    ("submit", "submission"),
    ("subscribe", "subscription"),
    ("suspend", "suspension"),
    ("sync", "synchronization"),
    ("terminate", "termination"),
    ("toggle", "state"),
    ("transfer", "transfer"),
    ("trigger", "run"),
    ("unarchive", "restoration"),
    ("unblock", "unblocking"),
    ("unlock", "unlocking"),
    ("unpublish", "withdrawal"),
    ("unsubscribe", "unsubscription"),
    ("upload", "upload"),
    ("validate", "validation"),
    ("verify", "verification"),
    ("void", "cancellation"),
    ("withdraw", "withdrawal"),
    ("check", "check"),
    ("download", "download"),
    ("export", "export"),
    ("apply", "application"),
    ("buy", "purchase"),
    ("checkout", "order"),
    ("enroll", "enrollment"),
    ("finalize", "finalization"),
    ("finish", "completion"),
    ("follow", "following"),
    ("pause", "pause"),
];

/// Verbs that are common nouns as well. Alone they count as nouns; in front of another word they count as verbs
/// (`/orders/{id}/refund` against `/refundOrder`).
const NOUNS_TOO: &[&str] = &[
    "capture",
    "lock",
    "merge",
    "move",
    "refund",
    "reset",
    "restart",
    "retry",
    "return",
    "run",
    "schedule",
    "split",
    "start",
    "stop",
    "transfer",
    "upload",
    "check",
    "download",
    "export",
    "import",
    "like",
    "store",
    "post",
    "set",
    "change",
    "block",
    "process",
    "register",
    "show",
    "find",
    "pause",
    "drop",
    "edit",
    "update",
    "dispatch",
    "checkout",
    "login",
    "logout",
    "sign",
    "refresh",
    "leave",
    "new",
    "make",
    "archive",
    "duplicate",
    "invite",
    "patch",
    "complete",
    "void",
    "trigger",
    "sync",
    "ship",
];

/// Verbs among [`NOUNS_TOO`] that are nouns in the singular only as a title of an action: alone at the end of a path they are
/// still an action rather than a thing.
const ACTION_WHEN_LAST: &[&str] = &[
    "reset",
    "restart",
    "retry",
    "start",
    "stop",
    "update",
    "edit",
    "set",
    "change",
    "find",
    "show",
    "make",
    "block",
    "process",
    "register",
    "complete",
    "void",
    "trigger",
    "sync",
    "ship",
    "archive",
    "duplicate",
    "invite",
    "pause",
    "drop",
    "new",
    "leave",
    "refresh",
    "move",
    "merge",
];

/// Whether a path segment asks for an action: it begins with a verb before other words, or is a verb alone.
pub fn is_verb(segment: &str) -> bool {
    let words = split(segment);
    let Some(first) = words.first() else { return false };
    let known = CRUD.contains(&first.as_str()) || ACTIONS.iter().any(|(verb, _)| verb == first);
    match words.len() {
        1 => known && (!NOUNS_TOO.contains(&first.as_str()) || ACTION_WHEN_LAST.contains(&first.as_str())),
        _ => known && !reads_as_noun(&words),
    }
}

/// `search-results`, `store-items`, `import-jobs`: a noun before another noun, not a verb before its object.
fn reads_as_noun(words: &[String]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let heads = [
        "job",
        "jobs",
        "history",
        "log",
        "logs",
        "item",
        "items",
        "status",
        "statuses",
        "policy",
        "policies",
        "request",
        "requests",
        "result",
        "results",
        "point",
        "points",
        "date",
        "dates",
        "time",
        "times",
        "set",
        "sets",
        "list",
        "lists",
        "rate",
        "rates",
        "limit",
        "limits",
        "token",
        "tokens",
        "link",
        "links",
        "code",
        "codes",
        "key",
        "keys",
        "event",
        "events",
        "window",
        "windows",
        "option",
        "options",
        "note",
        "notes",
        "page",
        "pages",
        "files",
        "type",
        "types",
        "office",
        "offices",
        "location",
        "locations",
        "session",
        "sessions",
        "method",
        "methods",
    ];
    NOUNS_TOO.contains(&first.as_str()) && heads.contains(&last.as_str())
}

/// Whether a segment's first word says what the method says already: `getUsers`, `delete-order`.
pub fn is_crud_verb(segment: &str) -> bool {
    is_verb(segment) && split(segment).first().is_some_and(|word| CRUD.contains(&word.as_str()))
}

/// The noun under which an action can be posted: `cancel` gives `cancellation`; an unknown verb stays as it is.
pub fn noun_of_verb(action: &str) -> String {
    let words = split(action);
    let Some((first, rest)) = words.split_first() else { return action.to_owned() };
    match ACTIONS.iter().find(|(verb, _)| verb == first) {
        Some((_, noun)) => rest.iter().map(String::as_str).chain([*noun]).collect::<Vec<_>>().join(" "),
        None => action.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_that_ask_for_an_action() {
        for segment in ["getUsers", "deleteUser", "get-all-orders", "cancel", "sendEmail", "create", "approve", "upload-file", "Fetch", "refundOrder"]
        {
            assert!(is_verb(segment), "{segment}");
        }
    }

    #[test]
    fn segments_that_name_a_thing() {
        for segment in [
            "widgets",
            "budgets",
            "inputs",
            "posters",
            "news",
            "series",
            "search",
            "me",
            "self",
            "health",
            "kpis",
            "api",
            "v1",
            "orders",
            "books",
            "lists",
            "reports",
            "bookings",
            "cancellation",
            "settings",
            "addresses",
            "getaways",
            "store-items",
            "import-jobs",
            "updates",
            "schedule",
            "refund",
            "posts",
            "setups",
        ] {
            assert!(!is_verb(segment), "{segment}");
        }
    }

    #[test]
    fn nouns_for_actions() {
        assert_eq!(noun_of_verb("cancel"), "cancellation");
        assert_eq!(noun_of_verb("sendReminder"), "reminder delivery");
        assert_eq!(noun_of_verb("frobnicate"), "frobnicate");
    }
}
