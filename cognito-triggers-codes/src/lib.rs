// The decryptor of codes: the public API of the crate.

#![doc = include_str!("../README.md")]

mod body;
mod code;
mod context;
mod error;
mod header;
mod keyring;
#[cfg(feature = "kms")]
mod kms;
mod memory;
mod message;
mod reader;
mod signature;
mod suite;

pub use code::DecryptCode;
pub use context::EncryptionContext;
pub use error::{DecryptError, ErrorKind};
pub use keyring::{DataKey, DataKeyFuture, EncryptedDataKey, Keyring};
#[cfg(feature = "kms")]
pub use kms::{InvalidKeyArn, KmsKeyring};
pub use memory::MemoryKeyring;
pub use message::Message;
