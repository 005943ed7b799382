//! What the parsers find: mentions of documents, terms and pinpoints, and the dates beside them.
//!
//! Every span is in bytes of the search copy ([`crate::text::Search::text`]). Malformed mentions are
//! mentions: odd values stay in typed fields and the rules judge them.

use chrono::NaiveDate;

use crate::text::Span;

/// One mention.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands; which words belong to it is settled per kind.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// The four kinds of mention.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A document cited.
    Citation(Box<Citation>),
    /// A term: nhiệm kỳ, khóa, giai đoạn, năm học …
    Term(Box<Term>),
    /// A pinpoint: điểm, khoản, Điều …
    Pinpoint(Box<Pinpoint>),
    /// The document's own number in its head.
    Own(Box<Number>),
}

impl Mention {
    /// The citation, where it is one.
    pub fn citation(&self) -> Option<&Citation> {
        match &self.kind {
            Kind::Citation(c) => Some(c),
            _ => None,
        }
    }

    /// The term, where it is one.
    pub fn term(&self) -> Option<&Term> {
        match &self.kind {
            Kind::Term(t) => Some(t),
            _ => None,
        }
    }

    /// The pinpoint, where it is one.
    pub fn pinpoint(&self) -> Option<&Pinpoint> {
        match &self.kind {
            Kind::Pinpoint(p) => Some(p),
            _ => None,
        }
    }

    /// The document number, of a citation or of the document itself.
    pub fn number(&self) -> Option<&Number> {
        match &self.kind {
            Kind::Citation(c) => c.number.as_ref(),
            Kind::Own(n) => Some(n),
            _ => None,
        }
    }
}

/// How a citation names its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// By a number with a symbol: "Nghị định số 30/2020/NĐ-CP".
    Numbered,
    /// By its title: "Luật Đất đai năm 2024".
    Named,
    /// By type and bare number: "Nghị định 30".
    Short,
    /// The document itself: "Nghị định này".
    This,
}

/// A citation of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// How the document is named.
    pub class: Class,
    /// The type word, where one is said. A list shares the word of its head.
    pub doc_type: Option<TypeWord>,
    /// The number, where one is given.
    pub number: Option<Number>,
    /// The date the text gives to this document.
    pub date: Option<DateRef>,
    /// The body the text gives as its issuer.
    pub issuer: Option<Issuer>,
    /// The title without the type word ("Đất đai").
    pub title: Option<Span>,
    /// The year that belongs to the name ("năm 2024").
    pub year: Option<Year>,
    /// What the document is about ("về công tác văn thư").
    pub subject: Option<Span>,
    /// Index among the text's mentions of the citation meant (short and self forms).
    pub target: Option<usize>,
    /// Number of the list this one stands in, counted within the text.
    pub within: Option<u32>,
}

/// A word for a type of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeWord {
    /// Where the word stands; in a list it may stand before an earlier member.
    pub span: Span,
    /// The type's usual name: "Nghị định", "Thông tư liên tịch".
    pub name: &'static str,
}

/// A year as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// The digits.
    pub span: Span,
    /// Their value: 20126 stays 20126. `None` where a letter stands among the digits ("2O21") or the value overflows.
    pub value: Option<u32>,
    /// How many characters were written.
    pub digits: u8,
}

impl Year {
    /// The value of a year written with four digits.
    pub fn full(&self) -> Option<i32> {
        if self.digits == 4 { self.value.map(|v| v as i32) } else { None }
    }
}

/// A document number with its symbol.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// From the first digit to the last character of the symbol.
    pub span: Span,
    /// The number proper: "45", "02579", "134a", "66.7", "3O". Of an elided list member too.
    pub digits: Span,
    /// Value of its leading digits; `None` where a letter stands for a digit or there are more than nine.
    pub value: Option<u32>,
    /// The year in the number, where a part stands at its place ("2020", "20200", "98").
    pub year: Option<Year>,
    /// The letters after number and year, as parts with the separator before each: `/NĐ`, `-CP`.
    /// An elided member ("số 131 và 132-QĐ/TW") holds the parts of the full one.
    pub parts: Vec<Part>,
    /// Canonical form: no blanks, Đ for its lookalikes, letters in official case; errors are kept.
    pub canonical: String,
    /// Which of the regimes it follows.
    pub regime: Regime,
    /// What is odd about how it is written.
    pub oddities: Oddities,
    /// Whether the symbol was taken from a later member of the list.
    pub elided: bool,
}

