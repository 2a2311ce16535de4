//! JSON and YAML in colours, piece by piece.

/// Takes a line apart: class and text of each piece.
pub type Pieces = fn(&str) -> Vec<(&'static str, String)>;

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

/// The pieces of a line of YAML, in the same classes.
pub fn yaml(line: &str) -> Vec<(&'static str, String)> {
    let body = line.trim_start_matches([' ', '-']);
    let (space, _) = line.split_at(line.len() - body.len());
    if body.starts_with('#') {
        return vec![("p", line.to_owned())];
    }
    let key_ends = body.find(": ").or_else(|| body.strip_suffix(':').map(str::len));
    let (key, value) = body.split_at(key_ends.map_or(0, |end| end + 1));
    let bare = value.trim();
    let class = match bare.chars().next() {
        Some(first) if first.is_ascii_digit() || first == '-' || ["true", "false", "null"].contains(&bare) => "d",
        Some('|' | '>' | '[' | '{' | '&' | '*') => "p",
        _ => "s",
    };
    vec![("p", space.to_owned()), ("k", key.to_owned()), (class, value.to_owned())]
}

/// A text as HTML, line by line, for what is too long to be drawn piece by piece. One line, from 0, may be marked as bad.
pub fn lines(text: &str, pieces: Pieces, bad: Option<usize>) -> String {
    let mut html = String::with_capacity(text.len() * 3);
    for (index, line) in text.split('\n').enumerate() {
        html += if bad == Some(index) { "<span class=\"editor-l is-bad\">" } else { "<span class=editor-l>" };
        for (class, piece) in pieces(line) {
            html += "<span class=";
            html += class;
            html += ">";
            escape(&piece, &mut html);
            html += "</span>";
        }
        html += "</span>";
    }
    html
}

/// The same text without colours.
pub fn plain(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape(text, &mut html);
    html
}

fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '<' => html.push_str("&lt;"),
            '&' => html.push_str("&amp;"),
            other => html.push(other),
        }
    }
}
