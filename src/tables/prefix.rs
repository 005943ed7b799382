//! Longest-prefix search over a sorted index, for names that contain commas and other names.

/// The longest key of `index` that `text` begins with and that ends there at the end of a word.
///
/// `index` must be sorted by key in byte order; names and their rows are told apart by position, which is returned.
/// Of equal keys the first is returned.
#[must_use]
pub fn longest_prefix<T>(index: &[(&'static str, T)], text: &str) -> Option<usize> {
    let mut left = text;
    while !left.is_empty() {
        // Every key that is a prefix of `left` sorts at or before it, the longest last.
        let end = index.partition_point(|(key, _)| *key <= left);
        let key = index[..end].last()?.0;
        let shared = shared_len(key, left);
        if shared == key.len() {
            if text[shared..].chars().next().is_none_or(|c| !c.is_alphanumeric()) {
                let first = index.partition_point(|(k, _)| *k < key);
                return (!key.is_empty()).then_some(first);
            }
            left = left[..shared].char_indices().next_back().map_or("", |(i, _)| &left[..i]);
        } else {
            left = &left[..shared];
        }
    }
    None
}

/// The length of the longest common beginning, on a character boundary of both.
fn shared_len(a: &str, b: &str) -> usize {
    b.floor_char_boundary(a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count())
}

#[cfg(test)]
mod tests {
    use super::longest_prefix;

    const INDEX: [(&str, u8); 5] =
        [("giá", 0), ("thi", 1), ("thi đua", 2), ("thi đua, khen thưởng", 3), ("thi đua, khen thưởngx", 4)];

    #[test]
    fn the_longest_whole_words_win() {
        assert_eq!(longest_prefix(&INDEX, "thi đua, khen thưởng năm 2022"), Some(3));
        assert_eq!(longest_prefix(&INDEX, "thi đua, khen chê"), Some(2));
        assert_eq!(longest_prefix(&INDEX, "thi đấu"), Some(1));
        assert_eq!(longest_prefix(&INDEX, "giám sát"), None);
        assert_eq!(longest_prefix(&INDEX, "giá"), Some(0));
        assert_eq!(longest_prefix(&INDEX, ""), None);
        assert_eq!(longest_prefix(&INDEX, "ăn"), None);
    }
}
