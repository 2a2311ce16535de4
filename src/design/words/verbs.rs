//! Verbs that turn up in paths, and the nouns that stand for them.
//!
//! Many verbs are nouns too (`/orders/{id}/refund`). What a segment asks for then depends on its words: alone it is a noun; before an
//! object (`refundOrder`) a verb; before a noun it describes (`import-jobs`, `store-hours`) part of a name.

use std::sync::LazyLock;

use super::table::{among, second};
use super::{is_plural, singular, split};
use crate::design::words::letters::is_capital;
use crate::order;

/// Verbs that say what the method says already.
const CRUD: &str = "get fetch read retrieve find show list create add insert make new post put patch save store update edit modify change \
    replace upsert set delete remove destroy erase drop view load lookup";

/// Other verbs of actions, each with the noun under which the action can be posted.
const ACTIONS: &str = "accept:acceptance acknowledge:acknowledgement activate:activation apply:application approve:approval archive:archival \
    assign:assignment attach:attachment authenticate:authentication authorize:authorization block:blocking book:booking buy:purchase \
    calculate:calculation cancel:cancellation capture:capture check:check checkout:order clone:copy close:closure complete:completion \
    compute:computation confirm:confirmation convert:conversion copy:copy deactivate:deactivation decline:rejection deploy:deployment \
    detach:detachment disable:deactivation dismiss:dismissal dispatch:dispatch download:download duplicate:copy enable:activation \
    enroll:enrollment execute:execution expire:expiry export:export finalize:finalization finish:completion follow:following \
    generate:generation import:import install:installation invite:invitation invoke:invocation join:membership leave:departure like:like \
    lock:lock login:session logout:session merge:merge move:move notify:notification open:opening pause:pause pay:payment \
    perform:execution preview:preview process:processing promote:promotion publish:publication query:query reactivate:reactivation \
    refresh:refresh refund:refund register:registration reject:rejection remind:reminder rename:renaming renew:renewal reopen:reopening \
    reschedule:rescheduling resend:delivery reserve:reservation reset:reset resolve:resolution restart:restart restore:restoration \
    resume:resumption retry:retry return:return revert:reversal review:review revoke:revocation run:run schedule:schedule search:search \
    send:delivery share:share ship:shipment sign:signature skip:skip split:split start:start stop:stop submit:submission \
    subscribe:subscription suspend:suspension swap:swap sync:synchronization terminate:termination toggle:state transfer:transfer \
    trigger:run unarchive:restoration unassign:unassignment unblock:unblocking uninstall:removal unlock:unlocking unpublish:withdrawal \
    unsubscribe:unsubscription upload:upload validate:validation verify:verification void:cancellation withdraw:withdrawal";

/// Verbs that are nouns alone.
const NOUNS_TOO: &str = "apply archive block book capture change check checkout clone complete compute copy deploy dispatch download drop duplicate edit \
    export follow import invite leave like list load lock login logout lookup merge move new open patch pause post preview process query \
    refresh refund register reset restart retry return review run schedule search set share ship show sign skip split start stop store swap \
    sync transfer trigger update upload view void";

/// Nouns of those that are an action all the same behind a record: `POST /orders/{id}/archive`.
const ACTS_BEHIND_A_RECORD: &str = "archive block book change clone complete deploy duplicate edit follow invite leave open process register resolve \
    set share ship store sync trigger update void";

/// Nouns of those that often stand before a plural they describe: `store-hours`, `block-lists`.
const DESCRIBES: &str = "block book change check complete copy drop follow leave like load lock lookup new open post process query return \
    review run schedule search set share show sign split start stop store transfer view";

/// Nouns before which a verb that is a noun too describes them: `import-jobs`, `refund-policy`.
const DESCRIBED: &str = "author code codes date dates event events files group groups history hours item items job jobs key keys limit limits \
    link links list lists location locations log logs method methods note notes office offices option options order orders page pages plan \
    plans point points policies policy rate rates reason reasons request requests result results rule rules session sessions setting settings \
    status statuses task tasks template templates time times token tokens type types url urls window windows";

/// `sign-in`, `check-out`, `roll-back`, `change-of-address`: verb and particle make a noun.
const PARTICLES: &str = "in out up off on over back down through away of";

