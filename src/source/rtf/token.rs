//! The tokens of RTF.

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// Characters as they stand in the file, without line breaks and NUL.
    Bytes(&'a [u8]),
    /// `\'e1`
    Byte(u8),
    /// `\~` and the like.
    Symbol(u8),
    /// `\par`, `\u7889` and the like.
    Word(&'a [u8], Option<i32>),
}

/// The tokens of a file.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Tokens { bytes, at: 0 }
    }

    /// What is not yet read.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Leaves bytes out that are no RTF.
    pub(super) fn jump(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    /// What stands behind a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let first = *rest.first()?;
        if first == b'\'' {
            let digit = |at: usize| rest.get(at).and_then(|b| char::from(*b).to_digit(16));
            let (length, value) = match (digit(1), digit(2)) {
                (Some(high), Some(low)) => (3, high * 16 + low),
                (Some(low), None) => (2, low),
                _ => (1, u32::from(b'?')),
            };
            self.at += length;
            return Some(Token::Byte(value as u8));
        }
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(Token::Symbol(first));
        }
        let letters = rest.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(letters);
        let minus = usize::from(tail.first() == Some(&b'-') && tail.get(1).is_some_and(u8::is_ascii_digit));
        let digits = tail[minus..].iter().position(|b| !b.is_ascii_digit()).unwrap_or(tail.len() - minus);
        let mut value = None;
        if digits > 0 {
            let number = tail[minus..minus + digits]
                .iter()
                .fold(0i32, |n, b| n.saturating_mul(10).saturating_add(i32::from(b - b'0')));
            value = Some(if minus == 1 { -number } else { number });
        }
        let end = minus + digits;
        let blank = usize::from(tail.get(end) == Some(&b' '));
        self.at += letters + end + blank;
        Some(Token::Word(word, value))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            let first = *rest.first()?;
            match first {
                b'{' | b'}' => {
                    self.at += 1;
                    return Some(if first == b'{' { Token::Open } else { Token::Close });
                }
                b'\\' => {
                    self.at += 1;
                    return self.control();
                }
                b'\r' | b'\n' | 0 => self.at += 1,
                _ => {
                    let special = |b: &u8| matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                    let length = rest.iter().position(special).unwrap_or(rest.len());
                    self.at += length;
                    return Some(Token::Bytes(&rest[..length]));
                }
            }
        }
    }
}
