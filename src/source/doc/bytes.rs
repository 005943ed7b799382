//! Numbers in bytes, low byte first.

/// The number of two bytes at an offset.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// The number of four bytes at an offset.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The bytes that an offset and a length name.
pub(super) fn slice(bytes: &[u8], place: (u32, u32)) -> &[u8] {
    let start = place.0 as usize;
    start.checked_add(place.1 as usize).and_then(|end| bytes.get(start..end)).unwrap_or_default()
}

/// A table of `n + 1` rising positions and `n` entries of a size: the positions and the entries of each.
pub(super) fn plex(bytes: &[u8], size: usize) -> impl Iterator<Item = (u32, u32, &[u8])> {
    let count = bytes.len().saturating_sub(4) / (4 + size);
    (0..count).filter_map(move |i| {
        let entry = (count + 1) * 4 + i * size;
        Some((u32_at(bytes, i * 4)?, u32_at(bytes, i * 4 + 4)?, bytes.get(entry..entry + size)?))
    })
}
