//! The body of a message: one block, or frames in order up to the final one.

use aes_gcm::{AeadInOut, Aes256Gcm};
use zeroize::Zeroizing;

use crate::error::DecryptError;
use crate::header::Layout;
use crate::reader::Reader;

/// The mark of the final frame, in the place of a frame's number. The number follows it.
const FINAL: u32 = u32::MAX;

const IV: &str = "the IV of a frame";
const CONTENT: &str = "the content of a frame";
const TAG: &str = "the tag of a frame";

/// A part of the body that has a tag of its own.
struct Block<'m> {
    /// The kind of block, as text that the tag covers.
    kind: &'static [u8],
    number: u32,
    iv: &'m [u8; 12],
    content: &'m [u8],
    tag: &'m [u8; 16],
}

pub(crate) struct Body<'m>(Vec<Block<'m>>);

impl<'m> Body<'m> {
    pub(crate) fn read(reader: &mut Reader<'m>, layout: Layout) -> Result<Self, DecryptError> {
        match layout {
            Layout::Unframed => Self::unframed(reader),
            Layout::Framed(length) => Self::framed(reader, length),
        }
    }

    fn unframed(reader: &mut Reader<'m>) -> Result<Self, DecryptError> {
        const LENGTH: &str = "the length of the content";
        let iv = reader.array("the content's IV")?;
        let at = reader.at();
        let length = usize::try_from(reader.u64(LENGTH)?)
            .map_err(|_| DecryptError::wrong(at, LENGTH, "is more than there can be"))?;
        let content = reader.take(length, "the content")?;
        let tag = reader.array("the content's tag")?;
        Ok(Self(vec![Block { kind: b"AWSKMSEncryptionClient Single Block", number: 1, iv, content, tag }]))
    }

    /// Reads frames. Each round takes a frame's bytes from the message, so the message's length
    /// limits the number of rounds.
    fn framed(reader: &mut Reader<'m>, frame_length: u32) -> Result<Self, DecryptError> {
        const NUMBER: &str = "the number of a frame";
        const LENGTH: &str = "the length of the final frame";
        let mut blocks = Vec::new();
        let mut expected = 1_u32;
        loop {
            let mut at = reader.at();
            let mut number = reader.u32(NUMBER)?;
            let last = number == FINAL;
            if last {
                at = reader.at();
                number = reader.u32(NUMBER)?;
            }
            if number != expected {
                return Err(DecryptError::wrong(at, NUMBER, "is not the next one"));
            }
            let iv = reader.array(IV)?;
            let length = if last {
                let at = reader.at();
                let length = reader.u32(LENGTH)?;
                if length > frame_length {
                    return Err(DecryptError::wrong(at, LENGTH, "is more than the frame length"));
                }
                length
            } else {
                frame_length
            };
            let content = reader.take(usize::try_from(length).unwrap_or(usize::MAX), CONTENT)?;
            let tag = reader.array(TAG)?;
            let kind: &[u8] =
                if last { b"AWSKMSEncryptionClient Final Frame" } else { b"AWSKMSEncryptionClient Frame" };
            blocks.push(Block { kind, number, iv, content, tag });
            if last {
                return Ok(Self(blocks));
            }
            expected = number.saturating_add(1);
        }
    }

    /// Returns all of the plaintext or none of it. The caller must keep it back until the signature
    /// is verified.
    pub(crate) fn decrypt(
        &self,
        cipher: &Aes256Gcm,
        message_id: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
        // The buffer has its full size from the start, since growing would leave copies behind.
        let mut plaintext = Zeroizing::new(Vec::with_capacity(self.0.iter().map(|b| b.content.len()).sum()));
        for block in &self.0 {
            let start = plaintext.len();
            plaintext.extend_from_slice(block.content);
            let content = plaintext.get_mut(start..).unwrap_or_default();
            cipher
                .decrypt_inout_detached(
                    block.iv.into(),
                    &block.bound_to(message_id),
                    content.into(),
                    block.tag.into(),
                )
                .map_err(|_| DecryptError::not_authentic("content"))?;
        }
        Ok(plaintext)
    }
}

impl Block<'_> {
    /// Returns the data that the tag covers besides the content, so that no block can be moved or
    /// come from another message.
    fn bound_to(&self, message_id: &[u8]) -> Vec<u8> {
        let length = u64::try_from(self.content.len()).unwrap_or(u64::MAX);
        [message_id, self.kind, &self.number.to_be_bytes(), &length.to_be_bytes()].concat()
    }
}
