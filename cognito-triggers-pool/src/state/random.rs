//! The pool's random numbers: the same seed gives the same codes, ids and tokens. They are not secrets.

/// SplitMix64: small, and good enough for codes in a test.
#[derive(Clone)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) struct Random(u64);

const TEXT: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % (bound as u64)).unwrap_or(0)
    }

    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b"0123456789"[self.below(10)])).collect()
    }

    pub(crate) fn text(&mut self, length: usize) -> String {
        (0..length).map(|_| char::from(TEXT[self.below(TEXT.len())])).collect()
    }

    /// Returns hexadecimal digits.
    pub(crate) fn hex(&mut self, length: usize) -> String {
        (0..length).map(|_| char::from(b"0123456789abcdef"[self.below(16)])).collect()
    }

    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.next().to_le_bytes()[0])
    }

    /// Returns an id in the form of today's pools: like a UUID, and not of version 4.
    pub(crate) fn id(&mut self) -> String {
        let hex = self.hex(29);
        format!("{}-{}1-70{}-{}-{}", &hex[..8], &hex[8..11], &hex[11..13], &hex[13..17], &hex[17..])
    }

    /// Returns a password that fits every policy of its length, with characters that HTML escapes.
    pub(crate) fn password(&mut self, minimum_length: usize) -> String {
        let mut password = format!("{}a1<&", char::from(TEXT[self.below(26)]));
        password += &self.text(minimum_length.max(12) - 5);
        password
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn a_seed_gives_the_same_texts_again() {
        let texts = |seed| {
            let mut random = Random::new(seed);
            (random.id(), random.digits(6), random.password(8))
        };
        assert_eq!(texts(7), texts(7));
        assert_ne!(texts(7), texts(8));
        let (id, digits, password) = texts(7);
        assert_eq!((id.len(), digits.len(), password.len()), (36, 6, 12));
    }
}
