//! The bodies that issue documents, with their right ends: names hold commas and "và".

use std::sync::LazyLock;

use crate::tables::{self, OwnIssuer};
use crate::text::{Span, same_word};

use super::reader::{ByInitial, Reader, with_first_word};
use super::{Body, Issuer};

/// Offices whose holder stands for the body named behind.
static OFFICES: LazyLock<ByInitial<()>> = LazyLock::new(|| {
    ByInitial::words(&[
        "bộ trưởng",
        "thứ trưởng",
        "chủ nhiệm",
        "phó chủ nhiệm",
        "thống đốc",
        "phó thống đốc",
        "tổng thanh tra",
        "chánh án",
        "phó chánh án",
        "viện trưởng",
        "phó viện trưởng",
        "tổng kiểm toán",
        "giám đốc",
        "phó giám đốc",
        "chủ tịch",
        "phó chủ tịch",
        "cục trưởng",
        "tổng cục trưởng",
        "vụ trưởng",
        "chánh văn phòng",
        "tổng giám đốc",
        "trưởng ban",
        "hiệu trưởng",
        "bí thư",
        "bộ trưởng bộ trưởng",
    ])
});

/// Bodies whose name says all.
static FIXED: LazyLock<ByInitial<Body>> = LazyLock::new(|| {
    ByInitial::new(&[
        ("quốc hội nước cộng hòa xã hội chủ nghĩa việt nam", Body::Assembly),
        ("quốc hội", Body::Assembly),
        ("ủy ban thường vụ quốc hội", Body::AssemblyCommittee),
        ("ubtvqh", Body::AssemblyCommittee),
        ("ubtv quốc hội", Body::AssemblyCommittee),
        ("hội đồng nhà nước", Body::AssemblyCommittee),
        ("chủ tịch nước cộng hòa xã hội chủ nghĩa việt nam", Body::President),
        ("chủ tịch nước", Body::President),
        ("thủ tướng chính phủ", Body::PrimeMinister),
        ("thủ tướng", Body::PrimeMinister),
        ("chủ tịch hội đồng bộ trưởng", Body::PrimeMinister),
        ("chính phủ", Body::Government),
        ("hội đồng bộ trưởng", Body::Government),
        ("hội đồng chính phủ", Body::Government),
        ("văn phòng chính phủ", Body::StateOffice),
        ("văn phòng quốc hội", Body::StateOffice),
        ("văn phòng chủ tịch nước", Body::StateOffice),
        ("bộ chính trị", Body::PartyCentral),
        ("ban bí thư", Body::PartyCentral),
        ("ban bí thư trung ương đảng", Body::PartyCentral),
        ("ban bí thư trung ương", Body::PartyCentral),
        ("ban chấp hành trung ương đảng cộng sản việt nam", Body::PartyCentral),
        ("ban chấp hành trung ương đảng", Body::PartyCentral),
        ("ban chấp hành trung ương", Body::PartyCentral),
        ("bch trung ương đảng", Body::PartyCentral),
        ("bch trung ương", Body::PartyCentral),
        ("trung ương đảng", Body::PartyCentral),
        ("trung ương", Body::PartyCentral),
        ("hội đồng bầu cử quốc gia", Body::Other),
        ("hội đồng thẩm phán tòa án nhân dân tối cao", Body::Court),
        ("tòa án nhân dân tối cao", Body::Court),
        ("viện kiểm sát nhân dân tối cao", Body::Procuracy),
        ("kiểm toán nhà nước", Body::Audit),
        ("ngân hàng nhà nước việt nam", Body::Ministry),
        ("ngân hàng nhà nước", Body::Ministry),
        ("thanh tra chính phủ", Body::Ministry),
        ("thanh tra nhà nước", Body::Ministry),
        ("ủy ban dân tộc và miền núi", Body::Ministry),
        ("ủy ban dân tộc", Body::Ministry),
        ("ủy ban thể dục thể thao", Body::Ministry),
        ("tổng liên đoàn lao động việt nam", Body::Mass),
        ("mặt trận tổ quốc việt nam", Body::Mass),
        ("ủy ban trung ương mặt trận tổ quốc việt nam", Body::Mass),
        ("đoàn chủ tịch ủy ban trung ương mặt trận tổ quốc việt nam", Body::Mass),
        ("ban thường trực ủy ban trung ương mặt trận tổ quốc việt nam", Body::Mass),
        ("trung ương đoàn", Body::Mass),
        ("văn phòng trung ương đảng", Body::PartyBoard),
        ("văn phòng trung ương", Body::PartyBoard),
    ])
});

