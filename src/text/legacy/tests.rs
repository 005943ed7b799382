use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

fn read(text: &str, charset: Charset) -> String {
    let mut out = String::new();
    decode(text, charset, |letter| out.push(letter.c));
    out
}

const TEXT: &str = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư; \
                    xét đề nghị của Giám đốc Sở Nội vụ, quyết định ban hành Quy chế làm việc của cơ quan.";

#[test]
fn each_charset_is_read_as_published() {
    assert_eq!(
        read("Quy ®Þnh, ñy ban nh©n d©n, NghÞ ®Þnh sè", Charset::Tcvn3),
        "Quy định, ủy ban nhân dân, Nghị định số"
    );
    assert_eq!(
        read("Nghò ñònh, UÛy ban nhaân daân, höôùng daãn", Charset::Vni),
        "Nghị định, Ủy ban nhân dân, hướng dẫn"
    );
    assert_eq!(read("Quyªt ð¸nh s¯", Charset::Viscii), "Quyết định số");
    assert_eq!(read("Nghi\u{f2} ðinh", Charset::Windows1258), "Nghị đinh");
    assert_eq!(read("Nghá»‹ Ä‘á»‹nh", Charset::Utf8), "Nghị định");
    assert_eq!(read("\u{201c}Ngh\u{91}", Charset::Vn1), "ỎNghỊ");
    assert_eq!(read("NghÎ ÇÎnh sÓ", Charset::Vps), "Nghị định số");
}

#[test]
fn capitals_of_tcvn3_follow_their_word_and_line() {
    assert_eq!(read("NGHÞ §ÞNH\nVÒ c«ng t¸c", Charset::Tcvn3), "NGHỊ ĐỊNH\nVề công tác");
    assert_eq!(read("§Ò ¸n cña UBND", Charset::Tcvn3), "Đề án của UBND");
    assert_eq!(read("TÊ TR×NH VÒ §Ò ¸N", Charset::Tcvn3), "TẤ TRÌNH VỀ ĐỀ ÁN");
    assert_eq!(read("ñY BAN", Charset::Tcvn3), "ỦY BAN");
    assert_eq!(read("Sè: 12/KH-UBND", Charset::Tcvn3), "Số: 12/KH-UBND");
}

#[test]
fn texts_are_recognised_and_written_back() {
    for charset in CHARSETS {
        let stored = encode(TEXT, charset).unwrap();
        assert_eq!(read(&stored, charset), TEXT, "{charset:?}");
        assert_eq!(detect(&stored).map(|found| read(&stored, found)).as_deref(), Some(TEXT), "{charset:?}");
        if charset != Charset::Utf8 {
            assert_eq!(detect_bytes(&stored).map(|found| read(&stored, found)).as_deref(), Some(TEXT), "{charset:?}");
        }
    }
}

#[test]
fn other_texts_are_left_alone() {
    let nfd: String = TEXT.nfd().collect();
    for text in [
        TEXT,
        &nfd,
        "",
        "Plain text without any mark.",
        "Le décret a été publié à l'été; où êtes-vous, garçon ? Ça coûte très cher, même à Nîmes.",
        "São Paulo não é a capital, mas já está lá há séculos; informação à disposição.",
        "Die Größe der Straße überrascht; schön, daß die Bäume grün sind.",
        "El niño está aquí según mi opinión; qué más da, también él sí.",
    ] {
        assert_eq!(detect(text), None, "{text}");
        assert_eq!(detect_bytes(text), None, "{text}");
    }
}

#[test]
fn passages_are_told_from_words_that_are_right() {
    assert_eq!(garbled("Quy ®Þnh nµy cã hiÖu lùc thi hành"), Some(("®Þnh nµy cã hiÖu lùc", Charset::Tcvn3)));
    for text in ["Ðoàn là Ðoàn, Ðài là Ðài, ðang ði", "“®Þnh” và “nµy” là", "±3 µm; © 2020; ® £5", "São Paulo não é à"]
    {
        assert_eq!(garbled(text), None, "{text}");
    }
}

#[test]
fn what_cannot_be_written_is_refused() {
    assert_eq!(encode("→", Charset::Tcvn3), None);
    assert_eq!(encode("Ủy ban", Charset::Tcvn3), None);
    assert_eq!(encode("\u{2}", Charset::Viscii), None);
    assert_eq!(encode("ỦY BAN", Charset::Tcvn3).as_deref(), Some("ñY BAN"));
    assert_eq!(encode("nghi\u{323}", Charset::Vni).as_deref(), Some("nghò"));
}

#[test]
fn fonts_tell_their_charset() {
    let font = |name| of_font(name).map(|font| (font.charset, font.capitals));
    assert_eq!(font(".VnTime"), Some((Charset::Tcvn3, false)));
    assert_eq!(font(".VnTimeH"), Some((Charset::Tcvn3, true)));
    assert_eq!(font("ABCDEF+.VnArial NarrowH"), Some((Charset::Tcvn3, true)));
    assert_eq!(font(".vntime"), Some((Charset::Tcvn3, false)));
    assert_eq!(font("VNI-Times"), Some((Charset::Vni, false)));
    assert_eq!(font("VPS Times"), Some((Charset::Vps, false)));
    for name in ["Times New Roman", "VNtimes new roman", "", ".", "Vn", "VNIX"] {
        assert_eq!(font(name), None, "{name}");
    }
}

#[test]
fn runs_are_decoded_where_their_font_is_right() {
    let run = |text, font| {
        decode_run(text, of_font(font).unwrap()).map(|letters| letters.iter().map(|l| l.c).collect::<String>())
    };
    assert_eq!(run("NghÞ ®Þnh", ".VnTime").as_deref(), Some("Nghị định"));
    assert_eq!(run("NghÞ ®Þnh", ".VnTimeH").as_deref(), Some("NGHỊ ĐỊNH"));
    assert_eq!(run("so 5", ".VnTimeH").as_deref(), Some("SO 5"));
    assert_eq!(run("\u{f04e}gh\u{f0de}", ".VnTime").as_deref(), Some("Nghị"));
    assert_eq!(run("h\u{ad}íng", ".VnTime").as_deref(), Some("hướng"));
    assert_eq!(run("Nghị định", ".VnTime"), None);
    assert_eq!(run("Công tác", ".VnTime"), None);
    assert_eq!(run("so 5", ".VnTime"), None);
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(text in "[a-zA-Z0-9 àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵÀẢĐỆỮỴ,.\n]{0,60}") {
        for charset in CHARSETS {
            if let Some(stored) = encode(&text, charset) {
                prop_assert_eq!(&read(&stored, charset), &text);
            } else {
                // Only TCVN3 lacks letters, and VNI and Windows-1258 cannot part "a" from a mark behind it.
                prop_assert!(charset == Charset::Tcvn3, "{:?} refuses {:?}", charset, text);
            }
        }
    }

    #[test]
    fn lengths_add_up_for_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let text: String = bytes.iter().map(|byte| crate::text::western_char(*byte)).collect();
        for charset in CHARSETS {
            let mut len = 0;
            decode(&text, charset, |letter| len += usize::from(letter.len));
            prop_assert_eq!(len, text.len());
        }
        let _ = (detect(&text), detect_bytes(&text), garbled(&text));
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,80}") {
        for charset in CHARSETS {
            let mut len = 0;
            decode(&text, charset, |letter| len += usize::from(letter.len));
            prop_assert_eq!(len, text.len());
            let _ = encode(&text, charset);
        }
        let _ = detect(&text);
    }
}
