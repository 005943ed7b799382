//! What stands alone in an archive against many.

use crate::tables;
use crate::text::is_word;

use super::archive::Cited;
use super::{Key, Register, edited, is_central, place_of};

/// So many files that agree on a date make one that does not odd.
pub const MANY: u32 = 3;

/// So many files make a number that one file alone gives odd: documents of one day and kind are numbered side by side.
pub const MANY_NUMBERS: u32 = 5;

/// From this share of common words on two subjects are one.
pub const ALIKE: f64 = 0.6;

/// Below it they are two.
pub const UNLIKE: f64 = 0.3;

/// Whether a citation that one file makes is odd beside one that many make: the same number on another day of its time, or
/// a number one slip away on the same day with the same subject. Not where the register knows such a document.
#[must_use]
pub fn is_odd(register: &Register, odd: &Cited, usual: &Cited) -> bool {
    let (Some(key), Some(other)) = (Key::of(&odd.number), Key::of(&usual.number)) else { return false };
    let known = register.with_key(&key);
    if usual.files < MANY || known.iter().any(|row| row.date == odd.date) {
        return false;
    }
    if key == other {
        // The place is part of what makes one document of local numbers.
        let same_place = is_central(&odd.number)
            || place_of(&odd.issuer).is_some_and(|place| Some(place) == place_of(&usual.issuer));
        // Laws are signed some weeks after they were passed.
        let law = matches!(odd.doc_type.as_str(), "Luật" | "Bộ luật" | "Pháp lệnh");
        let signed = law && (0..=20).contains(&(odd.date - usual.date).num_days());
        return same_place && odd.date != usual.date && !signed;
    }
    let near = key.symbol == other.symbol && key.year == other.year && edited(&key.digits, &other.digits).is_some();
    near && odd.date == usual.date
        && odd.files <= 1
        && usual.files >= MANY_NUMBERS
        && known.is_empty()
        && is_one_subject(&odd.title, &usual.title)
}

/// Whether two subjects are the same to the end: those of "functions, tasks and structure" of two ministries are not.
fn is_one_subject(said: &str, title: &str) -> bool {
    let (said, title) = (tables::fold(said), tables::fold(title));
    let (said, title) = (words(&said), words(&title));
    let (short, long) = if said.len() <= title.len() { (said, title) } else { (title, said) };
    let common = short.iter().filter(|word| long.contains(word)).count();
    short.len() >= 3 && common == short.len() && short.len() * 10 >= long.len() * 7
}

/// How much of the shorter of two subjects stands in the other, as far as both go; none where one says too little.
#[must_use]
pub fn alike(said: &str, title: &str) -> Option<f64> {
    let (said, title) = (tables::fold(said), tables::fold(title));
    let (said, title) = (words(&said), words(&title));
    let long = said.len().min(title.len()).min(MOST_WORDS);
    if long < 3 {
        return (long > 0 && said == title).then_some(1.0);
    }
    let (short, other) = if said.len() <= title.len() { (&said, &title) } else { (&title, &said) };
    // The longer one may say more behind, and little more between.
    let other = &other[..other.len().min(long + long / 2 + 4)];
    let common = short[..long].iter().filter(|word| other.contains(word)).count();
    Some(common as f64 / long as f64)
}

/// Whether a subject is that of a title to the end, so that no other title is as near; it may leave out little and go on
/// behind. A title that is cut counts as far as it goes.
#[must_use]
pub fn same_subject(said: &str, title: &str) -> bool {
    let (said, title) = (tables::fold(said), tables::fold(title));
    let (said, title) = (words(&said), words(&title));
    let said = &said[..said.len().min(title.len() + 2)];
    let common = title.iter().take(said.len()).filter(|word| said.contains(word)).count();
    title.len() >= 4 && said.len() * 10 >= title.len() * 8 && common == title.len().min(said.len())
}

/// How many words two subjects have in common, and how many tell the shorter of them.
#[must_use]
pub fn shared(said: &str, title: &str) -> (usize, usize) {
    let (said, title) = (tables::fold(said), tables::fold(title));
    let (said, title) = (words(&said), words(&title));
    (said.iter().filter(|word| title.contains(word)).count(), said.len().min(title.len()))
}

/// Words behind these tell no more.
const MOST_WORDS: usize = 16;

/// The words of a folded text that tell subjects apart.
fn words(folded: &str) -> Vec<&str> {
    folded.split(|c: char| !is_word(c)).filter(|w| !w.is_empty() && !is_common(w)).collect()
}

/// Whether a word stands in subjects of all kinds.
fn is_common(word: &str) -> bool {
    matches!(
        word,
        "về" | "việc"
            | "của"
            | "các"
            | "và"
            | "quy"
            | "định"
            | "một"
            | "số"
            | "điều"
            | "hướng"
            | "dẫn"
            | "ban"
            | "hành"
            | "chi"
            | "tiết"
            | "thi"
            | "thực"
            | "hiện"
            | "trong"
            | "cho"
            | "với"
            | "theo"
            | "tại"
            | "sửa"
            | "đổi"
            | "bổ"
            | "sung"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_are_compared_by_their_words() {
        let full = "quy định chi tiết một số điều của Luật Nhà ở";
        assert!(alike("quy định chi tiết thi hành Luật Nhà ở", full).is_some_and(|l| l >= ALIKE));
        assert!(alike("về công tác văn thư, lưu trữ", full).is_some_and(|l| l < 0.3));
        assert_eq!(alike("về việc", full), None);
        assert_eq!(alike("Đầu tư", "đầu tư"), Some(1.0));
        assert!(same_subject(
            "quy định phí, lệ phí hàng hải, đường thủy",
            "quy định phí, lệ phí hàng hải và đường thủy"
        ));
        let of = |body: &str| format!("quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của {body}");
        assert!(!same_subject(&of("Bộ Công an"), &of("Bộ Công Thương")));
        assert_eq!(shared("về công tác văn thư, lưu trữ", "về công tác văn thư"), (4, 4));
    }

    #[test]
    fn one_against_many_is_odd() {
        let cited = |number: &str, date: &str, title: &str, files| Cited {
            number: number.into(),
            doc_type: "Quyết định".into(),
            date: date.parse().unwrap(),
            issuer: "Thủ tướng Chính phủ".into(),
            title: title.into(),
            files,
        };
        let nothing = Register::empty();
        let title = "phê duyệt Chương trình bảo tồn voi giai đoạn mới";
        let usual = cited("2349/QĐ-TTg", "2020-06-03", title, 6);
        assert!(is_odd(&nothing, &cited("2349/QĐ-TTg", "2020-06-30", "", 1), &usual));
        assert!(is_odd(&nothing, &cited("2348/QĐ-TTg", "2020-06-03", title, 1), &usual));
        assert!(!is_odd(&nothing, &cited("2348/QĐ-TTg", "2020-06-03", "", 1), &usual));
        assert!(!is_odd(&nothing, &cited("2348/QĐ-TTg", "2020-06-03", "giao dự toán thu, chi ngân sách", 1), &usual));
        assert!(!is_odd(&nothing, &cited("2348/QĐ-TTg", "2020-06-03", title, 2), &usual));
        let other = "phê duyệt Chương trình bảo tồn hổ giai đoạn mới";
        assert!(!is_odd(
            &nothing,
            &cited("2348/QĐ-TTg", "2020-06-03", &format!("{other} và các loài khác"), 1),
            &usual
        ));
        let few = cited("2349/QĐ-TTg", "2020-06-03", title, 2);
        assert!(!is_odd(&nothing, &cited("2349/QĐ-TTg", "2020-06-30", "", 1), &few));
    }
}
