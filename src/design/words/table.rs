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
    let sign = |at: Option<usize>| at.and_then(|at| table.as_bytes().get(at)).copied().unwrap_or(b' ');
    let stands = |at: usize| sign(at.checked_sub(1)) == before && sign(Some(at + word.len())) == after;
    if word.is_empty() || word.contains([' ', ':']) {
        return None;
    }
    table.match_indices(word).map(|(at, _)| at).find(|at| stands(*at))
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