/// Whether a path segment asks for an action: it begins with a verb before its object, or is a verb alone.
pub fn is_verb(segment: &str) -> bool {
    let words = split(segment);
    match words.as_slice() {
        [] => false,
        [word] => is_known(word) && !among(NOUNS_TOO, word),
        [verb, particle] if among(PARTICLES, particle) => is_known(verb) && among(CRUD, verb) && !among(NOUNS_TOO, verb),
        // `addOnResults` are results of add-ons; `load_5` is a measure.
        [_, second, ..] if among(PARTICLES, second) || second.starts_with(|first: char| first.is_ascii_digit()) => false,
        // `remove-token` and `refresh-token` are tokens, `install-command` is a command.
        [verb, last] if among("command token tokens", last) && among("confirm install refresh register remove reset verify", verb) => false,
        [verb, .., last] => is_known(verb) && !(among(NOUNS_TOO, verb) && names_a_thing(segment, verb, last)),
    }
}

/// Whether a segment that may be a noun asks for an action where it stands behind a record: `archive` in `/orders/{id}/archive`.
pub fn acts_behind_a_record(segment: &str) -> bool {
    matches!(split(segment).as_slice(), [word] if among(ACTS_BEHIND_A_RECORD, word))
}

/// Whether a segment's first word says what the method says already: `getUsers`, `delete-order`.
pub fn is_crud_verb(segment: &str) -> bool {
    split(segment).first().is_some_and(|word| among(CRUD, word)) && (is_verb(segment) || acts_behind_a_record(segment))
}

/// The noun under which an action can be posted: `cancel` gives `cancellation`; an unknown verb stays as it is.
pub fn noun_of_verb(action: &str) -> String {
    let words = split(action);
    let noun = words.first().and_then(|verb| second(ACTIONS, verb));
    match (words.as_slice(), noun) {
        ([_, particle], _) if among(PARTICLES, particle) => words.join(" "),
        ([_, rest @ ..], Some(noun)) if !rest.is_empty() => format!("{} {noun}", singular(&rest.join(" "))),
        (_, Some(noun)) => noun.to_owned(),
        _ => action.to_owned(),
    }
}

/// A noun before another noun rather than a verb before its object.
fn names_a_thing(segment: &str, first: &str, last: &str) -> bool {
    let camel = segment.chars().any(is_capital) && !segment.contains(['-', '_']);
    !camel
        && (among(DESCRIBED, last) && !(among(CRUD, first) && among("order orders item items", last)) || among(DESCRIBES, first) && is_plural(last))
}

fn is_known(word: &str) -> bool {
    KNOWN.binary_search(&word).is_ok()
}

/// Every verb of the tables, in order: each segment of each path is looked up, and nearly none is there.
static KNOWN: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let actions = ACTIONS.split_ascii_whitespace().filter_map(|pair| pair.split(':').next());
    let mut known: Vec<&str> = CRUD.split_ascii_whitespace().chain(actions).collect();
    order::distinct(&mut known);
    known
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_that_ask_for_an_action() {
        for segment in [
            "getUsers",
            "deleteUser",
            "get-all-orders",
            "cancel",
            "sendEmail",
            "create",
            "approve",
            "upload-file",
            "Fetch",
            "refundOrder",
            "listUsers",
            "searchProducts",
            "set-password",
            "installCommands",
            "process-payment",
            "update-user",
            "importUsers",
            "find",
            "updateOrder",
            "list-orders",
        ] {
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
            "install-command",
            "change-of-address",
            "book-author",
            "updates",
            "schedule",
            "refund",
            "posts",
            "setups",
            "sign-in",
            "sign-out",
            "sign-up",
            "log-in",
            "check-in",
            "roll-back",
            "login",
            "logout",
            "store-hours",
            "block-lists",
            "return-reasons",
            "refund-policy",
            "post-offices",
            "search-results",
            "reset",
            "merge",
            "preview",
            "new-releases",
            "listings",
            "address-book",
            "puts",
            "offsets",
            "assets",
            "targets",
            "postcodes",
        ] {
            assert!(!is_verb(segment), "{segment}");
        }
    }

    #[test]
    fn place_decides_where_a_word_is_both() {
        for (segment, expected) in [("archive", true), ("update", true), ("process", true), ("refund", false), ("reset", false), ("payment", false)] {
            assert_eq!(acts_behind_a_record(segment), expected, "{segment}");
        }
        assert!(is_crud_verb("update") && is_crud_verb("getUsers") && !is_crud_verb("cancel") && !is_crud_verb("store-items"));
    }

    #[test]
    fn nouns_for_actions() {
        assert_eq!(noun_of_verb("cancel"), "cancellation");
        assert_eq!(noun_of_verb("sendReminder"), "reminder delivery");
        assert_eq!(noun_of_verb("checkIn"), "check in");
        assert_eq!(noun_of_verb("frobnicate"), "frobnicate");
    }
}
