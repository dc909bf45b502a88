//! Forged messages, which are authentic but break a rule of the format.
//!
//! Their key, tags, commitment and signature are right for what is in them, so only that rule can
//! refuse them.

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit};
use base64ct::{Base64, Encoding};
use hkdf::Hkdf;
use p384::ecdsa::signature::Signer;
use p384::ecdsa::{Signature, SigningKey};
use sha2::{Sha256, Sha384, Sha512};

const DATA_KEY: [u8; 32] = [9; 32];
const WRAPPING_KEY: &[u8; 32] = b"published key, for samples only!";

/// A frame, or the final one; or the one block of a body without frames.
#[derive(Clone)]
pub(crate) struct Part {
    pub kind: Kind,
    pub number: u32,
    pub content: Vec<u8>,
    /// What stands as the length, where that is not the content's.
    pub length: Option<u64>,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Frame,
    Final,
    Block,
}

impl Kind {
    fn marker(self) -> &'static [u8] {
        match self {
            Kind::Frame => b"AWSKMSEncryptionClient Frame",
            Kind::Final => b"AWSKMSEncryptionClient Final Frame",
            Kind::Block => b"AWSKMSEncryptionClient Single Block",
        }
    }
}

impl Part {
    fn iv(&self) -> [u8; 12] {
        let mut iv = [0; 12];
        iv[8..].copy_from_slice(&self.number.to_be_bytes());
        iv
    }
}

pub(crate) fn frame(kind: Kind, number: u32, content: &[u8]) -> Part {
    Part { kind, number, content: content.to_vec(), length: None }
}

/// All that can be wrong. [`Forge::new`] is right.
#[derive(Clone)]
pub(crate) struct Forge {
    pub format: u8,
    pub kind: u8,
    pub suite: u16,
    pub id: Vec<u8>,
    /// Pairs of the encryption context, in this order.
    pub context: Vec<(Vec<u8>, Vec<u8>)>,
    /// The context's bytes, in place of those that its pairs make.
    pub context_bytes: Option<Vec<u8>>,
    /// How many data keys stand there, where that is not how many there are.
    pub key_count: Option<u16>,
    /// Provider and its information, in place of the right ones.
    pub provider: (Vec<u8>, Vec<u8>),
    /// What the wrapped data key is cut to.
    pub wrapped_length: usize,
    pub keys: usize,
    pub content_type: u8,
    pub reserved: [u8; 4],
    pub iv_length: u8,
    pub frame_length: u32,
    pub commitment: Option<Vec<u8>>,
    pub header_iv: [u8; 12],
    /// The header's tag, in place of the right one.
    pub header_tag: Option<[u8; 16]>,
    pub parts: Vec<Part>,
    /// Content and tag of every block, in place of the right ones.
    pub sealed: Option<Vec<u8>>,
    /// The signature, in place of the right one.
    pub signature: Option<Vec<u8>>,
    pub trailer: Vec<u8>,
}

impl Forge {
    pub(crate) fn new(suite: u16) -> Self {
        let format = if suite < 0x0400 { 1 } else { 2 };
        let mut context = vec![(b"userpool-id".to_vec(), b"eu-central-1_Qm7vK2xTb".to_vec())];
        if is_signed(suite) {
            let point = signing_key().verifying_key().to_sec1_point(true);
            let key = Base64::encode_string(point.as_bytes());
            context.insert(0, (b"aws-crypto-public-key".to_vec(), key.into_bytes()));
        }
        Self {
            format,
            kind: 0x80,
            suite,
            id: vec![5; if format == 1 { 16 } else { 32 }],
            context,
            context_bytes: None,
            key_count: None,
            provider: (b"cognito-triggers".to_vec(), b"samples\0\0\0\x80\0\0\0\x0ciiiiiiiiiiii".to_vec()),
            wrapped_length: 48,
            keys: 1,
            content_type: 2,
            reserved: [0; 4],
            iv_length: 12,
            frame_length: 4,
            commitment: None,
            header_iv: [0; 12],
            header_tag: None,
            parts: vec![frame(Kind::Frame, 1, b"1234"), frame(Kind::Final, 2, b"56")],
            sealed: None,
            signature: None,
            trailer: Vec::new(),
        }
    }

    pub(crate) fn unframed(suite: u16) -> Self {
        let parts = vec![frame(Kind::Block, 1, b"123456")];
        Self { content_type: 1, frame_length: 0, parts, ..Self::new(suite) }
    }

