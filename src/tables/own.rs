//! Bodies, types and terms of the user's own, beside the tables that are compiled in.

use super::fold;

/// What a configuration adds to the tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Bodies.
    pub issuers: Vec<OwnIssuer>,
    /// Types of document.
    pub types: Vec<OwnType>,
    /// Terms of office.
    pub terms: Vec<OwnTerm>,
}

/// A body of the user's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnIssuer {
    /// Its name.
    pub name: String,
    /// Its symbol in numbers.
    pub symbol: Option<String>,
    /// Other names.
    pub short: Vec<String>,
}

/// A type of document of the user's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnType {
    /// Its name.
    pub name: String,
    /// Its code in numbers.
    pub code: Option<String>,
}

/// A term of office of the user's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTerm {
    /// Whose.
    pub body: String,
    /// Its number.
    pub ordinal: Option<u32>,
    /// Its first year.
    pub from: u32,
    /// Its last year.
    pub to: u32,
}

static NONE: Vocabulary = Vocabulary { issuers: Vec::new(), types: Vec::new(), terms: Vec::new() };

impl Default for &'static Vocabulary {
    fn default() -> Self {
        &NONE
    }
}

impl Vocabulary {
    /// One that adds nothing.
    #[must_use]
    pub fn none() -> &'static Vocabulary {
        &NONE
    }

    /// Keeps it to the end of the program, so that mentions may borrow its words as they borrow those of the tables.
    #[must_use]
    pub fn kept(self) -> &'static Vocabulary {
        if self == NONE { &NONE } else { Box::leak(Box::new(self)) }
    }

    /// The type with this code.
    pub fn type_with_code(&self, code: &str) -> Option<&OwnType> {
        self.types.iter().find(|t| t.code.as_deref() == Some(code))
    }

    /// The type with this name, in any case.
    pub fn type_named(&self, name: &str) -> Option<&OwnType> {
        if self.types.is_empty() {
            return None;
        }
        let name = fold(name);
        self.types.iter().find(|t| fold(&t.name) == name)
    }

    /// The body with this symbol.
    pub fn issuer_with_symbol(&self, symbol: &str) -> Option<&OwnIssuer> {
        self.issuers.iter().find(|o| o.symbol.as_deref() == Some(symbol))
    }

    /// The body with this name or short name, in any case.
    pub fn issuer_named(&self, name: &str) -> Option<&OwnIssuer> {
        if self.issuers.is_empty() {
            return None;
        }
        let name = fold(name);
        self.issuers.iter().find(|o| o.names().any(|own| fold(own) == name))
    }

    /// The terms of the body that the text ends with, ordered as they are written; empty where it ends with none.
    #[must_use]
    pub fn terms_of_last_body(&self, text: &str) -> Vec<&OwnTerm> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        // No name is longer; the text before it may be.
        let near = text.char_indices().rev().nth(200).map_or(text, |(at, _)| &text[at..]);
        let text = fold(near);
        let text = text.trim_end_matches([' ', ',', '(']);
        let bodies = self.terms.iter().map(|t| fold(&t.body)).filter(|body| {
            text.strip_suffix(body.as_str()).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
        });
        match bodies.max_by_key(String::len) {
            Some(body) => self.terms.iter().filter(|t| fold(&t.body) == body).collect(),
            None => Vec::new(),
        }
    }
}

impl OwnIssuer {
    /// Its name and short names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [self.name.as_str()].into_iter().chain(self.short.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_those_of_the_longest_body_before() {
        let term = |body: &str, from, to| OwnTerm { body: body.into(), ordinal: None, from, to };
        let own = Vocabulary {
            terms: vec![term("Hội Sinh viên", 2020, 2023), term("Ban Chấp hành Hội Sinh viên", 2023, 2028)],
            ..Vocabulary::default()
        };
        let years = |text| own.terms_of_last_body(text).iter().map(|t| t.from).collect::<Vec<_>>();
        assert_eq!(years("của Hội sinh viên, "), [2020]);
        assert_eq!(years("của Ban Chấp hành Hội Sinh viên ("), [2023]);
        assert_eq!(years("của xHội Sinh viên"), [] as [u32; 0]);
        assert_eq!(years("của Hội Sinh viên tỉnh"), [] as [u32; 0]);
    }
}