/// Bodies that a place name follows.
static LOCAL: LazyLock<ByInitial<Body>> = LazyLock::new(|| {
    ByInitial::new(&[
        ("ủy ban nhân dân", Body::Committee),
        ("ubnd", Body::Committee),
        ("ủy ban hành chính", Body::Committee),
        ("thường trực hội đồng nhân dân", Body::Council),
        ("thường trực hđnd", Body::Council),
        ("hội đồng nhân dân", Body::Council),
        ("hđnd", Body::Council),
        ("ban thường vụ tỉnh ủy", Body::PartyProvince),
        ("ban thường vụ thành ủy", Body::PartyProvince),
        ("ban chấp hành đảng bộ tỉnh", Body::PartyProvince),
        ("ban chấp hành đảng bộ thành phố", Body::PartyProvince),
        ("thường trực tỉnh ủy", Body::PartyProvince),
        ("thường trực thành ủy", Body::PartyProvince),
        ("btv tỉnh ủy", Body::PartyProvince),
        ("btv thành ủy", Body::PartyProvince),
        ("tỉnh ủy", Body::PartyProvince),
        ("thành ủy", Body::PartyProvince),
        ("ban thường vụ huyện ủy", Body::PartyDistrict),
        ("ban thường vụ quận ủy", Body::PartyDistrict),
        ("ban thường vụ thị ủy", Body::PartyDistrict),
        ("huyện ủy", Body::PartyDistrict),
        ("quận ủy", Body::PartyDistrict),
        ("thị ủy", Body::PartyDistrict),
        ("ban thường vụ đảng ủy", Body::PartyBase),
        ("đảng ủy", Body::PartyBase),
        ("đảng bộ", Body::PartyBase),
        ("chi ủy", Body::PartyCell),
        ("chi bộ", Body::PartyCell),
        ("công an", Body::Department),
        ("tòa án nhân dân", Body::Court),
        ("viện kiểm sát nhân dân", Body::Procuracy),
        ("ủy ban bầu cử", Body::Other),
    ])
});

/// Words that begin the name of a body whose end only the words behind tell.
static OPEN: LazyLock<ByInitial<Body>> = LazyLock::new(|| {
    ByInitial::new(&[
        ("bộ", Body::Ministry),
        ("liên bộ", Body::Ministry),
        ("liên sở", Body::Department),
        ("liên ngành", Body::Other),
        ("sở", Body::Department),
        ("tổng cục", Body::Department),
        ("cục", Body::Department),
        ("chi cục", Body::Department),
        ("vụ", Body::Department),
        ("phòng", Body::Department),
        ("văn phòng", Body::Department),
        ("ủy ban kiểm tra", Body::PartyBoard),
        ("ban tổ chức", Body::PartyBoard),
        ("ban tuyên giáo", Body::PartyBoard),
        ("ban dân vận", Body::PartyBoard),
        ("ban nội chính", Body::PartyBoard),
        ("ban kinh tế", Body::PartyBoard),
        ("ban", Body::Other),
        ("ủy ban", Body::Other),
        ("ub", Body::Other),
        ("hội đồng", Body::Other),
        ("viện", Body::Other),
        ("học viện", Body::Other),
        ("trường", Body::Other),
        ("đoàn", Body::Mass),
        ("hội", Body::Mass),
        ("trung ương hội", Body::Mass),
        ("liên đoàn", Body::Mass),
        ("công đoàn", Body::Mass),
        ("tập đoàn", Body::Other),
        ("tổng công ty", Body::Other),
        ("công ty", Body::Other),
        ("bảo hiểm xã hội", Body::Other),
        ("kho bạc", Body::Other),
        ("thanh tra", Body::Other),
        ("kho bạc nhà nước", Body::Other),
        ("đảng", Body::PartyCentral),
    ])
});

