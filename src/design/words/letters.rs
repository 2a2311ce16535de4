//! Small and capital letters of the alphabets in which APIs are named: Latin, Greek, Cyrillic. The standard library knows every
//! alphabet, and brings tables that weigh as much as a panel of the page. Other letters stay as they are.

/// Texts in small or capital letters.
pub trait Letters {
    /// In small letters.
    fn lower(&self) -> String;
    /// In capital letters.
    fn upper(&self) -> String;
    /// With a capital at the beginning.
    fn capital(&self) -> String;
}

impl Letters for str {
    fn lower(&self) -> String {
        self.chars().map(lower).collect()
    }

    fn upper(&self) -> String {
        self.chars().map(upper).collect()
    }

    fn capital(&self) -> String {
        let mut characters = self.chars();
        characters.next().map(upper).into_iter().chain(characters).collect()
    }
}

fn lower(letter: char) -> char {
    let code = u32::from(letter);
    let is_even = code.is_multiple_of(2);
    let shift = match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => 32,
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 | 0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F if is_even => 1,
        0x139..=0x148 | 0x179..=0x17E if !is_even => 1,
        0x386 => 38,
        0x388..=0x38A => 37,
        0x38C => 64,
        0x38E..=0x38F => 63,
        0x400..=0x40F => 80,
        0x178 => return 'ÿ',
        _ => 0,
    };
    char::from_u32(code + shift).unwrap_or(letter)
}

/// The inverse of [`lower`].
fn upper(letter: char) -> char {
    let code = u32::from(letter);
    let near = [32, 1, 80, 38, 37, 64, 63].into_iter().filter_map(|shift| char::from_u32(code.checked_sub(shift)?));
    let mut capitals = near.chain(['Ÿ']).filter(|capital| *capital != letter && lower(*capital) == letter);
    capitals.next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters whose other case is several letters, or one outside these alphabets.
    const ASIDE: &[char] = &['µ', 'ß', 'ı', 'İ', 'ŉ', 'ſ', 'ΐ', 'ΰ', 'ς', 'ͺ', 'ϐ', 'ϑ'];

    #[test]
    fn agrees_with_the_standard_library() {
        for letter in ('\0'..='\u{17F}').chain('\u{386}'..='\u{3CE}').chain('\u{400}'..='\u{4BF}').chain('\u{4D0}'..='\u{52F}') {
            if ASIDE.contains(&letter) {
                continue;
            }
            assert_eq!(lower(letter).to_string(), letter.to_lowercase().to_string(), "{letter}");
            assert_eq!(upper(letter).to_string(), letter.to_uppercase().to_string(), "{letter}");
        }
    }

    #[test]
    fn other_letters_stay() {
        assert_eq!("Übernachtung 予約 ß".lower(), "übernachtung 予約 ß");
        assert_eq!("état".upper(), "ÉTAT");
        assert_eq!("гость".capital(), "Гость");
        assert_eq!("".capital(), "");
    }
}
