//! English plurals: a table of irregular and uncountable nouns, then the endings.

use super::split;

/// Nouns whose plural no ending explains.
const IRREGULAR: &[(&str, &str)] = &[
    ("person", "people"),
    ("child", "children"),
    ("man", "men"),
    ("woman", "women"),
    ("foot", "feet"),
    ("tooth", "teeth"),
    ("goose", "geese"),
    ("mouse", "mice"),
    ("ox", "oxen"),
    ("datum", "data"),
    ("medium", "media"),
    ("criterion", "criteria"),
    ("phenomenon", "phenomena"),
    ("analysis", "analyses"),
    ("basis", "bases"),
    ("crisis", "crises"),
    ("diagnosis", "diagnoses"),
    ("hypothesis", "hypotheses"),
    ("thesis", "theses"),
    ("axis", "axes"),
    ("index", "indices"),
    ("matrix", "matrices"),
    ("vertex", "vertices"),
    ("appendix", "appendices"),
    ("cactus", "cacti"),
    ("alumnus", "alumni"),
    ("radius", "radii"),
    ("stimulus", "stimuli"),
    ("syllabus", "syllabi"),
    ("quiz", "quizzes"),
    ("leaf", "leaves"),
    ("loaf", "loaves"),
    ("knife", "knives"),
    ("life", "lives"),
    ("wife", "wives"),
    ("half", "halves"),
    ("shelf", "shelves"),
    ("thief", "thieves"),
    ("wolf", "wolves"),
    ("calf", "calves"),
    ("self", "selves"),
    ("hero", "heroes"),
    ("potato", "potatoes"),
    ("tomato", "tomatoes"),
    ("echo", "echoes"),
    ("veto", "vetoes"),
    ("torpedo", "torpedoes"),
    ("cargo", "cargoes"),
    ("corpus", "corpora"),
    ("genus", "genera"),
    ("schema", "schemas"),
    ("movie", "movies"),
    ("cookie", "cookies"),
    ("zombie", "zombies"),
    ("die", "dice"),
    ("lie", "lies"),
    ("tie", "ties"),
    ("pie", "pies"),
    ("selfie", "selfies"),
    ("cache", "caches"),
    ("niche", "niches"),
    ("headache", "headaches"),
    ("axe", "axes"),
    ("shoe", "shoes"),
    ("toe", "toes"),
    ("canoe", "canoes"),
    ("database", "databases"),
    ("purchase", "purchases"),
    ("release", "releases"),
    ("bus", "buses"),
    ("virus", "viruses"),
    ("status", "statuses"),
    ("alias", "aliases"),
    ("bonus", "bonuses"),
    ("campus", "campuses"),
    ("census", "censuses"),
    ("gas", "gases"),
    ("atlas", "atlases"),
    ("canvas", "canvases"),
    ("lens", "lenses"),
    ("bias", "biases"),
    ("iris", "irises"),
    ("address", "addresses"),
    ("process", "processes"),
    ("access", "accesses"),
    ("class", "classes"),
    ("business", "businesses"),
];

/// Nouns that are the same in both numbers, or have only one.
const SAME: &[&str] = &[
    "news",
    "series",
    "species",
    "sheep",
    "fish",
    "deer",
    "moose",
    "aircraft",
    "spacecraft",
    "equipment",
    "information",
    "money",
    "feedback",
    "metadata",
    "software",
    "hardware",
    "firmware",
    "furniture",
    "luggage",
    "staff",
    "stock",
    "inventory",
    "mail",
    "traffic",
    "advice",
    "evidence",
    "health",
    "help",
    "homework",
    "knowledge",
    "music",
    "progress",
    "rice",
    "research",
    "search",
    "sand",
    "storage",
    "support",
    "weather",
    "kudos",
    "means",
    "headquarters",
    "offspring",
    "personnel",
    "police",
    "swine",
    "salmon",
    "trout",
    "bison",
    "cattle",
    "jeans",
    "pants",
    "scissors",
    "status-quo",
    "content",
    "billing",
    "auth",
    "oauth",
    "history",
    "activity-log",
    "analytics",
    "economics",
    "physics",
    "mathematics",
    "politics",
    "statistics",
    "logistics",
    "graphics",
    "ethics",
    "settings",
    "credentials",
    "preferences",
    "details",
    "contents",
    "goods",
    "earnings",
    "savings",
    "thanks",
    "kpis",
    "me",
    "self",
    "whoami",
    "vat",
    "gdpr",
    "cpu",
    "ram",
    "dns",
    "ssl",
    "tls",
    "https",
    "sms",
    "gps",
    "os",
    "ios",
    "css",
    "js",
    "rss",
    "aws",
    "saas",
];

/// The plural of a name's last word; the words before it keep their form and the name its style.
pub fn plural(name: &str) -> String {
    change_last_word(name, |word| match is_plural_word(word) && !ends_like_singular(word) {
        true => word.to_owned(),
        false => plural_word(word),
    })
}

/// The singular of a name's last word.
pub fn singular(name: &str) -> String {
    change_last_word(name, singular_word)
}

/// Whether a name's last word is a plural, or has no other form.
pub fn is_plural(name: &str) -> bool {
    split(name).last().is_some_and(|word| is_plural_word(word))
}

