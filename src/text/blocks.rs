//! Bytes of a text looked at sixty-four at a time.

/// How many bytes are looked at together.
pub(crate) const BLOCK: usize = 64;

/// Some bytes of a text.
pub(crate) struct Block([u8; BLOCK]);

impl Block {
    /// Those from `at` on, with zeros behind the end of the text.
    #[inline(always)]
    pub(crate) fn at(bytes: &[u8], at: usize) -> Self {
        let rest = &bytes[at..];
        Block(rest.first_chunk().copied().unwrap_or_else(|| {
            let mut padded = [0; BLOCK];
            padded[..rest.len()].copy_from_slice(rest);
            padded
        }))
    }

    /// Whether any of them is one that is asked for.
    #[inline(always)]
    pub(crate) fn has(&self, is: impl Fn(u8) -> bool) -> bool {
        let mut any = 0;
        for b in &self.0 {
            any |= u8::from(is(*b));
        }
        any != 0
    }

    /// Which of them are those asked for, the first in the lowest bit.
    #[inline(always)]
    pub(crate) fn bits(&self, is: impl Fn(u8) -> bool) -> u64 {
        let mut flags = [0; BLOCK];
        for (flag, b) in flags.iter_mut().zip(&self.0) {
            *flag = u8::from(is(*b));
        }
        let mut out = 0;
        for (n, eight) in flags.as_chunks().0.iter().enumerate() {
            // The factor moves the flag of each byte to the highest byte, each to a bit of its own.
            let bits = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
            out |= bits << (8 * n);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bits_tell_which(bytes in proptest::collection::vec(0u8..4, 0..100), at in 0usize..100) {
            let at = at.min(bytes.len());
            let block = Block::at(&bytes, at);
            let bits = block.bits(|b| b == 2);
            for n in 0..BLOCK {
                prop_assert_eq!(bits >> n & 1 == 1, bytes.get(at + n) == Some(&2));
            }
            prop_assert_eq!(block.has(|b| b == 2), bits != 0);
        }
    }
}
