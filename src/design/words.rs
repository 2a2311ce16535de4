//! Words inside names: splitting, casing, plurals, verbs. Everything that judges a name splits it first, so that `/widgets`
//! holds no «get» and `/budgets` no «budget» of a verb.

pub mod letters;
pub mod markdown;
pub mod numbers;
mod plurals;
mod table;
mod verbs;

use letters::{Letters, is_capital, is_of_word, is_small};
pub use plurals::{is_plural, plural, singular};
pub use verbs::{acts_behind_a_record, is_crud_verb, is_verb, noun_of_verb};

/// Splits a name into lower-case words: `getAllOrders`, `get-all-orders`, `GET_ALL_ORDERS` and `HTTPServer2` all come apart.
pub fn split(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let characters: Vec<char> = name.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        if !is_of_word(*character) {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| characters.get(index));
        let after = characters.get(index + 1);
        let hump = is_capital(*character)
            && before.is_some_and(|before| {
                is_small(*before) || before.is_ascii_digit() || (is_capital(*before) && after.is_some_and(|after| is_small(*after)))
            });
        if hump && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        word.push(*character);
    }
    if !word.is_empty() {
        words.push(word);
    }
    words.iter().map(|word| word.lower()).collect()
}

/// `order item` as `OrderItem`.
pub fn pascal(name: &str) -> String {
    split(name).iter().map(|word| sentence(word)).collect()
}

/// `order item` as `orderItem`.
pub fn camel(name: &str) -> String {
    split(name).iter().enumerate().map(|(index, word)| if index == 0 { word.clone() } else { sentence(word) }).collect()
}

/// `OrderItem` as `order-item`.
pub fn kebab(name: &str) -> String {
    split(name).join("-")
}

/// `OrderItem` as `order_item`.
pub fn snake(name: &str) -> String {
    split(name).join("_")
}

/// `OrderItem` as `order item`.
pub fn spaced(name: &str) -> String {
    split(name).join(" ")
}

/// The first letter in upper case.
pub fn sentence(text: &str) -> String {
    text.capital()
}

/// `a` or `an`, as it sounds.
pub fn article(noun: &str) -> &'static str {
    let sounds_like_you = ["uni", "use", "usa", "uti", "eu", "one", "url", "uuid"].iter().any(|start| noun.starts_with(start));
    let silent = ["hour", "honor", "honour", "heir"].iter().any(|start| noun.starts_with(start));
    if silent || (noun.starts_with(['a', 'e', 'i', 'o', 'u']) && !sounds_like_you) { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitting() {
        for (name, expected) in [
            ("getAllOrders", "get all orders"),
            ("get-all-orders", "get all orders"),
            ("order_items", "order items"),
            ("HTTPServer", "http server"),
            ("OAuth2Token", "o auth2 token"),
            ("widgets", "widgets"),
            ("v1", "v1"),
            ("", ""),
        ] {
            assert_eq!(spaced(name), expected, "{name}");
        }
    }

    #[test]
    fn casing() {
        assert_eq!((pascal("order item"), camel("OrderItem")), ("OrderItem".into(), "orderItem".into()));
        assert_eq!((kebab("OrderItem"), snake("OrderItem")), ("order-item".into(), "order_item".into()));
        assert_eq!((article("order"), article("user"), article("hour"), article("room")), ("an", "a", "an", "a"));
    }
}
