//! A page that came in the clear may have been changed on the way.

use crate::design::policy::Origins;
use crate::design::{Concern, Design, Pointer};
use crate::rules::authentication::plain_http::is_local;
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// A page without TLS is allowed.
pub static RULE: Rule = Rule {
    id: "cors-insecure-origin",
    group: Group::Cors,
    severity: Severity::Warning,
    weight: 3,
    title: "Origin over plain http",
    passes: "Origins use https",
    question: &[42],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Whoever sits between the page and its visitor can put a script into it, and that script may call the API.",
    advice: "Allow the https form of the page only.",
    sources: &["Fetch standard: CORS protocol"],
    example: Example { bad: || shop_where(|policies| policies.cors.origins = Origins::List(vec!["http://shop.example".to_owned()])), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let Origins::List(list) = &design.policies.cors.origins else { return };
    let at = Pointer::Policy(Concern::Cors);
    let in_the_clear = |origin: &&String| origin.strip_prefix("http://").is_some_and(|rest| !is_local(rest));
    let Some(first) = list.iter().find(in_the_clear) else {
        if list.iter().any(|origin| origin.starts_with("https://")) {
            audit.pass(at, list.join(", "));
        }
        return;
    };
    let mut origins: Vec<String> = Vec::new();
    for origin in list {
        let better = if in_the_clear(&origin) { origin.replacen("http://", "https://", 1) } else { origin.clone() };
        if !origins.contains(&better) {
            origins.push(better);
        }
    }
    audit
        .fail(at.clone(), format!("The page {first} can be changed on its way to the visitor. Allow its https form."))
        .because(at, list.join(", "))
        .fix("Allow https forms instead", Safety::ReviewFirst, [mend::policy(design, |p| &p.cors, |cors| cors.origins = Origins::List(origins))]);
}
