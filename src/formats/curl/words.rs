//! The words of shell commands: quotation marks, escapes, lines that go on (POSIX.1 shell, section 2.2, and `$'...'`).

use crate::formats::tree::Spot;

/// A word, and where it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub text: String,
    pub spot: Spot,
}

/// The commands of a text that call curl, each as its words; where a quotation mark stays open, its place.
pub fn commands(text: &str) -> Result<Vec<Vec<Word>>, Spot> {
    let mut reader = Reader { letters: text.chars().collect(), at: 0, spot: Spot { line: 1, column: 1 } };
    let (mut commands, mut words) = (Vec::new(), Vec::new());
    loop {
        match reader.peek() {
            None => break,
            Some('\n' | ';' | '&' | '|') => {
                reader.next();
                commands.push(std::mem::take(&mut words));
            }
            Some('\\') if reader.at_line_end() => reader.skip_line_end(),
            Some(letter) if letter.is_whitespace() => drop(reader.next()),
            Some('#') if words.is_empty() => {
                while reader.peek().is_some_and(|letter| letter != '\n') {
                    reader.next();
                }
            }
            Some(_) => words.push(reader.word()?),
        }
    }
    commands.push(words);
    let mut known: Vec<(String, String)> = Vec::new();
    for command in &mut commands {
        if command.first().is_some_and(|word| word.text == "$") {
            command.remove(0);
        }
        if let [Word { text, .. }] = command.as_slice()
            && let Some((name, value)) = text.split_once('=').filter(|_| is_assignment(text))
        {
            // `${NAME:-value}` is the value, unless the environment says otherwise.
            let usual = value.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')).and_then(|rest| rest.split_once(":-"));
            known.push((format!("${name}"), usual.map_or(value, |(_, usual)| usual).to_owned()));
        }
        for word in command.iter_mut() {
            if let Some((name, value)) = known.iter().find(|(name, _)| word.text.starts_with(name.as_str())) {
                word.text = word.text.replacen(name, value, 1);
            }
        }
    }
    commands.retain(|command| command.first().is_some_and(|word| word.text == "curl"));
    Ok(commands)
}

/// Whether a word gives a variable its value.
pub fn is_assignment(word: &str) -> bool {
    let name = word.split_once('=').map(|(name, _)| name).unwrap_or_default();
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

struct Reader {
    letters: Vec<char>,
    at: usize,
    spot: Spot,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += 1;
        match letter {
            '\n' => self.spot = Spot { line: self.spot.line + 1, column: 1 },
            _ => self.spot.column += 1,
        }
        Some(letter)
    }

    /// A backslash before the end of a line joins it with the next.
    fn at_line_end(&self) -> bool {
        matches!((self.letters.get(self.at + 1), self.letters.get(self.at + 2)), (Some('\n'), _) | (Some('\r'), Some('\n')))
    }

    fn skip_line_end(&mut self) {
        while self.next().is_some_and(|letter| letter != '\n') {}
    }

    fn word(&mut self) -> Result<Word, Spot> {
        let spot = self.spot;
        let mut text = String::new();
        while let Some(letter) = self.peek() {
            match letter {
                '\\' if self.at_line_end() => self.skip_line_end(),
                _ if letter.is_whitespace() || ";|".contains(letter) => break,
                // Between words it separates commands; within an address without marks it belongs to the query.
                '&' if !text.contains("://") => break,
                '\\' => {
                    self.next();
                    text.extend(self.next());
                }
                '\'' => self.plain(&mut text)?,
                '"' => self.quoted(&mut text)?,
                '$' if self.letters.get(self.at + 1) == Some(&'\'') => self.escaped(&mut text)?,
                _ => text.extend(self.next()),
            }
        }
        Ok(Word { text, spot })
    }

    fn plain(&mut self, text: &mut String) -> Result<(), Spot> {
        let open = self.spot;
        self.next();
        loop {
            match self.next() {
                Some('\'') => return Ok(()),
                Some(letter) => text.push(letter),
                None => return Err(open),
            }
        }
    }

    fn quoted(&mut self, text: &mut String) -> Result<(), Spot> {
        let open = self.spot;
        self.next();
        loop {
            match self.next() {
                Some('"') => return Ok(()),
                Some('\\') => match self.next() {
                    Some('\n') => {}
                    Some(letter @ ('"' | '\\' | '$' | '`')) => text.push(letter),
                    Some(letter) => text.extend(['\\', letter]),
                    None => return Err(open),
                },
                Some(letter) => text.push(letter),
                None => return Err(open),
            }
        }
    }

    fn escaped(&mut self, text: &mut String) -> Result<(), Spot> {
        let open = self.spot;
        self.next();
        self.next();
        loop {
            match self.next() {
                Some('\'') => return Ok(()),
                Some('\\') => match self.next() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('r') => text.push('\r'),
                    Some('u') => {
                        let mut code = 0;
                        for _ in 0..4 {
                            let Some(digit) = self.peek().and_then(|letter| letter.to_digit(16)) else { break };
                            code = code * 16 + digit;
                            self.next();
                        }
                        text.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                    }
                    Some(letter) => text.push(letter),
                    None => return Err(open),
                },
                Some(letter) => text.push(letter),
                None => return Err(open),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_shell() {
        let text = "# first\n$ curl -X POST \\\n  'https://a/b?c=1&d' -d \"{\\\"a\\\": 'x'}\" $'it\\'s\\u0021'\necho no\ncurl https://a/b?c=1&d=2";
        let commands = commands(text).unwrap();
        let words: Vec<Vec<&str>> = commands.iter().map(|words| words.iter().map(|word| word.text.as_str()).collect()).collect();
        assert_eq!(words, [vec!["curl", "-X", "POST", "https://a/b?c=1&d", "-d", "{\"a\": 'x'}", "it's!"], vec!["curl", "https://a/b?c=1&d=2"]]);
        assert_eq!(commands[0][3].spot, Spot { line: 3, column: 3 });
        assert_eq!(super::commands("curl 'open"), Err(Spot { line: 1, column: 6 }));
    }
}
