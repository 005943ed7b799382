//! A search for a few dozen words at once.
//!
//! Vietnamese words are made of the same few letters, and of these most begin with the same two bytes: SIMD searches, which
//! compare a few bits of the first bytes of all words together, stop at every other word of a text. This one looks at three
//! bytes at every second place. Of each word a fragment of four bytes counts, whose first three or last three then stand at
//! such a place; it is the fragment that ordinary prose has least.

/// How many lists there are, a power of two.
const SLOTS: usize = 1 << 13;

/// The words of a search, by the bytes of their fragments.
pub(super) struct Keywords<T: 'static> {
    /// For each hash of three bytes the number of its list, 0 where no word has them.
    slots: Box<[u8; SLOTS]>,
    lists: Vec<Vec<Entry<T>>>,
}

/// A word that may stand at a place.
#[derive(Clone, Copy)]
struct Entry<T> {
    /// Its fragment, asked for before the whole word.
    fragment: [u8; 4],
    /// How far before the place the fragment begins, and the word.
    back: (usize, usize),
    word: &'static str,
    value: T,
}

/// Prose by which common fragments are told from rare ones.
const PROSE: &str = "Sáng nay, đồng chí Phó Chủ tịch Ủy ban nhân dân tỉnh đã đi kiểm tra tiến độ xây dựng các công trình trọng \
     điểm trên địa bàn thành phố. Cùng đi có lãnh đạo các sở, ngành liên quan và chính quyền địa phương. Theo báo cáo của \
     chủ đầu tư, đến thời điểm này khối lượng thi công đạt hơn bảy mươi phần trăm, tuy nhiên việc bàn giao mặt bằng ở một \
     số đoạn còn chậm do người dân chưa đồng ý với mức giá bồi thường. Phát biểu tại buổi làm việc, đồng chí yêu cầu các \
     đơn vị tập trung nhân lực, thiết bị, bảo đảm chất lượng và an toàn lao động; đồng thời tiếp tục tuyên truyền, vận động \
     để nhân dân hiểu, chấp hành chủ trương của Nhà nước. Trường học, bệnh viện và khu thể thao sẽ được đưa vào sử dụng \
     trước mùa mưa, góp phần nâng cao đời sống vật chất và tinh thần của bà con. Ông Nguyễn Văn Hùng, một hộ kinh doanh \
     lâu năm ở chợ, cho biết gia đình rất vui khi con đường mới mở rộng, xe cộ đi lại thuận tiện hơn, hàng hóa bán chạy \
     hơn trước. Học sinh của trường cũng không phải lội nước mỗi khi triều lên. Nhiều bạn trẻ mong muốn có thêm cây xanh, \
     thư viện và sân chơi. Các chuyên gia cho rằng doanh nghiệp cần đổi mới công nghệ, nâng cao năng suất, mở rộng thị \
     trường xuất khẩu, còn cơ quan quản lý phải cải cách thủ tục, giảm phiền hà, xử lý nghiêm những trường hợp vi phạm.";

impl<T: Copy> Keywords<T> {
    /// A search for words of at least four bytes.
    pub(super) fn new(words: &[(&'static str, T)]) -> Self {
        let mut common = vec![0u16; SLOTS];
        for three in PROSE.as_bytes().windows(3) {
            common[slot(three)] += 1;
        }
        let mut out = Keywords { slots: Box::new([0; SLOTS]), lists: vec![Vec::new()] };
        for &(word, value) in words {
            let threes: Vec<usize> = word.as_bytes().windows(3).map(slot).collect();
            let rarest = (1..threes.len()).min_by_key(|&at| common[threes[at - 1]] + common[threes[at]]);
            let Some(begin) = rarest.map(|at| at - 1) else { continue };
            let bytes = word.as_bytes();
            let fragment = [bytes[begin], bytes[begin + 1], bytes[begin + 2], bytes[begin + 3]];
            for shift in [0, 1] {
                let list = &mut out.slots[threes[begin + shift]];
                if *list == 0 {
                    // At most two lists a word: far fewer than a byte can tell.
                    *list = out.lists.len() as u8;
                    out.lists.push(Vec::new());
                }
                let entry = Entry { fragment, back: (shift, begin + shift), word, value };
                out.lists[usize::from(*list)].push(entry);
            }
        }
        out
    }

    /// Calls `found` with each place where one of the words stands and what the word stands for, in the order of the text
    /// but for words that overlap.
    pub(super) fn each(&self, bytes: &[u8], mut found: impl FnMut(usize, &'static str, T)) {
        let mut look = |place: usize, list: u8| {
            for entry in &self.lists[usize::from(list)] {
                let (Some(begin), Some(start)) = (place.checked_sub(entry.back.0), place.checked_sub(entry.back.1))
                else {
                    continue;
                };
                if bytes[begin..].first_chunk() == Some(&entry.fragment)
                    && bytes[start..].starts_with(entry.word.as_bytes())
                {
                    found(start, entry.word, entry.value);
                }
            }
        };
        // Four places at a time, from eight bytes and the two behind them: nearly always no word stands at any of them.
        let mut place = 0;
        while let Some(ten) = bytes[place..].first_chunk::<10>() {
            let [a, b, c, d, e, f, g, h, i, j] = *ten;
            let low = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
            let high = u64::from_le_bytes([c, d, e, f, g, h, i, j]);
            let list = |bytes: u64| self.slots[slot_of(bytes as u32)];
            let (first, second, third, fourth) = (list(low), list(low >> 16), list(low >> 32), list(high >> 32));
            if first | second | third | fourth != 0 {
                for (n, list) in [first, second, third, fourth].into_iter().enumerate() {
                    if list != 0 {
                        look(place + 2 * n, list);
                    }
                }
            }
            place += 8;
        }
        for place in (place..bytes.len().saturating_sub(2)).step_by(2) {
            look(place, self.slots[slot(&bytes[place..place + 3])]);
        }
    }
}

/// The slot of the first three bytes.
fn slot(bytes: &[u8]) -> usize {
    slot_of(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]))
}

/// The slot of the low three bytes of a number: Fibonacci hashing, which spreads what differs in any bit.
#[inline(always)]
fn slot_of(bytes: u32) -> usize {
    ((bytes << 8).wrapping_mul(0x9e37_79b1) >> (32 - SLOTS.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORDS: &[(&str, usize)] = &[("năm", 0), ("này", 1), ("nhiệm kỳ", 2), ("số", 3), ("Điều", 4), ("abcd", 5)];

    proptest! {
        #[test]
        fn every_word_is_found_where_it_stands(pieces in proptest::collection::vec(
            proptest::sample::select(vec!["năm", "này", "nhiệm kỳ", "số", "Điều", "abcd", " ", "a", "n", "đ", "ế", ".", "ab"]),
            0..30,
        )) {
            let text = pieces.concat();
            let mut found = Vec::new();
            Keywords::new(WORDS).each(text.as_bytes(), |start, _, value| found.push((start, value)));
            let all = WORDS.iter().flat_map(|(word, value)| text.match_indices(word).map(|(start, _)| (start, *value)));
            let mut all: Vec<_> = all.collect();
            all.sort_unstable();
            prop_assert_eq!(found, all);
        }
    }
}
