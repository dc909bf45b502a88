//! Reads a message from front to back. Nothing is allocated for a length that is only declared.

use crate::error::DecryptError;

pub(crate) struct Reader<'m> {
    message: &'m [u8],
    at: usize,
}

impl<'m> Reader<'m> {
    pub(crate) fn new(message: &'m [u8]) -> Self {
        Self { message, at: 0 }
    }

    /// Takes the next bytes. The error says within which part the message ends.
    pub(crate) fn take(&mut self, length: usize, what: &'static str) -> Result<&'m [u8], DecryptError> {
        let end = self.at.checked_add(length);
        let taken = end.and_then(|end| self.message.get(self.at..end));
        let taken = taken.ok_or_else(|| DecryptError::cut(self.message.len(), what))?;
        self.at += taken.len();
        Ok(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self, what: &'static str) -> Result<&'m [u8; N], DecryptError> {
        let at = self.at;
        self.take(N, what)?.try_into().map_err(|_| DecryptError::cut(at, what))
    }

    pub(crate) fn u8(&mut self, what: &'static str) -> Result<u8, DecryptError> {
        self.array(what).map(|bytes| u8::from_be_bytes(*bytes))
    }

    pub(crate) fn u16(&mut self, what: &'static str) -> Result<u16, DecryptError> {
        self.array(what).map(|bytes| u16::from_be_bytes(*bytes))
    }

    pub(crate) fn u32(&mut self, what: &'static str) -> Result<u32, DecryptError> {
        self.array(what).map(|bytes| u32::from_be_bytes(*bytes))
    }

    pub(crate) fn u64(&mut self, what: &'static str) -> Result<u64, DecryptError> {
        self.array(what).map(|bytes| u64::from_be_bytes(*bytes))
    }

    /// Takes bytes that follow their own length, which has two bytes.
    pub(crate) fn counted(&mut self, what: &'static str) -> Result<&'m [u8], DecryptError> {
        let length = self.u16(what)?;
        self.take(length.into(), what)
    }

    /// Takes UTF-8 text that follows its own length, which has two bytes.
    pub(crate) fn text(&mut self, what: &'static str) -> Result<&'m str, DecryptError> {
        let at = self.at;
        std::str::from_utf8(self.counted(what)?).map_err(|_| DecryptError::wrong(at, what, "is not UTF-8"))
    }

    /// Returns the position in the message.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Returns all bytes that were taken so far.
    pub(crate) fn taken(&self) -> &'m [u8] {
        self.message.get(..self.at).unwrap_or_default()
    }

    /// Returns whether nothing is left.
    pub(crate) fn is_at_end(&self) -> bool {
        self.at == self.message.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_is_there_and_no_more() {
        let mut reader = Reader::new(&[0, 2, b'o', b'k', 7]);
        assert_eq!(reader.text("a name").unwrap(), "ok");
        assert_eq!(reader.taken(), [0, 2, b'o', b'k']);
        assert!(!reader.is_at_end());
        for length in [2, usize::MAX] {
            let error = reader.take(length, "a tag").unwrap_err().to_string();
            assert!(error.contains("it ends within a tag, after 5 bytes"), "{error}");
        }
        assert_eq!(reader.u8("a count").unwrap(), 7);
        assert!(reader.is_at_end());
    }
}
