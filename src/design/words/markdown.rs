//! Texts of a design within Markdown (CommonMark 0.31): none of their letters makes a form, or HTML.

/// A text as text, on one line.
pub fn inline(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '*' | '_' | '[' | ']' | '|' | '#' | '`' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out
}

/// A text as code, with its backticks. A bar would end a cell of a table there too, so it is escaped as tables want it.
pub fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ").replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stay_letters() {
        assert_eq!(inline("a_b <script>\n| # `x`"), "a\\_b &lt;script> \\| \\# \\`x\\`");
        assert_eq!(code("GET /a|b"), "`GET /a\\|b`");
        assert_eq!(code("a`b"), "`` a`b ``");
    }
}
