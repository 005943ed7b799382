//! The names of HTML elements and what they mean for the text.

/// What an element does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum Class {
    /// Nothing: `<b>`, `<font>`, `<o:p>`, and all names that are not known.
    Inline,
    /// Nothing, but it may carry a word that names its part of the page: `<span>`.
    Span,
    /// Raises its digits: the sign of a footnote or an exponent.
    Sup,
    /// A link.
    Link,
    /// `<br>`.
    Break,
    /// `<hr>`: a block without content.
    Rule,
    /// A field of a form.
    Input,
    /// Holds no markup and no text of the page.
    Raw,
    /// Holds no text of the page.
    Foreign,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// Any other block.
    Block,
}

macro_rules! tags {
    ($($name:ident $text:literal $class:ident,)*) => {
        /// Known names; the place of each is its number, 0 stands for all others.
        const NAMES: &[(&str, Class)] = &[("", Class::Inline), $(($text, Class::$class)),*];
        #[repr(u8)]
        #[allow(clippy::upper_case_acronyms, non_camel_case_types, dead_code)]
        enum Number { Unknown, $($name),* }
        $(#[allow(dead_code)] pub(in crate::source) const $name: u8 = Number::$name as u8;)*
    };
}

tags! {
    A "a" Link,
    ADDRESS "address" Block,
    ARTICLE "article" Block,
    ASIDE "aside" Block,
    BLOCKQUOTE "blockquote" Block,
    BODY "body" Block,
    BR "br" Break,
    BUTTON "button" Foreign,
    CAPTION "caption" Block,
    CENTER "center" Block,
    DD "dd" Item,
    DETAILS "details" Block,
    DIALOG "dialog" Block,
    DIR "dir" Block,
    DIV "div" Block,
    DL "dl" Block,
    DT "dt" Item,
    FIELDSET "fieldset" Block,
    FIGCAPTION "figcaption" Block,
    FIGURE "figure" Block,
    FOOTER "footer" Block,
    FORM "form" Block,
    H1 "h1" Block,
    H2 "h2" Block,
    H3 "h3" Block,
    H4 "h4" Block,
    H5 "h5" Block,
    H6 "h6" Block,
    HEADER "header" Block,
    HGROUP "hgroup" Block,
    HR "hr" Rule,
    HTML "html" Block,
    IFRAME "iframe" Raw,
    INPUT "input" Input,
    LABEL "label" Span,
    LEGEND "legend" Block,
    LI "li" Item,
    MAIN "main" Block,
    MARQUEE "marquee" Block,
    MENU "menu" Block,
    NAV "nav" Block,
    NOEMBED "noembed" Raw,
    NOFRAMES "noframes" Raw,
    NOSCRIPT "noscript" Raw,
    OL "ol" Block,
    P "p" Paragraph,
    PRE "pre" Block,
    SCRIPT "script" Raw,
    SEARCH "search" Block,
    SECTION "section" Block,
    SELECT "select" Foreign,
    SPAN "span" Span,
    STYLE "style" Raw,
    SUMMARY "summary" Block,
    SUP "sup" Sup,
    SVG "svg" Foreign,
    TABLE "table" Block,
    TBODY "tbody" Block,
    TD "td" Cell,
    TEMPLATE "template" Foreign,
    TEXTAREA "textarea" Raw,
    TFOOT "tfoot" Block,
    TH "th" Cell,
    THEAD "thead" Block,
    TITLE "title" Raw,
    TR "tr" Row,
    UL "ul" Block,
    XML "xml" Foreign,
    XMP "xmp" Raw,
}

/// How many numbers there are.
pub(in crate::source) const COUNT: usize = NAMES.len();

/// What the element of this number does to the text.
pub(in crate::source) fn class_of(tag: u8) -> Class {
    NAMES[tag as usize].1
}

/// Whether end tags of other elements inside do not reach across its start.
pub(in crate::source) fn is_wall(tag: u8) -> bool {
    matches!(tag, TABLE | TD | TH | CAPTION)
}

/// Which names start with each letter, as a range of numbers: a name is compared with a few others only.
const STARTS: [(u8, u8); 26] = {
    let mut starts = [(0, 0); 26];
    let mut i = 1;
    while i < NAMES.len() {
        let letter = (NAMES[i].0.as_bytes()[0] - b'a') as usize;
        if starts[letter].0 == 0 {
            starts[letter].0 = i as u8;
        }
        starts[letter].1 = i as u8 + 1;
        i += 1;
    }
    starts
};

/// The number of the name that starts at `at` with a letter, and the place behind the name.
#[inline]
pub(in crate::source) fn name(bytes: &[u8], at: usize) -> (u8, usize) {
    let mut end = at;
    while bytes.get(end).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>')) {
        end += 1;
    }
    let name = &bytes[at..end];
    let (first, last) = STARTS[(name[0].to_ascii_lowercase() - b'a') as usize];
    let tag = (first..last).find(|&i| name.eq_ignore_ascii_case(NAMES[i as usize].0.as_bytes())).unwrap_or(0);
    (tag, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_found() {
        assert!(NAMES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (number, (text, _)) in NAMES.iter().enumerate().skip(1) {
            assert_eq!(name(format!("{}>", text.to_uppercase()).as_bytes(), 0), (number as u8, text.len()));
        }
        assert_eq!(name(b"o:p>", 0), (0, 3));
        assert_eq!(name(b"zz", 0), (0, 2));
        assert_eq!(class_of(TD), Class::Cell);
    }
}