/// One part of a symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The separator before it, folded: `/`, `-`, `.` or a blank.
    pub sep: char,
    /// Where the letters stand.
    pub span: Span,
    /// The letters in official case: "NĐ", "TTg", "QH13".
    pub text: String,
}

impl Number {
    /// The symbol: the canonical form behind number and year ("NĐ-CP", "CT/TW", "QH13").
    pub fn symbol(&self) -> String {
        let mut out = String::new();
        for (i, part) in self.parts.iter().enumerate() {
            if i > 0 {
                out.push(part.sep);
            }
            out.push_str(&part.text);
        }
        out
    }

    /// The first part of the symbol: the type code in most regimes.
    pub fn code(&self) -> Option<&str> {
        self.parts.first().map(|p| p.text.as_str())
    }

    /// The parts behind the first: organ and units.
    pub fn organs(&self) -> &[Part] {
        self.parts.get(1..).unwrap_or(&[])
    }

    /// "QH13", "UBTVQH15": the body's letters and the khóa, where the symbol holds them.
    pub fn assembly(&self) -> Option<(&str, Option<u32>)> {
        self.parts.iter().find_map(|p| {
            let letters = p.text.trim_end_matches(|c: char| c.is_ascii_digit());
            let body = match letters {
                "QH" => "QH",
                "UBTVQH" => "UBTVQH",
                _ => return None,
            };
            Some((body, p.text[letters.len()..].parse().ok()))
        })
    }
}

/// Regimes of document numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Regime {
    /// `30/2020/NĐ-CP`: normative, with year.
    R1,
    /// `91/2015/QH13`, `1003/2006/NQ-UBTVQH11`: National Assembly and its Standing Committee.
    R2,
    /// `1354/KH-VPUBND`: administrative, without year.
    R3,
    /// `05/BNV-VP`: official letter, no type code.
    R4,
    /// `45-CT/TW`: Party.
    R5,
    /// Mass organisations and the Front.
    R6,
    /// `217-HĐBT`, `64/SL`, `101/CP`: before 1997.
    R7,
    /// `01/2014/TTLT-BTC-BNV`: joint.
    R8,
    /// `81/VBHN-VPQH`: consolidated and other.
    R10,
    /// None of them.
    Unknown,
}

/// Flags of what is odd about a number's form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Oddities(pub u16);

impl Oddities {
    /// Blanks inside the number.
    pub const BLANK: Oddities = Oddities(1);
    /// A separator written twice ("122//2007").
    pub const DOUBLED: Oddities = Oddities(1 << 1);
    /// A letter stands for a digit ("3O/2020").
    pub const LETTER_DIGIT: Oddities = Oddities(1 << 2);
    /// Letters not in official case ("nđ-cp").
    pub const CASE: Oddities = Oddities(1 << 3);
    /// The symbol stops at a separator ("61/2018/NĐ-").
    pub const TRUNCATED: Oddities = Oddities(1 << 4);
    /// A Đ written D ("ND-CP").
    pub const NO_STROKE: Oddities = Oddities(1 << 5);
    /// A dot or a blank for a separator ("201/QĐ.UBND", "298 KH/TWĐTN").
    pub const ODD_SEPARATOR: Oddities = Oddities(1 << 6);
    /// The number proper has a dot ("66.7/2025/NQ-CP").
    pub const DOTTED: Oddities = Oddities(1 << 7);
    /// A year stands behind the symbol ("45-CT/TW/2020").
    pub const YEAR_BEHIND: Oddities = Oddities(1 << 8);

    /// Whether `flag` is set.
    pub fn has(self, flag: Oddities) -> bool {
        self.0 & flag.0 != 0
    }

