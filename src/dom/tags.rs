//! The tags and attributes that `view!` may write: a list, so that a misspelt one does not compile.

use super::attribute::IntoAttributeValue;
use super::element::Element;

macro_rules! tags {
    ($kind:ident: $($tag:ident $name:literal)*) => {
        $(#[doc = concat!("The element `", $name, "`.")]
        #[allow(dead_code, reason = "a view may use any of them")]
        pub fn $tag() -> Element {
            Element::$kind($name)
        })*
    };
}

macro_rules! attributes {
    ($($method:ident $name:literal)*) => {
        impl Element {
            $(#[doc = concat!("Sets `", $name, "`.")]
            #[allow(dead_code, reason = "a view may use any of them")]
            pub fn $method(self, value: impl IntoAttributeValue) -> Self {
                self.attr($name, value)
            })*
        }
    };
}

/// HTML elements.
pub mod html {
    use super::Element;

    tags! { html:
        a "a"
        article "article"
        b "b"
        br "br"
        button "button"
        caption "caption"
        code "code"
        datalist "datalist"
        dd "dd"
        del "del"
        details "details"
        dialog "dialog"
        div "div"
        dl "dl"
        dt "dt"
        em "em"
        fieldset "fieldset"
        footer "footer"
        form "form"
        h1 "h1"
        h2 "h2"
        h3 "h3"
        h4 "h4"
        header "header"
        hr "hr"
        i "i"
        input "input"
        ins "ins"
        kbd "kbd"
        label "label"
        legend "legend"
        li "li"
        main "main"
        nav "nav"
        ol "ol"
        option "option"
        p "p"
        pre "pre"
        section "section"
        select "select"
        small "small"
        span "span"
        strong "strong"
        summary "summary"
        table "table"
        tbody "tbody"
        td "td"
        textarea "textarea"
        th "th"
        thead "thead"
        time "time"
        tr "tr"
        ul "ul"
    }
}

/// SVG elements.
pub mod svg {
    use super::Element;

    tags! { svg:
        circle "circle"
        path "path"
        svg "svg"
        r#use "use"
    }
}

attributes! {
    accept "accept"
    alt "alt"
    aria_activedescendant "aria-activedescendant"
    aria_rowcount "aria-rowcount"
    aria_atomic "aria-atomic"
    aria_autocomplete "aria-autocomplete"
    aria_busy "aria-busy"
    aria_checked "aria-checked"
    aria_controls "aria-controls"
    aria_current "aria-current"
    aria_describedby "aria-describedby"
    aria_disabled "aria-disabled"
    aria_expanded "aria-expanded"
    aria_haspopup "aria-haspopup"
    aria_hidden "aria-hidden"
    aria_invalid "aria-invalid"
    aria_keyshortcuts "aria-keyshortcuts"
    aria_label "aria-label"
    aria_labelledby "aria-labelledby"
    aria_level "aria-level"
    aria_live "aria-live"
    aria_modal "aria-modal"
    aria_multiselectable "aria-multiselectable"
    aria_orientation "aria-orientation"
    aria_owns "aria-owns"
    aria_posinset "aria-posinset"
    aria_pressed "aria-pressed"
    aria_readonly "aria-readonly"
    aria_relevant "aria-relevant"
    aria_required "aria-required"
    aria_roledescription "aria-roledescription"
    aria_selected "aria-selected"
    aria_setsize "aria-setsize"
    aria_valuemax "aria-valuemax"
    aria_valuemin "aria-valuemin"
    aria_valuenow "aria-valuenow"
    aria_valuetext "aria-valuetext"
    autocapitalize "autocapitalize"
    autocomplete "autocomplete"
    autofocus "autofocus"
    checked "checked"
    cols "cols"
    colspan "colspan"
    disabled "disabled"
    download "download"
    r#for "for"
    height "height"
    hidden "hidden"
    href "href"
    id "id"
    inputmode "inputmode"
    label "label"
    lang "lang"
    list "list"
    max "max"
    maxlength "maxlength"
    min "min"
    multiple "multiple"
    name "name"
    novalidate "novalidate"
    open "open"
    placeholder "placeholder"
    popover "popover"
    readonly "readonly"
    rel "rel"
    required "required"
    role "role"
    rows "rows"
    rowspan "rowspan"
    scope "scope"
    selected "selected"
    size "size"
    spellcheck "spellcheck"
    src "src"
    start "start"
    step "step"
    tabindex "tabindex"
    target "target"
    title "title"
    r#type "type"
    value "value"
    width "width"
    wrap "wrap"
}
