//! Where the members of an event lie, for the JSON that Cognito writes.
//!
//! This pass is most of what an event costs, and serde_json's own needs two and a half times the
//! instructions, since it must give values out. It is strict, and gives up wherever it is not
//! sure: the event is then read by serde_json, which decides whether it is JSON. A test holds the
//! two equal.

use super::{Member, RequestMember, Slot, Slots};

/// Deeper nesting is left to serde_json, which does not recurse.
const DEPTH: usize = 64;

/// The members of an event; `None` where serde_json is to read it.
pub(super) fn skim(text: &str) -> Option<Slots> {
    let mut slots = Slots::default();
    let mut scan = Scan { bytes: text.as_bytes(), at: 0 };
    scan.white_space();
    scan.object(|scan, name| match Member::from_name(scan.slice(name)) {
        Some(Member::Request) => {
            // Of a member that repeats, the last counts.
            (slots.request, slots.attributes) = Default::default();
            let start = scan.at;
            if scan.peek()? == b'{' {
                scan.request(&mut slots)?;
            } else {
                scan.value(0)?;
            }
            slots.top[Member::Request as usize] = scan.since(start);
            Some(())
        }
        Some(Member::Response) => {
            let (index, range) = scan.indexed()?;
            (slots.response, slots.top[Member::Response as usize]) = (Some(index), range);
            Some(())
        }
        Some(member) => {
            slots.top[member as usize] = scan.value(0)?;
            Some(())
        }
        None => scan.value(0).map(drop),
    })?;
    scan.white_space();
    (scan.at == text.len()).then_some(slots)
}

