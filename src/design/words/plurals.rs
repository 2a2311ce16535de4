//! English plurals: a few tables of nouns that no ending explains, then the endings.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::split;
use super::table::among;
use crate::design::words::letters::{Letters, is_capital, is_of_word, is_small};

/// Nouns and plurals that stand for their compounds too: `wolf` explains `werewolf`, `life` explains `afterlife`.
const COMPOUNDS: &str = "person:people child:children woman:women foot:feet leaf:leaves loaf:loaves \
    knife:knives life:lives wife:wives half:halves thief:thieves wolf:wolves calf:calves scarf:scarves wharf:wharves dwarf:dwarves elf:elves \
    hoof:hooves hero:heroes shoe:shoes potato:potatoes tomato:tomatoes torpedo:torpedoes tornado:tornadoes volcano:volcanoes embargo:embargoes quiz:quizzes";

/// Nouns and plurals that stand for themselves alone.
const IRREGULAR: &str = "man:men goose:geese ox:oxen datum:data medium:media genus:genera tooth:teeth mouse:mice louse:lice dormouse:dormice corpus:corpora viscus:viscera stigma:stigmata echo:echoes \
    veto:vetoes cargo:cargoes dingo:dingoes opus:opuses die:dice passerby:passersby cherub:cherubim axis:axes testis:testes \
    bus:buses virus:viruses status:statuses alias:aliases census:censuses gas:gases atlas:atlases canvas:canvases lens:lenses bias:biases iris:irises \
    address:addresses process:processes access:accesses class:classes business:businesses database:databases purchase:purchases release:releases \
    cache:caches niche:niches headache:headaches toothache:toothaches avalanche:avalanches psyche:psyches axe:axes pickaxe:pickaxes toe:toes \
    canoe:canoes foe:foes oboe:oboes woe:woes stomach:stomachs epoch:epochs monarch:monarchs tech:techs lie:lies tie:ties pie:pies human:humans \
    german:germans roman:romans shaman:shamans talisman:talismans excuse:excuses use:uses reuse:reuses muse:muses abuse:abuses spouse:spouses \
    schema:schemas olive:olives twelve:twelves base:bases premise:premises clothes:clothes self:selves this:these that:those \
    foramen:foramina lumen:lumina phalanx:phalanges ephemeris:ephemerides cyclops:cyclopses goy:goyim mythos:mythoi omphalos:omphaloi \
    dogma:dogmata lymphoma:lymphomata buffalo:buffaloes";

/// Nouns in `-um` with a plural in `-a`, `-on` in `-a`, `-us` in `-i`, `-a` in `-ae`, `-ex` and `-ix` in `-ices`, `-is` in `-es`.
const LATIN: &str = "addendum agendum bacterium candelabrum cranium curriculum desideratum encomium erratum extremum honorarium maximum memorandum \
    millennium minimum optimum ovum phylum quantum simulacrum spectrum speculum stratum symposium trapezium automaton criterion ganglion phenomenon \
    polyhedron alumnus bacillus cactus fungus humerus locus meniscus nucleus radius sarcophagus stimulus syllabus thrombus torus alga alumna larva \
    vertebra abscissa appendix apex codex cortex helix index matrix vertex vortex analysis paralysis catalysis dialysis synthesis hypothesis thesis \
    parenthesis prosthesis nemesis crisis oasis ellipsis synopsis diagnosis prognosis neurosis psychosis emphasis basis \
    baculum ilium interstitium lustrum quorum scrotum syconium velum aphelion hyperbaton noumenon prolegomenon glomerulus hamulus nucleolus \
    umbilicus stratus uterus cloaca murex pontifex silex";

/// Nouns that are the same in both numbers, or have only one.
const SAME: &str = "fish deer sheep news series species moose equipment information money feedback metadata furniture luggage staff stock inventory mail traffic advice \
    evidence health help homework knowledge music progress rice research search sand storage support weather kudos means headquarters \
    offspring personnel police swine salmon trout bison cattle jeans pants scissors content billing auth oauth history analytics economics \
    physics mathematics politics statistics logistics graphics ethics settings credentials preferences details contents goods earnings savings \
    thanks kpis me whoami vat gdpr cpu ram dns ssl tls https sms gps os ios css js rss aws saas agenda alcohol ammo anime barracks blood \
    carp cash chassis chess clothing cod commerce cooperation corps debris diabetes expertise fun garbage housework innings literature \
    machinery manga mud mumps plankton pliers pokemon rabies rain sewage shambles shrimp squid tennis tights transportation trousers tuna \
    welfare wheat wildlife aid bass biceps bream cantus clippers contretemps elk grouse guano hijinks jackanapes kakapo mews \
    miniseries pas pincers shears triceps upstairs webseries wildebeest you";

