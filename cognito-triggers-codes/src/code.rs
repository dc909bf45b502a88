//! The way from an event's encrypted code to the code.

use std::future::Future;

use base64ct::{Base64, Encoding};
use cognito_triggers::Secret;
use cognito_triggers::custom_email_sender::EncryptedCode;
use zeroize::{Zeroize, Zeroizing};

use crate::context::EncryptionContext;
use crate::error::DecryptError;
use crate::keyring::Keyring;
use crate::message::Message;

/// The key under which Cognito's encryption context has the user pool's id.
const USER_POOL_ID: &str = "userpool-id";

/// The length in base64 of the longest message.
const MAX_BASE64: usize = Message::MAX_LENGTH.div_ceil(3) * 4;

/// The decryption of an event's code: `code.decrypt(&keyring).await`.
pub trait DecryptCode: sealed::Sealed {
    /// Decrypts the code of an event.
    ///
    /// Returns the code only if the whole message is authentic and was encrypted for the user pool of
    /// the event (`userpool-id` in the encryption context). Resolves HTML entities in the code, since
    /// Cognito escapes reserved characters, such as `<`, in temporary passwords.
    ///
    /// # Errors
    ///
    /// Fails if the code cannot be decrypted or must not be used, for one of the reasons in
    /// [`ErrorKind`](crate::ErrorKind). The [`DecryptError`] says what to do about it. A handler
    /// returns it with `?`.
    fn decrypt<K>(&self, keyring: &K) -> impl Future<Output = Result<Secret<'static>, DecryptError>> + Send
    where
        K: Keyring + ?Sized;
}

impl DecryptCode for EncryptedCode<'_> {
    async fn decrypt<K>(&self, keyring: &K) -> Result<Secret<'static>, DecryptError>
    where
        K: Keyring + ?Sized,
    {
        let bytes = from_base64(self.as_base64())?;
        let message = Message::parse(&bytes)?;
        // The decryption below authenticates the context that is compared here. Comparing it first
        // saves a call for the key.
        check_pool(message.context(), self.user_pool_id())?;
        code(message.decrypt(keyring).await?)
    }
}

mod sealed {
    pub trait Sealed {}

    impl Sealed for super::EncryptedCode<'_> {}
}

/// Decodes strictly: no white space, all of the padding, no meaningless bits. So a code has only one
/// spelling.
fn from_base64(text: &str) -> Result<Vec<u8>, DecryptError> {
    if text.len() > MAX_BASE64 {
        return Err(DecryptError::too_long(text.len(), MAX_BASE64));
    }
    Base64::decode_vec(text).map_err(|_| DecryptError::not_base64())
}

fn check_pool(context: &EncryptionContext<'_>, event: &str) -> Result<(), DecryptError> {
    let message = context.get(USER_POOL_ID).ok_or_else(DecryptError::no_pool)?;
    if event.is_empty() {
        return Err(DecryptError::event_without_pool());
    }
    if message == event { Ok(()) } else { Err(DecryptError::other_pool(message, event)) }
}

/// Returns the plaintext as a text without entities. Wipes the plaintext on every path.
fn code(mut plaintext: Zeroizing<Vec<u8>>) -> Result<Secret<'static>, DecryptError> {
    let text = match String::from_utf8(std::mem::take(&mut *plaintext)) {
        Ok(text) => Zeroizing::new(text),
        Err(error) => {
            error.into_bytes().zeroize();
            return Err(DecryptError::not_text());
        }
    };
    Secret::new(unescape(text)).ok_or_else(DecryptError::empty)
}

/// The entities for the five reserved characters, in the spellings that are in use. AWS's page names
/// the first two as examples.
const ENTITIES: [(&str, char); 9] = [
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&amp;", '&'),
    ("&quot;", '"'),
    ("&#34;", '"'),
    ("&#39;", '\''),
    ("&#x27;", '\''),
    ("&#x22;", '"'),
    ("&apos;", '\''),
];

/// Resolves each entity once: `&amp;lt;` becomes the password `&lt;`.
fn unescape(text: Zeroizing<String>) -> String {
    // The buffer has its full size from the start, since growing would leave copies behind.
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(start) = rest.find('&') {
        let (before, entity) = rest.split_at(start);
        out.push_str(before);
        let known = ENTITIES.iter().find_map(|(name, char)| Some((*char, entity.strip_prefix(name)?)));
        let (char, after) = known.unwrap_or_else(|| ('&', entity.get(1..).unwrap_or_default()));
        out.push(char);
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unescaped(text: &str) -> String {
        unescape(Zeroizing::new(text.to_owned()))
    }

    #[test]
    fn each_entity_is_resolved_once() {
        for (escaped, expected) in [
            ("123456", "123456"),
            ("Tmp-4r7!&lt;Q9z", "Tmp-4r7!<Q9z"),
            ("&lt;&gt;&amp;&quot;&#39;", "<>&\"'"),
            ("&amp;lt;", "&lt;"),
            ("&amp;amp;amp;", "&amp;amp;"),
            ("&&lt;&", "&<&"),
            ("&LT;&nbsp;&#60;&lt", "&LT;&nbsp;&#60;&lt"),
            ("ü&gt;日本", "ü>日本"),
            ("", ""),
        ] {
            assert_eq!(unescaped(escaped), expected, "{escaped:?}");
        }
        for (name, char) in ENTITIES {
            assert_eq!(unescaped(&format!("a{name}b")), format!("a{char}b"));
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        let refused = |bytes: &[u8]| code(Zeroizing::new(bytes.to_vec())).unwrap_err().to_string();
        assert_eq!(refused(b""), "the decrypted code is empty: send nothing");
        assert_eq!(refused(b"12\xff"), "the decrypted code is not UTF-8: send nothing");
    }

    #[test]
    fn base64_has_one_spelling() {
        assert_eq!(from_base64("AQI=").unwrap(), [1, 2]);
        for other in ["AQI", "AQJ=", "AQI=\n", " AQI=", "AQ I=", "AQI==", "AQI=AQI=", "A", "_-I="] {
            let error = from_base64(other).unwrap_err().to_string();
            assert!(error.contains("is not base64, or has white space in it"), "{other:?}: {error}");
        }
        let error = from_base64(&"A".repeat(MAX_BASE64 + 1)).unwrap_err().to_string();
        assert!(error.contains("has 87385 bytes, but Cognito's codes have fewer than 87384"), "{error}");
    }
}