/// A place in JSON text. Each method reads one thing, and leaves the place behind it.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn request(&mut self, slots: &mut Slots) -> Option<()> {
        self.object(|scan, name| match RequestMember::from_name(scan.slice(name)) {
            Some(RequestMember::UserAttributes) => {
                let (index, range) = scan.indexed()?;
                slots.attributes = Some(index);
                slots.request[RequestMember::UserAttributes as usize] = range;
                Some(())
            }
            Some(member) => {
                slots.request[member as usize] = scan.value(0)?;
                Some(())
            }
            None => scan.value(0).map(drop),
        })
    }

    /// A value; where it is an object, with the names and values of its members.
    fn indexed(&mut self) -> Option<(Vec<(Slot, Slot)>, Slot)> {
        let start = self.at;
        let mut index = Vec::new();
        if self.peek()? == b'{' {
            index.reserve(8);
            self.object(|scan, name| {
                index.push((name, scan.value(0)?));
                Some(())
            })?;
        } else {
            self.value(0)?;
        }
        Some((index, self.since(start)))
    }

    /// An object: shows each name to `member`, which reads the value.
    fn object(&mut self, mut member: impl FnMut(&mut Self, Slot) -> Option<()>) -> Option<()> {
        self.byte(b'{')?;
        self.white_space();
        if self.peek()? == b'}' {
            return self.byte(b'}');
        }
        loop {
            let ((start, end), is_plain) = self.string()?;
            if !is_plain {
                return None;
            }
            let name = (start + 1, end - 1);
            self.white_space();
            self.byte(b':')?;
            self.white_space();
            member(self, name)?;
            self.white_space();
            if self.peek()? == b'}' {
                return self.byte(b'}');
            }
            self.byte(b',')?;
            self.white_space();
        }
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        self.byte(b'[')?;
        self.white_space();
        if self.peek()? == b']' {
            return self.byte(b']');
        }
        loop {
            self.value(depth)?;
            self.white_space();
            if self.peek()? == b']' {
                return self.byte(b']');
            }
            self.byte(b',')?;
            self.white_space();
        }
    }

    fn value(&mut self, depth: usize) -> Option<Slot> {
        let start = self.at;
        match self.peek()? {
            b'"' => return self.string().map(|(slot, _)| slot),
            b'n' => self.word(b"null")?,
            b't' => self.word(b"true")?,
            b'f' => self.word(b"false")?,
            b'{' if depth < DEPTH => self.object(|scan, _| scan.value(depth + 1).map(drop))?,
            b'[' if depth < DEPTH => self.array(depth + 1)?,
            b'-' | b'0'..=b'9' => self.number()?,
            _ => return None,
        }
        Some(self.since(start))
    }

    /// A string with its quotes, and whether it has no escape.
    fn string(&mut self) -> Option<(Slot, bool)> {
        let start = self.at;
        let mut is_plain = true;
        self.byte(b'"')?;
        loop {
            self.plain();
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some((self.since(start), is_plain));
                }
                b'\\' => {
                    is_plain = false;
                    self.escape()?;
                }
                _ => return None,
            }
        }
    }

    /// Goes to the next byte that ends a run of plain text: a quote, a backslash, a control.
    fn plain(&mut self) {
        const ONES: u64 = u64::MAX / 0xff;
        // The high bit of each byte that is zero; of higher ones too, which does not matter, since
        // only the lowest counts.
        let zeros = |word: u64| word.wrapping_sub(ONES) & !word & (ONES << 7);
        while let Some(chunk) = self.bytes[self.at..].first_chunk() {
            let word = u64::from_le_bytes(*chunk);
            let quote = zeros(word ^ (ONES * u64::from(b'"')));
            let backslash = zeros(word ^ (ONES * u64::from(b'\\')));
            let control = word.wrapping_sub(ONES * 0x20) & !word & (ONES << 7);
            let ends = quote | backslash | control;
            if ends != 0 {
                self.at += ends.trailing_zeros() as usize / 8;
                return;
            }
            self.at += 8;
        }
        while self.peek().is_some_and(|b| b >= b' ' && b != b'"' && b != b'\\') {
            self.at += 1;
        }
    }

    fn escape(&mut self) -> Option<()> {
        match self.bytes.get(self.at + 1)? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 2,
            b'u' => {
                let hex = self.bytes.get(self.at + 2..self.at + 6)?;
                if !hex.iter().all(u8::is_ascii_hexdigit) {
                    return None;
                }
                self.at += 6;
            }
            _ => return None,
        }
        Some(())
    }

    fn number(&mut self) -> Option<()> {
        if self.peek()? == b'-' {
            self.at += 1;
        }
        if self.peek()? == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.bytes[self.at..].starts_with(word).then(|| self.at += word.len())
    }

    fn byte(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn white_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[allow(clippy::cast_possible_truncation, reason = "`from_text` refuses longer texts")]
    fn since(&self, start: usize) -> Slot {
        (start as u32, self.at as u32)
    }

    fn slice(&self, (start, end): Slot) -> &[u8] {
        &self.bytes[start as usize..end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::skim;
    use crate::envelope::{Slots, read};
    use crate::{Source, samples};

    /// Numbers that look random and are the same in each run.
    struct Random(u64);

    impl Random {
        fn below(&mut self, n: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % n as u64).unwrap()
        }
    }

    fn check(text: &str) -> bool {
        let Some(skimmed) = skim(text) else { return false };
        let read = read(text).unwrap_or_else(|e| panic!("serde_json refuses what was skimmed: {e}: {text}"));
        let members = |slots: &Slots| (slots.top, slots.request);
        assert_eq!(members(&skimmed), members(&read), "{text}");
        true
    }

    #[test]
    fn agrees_with_serde_json_on_every_sample_and_skims_it() {
        for &source in Source::ALL {
            assert!(check(samples::text(source)), "{source}");
        }
    }

    #[test]
    fn agrees_with_serde_json_on_what_is_rare() {
        let skimmed = [
            "{}",
            " { } ",
            r#"{"request":null,"request":{"userAttributes":[1,{"a":[]}]},"response":7}"#,
            r#"{"x":[-0,0.5e+3,-12E1,true,false,null,"\u00e9\\\"\/"],"userName":"\ud800"}"#,
            r#"{"request":{"userAttributes":{"a":1e999,"b":{}}},"response":{ }}"#,
        ];
        for text in skimmed {
            assert!(check(text), "{text}");
        }
        for text in [
            "",
            "{",
            "[]",
            "{\"a\":01}",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{\"a\":\"\t\"}",
            "{\"a\":\"\\x\"}",
            "{}x",
            "{\"a\":-}",
            "{\"a\":.5}",
            "{\"\\u0061\":1}",
        ] {
            assert!(!check(text), "{text}");
        }
    }

    /// Whatever becomes of a byte, nothing is taken that serde_json refuses or reads differently.
    #[test]
    fn agrees_with_serde_json_on_mutations() {
        let mut random = Random(0x2545_f491_4f6c_dd1d);
        let spice = br#""\{}[]:,0-.eE+tfn u/"#;
        let (mut taken, mut refused) = (0, 0);
        for round in 0..40_000 {
            let source = Source::ALL[round % Source::ALL.len()];
            let mut bytes = samples::text(source).as_bytes().to_vec();
            for _ in 0..=random.below(3) {
                let at = random.below(bytes.len());
                match random.below(4) {
                    0 => bytes[at] = spice[random.below(spice.len())],
                    1 => bytes.insert(at, spice[random.below(spice.len())]),
                    2 => drop(bytes.remove(at)),
                    _ => bytes[at] = u8::try_from(random.below(128)).unwrap(),
                }
            }
            let text = String::from_utf8(bytes).unwrap();
            if check(&text) { taken += 1 } else { refused += 1 }
        }
        assert!(taken > 1_000 && refused > 1_000, "{taken} taken, {refused} refused");
    }
}