fn is_plural_word(word: &str) -> bool {
    if SAME.contains(&word) || IRREGULAR.iter().any(|(_, many)| *many == word) {
        return true;
    }
    if IRREGULAR.iter().any(|(one, _)| *one == word) || ends_like_singular(word) {
        return false;
    }
    if ["people", "children", "women", "men"].iter().any(|end| word.ends_with(end)) && !["specimen", "regimen", "abdomen", "acumen"].contains(&word) {
        return true;
    }
    word.len() > 2 && word.ends_with('s')
}

/// `address`, `bus`, `analysis`: an `s` at the end that is no plural.
fn ends_like_singular(word: &str) -> bool {
    !SAME.contains(&word) && (word.ends_with("ss") || word.ends_with("us") && word != "menus" || word.ends_with("is"))
}

fn plural_word(word: &str) -> String {
    if SAME.contains(&word) {
        return word.to_owned();
    }
    if let Some((_, many)) = IRREGULAR.iter().find(|(one, _)| *one == word) {
        return (*many).to_owned();
    }
    let before_last = word.chars().rev().nth(1);
    match word {
        _ if word.ends_with("man") && word.len() > 3 && !["human", "german", "roman", "shaman", "talisman"].contains(&word) => {
            format!("{}men", cut(word, 3))
        }
        _ if word.ends_with("person") => format!("{}people", cut(word, 6)),
        _ if word.ends_with("child") => format!("{word}ren"),
        _ if word.ends_with("sis") => format!("{}es", cut(word, 2)),
        _ if word.ends_with('y') && before_last.is_some_and(|letter| !"aeiou".contains(letter)) => format!("{}ies", cut(word, 1)),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn singular_word(word: &str) -> String {
    if SAME.contains(&word) || IRREGULAR.iter().any(|(one, _)| *one == word) || ends_like_singular(word) {
        return word.to_owned();
    }
    if let Some((one, _)) = IRREGULAR.iter().find(|(_, many)| *many == word) {
        return (*one).to_owned();
    }
    match word {
        _ if word.ends_with("men") && word.len() > 4 => format!("{}man", cut(word, 3)),
        _ if word.ends_with("people") => format!("{}person", cut(word, 6)),
        _ if word.ends_with("children") => cut(word, 3).to_owned(),
        _ if word.ends_with("ies") && word.len() > 4 => format!("{}y", cut(word, 3)),
        _ if word.ends_with("yses") || word.ends_with("eses") || word.ends_with("oses") && word.len() > 7 => format!("{}is", cut(word, 2)),
        _ if ["sses", "xes", "zzes", "ches", "shes", "uses"].iter().any(|end| word.ends_with(end)) && !keeps_its_e(word) => cut(word, 2).to_owned(),
        _ if word.ends_with('s') && word.len() > 2 => cut(word, 1).to_owned(),
        _ => word.to_owned(),
    }
}

/// `houses`, `causes`, `responses`: the singular ends in `e`.
fn keeps_its_e(word: &str) -> bool {
    ["houses", "causes", "clauses", "pauses", "excuses", "uses", "muses", "fuses", "spouses", "warehouses", "caches", "avalanches"]
        .iter()
        .any(|known| word.ends_with(known))
        && !["buses", "statuses", "viruses", "bonuses", "campuses"].iter().any(|known| word.ends_with(known))
}

fn cut(word: &str, letters: usize) -> &str {
    word.get(..word.len().saturating_sub(letters)).unwrap_or(word)
}

/// Changes the last word inside a name and leaves everything before it, capitals included.
fn change_last_word(name: &str, change: impl Fn(&str) -> String) -> String {
    let Some(word) = split(name).pop() else { return name.to_owned() };
    let trimmed = name.trim_end_matches(|character: char| !character.is_alphanumeric());
    let Some(place) = trimmed.len().checked_sub(word.len()) else { return name.to_owned() };
    let (Some(start), Some(end)) = (trimmed.get(..place), trimmed.get(place..)) else { return name.to_owned() };
    let changed = change(&word);
    let changed = match end.chars().next() {
        Some(first) if first.is_uppercase() => super::sentence(&changed),
        _ => changed,
    };
    format!("{start}{changed}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        for (one, many) in [
            ("booking", "bookings"),
            ("category", "categories"),
            ("box", "boxes"),
            ("day", "days"),
            ("person", "people"),
            ("address", "addresses"),
            ("status", "statuses"),
            ("analysis", "analyses"),
            ("OrderItem", "OrderItems"),
            ("order-item", "order-items"),
            ("class", "classes"),
            ("knife", "knives"),
            ("house", "houses"),
            ("branch", "branches"),
            ("movie", "movies"),
            ("Person", "People"),
            ("response", "responses"),
            ("course", "courses"),
            ("purchase", "purchases"),
            ("salesperson", "salespeople"),
            ("key", "keys"),
            ("series", "series"),
        ] {
            assert_eq!((plural(one).as_str(), singular(many).as_str()), (many, one));
            assert_eq!(plural(many), many, "a plural stays as it is");
        }
    }

    #[test]
    fn plural_or_not() {
        for (name, expected) in [
            ("widgets", true),
            ("budgets", true),
            ("news", true),
            ("series", true),
            ("kpis", true),
            ("posters", true),
            ("booking", false),
            ("address", false),
            ("status", false),
            ("bus", false),
            ("people", true),
            ("inputs", true),
        ] {
            assert_eq!(is_plural(name), expected, "{name}");
        }
    }
}