    pub(crate) fn build(&self) -> Vec<u8> {
        let context = self.context_bytes.clone().unwrap_or_else(|| self.serialized_context());
        let (cipher, commitment) = self.derive();
        let mut out = vec![self.format];
        if self.format == 1 {
            out.push(self.kind);
        }
        out.extend(self.suite.to_be_bytes());
        out.extend(&self.id);
        counted(&mut out, &context);
        out.extend(self.key_count.unwrap_or(u16::try_from(self.keys).unwrap()).to_be_bytes());
        let wrapped = &seal(&Aes256Gcm::new(WRAPPING_KEY.into()), b"iiiiiiiiiiii", &context, &DATA_KEY);
        for _ in 0..self.keys {
            counted(&mut out, &self.provider.0);
            counted(&mut out, &self.provider.1);
            counted(&mut out, &wrapped[..self.wrapped_length]);
        }
        out.push(self.content_type);
        if self.format == 1 {
            out.extend(self.reserved);
            out.push(self.iv_length);
        }
        out.extend(self.frame_length.to_be_bytes());
        if self.format == 2 {
            out.extend(self.commitment.as_ref().unwrap_or(&commitment));
        }
        let tag = seal(&cipher, &self.header_iv, &out, b"");
        if self.format == 1 {
            out.extend(self.header_iv);
        }
        out.extend(self.header_tag.map_or(tag, Vec::from));
        for part in &self.parts {
            self.body(&mut out, &cipher, part);
        }
        if is_signed(self.suite) {
            let signature: Signature = signing_key().sign(&out);
            let signature = signature.to_der();
            counted(&mut out, self.signature.as_deref().unwrap_or(signature.as_bytes()));
        }
        out.extend(&self.trailer);
        out
    }

    fn serialized_context(&self) -> Vec<u8> {
        let mut out = u16::try_from(self.context.len()).unwrap().to_be_bytes().to_vec();
        for (key, value) in &self.context {
            counted(&mut out, key);
            counted(&mut out, value);
        }
        out
    }

    /// The cipher, and what format 2 commits to.
    fn derive(&self) -> (Aes256Gcm, Vec<u8>) {
        let id = self.suite.to_be_bytes();
        let (mut key, mut commitment) = ([0; 32], vec![0; 32]);
        match self.suite {
            0x0178 => Hkdf::<Sha256>::new(None, &DATA_KEY).expand_multi_info(&[&id, &self.id], &mut key),
            0x0378 => Hkdf::<Sha384>::new(None, &DATA_KEY).expand_multi_info(&[&id, &self.id], &mut key),
            _ => {
                let hkdf = Hkdf::<Sha512>::new(Some(&self.id), &DATA_KEY);
                hkdf.expand(b"COMMITKEY", &mut commitment).unwrap();
                hkdf.expand_multi_info(&[&id, b"DERIVEKEY"], &mut key)
            }
        }
        .unwrap();
        (Aes256Gcm::new(&key.into()), commitment)
    }

    fn body(&self, out: &mut Vec<u8>, cipher: &Aes256Gcm, part: &Part) {
        let length = part.length.unwrap_or(part.content.len() as u64);
        match part.kind {
            Kind::Frame => out.extend(part.number.to_be_bytes()),
            Kind::Final => out.extend([&[0xff; 4], &part.number.to_be_bytes()[..]].concat()),
            Kind::Block => {}
        }
        out.extend(part.iv());
        match part.kind {
            Kind::Frame => {}
            Kind::Final => out.extend(u32::try_from(length).unwrap().to_be_bytes()),
            Kind::Block => out.extend(length.to_be_bytes()),
        }
        out.extend(self.sealed.clone().unwrap_or_else(|| self.seal(cipher, part)));
    }

    /// Content and tag of the last block, as they stand in the message.
    pub(crate) fn last_block(&self) -> Vec<u8> {
        self.seal(&self.derive().0, self.parts.last().expect("there is a block"))
    }

    fn seal(&self, cipher: &Aes256Gcm, part: &Part) -> Vec<u8> {
        let length = part.content.len() as u64;
        let bound = [&self.id, part.kind.marker(), &part.number.to_be_bytes(), &length.to_be_bytes()];
        seal(cipher, &part.iv(), &bound.concat(), &part.content)
    }
}

pub(crate) fn signing_key() -> SigningKey {
    SigningKey::from_slice(&[3; 48]).expect("it is a scalar")
}

fn is_signed(suite: u16) -> bool {
    matches!(suite, 0x0378 | 0x0578)
}

fn counted(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend(u16::try_from(bytes.len()).unwrap().to_be_bytes());
    out.extend(bytes);
}

/// Ciphertext and tag.
fn seal(cipher: &Aes256Gcm, iv: &[u8; 12], bound: &[u8], plaintext: &[u8]) -> Vec<u8> {
    let mut content = plaintext.to_vec();
    let tag = cipher.encrypt_inout_detached(iv.into(), bound, content.as_mut_slice().into()).unwrap();
    content.extend_from_slice(&tag);
    content
}
