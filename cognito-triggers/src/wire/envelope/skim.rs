//! A fast scanner that finds the members of an event in JSON as Cognito writes it.
//!
//! It exists because no other part of an event costs as much: ARCHITECTURE.md has its share, and
//! what serde_json would take instead. The scanner is strict and gives up wherever it is unsure;
//! serde_json then reads the event and decides whether it is JSON. A test checks that the two agree.

#![allow(clippy::inline_always, reason = "the small steps run for every token of the event")]

use super::{Indexed, Member, RequestMember, Slot, Slots};
use crate::wire::json;

/// The deepest nesting that the scanner follows. It leaves the rest to serde_json, which does not
/// recurse.
const DEPTH: usize = 64;

/// The number of attributes and response members that most events do not exceed.
const USUAL: usize = 24;

/// Finds the members of an event. Returns `false` if serde_json must read the event instead.
pub(super) fn skim(text: &str, slots: &mut Slots) -> bool {
    slots.index.reserve(USUAL);
    let mut scan = Scan { bytes: text.as_bytes(), at: 0 };
    scan.event(slots).is_some() && scan.token().is_none()
}

/// A position in JSON text. Each method reads one item and leaves the position behind it.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn event(&mut self, slots: &mut Slots) -> Option<()> {
        if self.token()? != b'{' {
            return None;
        }
        self.object(|scan, name| {
            let member = Member::from_name(scan.slice(name));
            let start = scan.at;
            match member {
                Some(Member::Request) => {
                    // If a member repeats, the last one counts.
                    (slots.request, slots.attributes) = Default::default();
                    scan.request(slots)?;
                }
                Some(Member::Response) => slots.response = scan.indexed(&mut slots.index)?,
                _ => scan.value(0)?,
            }
            if let Some(member) = member {
                slots.top[member as usize] = scan.since(start);
            }
            Some(())
        })
    }

    fn request(&mut self, slots: &mut Slots) -> Option<()> {
        if self.peek()? != b'{' {
            return self.value(0);
        }
        self.object(|scan, name| {
            let member = RequestMember::from_name(scan.slice(name));
            let start = scan.at;
            match member {
                Some(RequestMember::UserAttributes) => slots.attributes = scan.indexed(&mut slots.index)?,
                _ => scan.value(0)?,
            }
            if let Some(member) = member {
                slots.request[member as usize] = scan.since(start);
            }
            Some(())
        })
    }

    /// Reads a value. If it is an object, adds the names and values of its members to the index.
    fn indexed(&mut self, index: &mut Vec<(Slot, Slot)>) -> Option<Indexed> {
        let first = index.len();
        if self.peek()? == b'{' {
            self.object(|scan, name| {
                let start = scan.at;
                scan.value(0)?;
                index.push((name, scan.since(start)));
                Some(())
            })?;
        } else {
            self.value(0)?;
        }
        Some(Some((first, index.len())))
    }

    /// Reads an object: passes each name to `member`, which reads the value.
    fn object(&mut self, mut member: impl FnMut(&mut Self, Slot) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.token()? == b'}' {
            self.at += 1;
            return Some(());
        }
        loop {
            let start = self.at;
            if !self.string()? {
                return None;
            }
            let (start, end) = self.since(start);
            self.byte(b':')?;
            self.token()?;
            member(self, (start + 1, end - 1))?;
            match self.token()? {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    return Some(());
                }
                _ => return None,
            }
            self.token()?;
        }
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        self.at += 1;
        if self.token()? == b']' {
            self.at += 1;
            return Some(());
        }
        loop {
            self.token()?;
            self.value(depth)?;
            match self.token()? {
                b',' => self.at += 1,
                b']' => {
                    self.at += 1;
                    return Some(());
                }
                _ => return None,
            }
        }
    }

    /// Reads a value that starts here, usually a string.
    #[inline(always)]
    fn value(&mut self, depth: usize) -> Option<()> {
        if self.peek()? == b'"' { self.string().map(drop) } else { self.other(depth) }
    }

    /// Reads a value that is not a string.
    fn other(&mut self, depth: usize) -> Option<()> {
        match self.peek()? {
            b'n' => self.word(b"null"),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'{' if depth < DEPTH => self.object(|scan, _| scan.value(depth + 1)),
            b'[' if depth < DEPTH => self.array(depth + 1),
            b'-' | b'0'..=b'9' => self.number(),
            _ => None,
        }
    }

    /// Reads a string, and returns whether it has no escape.
    #[inline(always)]
    fn string(&mut self) -> Option<bool> {
        if self.peek()? != b'"' {
            return None;
        }
        self.at += 1;
        self.plain();
        if self.peek()? == b'"' {
            self.at += 1;
            return Some(true);
        }
        self.escaped()
    }

    /// Reads the rest of a string from its first escape on.
    #[cold]
    fn escaped(&mut self) -> Option<bool> {
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(false);
                }
                b'\\' => self.escape()?,
                _ => return None,
            }
            self.plain();
        }
    }

    fn plain(&mut self) {
        self.at = json::end_of_plain(self.bytes, self.at);
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

    /// Reads this byte, after any white space.
    fn byte(&mut self, byte: u8) -> Option<()> {
        (self.token()? == byte).then(|| self.at += 1)
    }

    /// Skips white space, and returns the next byte without reading past it.
    fn token(&mut self) -> Option<u8> {
        loop {
            match self.peek()? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Some(byte),
            }
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
    use crate::event::samples;
    use crate::spec::source::Source;
    use crate::wire::envelope::{Indexed, Member, RequestMember, Slot, Slots, read};
    use crate::wire::members::tests::parts;

    /// A generator of numbers that look random and are the same in each run.
    struct Random(u64);

    impl Random {
        fn below(&mut self, n: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % n as u64).unwrap()
        }
    }

    /// Checks that the index of an object agrees with serde_json.
    fn check_index(text: &str, slots: &Slots, part: Indexed, object: Slot) {
        let (Some((start, end)), Some(object)) = (part, text.get(object.0 as usize..object.1 as usize))
        else {
            return;
        };
        let slice = |(start, end): Slot| &text[start as usize..end as usize];
        let indexed = slots.index[start..end].iter().map(|(name, value)| (slice(*name), slice(*value)));
        let read = if object.starts_with('{') { parts(object).unwrap() } else { Vec::new() };
        let read = read.iter().map(|(name, value)| (std::str::from_utf8(name).unwrap(), *value));
        assert!(indexed.eq(read), "{text}");
    }

    fn check(text: &str) -> bool {
        let mut skimmed = Slots::default();
        if !skim(text, &mut skimmed) {
            return false;
        }
        let read = read(text).unwrap_or_else(|e| panic!("serde_json refuses what was skimmed: {e}: {text}"));
        let members = |slots: &Slots| (slots.top, slots.request);
        assert_eq!(members(&skimmed), members(&read), "{text}");
        check_index(text, &skimmed, skimmed.attributes, read.request[RequestMember::UserAttributes as usize]);
        check_index(text, &skimmed, skimmed.response, read.top[Member::Response as usize]);
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

    /// Whichever bytes change, the scanner accepts nothing that serde_json refuses or reads
    /// differently.
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