    /// Sets `flag`.
    pub fn set(&mut self, flag: Oddities) {
        self.0 |= flag.0;
    }
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateForm {
    /// "ngày 05 tháng 3 năm 2020".
    Words,
    /// "05/3/2020", with whatever separators.
    Figures,
    /// "2020-06-20".
    Iso,
}

/// A date as written, possible or not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DateRef {
    /// From the day (or month, where no day is given) to the year; "ngày" is outside.
    pub span: Span,
    /// The form.
    pub form: DateForm,
    /// The day, as a number, and where it stands; absent in "tháng 3/2020".
    pub day: Option<Figure>,
    /// The month.
    pub month: Figure,
    /// The year; absent in "ngày 30/4".
    pub year: Option<Year>,
    /// Separators between day, month and year, folded; blanks in the form of words.
    pub seps: [char; 2],
    /// Whether "ngày" (or "ngày … tháng") stands before it.
    pub said: bool,
    /// Whether it is the later end of a range ("từ ngày … đến ngày …", "24-26/9/2018").
    pub ends_range: bool,
}

impl DateRef {
    /// The day it names; two-digit years count as 1945–2044. `None` where a part is missing or no such day exists.
    pub fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year_value()?, self.month.value, self.day?.value)
    }

    /// Its year in four digits; two-digit years count as 1945–2044.
    pub fn year_value(&self) -> Option<i32> {
        let year = self.year?;
        match (year.digits, year.value?) {
            (2, v @ 45..) => Some(1900 + v as i32),
            (2, v) => Some(2000 + v as i32),
            (_, v) => i32::try_from(v).ok(),
        }
    }
}

/// A number of one or two digits with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The digits.
    pub span: Span,
    /// Their value.
    pub value: u32,
}

/// The body that a text gives as issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// As written, without "của".
    pub span: Span,
    /// What kind of body it is.
    pub body: Body,
}

/// Kinds of bodies, as far as symbols, terms and types depend on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Body {
    /// Quốc hội.
    Assembly,
    /// Ủy ban Thường vụ Quốc hội.
    AssemblyCommittee,
    /// Chủ tịch nước.
    President,
    /// Chính phủ.
    Government,
    /// Thủ tướng Chính phủ.
    PrimeMinister,
    /// A ministry, its minister, or a body of ministerial rank.
    Ministry,
    /// Văn phòng Chính phủ, Văn phòng Quốc hội, Văn phòng Chủ tịch nước.
    StateOffice,
    /// Hội đồng nhân dân of any level, its Thường trực, its boards.
    Council,
    /// Ủy ban nhân dân of any level or its chairman.
    Committee,
    /// A department of a province (sở), of a district or of a ministry (cục, vụ).
    Department,
    /// Ban Chấp hành Trung ương, Bộ Chính trị, Ban Bí thư.
    PartyCentral,
    /// A central board or office of the Party.
    PartyBoard,
    /// Tỉnh ủy, Thành ủy and their standing committees.
    PartyProvince,
    /// Huyện ủy, Quận ủy, Thị ủy.
    PartyDistrict,
    /// Đảng ủy, đảng bộ of any level below.
    PartyBase,
    /// Chi bộ.
    PartyCell,
    /// Tòa án nhân dân tối cao and its Hội đồng Thẩm phán, other courts.
    Court,
    /// Viện kiểm sát.
    Procuracy,
    /// Kiểm toán nhà nước.
    Audit,
    /// Mặt trận Tổ quốc, Đoàn, Công đoàn, Hội.
    Mass,
    /// Recognised as a body, of no kind above.
    Other,
}

/// What a term word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TermKind {
    /// nhiệm kỳ
    NhiemKy,
    /// khóa
    Khoa,
    /// giai đoạn
    GiaiDoan,
    /// thời kỳ
    ThoiKy,
    /// năm học
    NamHoc,
    /// niên khóa
    NienKhoa,
    /// kế hoạch 5 năm, "5 năm 2021-2025"
    NamNam,
    /// "10 năm 2021-2030"
    MuoiNam,
    /// "Đại hội … lần thứ XIII", "Đại hội XIII"
    DaiHoi,
    /// Any other word of the user's own tables.
    Other,
}

