//! JSON in colours, piece by piece.

/// The pieces of a line of JSON: class and text. Keys `k`, strings `s`, numbers and words `d`, the rest `p`.
pub fn pieces(line: &str) -> Vec<(&'static str, String)> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let (class, length) = match first {
            '"' => {
                let mut escaped = false;
                let end = rest.char_indices().skip(1).find(|(_, character)| {
                    let closes = *character == '"' && !escaped;
                    escaped = *character == '\\' && !escaped;
                    closes
                });
                let length = end.map_or(rest.len(), |(index, _)| index + 1);
                let is_key = rest.get(length..).is_some_and(|behind| behind.trim_start().starts_with(':'));
                (if is_key { "k" } else { "s" }, length)
            }
            _ if first.is_ascii_alphanumeric() || first == '-' => {
                ("d", rest.find(|character: char| !(character.is_ascii_alphanumeric() || ".+-".contains(character))).unwrap_or(rest.len()))
            }
            _ => ("p", rest.find(|character: char| character == '"' || character.is_ascii_alphanumeric() || character == '-').unwrap_or(rest.len())),
        };
        let length = length.max(first.len_utf8());
        let (piece, behind) = rest.split_at(length.min(rest.len()));
        pieces.push((class, piece.to_owned()));
        rest = behind;
    }
    pieces
}
