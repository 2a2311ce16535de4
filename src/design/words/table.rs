//! Tables of words in one text, a space between two: found as they stand, since every name is looked up in all of them.

/// Whether a list has a word.
pub fn among(list: &str, word: &str) -> bool {
    place(list, word, b' ').is_some()
}

/// What stands behind a word and its colon: `child` gives `children` of `child:children`.
pub fn second<'a>(pairs: &'a str, first: &str) -> Option<&'a str> {
    let rest = pairs.get(place(pairs, first, b':')? + first.len() + 1..)?;
    rest.split(' ').next()
}

/// Where a word stands behind a space and before this sign; the ends of the table count as spaces.
fn place(table: &str, word: &str, after: u8) -> Option<usize> {
    let (table, word) = (table.as_bytes(), word.as_bytes());
    let first = *word.first()?;
    if word.iter().any(|byte| matches!(byte, b' ' | b':')) {
        return None;
    }
    // Byte by byte: a search that prepares itself for each word costs more than it saves in so short a text.
    let mut last = b' ';
    for (at, byte) in table.iter().enumerate() {
        let begins = std::mem::replace(&mut last, *byte) == b' ' && *byte == first;
        let rest = if begins { table.get(at..).and_then(|rest| rest.strip_prefix(word)) } else { None };
        if rest.is_some_and(|rest| rest.first().copied().unwrap_or(b' ') == after) {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole() {
        let list = "get gets a";
        for (word, is_there) in [("get", true), ("gets", true), ("a", true), ("et", false), ("get gets", false), ("", false), ("s", false)] {
            assert_eq!(among(list, word), is_there, "{word}");
        }
        let pairs = "man:men human:humans men:man2";
        for (word, behind) in [("man", Some("men")), ("human", Some("humans")), ("men", Some("man2")), ("hum", None), ("humans", None)] {
            assert_eq!(second(pairs, word), behind, "{word}");
        }
    }
}