/// Endings of further nouns without a second form: `middleware`, `watercraft`, `jellyfish`, `chickenpox`.
const SAME_ENDINGS: [&str; 6] = ["ware", "craft", "fish", "deer", "sheep", "pox"];

/// Plurals whose singular ends in `i` or `u`: the `s` is no part of it.
const VOWEL_PLURALS: &str = "apis kpis uris wikis kiwis taxis skis emojis bikinis alibis safaris guis clis pois salamis tsunamis chilis jacuzzis rois \
    menus emus gnus gurus haikus skus cpus gpus tutus ecus tofus";

/// Nouns in `-ie`: their plural looks like one of a noun in `-y`.
const IE: &str = "movie cookie zombie selfie brownie hippie smoothie pixie rotisserie newbie veggie junkie bookie rookie genie calorie hoodie foodie indie \
    birdie faerie footsie goonie hogtie porkpie sortie budgie talkie lassie collie prairie auntie cutie";

/// The plural of a name's last word: `order-item` becomes `order-items`. A plural stays as it is.
pub fn plural(name: &str) -> String {
    change_last_word(name, plural_word)
}

/// The singular of a name's last word.
pub fn singular(name: &str) -> String {
    change_last_word(name, singular_word)
}

/// Whether a name is a plural, or has no other form. The word before `of` counts: `codes-of-conduct`.
pub fn is_plural(name: &str) -> bool {
    let words = split(name);
    let head = words.iter().position(|word| word == "of").and_then(|place| place.checked_sub(1)).and_then(|place| words.get(place));
    head.or(words.last()).is_some_and(|word| is_plural_word(word))
}

fn is_plural_word(word: &str) -> bool {
    is_plural_form(word, &form(word))
}

fn is_plural_form(word: &str, form: &Form) -> bool {
    match form {
        Form::Same | Form::Many(_) => true,
        Form::One(_) => false,
        Form::Unknown if ends_like_singular(word) => false,
        Form::Unknown => word.len() > 2 && word.ends_with('s') || is_men(word) || word.ends_with("eaux") || word.ends_with("mata"),
    }
}

/// `address`, `bus`, `analysis`: an `s` at the end that is no plural. Of words that the tables do not know.
fn ends_like_singular(word: &str) -> bool {
    let hiss = word.ends_with("ss") || word.ends_with("us") && !word.ends_with("eaus") || word.ends_with("is");
    hiss && !among(VOWEL_PLURALS, word)
}

/// Names in other scripts than Latin are left alone: nobody here knows their grammar.
fn is_same(word: &str) -> bool {
    NOUNS.same.contains(&word)
        || SAME_ENDINGS.iter().any(|end| word.len() > end.len() && word.ends_with(end))
        || word.len() > 5 && word.ends_with("nese")
        || !word.is_ascii() && word.chars().any(|letter| letter > LAST_LATIN)
}

/// The last letter of Latin Extended-B.
const LAST_LATIN: char = '\u{24f}';

/// `salesmen`, `women`, but no `specimen`.
fn is_men(word: &str) -> bool {
    word.ends_with("men") && !["specimen", "regimen", "abdomen", "acumen", "omen", "ramen", "lumen", "foramen", "stamen", "yemen"].contains(&word)
}

/// What the tables know of a noun.
enum Form {
    /// It is the same in both numbers.
    Same,
    /// A plural, with its singular.
    Many(String),
    /// A singular, with its plural.
    One(String),
    /// Nothing: its ending decides.
    Unknown,
}

fn form(word: &str) -> Form {
    if is_same(word) {
        return Form::Same;
    }
    let known = |given: fn(&Pair) -> (&str, &str)| {
        let alone = NOUNS.alone.iter().map(given).find(|(known, _)| *known == word).map(|(_, other)| other.to_owned());
        alone.or_else(|| NOUNS.compounds.iter().map(given).find_map(|(known, other)| Some(format!("{}{other}", word.strip_suffix(known)?))))
    };
    if let Some(one) = known(|(one, many)| (many, one)) {
        return Form::Many(one);
    }
    known(|(one, many)| (one, many)).map_or(Form::Unknown, Form::One)
}