impl TermKind {
    /// The word as printed by `extract`.
    pub fn word(self) -> &'static str {
        match self {
            TermKind::NhiemKy => "nhiệm kỳ",
            TermKind::Khoa => "khóa",
            TermKind::GiaiDoan => "giai đoạn",
            TermKind::ThoiKy => "thời kỳ",
            TermKind::NamHoc => "năm học",
            TermKind::NienKhoa => "niên khóa",
            TermKind::NamNam => "kế hoạch 5 năm",
            TermKind::MuoiNam => "10 năm",
            TermKind::DaiHoi => "đại hội",
            TermKind::Other => "thời hạn",
        }
    }
}

/// A term with years, an ordinal, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Which word.
    pub kind: TermKind,
    /// Where the key word stands.
    pub word: Span,
    /// "XV", "15", "mười lăm".
    pub ordinal: Option<Ordinal>,
    /// First and last year.
    pub years: Option<Years>,
    /// "tầm nhìn đến năm 2050" behind it.
    pub vision: Option<Year>,
    /// Whose term it is, as far as the sentence says.
    pub of: Option<TermBody>,
}

/// Two years with what stands between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// From the first digit to the last.
    pub span: Span,
    /// The first.
    pub from: Year,
    /// The last; a short end ("2020-25") has its two digits.
    pub to: Year,
    /// Between them: "-", " - ", " đến ".
    pub joint: Span,
}

impl Years {
    /// First year as a four-digit number.
    pub fn first(&self) -> Option<i32> {
        self.from.full()
    }

    /// Last year as a four-digit number; a short end takes its century from the first.
    pub fn last(&self) -> Option<i32> {
        match (self.to.digits, self.to.value, self.first()) {
            (2, Some(v), Some(first)) => Some(first / 100 * 100 + v as i32),
            _ => self.to.full(),
        }
    }
}

/// An ordinal as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordinal {
    /// Where it stands.
    pub span: Span,
    /// Its value; `None` where it is no numeral ("XVV").
    pub value: Option<u32>,
    /// Whether it is written with Roman letters.
    pub roman: bool,
}

/// Whose term a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TermBody {
    /// Quốc hội.
    Assembly,
    /// Hội đồng nhân dân.
    Council,
    /// Both named together: "Quốc hội khóa XV và Hội đồng nhân dân các cấp nhiệm kỳ 2021-2026".
    AssemblyAndCouncil,
    /// Chính phủ, Chủ tịch nước.
    Government,
    /// Ủy ban nhân dân.
    Committee,
    /// The Party's Central Committee or congress.
    PartyCentral,
    /// A provincial or other local Party committee above the base.
    PartyLocal,
    /// Chi bộ, đảng bộ cơ sở.
    PartyCell,
    /// Mặt trận Tổ quốc.
    Front,
    /// Đoàn Thanh niên.
    Youth,
    /// Công đoàn.
    Union,
    /// Hội Liên hiệp Phụ nữ.
    Women,
    /// Hội Nông dân.
    Farmers,
    /// Hội Cựu chiến binh.
    Veterans,
    /// Recognised as another body: a company, a board, a foreign parliament.
    Other,
}

/// The units of a pinpoint, from small to large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// điểm
    Diem,
    /// khoản
    Khoan,
    /// Điều
    Dieu,
    /// tiểu mục
    TieuMuc,
    /// Mục
    Muc,
    /// Chương
    Chuong,
    /// Phần
    Phan,
    /// Phụ lục
    PhuLuc,
}

impl Unit {
    /// The word as `extract` prints it.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Diem => "điểm",
            Unit::Khoan => "khoản",
            Unit::Dieu => "Điều",
            Unit::TieuMuc => "tiểu mục",
            Unit::Muc => "Mục",
            Unit::Chuong => "Chương",
            Unit::Phan => "Phần",
            Unit::PhuLuc => "Phụ lục",
        }
    }
}

/// An unbroken chain or list of units with their values.
#[derive(Clone, Debug, PartialEq)]
pub struct Pinpoint {
    /// In the order of the text.
    pub steps: Vec<Step>,
    /// Index among the text's mentions of the citation meant.
    pub target: Option<usize>,
}

/// One value of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The unit; members of a list share the word of their head.
    pub unit: Unit,
    /// The value: "a", "2", "5.2", "XII", "này", "32-38".
    pub value: Span,
    /// Whether the unit's word stands before this very value.
    pub worded: bool,
    /// Whether it is the upper end of a range that starts at the step before.
    pub ends_range: bool,
}
