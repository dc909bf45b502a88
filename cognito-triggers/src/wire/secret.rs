//! Texts that must stay hidden: passwords, codes, answers, tokens.

use std::borrow::Cow;
use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use crate::spec::sealed::Sealed;

/// A secret text of an event, which is never empty. `Debug` is redacted, there is no `Display`, and
/// text that it owns is wiped when it is dropped.
///
/// ```
/// use cognito_triggers::Secret;
///
/// let answer = Secret::new("490215").unwrap();
/// assert_eq!(format!("{answer:?}"), "Secret(..)");
/// assert_eq!(answer.expose(), "490215");
/// assert!(Secret::new("").is_none());
/// ```
///
/// ```compile_fail
/// # use cognito_triggers::Secret;
/// # let password = Secret::new("490215").unwrap();
/// println!("{password}");
/// ```
pub struct Secret<'e>(Cow<'e, str>);

impl<'e> Secret<'e> {
    /// Wraps a text. Returns `None` for an empty one, which is not a secret.
    pub fn new(text: impl Into<Cow<'e, str>>) -> Option<Self> {
        let text = text.into();
        (!text.is_empty()).then_some(Self(text))
    }

    /// Takes the place of a secret that an event should carry but lacks. No handler ever receives
    /// such an event.
    pub(crate) const NONE: Self = Self(Cow::Borrowed(""));

    /// Returns the text.
    #[doc(alias = "as_str")]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns whether the texts are equal, in a time that does not reveal how much of them is. An
    /// empty text equals no secret.
    ///
    /// ```
    /// # use cognito_triggers::Secret;
    /// let answer = Secret::new("490215").unwrap();
    /// assert!(answer.matches("490215"));
    /// assert!(!answer.matches("490216"));
    /// assert!(!answer.matches(""));
    /// assert!(answer.matches(&answer));
    /// ```
    #[allow(clippy::needless_pass_by_value, reason = "a text or a reference, as with `AsRef`")]
    pub fn matches(&self, other: impl TextOrSecret) -> bool {
        let equal = self.0.as_bytes().ct_eq(other.text().as_bytes());
        bool::from(equal) && !self.0.is_empty()
    }

    /// Converts the secret into one that owns its text.
    pub fn into_owned(mut self) -> Secret<'static> {
        Secret(Cow::Owned(std::mem::take(&mut self.0).into_owned()))
    }
}

/// A value that a [`Secret`] can be compared with: a text, or another `Secret`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared with a secret",
    label = "neither a text nor a `Secret`",
    note = "compare it with a text or another `Secret`; for an `Option`, write `option.is_some_and(|other| secret.matches(other))`"
)]
pub trait TextOrSecret {
    /// Returns the text.
    fn text(&self) -> &str;
}

#[diagnostic::do_not_recommend]
impl<T: AsRef<str>> TextOrSecret for T {
    fn text(&self) -> &str {
        self.as_ref()
    }
}

impl TextOrSecret for Secret<'_> {
    fn text(&self) -> &str {
        &self.0
    }
}

impl TextOrSecret for &Secret<'_> {
    fn text(&self) -> &str {
        &self.0
    }
}

/// A pair that `==` compares: a [`Secret`] and a value, on either side. There is none: the error says what to
/// write.
#[diagnostic::on_unimplemented(
    message = "a `Secret` is not compared by `==`, whose time reveals how much of it is equal",
    label = "compared with a `Secret`",
    note = "compare them as `secret.matches(other)`, or `event.answer_matches(\"name\")` for the answer to a challenge"
)]
pub trait EqualsSecret: Sealed {}

/// Nothing has this type. With less than two implementations of [`EqualsSecret`], rustc would know what `==`
/// compares with, and not ask for another.
#[derive(Debug)]
enum Nothing {}

#[diagnostic::do_not_recommend]
impl EqualsSecret for (Secret<'_>, Nothing) {}

#[diagnostic::do_not_recommend]
impl EqualsSecret for (Secret<'_>, [Nothing; 0]) {}

// Not a bound on `T` itself: for `T = Secret`, rustc would speak of `PartialEq` instead.
impl<'e, T> PartialEq<T> for Secret<'e>
where
    (Secret<'e>, T): EqualsSecret,
{
    fn eq(&self, _: &T) -> bool {
        false
    }
}

macro_rules! text_on_the_left {
    ($($Text:ty),+) => {$(
        impl<'e> PartialEq<Secret<'e>> for $Text
        where
            (Secret<'e>, &'e str): EqualsSecret,
        {
            fn eq(&self, _: &Secret<'e>) -> bool {
                false
            }
        }
    )+};
}

text_on_the_left!(str, &'e str, String, &'e String, Cow<'e, str>);

impl Drop for Secret<'_> {
    fn drop(&mut self) {
        if let Cow::Owned(text) = &mut self.0 {
            text.zeroize();
        }
    }
}

impl Clone for Secret<'_> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