/// A noun and its plural.
type Pair = (&'static str, Cow<'static, str>);

/// The tables taken apart, once: a review of a large design looks thousands of names up.
struct Nouns {
    same: Vec<&'static str>,
    alone: Vec<Pair>,
    compounds: Vec<Pair>,
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let pairs = |table: &'static str| table.split(' ').filter_map(|pair| pair.split_once(':')).map(|(one, many)| (one, Cow::Borrowed(many)));
    Nouns {
        same: SAME.split(' ').collect(),
        alone: pairs(IRREGULAR).chain(LATIN.split(' ').map(|one| (one, Cow::Owned(latin(one))))).collect(),
        compounds: pairs(COMPOUNDS).collect(),
    }
});

fn latin(one: &str) -> String {
    let endings = [("um", "a"), ("on", "a"), ("us", "i"), ("ex", "ices"), ("ix", "ices"), ("is", "es"), ("a", "ae")];
    endings.iter().find_map(|(end, many)| Some(format!("{}{many}", one.strip_suffix(end)?))).unwrap_or_else(|| one.to_owned())
}

fn plural_word(word: &str) -> String {
    let form = form(word);
    if is_plural_form(word, &form) {
        return word.to_owned();
    }
    if let Form::One(many) = form {
        return many;
    }
    let before_last = word.chars().rev().nth(1);
    match word {
        _ if word.ends_with("man") && word.len() > 3 => format!("{}men", cut(word, 3)),
        _ if word.ends_with("sis") => format!("{}es", cut(word, 2)),
        _ if word.ends_with('y') && (before_last.is_some_and(|letter| !"aeiou".contains(letter)) || word.ends_with("quy")) => {
            format!("{}ies", cut(word, 1))
        }
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn singular_word(word: &str) -> String {
    match form(word) {
        Form::Same | Form::One(_) => return word.to_owned(),
        Form::Many(one) => return one,
        Form::Unknown if ends_like_singular(word) => return word.to_owned(),
        Form::Unknown => {}
    }
    let keeps_its_e =
        word.ends_with("oses") && word.len() < 8 || ["houses", "auses", "blouses", "fuses", "quiches"].iter().any(|end| word.ends_with(end));
    match word {
        _ if is_men(word) && word.len() > 4 => format!("{}man", cut(word, 3)),
        _ if word.ends_with("eaux") => cut(word, 1).to_owned(),
        _ if word.ends_with("mata") => cut(word, 2).to_owned(),
        _ if IE.split(' ').any(|one| cut(word, 1).ends_with(one)) && word.ends_with('s') => cut(word, 1).to_owned(),
        _ if word.ends_with("ies") && word.len() > 4 => format!("{}y", cut(word, 3)),
        _ if keeps_its_e => cut(word, 1).to_owned(),
        _ if ["sses", "xes", "zzes", "ches", "shes", "uses", "oes"].iter().any(|end| word.ends_with(end)) => cut(word, 2).to_owned(),
        _ if ["yses", "oses", "theses", "eneses"].iter().any(|end| word.ends_with(end)) => format!("{}is", cut(word, 2)),
        _ if word.ends_with('s') && word.len() > 2 => cut(word, 1).to_owned(),
        _ => word.to_owned(),
    }
}

fn cut(word: &str, letters: usize) -> &str {
    word.get(..word.len().saturating_sub(letters)).unwrap_or(word)
}

/// Changes the last word inside a name and leaves everything before it, capitals included.
fn change_last_word(name: &str, change: impl Fn(&str) -> String) -> String {
    let Some(word) = split(name).pop() else { return name.to_owned() };
    let trimmed = name.trim_end_matches(|character: char| !is_of_word(character));
    let Some(place) = trimmed.len().checked_sub(word.len()) else { return name.to_owned() };
    let (Some(start), Some(end)) = (trimmed.get(..place), trimmed.get(place..)) else { return name.to_owned() };
    let changed = change(&word);
    let changed = match end.chars().next() {
        _ if end.len() > 1 && !end.chars().any(is_small) => changed.upper(),
        Some(first) if is_capital(first) => super::sentence(&changed),
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