/// Levels of local government before a name.
const LEVELS: &[&str] = &[
    "tỉnh",
    "thành phố",
    "tp",
    "huyện",
    "quận",
    "thị xã",
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
    "các cấp",
    "cấp tỉnh",
    "cấp huyện",
    "cấp xã",
];

/// Small words that cannot belong to a name: they begin what the document says or does.
static STOPS: LazyLock<ByInitial<()>> = LazyLock::new(|| {
    ByInitial::words(&[
        "về", "quy", "qui", "hướng", "ban", "ngày", "số", "đã", "được", "có", "theo", "tại", "trong", "cho", "để",
        "khi", "là", "do", "bị", "phê", "sửa", "bổ", "ký", "nêu", "trên", "đến", "từ", "với", "hoặc", "triển", "kèm",
        "thì", "sẽ", "phải", "nhằm", "như", "gửi", "đề", "yêu", "cùng", "này", "xác", "đối", "khóa", "nhiệm", "năm",
        "cũng", "vừa", "tháng", "bãi", "hủy", "thay", "không", "còn", "và",
    ])
});

/// Words that stop a name only together: "giao" begins a doing, "giao thông" a name.
static STOP_PHRASES: LazyLock<ByInitial<()>> = LazyLock::new(|| {
    ByInitial::words(&[
        "thông qua",
        "thông báo",
        "thực hiện",
        "giao nhiệm vụ",
        "giao cho",
        "tổ chức",
        "chỉ đạo",
        "chỉ thị",
        "phân công",
        "phân cấp",
        "công bố",
        "công nhận",
        "điều chỉnh",
        "thành lập",
        "trình",
        "giao kế hoạch",
        "giao chỉ tiêu",
        "giao dự toán",
    ])
});

/// The body at `at`. With `joint`, several bodies joined by "và", "-" or commas count as one issuer.
pub(crate) fn at(r: &Reader, at: usize, joint: bool) -> Option<Issuer> {
    let (mut end, body) = one(r, at)?;
    if joint {
        let mut next = end;
        for _ in 0..10 {
            let mut i = r.blank(next);
            if matches!(r.byte(i), b',' | b'-' | b';' | b':') {
                i = r.blank(i + 1);
            }
            if let Some(e) = r.words(i, "và") {
                i = r.blank(e);
            }
            if i == next || r.blank(next) == i {
                break;
            }
            let Some((e, _)) = one(r, i) else { break };
            end = e;
            next = e;
        }
    }
    Some(Issuer { span: Span::new(at, end), body })
}

fn one(r: &Reader, at: usize) -> Option<(usize, Body)> {
    let first = r.char(at)?;
    if !first.is_alphabetic() {
        return None;
    }
    let own = r.own.issuers.iter().flat_map(OwnIssuer::names).filter_map(|name| r.words(at, name));
    if let Some(end) = own.max() {
        return Some((end, Body::Other));
    }
    // "liên Bộ: Công an, …, Tài chính": the bodies stand without their own word.
    if r.any(at, &["liên bộ", "liên sở", "liên ngành"]).is_some() {
        return open(r, at);
    }
    if let Some((end, body)) = fixed(r, at) {
        return Some((place_behind(r, end, body), body));
    }
    // An office: what it is the office of follows.
    if let Some((end, ())) = OFFICES.longest(r, at) {
        let mut i = r.blank(end);
        if r.byte(i) == b',' {
            i = r.blank(i + 1);
        }
        if let Some((e, ())) = OFFICES.longest(r, i) {
            i = r.blank(e);
        }
        return match one(r, i) {
            Some((e, body)) => Some((e, body)),
            // "của Bộ trưởng": the office alone.
            None => first.is_uppercase().then_some((end, Body::Other)),
        };
    }
    if let Some((end, body)) = local(r, at) {
        return Some((end, body));
    }
    if let Some((end, body)) = listed(r, at) {
        return Some((end, body));
    }
    open(r, at)
}

