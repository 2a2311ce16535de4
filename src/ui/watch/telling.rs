//! The same decisions in plain words: a restaurant. The API is the waiter who takes the order and the kitchen behind the door; what
//! each check asks is what a good house asks too. The words follow the trace: nothing is told that did not happen.

use roundtrip::mock::{Exchange, Outcome, Stage, Step};

/// What a check asks, as a question.
pub fn question(stage: Stage) -> &'static str {
    match stage {
        Stage::Faults => "Is a failure played?",
        Stage::Message => "Can the request be read?",
        Stage::Preflight => "Does a browser ask for permission first?",
        Stage::Version => "Which version is meant?",
        Stage::Routing => "Which endpoint is meant?",
        Stage::Sunset => "Is the endpoint still open?",
        Stage::Authentication => "Who calls?",
        Stage::RateLimits => "Has the caller asked too often?",
        Stage::Authorization => "May this caller do that?",
        Stage::Negotiation => "Can the caller read what is written here?",
        Stage::Content => "Can the content be read?",
        Stage::Filtering => "Which records are wanted?",
        Stage::Idempotency => "Is it a repetition?",
        Stage::Lookup => "Is the record there?",
        Stage::Ownership => "Is the record the caller's own?",
        Stage::Patch => "Does the patch fit?",
        Stage::Validation => "Do the fields fit?",
        Stage::Conflict => "Does it fit what is there?",
        Stage::Preconditions => "Is the caller's copy current?",
        Stage::Action => "Do it",
        Stage::Representation => "Write the answer down",
        Stage::Hypermedia => "Add what can come next",
        Stage::Ranges => "Cut out the part that was asked for",
        Stage::Webhooks => "Tell the others",
        Stage::Deprecation => "Say what is about to end",
        Stage::Cors => "May the page read it?",
        Stage::Finish => "Add what every answer carries",
    }
}

/// A step as it would go in a restaurant: what is asked there.
fn scene(stage: Stage) -> Option<&'static str> {
    Some(match stage {
        Stage::Faults => "Something in the house breaks, because today is a fire drill.",
        Stage::Message => "The waiter listens until the order makes sense.",
        Stage::Preflight => "Somebody calls ahead to ask whether guests of their kind are served at all.",
        Stage::Version => "There are two menus; the waiter looks which one the guest has in hand.",
        Stage::Routing => "The waiter looks for the dish on the menu.",
        Stage::Sunset => "The waiter checks that the dish has not been taken off.",
        Stage::Authentication => "The waiter asks who is sitting at the table.",
        Stage::RateLimits => "The waiter counts how often this table has ordered in the last while.",
        Stage::Authorization => "The waiter checks whether this guest may order from that page.",
        Stage::Negotiation => "The waiter asks in which language the guest reads the bill.",
        Stage::Content => "The waiter reads the note with the wishes.",
        Stage::Filtering => "The guest has said which dishes, and in which order.",
        Stage::Idempotency => "The waiter compares the number of the slip: the same slip twice is one order.",
        Stage::Lookup => "The kitchen looks whether it has what was named.",
        Stage::Ownership => "The kitchen looks whose plate it is.",
        Stage::Patch => "The kitchen reads what is to be changed on the plate.",
        Stage::Validation => "The kitchen goes through the wishes one by one.",
        Stage::Conflict => "The kitchen looks whether that is possible with everything else on the board.",
        Stage::Preconditions => "The guest has said: only if the plate is still as I saw it.",
        Stage::Action => "The kitchen cooks.",
        Stage::Representation => "The plate is dressed.",
        Stage::Hypermedia => "A card beside it says what else can be ordered from here.",
        Stage::Ranges => "Only the slice that was asked for is brought.",
        Stage::Webhooks => "The kitchen rings the bell for those who wait outside.",
        Stage::Deprecation => "The waiter mentions that the dish will go soon.",
        Stage::Cors => "The doorman looks whether the guest who sent a messenger may see the plate.",
        Stage::Finish => return None,
    })
}

/// One line of the telling.
pub struct Told {
    /// What goes on in the house.
    pub scene: &'static str,
    /// What the API found, in the words of the trace.
    pub found: String,
    /// Whether the story ends here.
    pub ends: bool,
}

/// An exchange as a short story. Checks that had nothing to look at are left out.
pub fn story(exchange: &Exchange) -> Vec<Told> {
    let told = |step: &Step| Some(Told { scene: scene(step.stage)?, found: step.why.text.to_string(), ends: step.outcome == Outcome::Answered });
    let steps = exchange.trace.0.iter().filter(|step| step.outcome != Outcome::Skipped && step.stage != Stage::Message);
    steps.filter_map(told).collect()
}

/// What the status means at the table.
pub fn moral(status: u16) -> &'static str {
    match status {
        201 => "A new plate stands on the table, and the slip says where to find it.",
        202 => "It takes a while: the guest gets a number and asks again later.",
        204 => "Done; there is nothing to bring.",
        304 => "What stands before the guest is still fresh: nothing is brought twice.",
        200..=299 => "The guest gets what was ordered.",
        300..=399 => "It is served at another table; the waiter says at which.",
        401 => "The house does not know the guest: show who you are, then order again.",
        403 => "The house knows the guest, and the answer stays no.",
        404 => "There is no such dish here.",
        405 => "The dish is there, but it cannot be ordered this way.",
        409 | 412 => "The house would do it, but the board has changed: look again, then decide anew.",
        422 => "The order was understood, and it cannot be cooked like that.",
        428 => "The house wants to know which plate the guest has seen before anything is changed.",
        429 => "Too many orders at once: wait, then order again.",
        400..=499 => "The order has to change before it can be served.",
        _ => "The kitchen failed, not the guest: the same order may work later.",
    }
}
