//! Tables of words in one text, a space between two: found as they stand, since every name is looked up in all of them.

/// Whether a list has a word.
pub fn among(list: &str, word: &str) -> bool {
    place(list, word, b' ', b' ').is_some()
}

/// What stands behind a word and its colon: `child` gives `children` of `child:children`.
pub fn second<'a>(pairs: &'a str, first: &str) -> Option<&'a str> {
    let rest = pairs.get(place(pairs, first, b' ', b':')? + first.len() + 1..)?;
    rest.split(' ').next()
}

/// What stands before a colon and a word: `children` gives `child` of `child:children`.
pub fn first<'a>(pairs: &'a str, second: &str) -> Option<&'a str> {
    let before = pairs.get(..place(pairs, second, b':', b' ')?.checked_sub(1)?)?;
    before.rsplit(' ').next()
}

/// Where a word stands between these two signs; the ends of the table count as spaces.
fn place(table: &str, word: &str, before: u8, after: u8) -> Option<usize> {
    let (table, word) = (table.as_bytes(), word.as_bytes());
    if word.is_empty() || word.iter().any(|byte| matches!(byte, b' ' | b':')) {
        return None;
    }
    // A word begins behind its sign only. A search for texts would build its tables anew for each of thousands of names.
    let mut sign = b' ';
    for (at, byte) in table.iter().enumerate() {
        if sign == before && table.get(at..).is_some_and(|rest| rest.starts_with(word)) && table.get(at + word.len()).copied().unwrap_or(b' ') == after {
            return Some(at);
        }
        sign = *byte;
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
        for (word, before, behind) in
            [("man", None, Some("men")), ("human", None, Some("humans")), ("men", Some("man"), Some("man2")), ("hum", None, None)]
        {
            assert_eq!((first(pairs, word), second(pairs, word)), (before, behind), "{word}");
        }
    }
}