/// A body of [`FIXED`], the longest.
fn fixed(r: &Reader, at: usize) -> Option<(usize, Body)> {
    FIXED.longest(r, at)
}

/// Names that may follow a fixed body: "Ban Bí thư Trung ương Đảng (khóa XI)" keeps its end, the Front takes its place.
fn place_behind(r: &Reader, end: usize, body: Body) -> usize {
    match body {
        Body::Mass => place(r, end).unwrap_or(end),
        _ => end,
    }
}

/// A body of [`LOCAL`] with level and place.
fn local(r: &Reader, at: usize) -> Option<(usize, Body)> {
    let Some((end, body)) = LOCAL.longest(r, at) else {
        // "Thành phố Hà Nội đã ban hành": the place for its government.
        let (_, end) = r.any(at, &["thành phố", "tỉnh"])?;
        return Some((name(r, r.blank(end))?, Body::Other));
    };
    Some((place(r, end).unwrap_or(end), body))
}

/// "tỉnh Quảng Nam", "thành phố Hồ Chí Minh", "quận 5", "Hà Nội" behind `end`.
fn place(r: &Reader, end: usize) -> Option<usize> {
    let mut i = r.blank(end);
    let mut last = None;
    for _ in 0..2 {
        if let Some((_, e)) = r.any(i, LEVELS) {
            last = Some(e);
            i = r.blank(if r.byte(e) == b'.' { e + 1 } else { e });
        }
        match name(r, i) {
            Some(e) => {
                last = Some(e);
                // "huyện Nam Đàn, tỉnh Nghệ An", "thị xã Hoài Nhơn tỉnh Bình Định"
                let mut next = r.blank(e);
                if r.byte(next) == b',' {
                    next = r.blank(next + 1);
                }
                if r.any(next, &LEVELS[..10]).is_none() {
                    break;
                }
                i = next;
            }
            None => break,
        }
    }
    last
}

/// Capitalised syllables: a place name, or its number ("quận 5").
fn name(r: &Reader, at: usize) -> Option<usize> {
    if r.byte(at).is_ascii_digit() {
        let end = at + r.rest(at).bytes().take_while(u8::is_ascii_digit).count();
        return (end - at <= 2 && !r.glued(end) && !matches!(r.byte(end), b'/' | b'-' | b'.')).then_some(end);
    }
    let mut end = None;
    let mut i = at;
    for _ in 0..6 {
        let Some(word) = r.word_at(i) else { break };
        let capital = word.of(r.text).chars().next().is_some_and(char::is_uppercase);
        // In capitals the subject looks like a name: "TỈNH AN GIANG VỀ MỨC THU".
        if !capital || is_new_body(r, i) || r.any(i, &["về", "v/v", "ban hành", "phê duyệt", "sửa đổi"]).is_some()
        {
            break;
        }
        end = Some(word.to());
        i = r.blank(word.to());
        // "Bà Rịa - Vũng Tàu"
        if r.byte(i) == b'-' && i > word.to() && r.byte(i + 1) == b' ' {
            let next = r.blank(i + 1);
            if !r.word_at(next).is_some_and(|w| w.of(r.text).chars().next().is_some_and(char::is_uppercase))
                || is_new_body(r, next)
            {
                break;
            }
            i = next;
        } else if i == word.to() {
            break;
        }
    }
    end
}

/// Whether another body or a document begins at `at`, so that a name ends before it.
fn is_new_body(r: &Reader, at: usize) -> bool {
    r.any(
        at,
        &[
            "ủy ban",
            "ubnd",
            "hđnd",
            "hội đồng",
            "bộ",
            "sở",
            "ban",
            "nghị",
            "quyết",
            "chỉ thị",
            "thông tư",
            "luật",
            "kế hoạch",
            "công văn",
        ],
    )
    .is_some()
}

