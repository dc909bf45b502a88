//! The header of a message: how the message is encrypted, and for whom.

use crate::context::EncryptionContext;
use crate::error::DecryptError;
use crate::keyring::EncryptedDataKey;
use crate::reader::Reader;
use crate::suite::Suite;

const MAX_KEYS: u16 = 16;

/// The layout of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    Unframed,
    /// Frames of this length. The last one may be shorter.
    Framed(u32),
}

pub(crate) struct Header<'m> {
    pub(crate) suite: Suite,
    pub(crate) message_id: &'m [u8],
    pub(crate) context: EncryptionContext<'m>,
    pub(crate) keys: Vec<EncryptedDataKey<'m>>,
    pub(crate) layout: Layout,
    /// The commitment to the data key, in format 2.
    pub(crate) commitment: Option<&'m [u8; 32]>,
    /// The bytes that the tag covers.
    pub(crate) bytes: &'m [u8],
    pub(crate) iv: [u8; 12],
    pub(crate) tag: &'m [u8; 16],
}

impl<'m> Header<'m> {
    pub(crate) fn read(reader: &mut Reader<'m>) -> Result<Self, DecryptError> {
        match reader.u8("the format")? {
            1 => Self::first(reader),
            2 => Self::second(reader),
            other => Err(DecryptError::format(other)),
        }
    }

    fn first(reader: &mut Reader<'m>) -> Result<Self, DecryptError> {
        expect(reader, 0x80, "the type", "is not 128")?;
        let suite = suite(reader, 1)?;
        let message_id = reader.take(16, "the message id")?;
        let context = EncryptionContext::read(reader)?;
        let keys = keys(reader)?;
        let framed = framed(reader)?;
        let at = reader.at();
        if *reader.array::<4>("the reserved bytes")? != [0; 4] {
            return Err(DecryptError::wrong(at, "the reserved bytes", "are not zero"));
        }
        expect(reader, 12, "the length of the IVs", "is not 12")?;
        let layout = layout(reader, framed)?;
        let bytes = reader.taken();
        let iv = *reader.array("the header's IV")?;
        let tag = reader.array("the header's tag")?;
        Ok(Self { suite, message_id, context, keys, layout, commitment: None, bytes, iv, tag })
    }

    fn second(reader: &mut Reader<'m>) -> Result<Self, DecryptError> {
        let suite = suite(reader, 2)?;
        let message_id = reader.take(32, "the message id")?;
        let context = EncryptionContext::read(reader)?;
        let keys = keys(reader)?;
        let framed = framed(reader)?;
        let layout = layout(reader, framed)?;
        let commitment = Some(reader.array("the key commitment")?);
        let bytes = reader.taken();
        let tag = reader.array("the header's tag")?;
        Ok(Self { suite, message_id, context, keys, layout, commitment, bytes, iv: [0; 12], tag })
    }
}

fn expect(
    reader: &mut Reader<'_>,
    byte: u8,
    what: &'static str,
    fault: &'static str,
) -> Result<(), DecryptError> {
    let at = reader.at();
    if reader.u8(what)? == byte { Ok(()) } else { Err(DecryptError::wrong(at, what, fault)) }
}

fn suite(reader: &mut Reader<'_>, format: u8) -> Result<Suite, DecryptError> {
    let at = reader.at();
    Suite::of(reader.u16("the algorithm suite")?, format, at)
}

fn keys<'m>(reader: &mut Reader<'m>) -> Result<Vec<EncryptedDataKey<'m>>, DecryptError> {
    const KEYS: &str = "the number of data keys";
    let at = reader.at();
    let count = reader.u16(KEYS)?;
    if count == 0 {
        return Err(DecryptError::wrong(at, KEYS, "is 0"));
    }
    if count > MAX_KEYS {
        return Err(DecryptError::wrong(at, KEYS, "is more than 16"));
    }
    (0..count).map(|_| EncryptedDataKey::read(reader)).collect()
}

fn framed(reader: &mut Reader<'_>) -> Result<bool, DecryptError> {
    const CONTENT: &str = "the content type";
    let at = reader.at();
    match reader.u8(CONTENT)? {
        1 => Ok(false),
        2 => Ok(true),
        _ => Err(DecryptError::wrong(at, CONTENT, "is neither 1 nor 2")),
    }
}

fn layout(reader: &mut Reader<'_>, framed: bool) -> Result<Layout, DecryptError> {
    const LENGTH: &str = "the frame length";
    let at = reader.at();
    match (framed, reader.u32(LENGTH)?) {
        (false, 0) => Ok(Layout::Unframed),
        (false, _) => Err(DecryptError::wrong(at, LENGTH, "is not 0, but there are no frames")),
        // A body of empty frames would have no end.
        (true, 0) => Err(DecryptError::wrong(at, LENGTH, "is 0, but there are frames")),
        (true, length) => Ok(Layout::Framed(length)),
    }
}
