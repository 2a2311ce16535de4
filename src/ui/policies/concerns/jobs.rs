//! Work that takes longer than a client wants to wait.

use roundtrip::design::policy::{JobAnswer, JobDone};

use crate::ui::policies::form::{Form, choice, number, toggle};

pub static FORM: Form = Form {
    about: "How jobs are begun, watched and forgotten. An endpoint starts a job by its behaviour.",
    fact: |policies| match policies.jobs.answer {
        JobAnswer::Accepted => "202 at once".to_owned(),
        JobAnswer::Preferred => "202 on request".to_owned(),
        JobAnswer::AtOnce => "200 when it is done".to_owned(),
    },
    fields: &[
        choice!("A request for long work is answered", jobs.answer, [
            JobAnswer::Accepted => "At once, with 202", "The client looks at the job's status, and can cancel it.";
            JobAnswer::Preferred => "As the client prefers", "Prefer: respond-async gets 202; others wait for 201.";
            JobAnswer::AtOnce => "When it is done, with 200 (weak)", "Connections time out, and clients begin the same work again.";
        ]),
        number!("A job waits for its turn", jobs.queue_seconds, "seconds", (0, 86_400), "The server's clock drives it: queued, then running."),
        number!("A job runs", jobs.run_seconds, "seconds", (0, 86_400), "Then its record exists, or it has failed."),
        choice!("Jobs that fail", jobs.fail_percent, [
            0 => "None", "Every job makes its record.";
            20 => "20 of 100", "Clients have to look at the state, not only wait.";
            100 => "All", "Shows what a client makes of a failure.";
        ]),
        toggle!("202 says where the status is", jobs.location, "Location names it.", "Nobody finds the job again (weak)."),
        toggle!("Answers say when to look again", jobs.retry_after, "Retry-After sets the pace.", "Clients ask in a tight loop (weak)."),
        toggle!("The status says how far the work is", jobs.progress, "progress counts to 100.", "Slow and stuck look the same (weak)."),
        choice!("A finished job leads to its result", jobs.done, [
            JobDone::Link => "By a link in its status", "The client reads the state and follows the link.";
            JobDone::SeeOther => "By 303", "Clients that follow redirects arrive by themselves.";
        ]),
        choice!("A finished job is remembered for", jobs.keep_minutes, [
            60 => "1 hour", "Long enough for a client that sleeps.";
            1440 => "1 day", "Costs memory, and spares questions.";
            1 => "1 minute (weak)", "A slow client never learns how it ended.";
        ]),
        toggle!("A forgotten job gets 410", jobs.gone, "Clients learn that it was there.", "404: forgotten and mistyped look the same."),
    ],
};