/// A body of the tables by its name, the longest.
fn listed(r: &Reader, at: usize) -> Option<(usize, Body)> {
    let word = r.word_at(at)?;
    let letters = word.of(r.text);
    let mut best: Option<(usize, usize)> = None;
    for (name, rows) in with_first_word(r, tables::organ_index(), letters) {
        if let Some(end) = phrase(r, at, name)
            && best.is_none_or(|(e, _)| end > e)
        {
            best = Some((end, usize::from(rows[0])));
        }
    }
    let (end, row) = best?;
    let body = match tables::organs()[row].abbr {
        a if a.starts_with('B') && word.of(r.text).chars().count() == 2 => Body::Ministry,
        _ => class_of_name(tables::organs()[row].name),
    };
    let end = if matches!(body, Body::Department | Body::PartyBoard | Body::Court | Body::Procuracy) {
        place(r, end).unwrap_or(end)
    } else {
        end
    };
    Some((end, body))
}

/// What kind of body a full name names.
fn class_of_name(name: &str) -> Body {
    let r = Reader::marked(name);
    fixed(&r, 0)
        .or_else(|| LOCAL.at(&r, 0).next().map(|(end, _, body)| (end, body)))
        .or_else(|| OPEN.longest(&r, 0))
        .map_or(Body::Other, |(_, b)| b)
}

/// The place behind a name with commas and hyphens at `at`.
fn phrase(r: &Reader, at: usize, name: &str) -> Option<usize> {
    let mut i = at;
    let mut rest = name;
    while !rest.is_empty() {
        let c = rest.chars().next()?;
        if c == ' ' {
            let next = r.blank(i);
            // "Lao động-Thương binh" and "Lao động - Thương binh" are the same.
            if next == i && r.byte(i) != b'-' && r.char_before(i) != Some('-') {
                return None;
            }
            i = next;
            rest = &rest[1..];
        } else if crate::text::is_letter(c) {
            let len = rest.find(|c| !crate::text::is_letter(c)).unwrap_or(rest.len());
            let word = r.word_at(i)?;
            if !same_word(word.of(r.text), &rest[..len], r.plain) {
                return None;
            }
            i = word.to();
            rest = &rest[len..];
        } else {
            let mut at = i;
            if c == '-' {
                at = r.blank(i);
            }
            if r.char(at) != Some(c) {
                return None;
            }
            i = at + c.len_utf8();
            rest = &rest[c.len_utf8()..];
        }
    }
    (!r.glued(i)).then_some(i)
}

/// A body of [`OPEN`]: its words run until one that cannot belong to a name.
fn open(r: &Reader, at: usize) -> Option<(usize, Body)> {
    let (start, body) = OPEN.longest(r, at)?;
    let capital = r.char(at)?.is_uppercase();
    let mut end = start;
    let mut i = start;
    let mut capitals = usize::from(capital);
    for n in 0..16 {
        let mut next = r.blank(i);
        let mut joint = false;
        if matches!(r.byte(next), b'-' | b',' | b':' | b'&') && n > 0 || r.byte(next) == b':' && n == 0 {
            let comma = r.byte(next) == b',';
            next = r.blank(next + 1);
            joint = true;
            // A comma belongs to the name only before a capital that begins no other body.
            if comma && is_new_body(r, next) {
                break;
            }
        } else if let Some(e) = r.words(next, "và") {
            next = r.blank(e);
            joint = true;
            if is_new_body(r, next) && n > 0 {
                break;
            }
        } else if next == i {
            break;
        }
        let Some(word) = r.word_at(next) else {
            // "Phòng 5", "Quận 1"
            if let Some(e) = name(r, next).filter(|_| !joint) {
                end = e;
            }
            break;
        };
        let s = word.of(r.text);
        let upper = s.chars().next().is_some_and(char::is_uppercase);
        if joint && !upper {
            break;
        }
        if !upper && (STOPS.holds(r, word) || STOP_PHRASES.longest(r, word.from()).is_some()) {
            break;
        }
        if upper && super::kinds::at(r, next).is_some() {
            break;
        }
        capitals += usize::from(upper);
        end = word.to();
        i = word.to();
    }
    // "ban", "hội" and "bộ" in small letters are bodies only before a name.
    (end > start && (capital || capitals > 0) || capital && matches!(body, Body::PartyCentral | Body::Ministry))
        .then_some((end, body))
}

