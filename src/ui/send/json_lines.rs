//! On which line of a JSON text the value of a pointer stands (RFC 6901).

use roundtrip::http::json;
/// The line, from 1, of the member or item that a pointer names; `None` where it is not there. The text has to be JSON.
pub fn line_of(text: &str, pointer: &str) -> Option<usize> {
    let tokens: Vec<String> = pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~")).collect();
    let mut cursor = Cursor { rest: text, line: 1 };
    cursor.space();
    match tokens.is_empty() {
        true => Some(cursor.line),
        false => cursor.value(Some(&tokens)),
    }
}

struct Cursor<'a> {
    rest: &'a str,
    line: usize,
}

impl Cursor<'_> {
    /// Goes over a value. With tokens, finds the line of what they name inside it.
    fn value(&mut self, tokens: Option<&[String]>) -> Option<usize> {
        self.space();
        match self.rest.chars().next()? {
            '{' => self.members(tokens, true),
            '[' => self.members(tokens, false),
            '"' => {
                self.string();
                None
            }
            _ => {
                let end = self.rest.find([',', '}', ']', '\n', ' ', '\r', '\t']).unwrap_or(self.rest.len());
                self.skip(end.max(1));
                None
            }
        }
    }

    fn members(&mut self, tokens: Option<&[String]>, named: bool) -> Option<usize> {
        self.skip(1);
        let mut index = 0_usize;
        loop {
            self.space();
            if self.rest.is_empty() || self.rest.starts_with(['}', ']']) {
                self.skip(1);
                return None;
            }
            let line = self.line;
            let name = if named { self.string() } else { index.to_string() };
            self.space();
            if named {
                self.skip(1);
            }
            let inside = tokens.and_then(|tokens| tokens.split_first()).filter(|(first, _)| **first == name).map(|(_, inside)| inside);
            match inside {
                Some([]) => return Some(line),
                Some(inside) => return self.value(Some(inside)).or(Some(line)),
                None => self.value(None),
            };
            self.space();
            if self.rest.starts_with(',') {
                self.skip(1);
            }
            index += 1;
        }
    }

    /// Goes over a string and gives what it says.
    fn string(&mut self) -> String {
        let mut escaped = false;
        let end = self.rest.char_indices().skip(1).find(|(_, character)| {
            let closes = *character == '"' && !escaped;
            escaped = *character == '\\' && !escaped;
            closes
        });
        let length = end.map_or(self.rest.len(), |(index, _)| index + 1);
        let text = self.rest.get(..length).unwrap_or_default();
        let said = json::read(text.as_bytes()).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
        self.skip(length);
        said
    }

    fn space(&mut self) {
        let length = self.rest.len() - self.rest.trim_start().len();
        self.skip(length);
    }

    fn skip(&mut self, length: usize) {
        let length = length.min(self.rest.len());
        if self.rest.is_char_boundary(length) {
            let (gone, rest) = self.rest.split_at(length);
            self.line += gone.matches('\n').count();
            self.rest = rest;
        } else {
            self.rest = "";
        }
    }
}
