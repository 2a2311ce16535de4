//! Looking a rule up: by a question of the guide, or by words that stand in what it teaches.

use super::{LESSONS, Lesson, Rule};
use crate::design::words::letters::Letters;

/// What the questions of the guide are about, in our words; 0 stands for its list of common mistakes.
pub const TOPICS: [&str; 57] = [
    "Common mistakes",
    "The constraints of REST",
    "REST beside SOAP",
    "Methods and their use",
    "PUT or POST",
    "PUT or PATCH",
    "Statelessness",
    "What makes an API RESTful",
    "Status codes",
    "Resources and endpoints",
    "Good addresses",
    "Idempotency",
    "Safe and idempotent",
    "Query or path",
    "Content negotiation",
    "OPTIONS",
    "401 or 403",
    "400 or 422",
    "409 and conflicts",
    "Pages of long lists",
    "Versions",
    "ETags and caches",
    "Ways to authenticate",
    "JSON Web Tokens",
    "RS256 or HS256",
    "Hypermedia",
    "Errors of one shape",
    "Rate limits",
    "Filters and sorting",
    "OAuth 2.1",
    "Payments and retries",
    "One limit, many servers",
    "REST or gRPC",
    "Long work",
    "Sagas",
    "Holes in token handling",
    "N+1 queries",
    "Connection pools",
    "Caching strategies",
    "Webhook signatures",
    "Health in figures",
    "When a browser asks first",
    "CORS done safely",
    "Where tokens are kept",
    "WebSocket or server-sent events",
    "Uploads",
    "A hotel booking API",
    "Soft deletes",
    "From v1 to v2",
    "Search with many filters",
    "Versions of many services",
    "Limits by tier",
    "REST in plain words",
    "A story of making it faster",
    "Telling of breaking changes",
    "Documentation",
    "When not to use REST",
];

/// What a question is about.
pub fn topic(question: u8) -> &'static str {
    TOPICS.get(usize::from(question)).copied().unwrap_or_default()
}

/// The rules that belong to a question, where one is given, and hold every word of a text; all of them where neither is.
pub fn look_up(question: Option<u8>, text: &str) -> impl Iterator<Item = &'static (&'static Rule, &'static Lesson)> {
    let wanted: Vec<String> = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-').map(Letters::lower).collect();
    let wanted: Vec<String> = wanted.into_iter().filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str())).collect();
    LESSONS.iter().filter(move |(rule, lesson)| {
        let asked = question.is_none_or(|question| rule.question.contains(&question));
        let topics = rule.question.iter().map(|question| topic(*question)).collect::<Vec<_>>().join(" ");
        let sources = lesson.sources.join(" ");
        let all = [rule.id, rule.title, rule.passes, rule.group.title(), lesson.why, lesson.advice, &sources, &topics].join(" ").lower();
        asked && wanted.iter().all(|word| all.contains(stem(word)))
    })
}

/// Words of questions that say nothing about what is asked.
const SMALL: [&str; 24] = [
    "a", "an", "and", "are", "be", "can", "do", "does", "for", "how", "i", "in", "is", "it", "my", "of", "on", "should", "the", "to", "what", "when",
    "why", "with",
];

/// Enough of a word to find its other forms: `paginate` finds pages, `caching` finds caches.
fn stem(word: &str) -> &str {
    if word.starts_with("pagin") {
        return "page";
    }
    let ends = ["ing", "ed", "es", "s"];
    let cut = ends.iter().find_map(|end| word.strip_suffix(end)).filter(|stem| stem.len() > 3);
    cut.unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(question: Option<u8>, text: &str) -> Vec<&'static str> {
        look_up(question, text).map(|(rule, _)| rule.id).collect()
    }

    #[test]
    fn a_question_finds_its_rules() {
        assert!(ids(Some(19), "").contains(&"unpaginated-collection"));
        assert!(ids(Some(33), "").iter().all(|id| id.contains("job") || id.contains("work") || id.contains("202") || id.contains("accepted")));
        assert_eq!(ids(None, "").len(), LESSONS.len());
        assert!(ids(Some(53), "").is_empty(), "a story has no rule");
    }

    #[test]
    fn words_find_rules_too() {
        for (text, wanted) in [
            ("lost update", "lost-update-possible"),
            ("How do I paginate?", "unpaginated-collection"),
            ("RFC 9457", "errors-not-problem-details"),
            ("idempotency key payment", "payment-without-key"),
            ("verb", "verb-in-path"),
        ] {
            assert!(ids(None, text).contains(&wanted), "{text}: {:?}", ids(None, text));
        }
        assert!(ids(None, "zeppelin").is_empty());
    }
}
