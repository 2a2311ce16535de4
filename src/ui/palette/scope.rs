//! What the first letter of the palette's text asks for: `>` actions, `/` paths, `#` exchanges, `R` and a number rules by question,
//! `?` the guide.

/// Where the palette looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere.
    All,
    /// Commands and what can be done with the selection.
    Actions,
    /// Endpoints, by path.
    Paths,
    /// Exchanges, by number.
    Exchanges,
    /// Rules, by the number of their question.
    Rules,
    /// What the rules say.
    Guide,
}

/// The scope of a text, and what is left of it.
pub fn scope(text: &str) -> (Scope, &str) {
    let text = text.trim();
    let is_rule = |rest: &str| !rest.is_empty() && rest.len() <= 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(rest) = text.strip_prefix(['R', 'r']).filter(|rest| is_rule(rest)) {
        return (Scope::Rules, rest);
    }
    let by_sign = [('>', Scope::Actions), ('#', Scope::Exchanges), ('?', Scope::Guide)];
    match by_sign.into_iter().find_map(|(sign, scope)| Some((scope, text.strip_prefix(sign)?.trim()))) {
        Some(found) => found,
        // The slash is a part of the path.
        None if text.starts_with('/') => (Scope::Paths, text),
        None => (Scope::All, text),
    }
}