/// The body that ends at or before `at`, blanks between, beginning at most 120 bytes back within `low`.
pub(crate) fn before(r: &Reader, end: usize, low: usize) -> Option<Issuer> {
    let end = r.blank_before(end);
    let floor = low.max(end.saturating_sub(120));
    let mut found = None;
    let mut i = end;
    while i > floor {
        let Some(word) = r.word_before(i).filter(|w| w.from() >= floor) else {
            // Commas and hyphens may belong to the name, or end the phrase before it.
            let mark = r.blank_before(i);
            if mark > floor
                && matches!(r.char_before(mark), Some(',' | '-'))
                && !(found.is_some() && r.char_before(mark) == Some(','))
            {
                i = mark - 1;
                continue;
            }
            break;
        };
        i = word.from();
        if (word.of(r.text).chars().next().is_some_and(char::is_uppercase) || r.is(word, "liên"))
            && let Some(issuer) = at(r, i, false).filter(|s| s.span.to() == end)
        {
            found = Some(issuer);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (&str, Body) {
        let r = Reader::marked(text);
        let issuer = at(&r, 0, false).unwrap_or_else(|| panic!("no body in {text}"));
        (issuer.span.of(text), issuer.body)
    }

    #[test]
    fn bodies_end_where_their_names_end() {
        for (text, name, body) in [
            ("Chính phủ quy định chi tiết", "Chính phủ", Body::Government),
            ("Bộ Văn hóa, Thể thao và Du lịch quy định", "Bộ Văn hóa, Thể thao và Du lịch", Body::Ministry),
            ("Bộ trưởng Bộ Tài chính hướng dẫn", "Bộ trưởng Bộ Tài chính", Body::Ministry),
            ("Bộ trưởng, Chủ nhiệm Uỷ ban Dân tộc về", "Bộ trưởng, Chủ nhiệm Uỷ ban Dân tộc", Body::Ministry),
            ("Thống đốc Ngân hàng Nhà nước về", "Thống đốc Ngân hàng Nhà nước", Body::Ministry),
            ("Bộ Chính trị về lãnh đạo", "Bộ Chính trị", Body::PartyCentral),
            ("Ban Chấp hành Trung ương khóa XI", "Ban Chấp hành Trung ương", Body::PartyCentral),
            ("Tỉnh ủy Quảng Nam về", "Tỉnh ủy Quảng Nam", Body::PartyProvince),
            ("UBND tỉnh Nghệ An về việc", "UBND tỉnh Nghệ An", Body::Committee),
            (
                "Chủ tịch Ủy ban nhân dân thành phố Hà Nội về",
                "Chủ tịch Ủy ban nhân dân thành phố Hà Nội",
                Body::Committee,
            ),
            ("HĐND thành phố Hà Nội;", "HĐND thành phố Hà Nội", Body::Council),
            (
                "Uỷ ban nhân dân tỉnh Bà Rịa - Vũng Tàu ban hành",
                "Uỷ ban nhân dân tỉnh Bà Rịa - Vũng Tàu",
                Body::Committee,
            ),
            ("Bộ Lao động - Thương binh và Xã hội quy định", "Bộ Lao động - Thương binh và Xã hội", Body::Ministry),
            ("Sở Giáo dục và Đào tạo tỉnh Gia Lai về", "Sở Giáo dục và Đào tạo tỉnh Gia Lai", Body::Department),
            ("Ban Tổ chức Trung ương về", "Ban Tổ chức Trung ương", Body::PartyBoard),
            ("Ủy ban Thường vụ Quốc hội quy định", "Ủy ban Thường vụ Quốc hội", Body::AssemblyCommittee),
        ] {
            assert_eq!(read(text), (name, body), "{text}");
        }
    }

    #[test]
    fn bodies_are_read_backwards() {
        let text = "Ngày 4-7-2011, Thủ tướng Chính phủ đã";
        let r = Reader::marked(text);
        let end = text.len() - " đã".len();
        assert_eq!(before(&r, end, 0).unwrap().span.of(text), "Thủ tướng Chính phủ");
    }
}
