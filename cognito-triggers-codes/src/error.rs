//! The error for a code that was not decrypted.

use std::error::Error;
use std::fmt;

/// The reason why a code was not decrypted.
///
/// `?` in a handler turns it into an internal error, which goes to the log. Cognito ignores it, since
/// it calls senders asynchronously. `Display` states the fact and what to do, and shows neither the
/// code nor any other data of the user.
pub struct DecryptError(Box<Reason>);

enum Reason {
    NotBase64,
    TooLong { length: usize, limit: usize },
    Cut { length: usize, what: &'static str },
    Wrong { at: usize, what: &'static str, fault: &'static str },
    Format(u8),
    Suite(u16),
    NoPool,
    EventWithoutPool,
    OtherPool { message: String, event: String },
    NoKey { keys: usize, first: String },
    Key(Box<dyn Error + Send + Sync>),
    NotAuthentic(&'static str),
    Empty,
    NotText,
}

/// The kind of a [`DecryptError`], for programs that tell errors apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not base64, or its bytes are not a message of the AWS Encryption SDK.
    NotAMessage,
    /// The message has a format or an algorithm suite that this crate does not read.
    Unsupported,
    /// The code is not known to belong to the event's user pool.
    WrongPool,
    /// The message is encrypted under a key that the keyring does not have.
    NoKey,
    /// The keyring has the key but could not decrypt the data key with it.
    Key,
    /// The message was altered, or was encrypted under another data key.
    NotAuthentic,
    /// The decrypted content is not a code: it is empty or not a text.
    NotACode,
}

impl DecryptError {
    /// Makes an error for a [`Keyring`](crate::Keyring) of your own that has the key but could not use
    /// it.
    ///
    /// The text of `reason` goes to the log.
    pub fn key(reason: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Reason::Key(reason.into()).into()
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> ErrorKind {
        match *self.0 {
            Reason::NotBase64 | Reason::TooLong { .. } | Reason::Cut { .. } | Reason::Wrong { .. } => {
                ErrorKind::NotAMessage
            }
            Reason::Format(_) | Reason::Suite(_) => ErrorKind::Unsupported,
            Reason::NoPool | Reason::EventWithoutPool | Reason::OtherPool { .. } => ErrorKind::WrongPool,
            Reason::NoKey { .. } => ErrorKind::NoKey,
            Reason::Key(_) => ErrorKind::Key,
            Reason::NotAuthentic(_) => ErrorKind::NotAuthentic,
            Reason::Empty | Reason::NotText => ErrorKind::NotACode,
        }
    }

    pub(crate) fn not_base64() -> Self {
        Reason::NotBase64.into()
    }

    pub(crate) fn too_long(length: usize, limit: usize) -> Self {
        Reason::TooLong { length, limit }.into()
    }

    /// The message ends too early.
    pub(crate) fn cut(length: usize, what: &'static str) -> Self {
        Reason::Cut { length, what }.into()
    }

    /// A part of the message is not what it must be.
    pub(crate) fn wrong(at: usize, what: &'static str, fault: &'static str) -> Self {
        Reason::Wrong { at, what, fault }.into()
    }

    pub(crate) fn format(version: u8) -> Self {
        Reason::Format(version).into()
    }

    pub(crate) fn suite(id: u16) -> Self {
        Reason::Suite(id).into()
    }

    pub(crate) fn no_pool() -> Self {
        Reason::NoPool.into()
    }

    pub(crate) fn event_without_pool() -> Self {
        Reason::EventWithoutPool.into()
    }

    pub(crate) fn other_pool(message: &str, event: &str) -> Self {
        Reason::OtherPool { message: shown(message), event: shown(event) }.into()
    }

    /// `first` names the first key.
    pub(crate) fn no_key(keys: usize, first: &str) -> Self {
        Reason::NoKey { keys, first: shown(first) }.into()
    }

    pub(crate) fn not_authentic(part: &'static str) -> Self {
        Reason::NotAuthentic(part).into()
    }

    pub(crate) fn empty() -> Self {
        Reason::Empty.into()
    }

    pub(crate) fn not_text() -> Self {
        Reason::NotText.into()
    }
}

/// Returns a name from a message that is not authentic yet, on one line and no longer than an ARN.
fn shown(name: &str) -> String {
    let name: String = name.chars().take(128).collect();
    name.escape_debug().to_string()
}

impl From<Reason> for DecryptError {
    fn from(reason: Reason) -> Self {
        Self(Box::new(reason))
    }
}

const UNCHANGED: &str = "decrypt what `event.code()` gives, unchanged";

impl fmt::Display for DecryptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Reason::NotBase64 => {
                write!(f, "the encrypted code is not base64, or has white space in it: {UNCHANGED}")
            }
            Reason::TooLong { length, limit } => write!(
                f,
                "the encrypted code has {length} bytes, but Cognito's codes have fewer than {limit}: {UNCHANGED}"
            ),
            Reason::Cut { length, what } => write!(
                f,
                "the encrypted code is not a message of the AWS Encryption SDK, since it ends within {what}, after {length} bytes: {UNCHANGED}"
            ),
            Reason::Wrong { at, what, fault } => write!(
                f,
                "the encrypted code is not a message of the AWS Encryption SDK, since at byte {at} {what} {fault}: {UNCHANGED}"
            ),
            Reason::Format(version) => write!(
                f,
                "the encrypted code is not a message of the AWS Encryption SDK in format 1 or 2, since it starts with {version}: {UNCHANGED}"
            ),
            Reason::Suite(id) => write!(
                f,
                "the encrypted code has the algorithm suite {id:#06x}, but only 0x0178, 0x0378, 0x0478 and 0x0578 are known: update cognito-triggers-codes"
            ),
            Reason::NoPool => f.write_str(
                "the code names no user pool, so it cannot be Cognito's: send nothing. Its encryption context has no `userpool-id`",
            ),
            Reason::EventWithoutPool => f.write_str(
                "the event names no user pool, so the code cannot be compared with it: decrypt codes of whole events",
            ),
            Reason::OtherPool { message, event } => write!(
                f,
                "the code is from the user pool `{message}`, but the event is from `{event}`: send nothing. Somebody put another pool's code into the event"
            ),
            Reason::NoKey { keys, first } => {
                write!(f, "the code is encrypted under `{first}`")?;
                if *keys > 1 {
                    write!(f, " and {} more", keys - 1)?;
                }
                f.write_str(", which the keyring does not have: give it the key that the user pool's LambdaConfig names as `KMSKeyID`")
            }
            // The source says what failed.
            Reason::Key(_) => f.write_str(
                "the code's data key could not be decrypted: the function needs `kms:Decrypt` for the user pool's key",
            ),
            Reason::NotAuthentic(part) => write!(
                f,
                "the encrypted code is not authentic, since its {part} is wrong: it was altered after it was encrypted, or the keyring has another key of the same name. Send nothing"
            ),
            Reason::Empty => f.write_str("the decrypted code is empty: send nothing"),
            Reason::NotText => f.write_str("the decrypted code is not UTF-8: send nothing"),
        }
    }
}

impl fmt::Debug for DecryptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // This does not use the source's own `Debug`, since an error of a key service may hold what
        // the service was given.
        write!(f, "DecryptError({:?}, \"{self}\")", self.kind())
    }
}

impl Error for DecryptError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &*self.0 {
            Reason::Key(reason) => Some(&**reason),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_a_message_stay_on_one_short_line() {
        let error = DecryptError::other_pool(&format!("a\nb{}", "x".repeat(9000)), "eu-central-1_Qm7vK2xTb");
        let text = error.to_string();
        assert!(text.contains("a\\nbx"), "{text}");
        assert!(!text.contains('\n') && text.len() < 400, "{text}");
    }

    #[test]
    fn what_the_key_service_said_is_the_source() {
        let error = DecryptError::key("AccessDeniedException");
        assert_eq!(error.kind(), ErrorKind::Key);
        let reported = cognito_triggers::Error::from(error);
        assert!(!reported.is_denial());
        assert!(reported.to_string().ends_with("the user pool's key: AccessDeniedException"), "{reported}");
    }
}
