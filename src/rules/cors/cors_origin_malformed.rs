//! An origin is scheme, host and port, and nothing else.

use crate::design::policy::Origins;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// An entry of the list never equals an origin.
pub static RULE: Rule = Rule {
    id: "cors-origin-malformed",
    group: Group::Cors,
    severity: Severity::Error,
    weight: 4,
    title: "Origin that never matches",
    passes: "Listed origins can match",
    question: &[42],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Browsers send scheme, host and port. An entry with a slash, a path or capitals equals no origin, so the page stays out.",
    advice: "Write origins as https://app.example.com, without a slash at the end.",
    sources: &["RFC 6454 section 6.2", "Fetch standard: CORS protocol"],
    example: Example {
        bad: || {
            shop_where(|policies| {
                if let Origins::List(list) = &mut policies.cors.origins {
                    list.push("https://Admin.shop.example/".to_owned());
                }
            })
        },
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    let Origins::List(list) = &design.policies.cors.origins else { return };
    let at = Pointer::Policy(Concern::Cors);
    let Some(wrong) = list.iter().find(|origin| *origin != "null" && well_formed(origin).as_ref() != Some(*origin)) else {
        audit.pass(at, list.join(", "));
        return;
    };
    let mended = list.iter().map(|origin| if origin == "null" { Some(origin.clone()) } else { well_formed(origin) });
    let mended: Option<Vec<String>> = mended.collect();
    let edits = mended.map(|mut mended| {
        let mut seen: Vec<String> = Vec::new();
        mended.retain(|origin| {
            let is_new = !seen.contains(origin);
            seen.extend(is_new.then(|| origin.clone()));
            is_new
        });
        vec![mend::policy(design, |p| &p.cors, |cors| cors.origins = Origins::List(mended))]
    });
    audit
        .fail(at.clone(), format!("`{wrong}` equals no origin that a browser sends. Write scheme, host and port only."))
        .because(at, list.join(", "))
        .maybe_fix("Write entries as origins", Safety::ReviewFirst, edits.ok_or(None));
}

/// Scheme, host and port in lower case, without what stands behind them.
fn well_formed(origin: &str) -> Option<String> {
    let (scheme, rest) = origin.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = scheme.to_ascii_lowercase();
    let authority = match scheme.as_str() {
        "https" => authority.strip_suffix(":443").unwrap_or(authority),
        "http" => authority.strip_suffix(":80").unwrap_or(authority),
        _ => authority,
    };
    (!authority.is_empty() && !authority.contains(['*', '@', ' '])).then(|| format!("{scheme}://{}", authority.to_ascii_lowercase()))
}
