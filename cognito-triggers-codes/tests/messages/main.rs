//! Messages that AWS's Encryption SDK for Python made (`../vectors`), and messages made by hand.

mod altered;
mod codes;
mod forge;
mod malformed;
mod signatures;
mod vectors;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use cognito_triggers_codes::{DecryptError, Keyring, MemoryKeyring, Message};

/// A future that waits for nothing, such as one with keys in memory.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}

fn decrypt_with(message: &[u8], keyring: &dyn Keyring) -> Result<Vec<u8>, DecryptError> {
    now(Message::parse(message)?.decrypt(keyring)).map(|plaintext| plaintext.to_vec())
}

fn decrypt(message: &[u8]) -> Result<Vec<u8>, DecryptError> {
    decrypt_with(message, &MemoryKeyring::of_samples())
}
