//! Sessions: the cookie that stands for somebody who has signed in.

use roundtrip::design::Policies;
use roundtrip::design::policy::{SameSite, Sessions};

use crate::ui::policies::controls::Choice;
use crate::ui::policies::form::{Control, Field};
use crate::ui::policies::list_field::token;

fn on(policies: &Policies) -> bool {
    policies.authentication.sessions.is_some()
}

fn get(policies: &Policies) -> Sessions {
    policies.authentication.sessions.clone().unwrap_or_default()
}

fn set(policies: &mut Policies, change: impl FnOnce(&mut Sessions)) {
    if let Some(sessions) = &mut policies.authentication.sessions {
        change(sessions);
    }
}

const SITES: [SameSite; 4] = [SameSite::Lax, SameSite::Strict, SameSite::None, SameSite::Unsaid];
const STATUSES: [u16; 3] = [204, 200, 201];

/// Whether there are any.
pub const SWITCH: Field = Field {
    label: "Callers can sign in",
    shown: |_| true,
    control: Control::Toggle {
        means: ("The server remembers who signed in, and a cookie stands for it.", "No cookie: each request says by itself who calls."),
        get: on,
        set: |policies, on| policies.authentication.sessions = on.then(Sessions::default),
    },
};

/// The cookie's name.
pub const NAME: Field = Field {
    label: "Name of the cookie",
    shown: on,
    control: Control::Text {
        means: "__Host- in front binds it to this host, https and every path.",
        get: |policies| get(policies).name,
        check: token,
        set: |policies, name| set(policies, |sessions| sessions.name = name),
    },
};

/// `HttpOnly`.
pub const HTTP_ONLY: Field = toggle(
    "HttpOnly",
    ("Scripts of the page cannot read it.", "One foreign script steals every session (weak)."),
    |policies| get(policies).http_only,
    |policies, on| set(policies, |sessions| sessions.http_only = on),
);

/// `Secure`.
pub const SECURE: Field = toggle(
    "Secure",
    ("It travels over https only.", "Anybody on the way reads it over http (weak)."),
    |policies| get(policies).secure,
    |policies, on| set(policies, |sessions| sessions.secure = on),
);

/// `SameSite`.
pub const SAME_SITE: Field = Field {
    label: "Requests of other sites' pages",
    shown: on,
    control: Control::Choice {
        choices: &[
            Choice { label: "SameSite=Lax", means: "They leave it behind; only a link that is followed brings it along." },
            Choice { label: "SameSite=Strict", means: "They leave it behind, even when a link is followed." },
            Choice { label: "SameSite=None (weak)", means: "They carry it: every page acts in its visitor's name, unless origins are compared." },
            Choice { label: "Nothing is said (weak)", means: "Most browsers take it for Lax, some do not." },
        ],
        get: |policies| SITES.iter().position(|site| *site == get(policies).same_site),
        set: |policies, index| {
            if let Some(site) = SITES.get(index) {
                set(policies, |sessions| sessions.same_site = *site);
            }
        },
    },
};

/// The defence on the server.
pub const ORIGIN: Field = toggle(
    "The origin of changes is compared",
    ("Pages that CORS does not list get 403, whatever cookie they bring.", "SameSite alone keeps other sites' pages from acting."),
    |policies| get(policies).checks_origin,
    |policies, on| set(policies, |sessions| sessions.checks_origin = on),
);

/// `Path`.
pub const PATH: Field = Field {
    label: "Path of the cookie",
    shown: on,
    control: Control::Text {
        means: "Requests at and below it carry the cookie; it protects nothing.",
        get: |policies| get(policies).path,
        check: |path| match path.starts_with('/') && path.chars().all(|letter| letter.is_ascii_graphic() && letter != ';') {
            true => Ok(()),
            false => Err("Begin with a slash; leave out spaces and semicolons."),
        },
        set: |policies, path| set(policies, |sessions| sessions.path = path),
    },
};

/// How long a session lasts.
pub const LIFE: Field = Field {
    label: "A session lasts",
    shown: on,
    control: Control::Number {
        unit: "minutes",
        limits: (0, 525_600),
        means: "After it was begun; 0 means until somebody signs out (weak).",
        get: |policies| get(policies).minutes,
        set: |policies, minutes| set(policies, |sessions| sessions.minutes = minutes),
    },
};

/// `Max-Age`.
pub const PERSISTENT: Field = toggle(
    "The cookie outlives the browser",
    ("Max-Age: it is kept as long as the session lasts.", "It goes when the browser is closed."),
    |policies| get(policies).persistent,
    |policies, on| set(policies, |sessions| sessions.persistent = on),
);

/// What signing in answers.
pub const STATUS: Field = Field {
    label: "Signing in answers",
    shown: on,
    control: Control::Choice {
        choices: &[
            Choice { label: "204 No Content", means: "The cookie says it all." },
            Choice { label: "200 OK", means: "With who is signed in, and until when." },
            Choice { label: "201 Created", means: "The same, as a session that was made." },
        ],
        get: |policies| STATUSES.iter().position(|status| *status == get(policies).status),
        set: |policies, index| {
            if let Some(status) = STATUSES.get(index) {
                set(policies, |sessions| sessions.status = *status);
            }
        },
    },
};

const fn toggle(label: &'static str, means: (&'static str, &'static str), get: fn(&Policies) -> bool, set: fn(&mut Policies, bool)) -> Field {
    Field { label, shown: on, control: Control::Toggle { means, get, set } }
}
