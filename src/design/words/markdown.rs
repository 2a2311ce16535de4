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

/// A text as code, with its backticks: more of them than stand in a row within (CommonMark section 6.1). A bar would end a cell of
/// a table there too, so it is escaped as tables want it.
pub fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ").replace('|', "\\|");
    match longest_run(&text) {
        0 => format!("`{text}`"),
        run => {
            let fence = "`".repeat(run + 1);
            format!("{fence} {text} {fence}")
        }
    }
}

/// The fence of a block: longer than any row of backticks in it (CommonMark section 4.5).
pub fn fence(text: &str) -> String {
    "`".repeat(longest_run(text).max(2) + 1)
}

fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stay_letters() {
        assert_eq!(inline("a_b <script>\n| # `x`"), "a\\_b &lt;script> \\| \\# \\`x\\`");
        assert_eq!(code("GET /a|b"), "`GET /a\\|b`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("a``<b>"), "``` a``<b> ```");
        assert_eq!(fence("a"), "```");
        assert_eq!(fence("````"), "`````");
    }
}
