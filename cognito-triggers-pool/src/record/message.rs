//! The inbox: each message that the pool has sent, or has handed to a custom sender.

use std::borrow::Cow;
use std::fmt;

use super::redact::redact_text;

/// A way that a message takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub enum Medium {
    /// An e-mail, to the user's `email`.
    Email,
    /// An SMS message, to the user's `phone_number`.
    Sms,
}

impl Medium {
    /// The API's name: `EMAIL` or `SMS`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "EMAIL",
            Self::Sms => "SMS",
        }
    }

    /// The attribute that holds the address.
    pub(crate) fn attribute(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "phone_number",
        }
    }

    pub(crate) fn verified(self) -> &'static str {
        match self {
            Self::Email => "email_verified",
            Self::Sms => "phone_number_verified",
        }
    }
}

impl fmt::Display for Medium {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The origin of a message's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub enum TextFrom {
    /// A handler of CustomMessage wrote it.
    Handler,
    /// The pool's settings have a template.
    PoolTemplate,
    /// Cognito's own text. Its exact words are not documented, so do not compare them.
    BuiltIn,
    /// A custom sender got the code, and Cognito sends nothing.
    CustomSender,
    /// A message is sent, and no source documents its text.
    Unknown,
}

/// A message, with the placeholders of its texts filled in.
#[derive(Clone)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub struct Message {
    pub(crate) source: Cow<'static, str>,
    pub(crate) user: String,
    pub(crate) medium: Medium,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) text_from: TextFrom,
    pub(crate) code: String,
}

impl Message {
    /// The trigger source that belongs to the message, such as `CustomMessage_SignUp`, whether or not a
    /// function is attached to it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The name of the user whom the message is for.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// E-mail or SMS.
    pub fn medium(&self) -> Medium {
        self.medium
    }

    /// The full address, unlike the masked one that clients see.
    pub fn to(&self) -> &str {
        &self.to
    }

    /// The subject. It is empty for an SMS and for a message that a custom sender sends.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The body. It is empty where a custom sender sends the message.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The origin of the body.
    pub fn text_from(&self) -> TextFrom {
        self.text_from
    }

    /// The code, or the temporary password of an invitation.
    pub fn code(&self) -> &str {
        &self.code
    }
}

impl Message {
    fn write(&self, f: &mut fmt::Formatter<'_>, secrets: bool) -> fmt::Result {
        let show = |text: &str| if secrets { text.to_owned() } else { redact_text(text, &self.code) };
        write!(f, "{} {} to {}", self.source, self.medium, self.to)?;
        if !self.subject.is_empty() {
            write!(f, ", \"{}\"", show(&self.subject))?;
        }
        match self.text_from {
            TextFrom::CustomSender => f.write_str(", handed to the custom sender"),
            TextFrom::Unknown => f.write_str(", of unknown text"),
            _ => write!(f, ": {}", show(&self.body)),
        }
    }
}

/// Prints the message with its code hidden.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, false)
    }
}

/// Prints the message with its code hidden.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The messages of a pool, oldest first. It prints itself with codes hidden, unless
/// [`Inbox::with_secrets`] shows them.
#[derive(Clone)]
pub struct Inbox {
    messages: Vec<Message>,
    secrets: bool,
}

impl Inbox {
    pub(crate) fn new(messages: Vec<Message>) -> Self {
        Self { messages, secrets: false }
    }

    /// The messages.
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The number of messages.
    pub fn len(&self) -> usize {
        self.messages.len()
    }

    /// Returns whether no message was sent.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// Prints codes and temporary passwords too.
    #[must_use]
    pub fn with_secrets(mut self) -> Self {
        self.secrets = true;
        self
    }

    /// The newest message of a medium for a user.
    ///
    /// # Panics
    ///
    /// There is none. The panic lists the messages that there are.
    #[track_caller]
    pub fn last(&self, user: &str, medium: Medium) -> &Message {
        let found = self.messages.iter().rfind(|message| message.user == user && message.medium == medium);
        found.unwrap_or_else(|| panic!("{user} did not get any {medium} message. The inbox has {self}"))
    }
}

impl fmt::Display for Inbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.messages.is_empty() {
            return f.write_str("no messages");
        }
        write!(f, "{} message(s):", self.messages.len())?;
        for message in &self.messages {
            f.write_str("\n- ")?;
            message.write(f, self.secrets)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Inbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
