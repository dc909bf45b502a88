//! The parts into which `email!` and `sms!` split a message: literals, values, placeholders.

use std::fmt::{self, Display, Write};

use super::escape::{Escaping, html};
use super::placed::{self, Unwritten};
use crate::spec::slot::Slot;

/// A part of a message.
#[allow(missing_debug_implementations, reason = "its values need not implement `Debug`")]
#[non_exhaustive]
pub enum Part<'a, Value: ?Sized> {
    /// Text from the literal.
    Text(&'static str),
    /// A value to insert.
    Value(&'a Value),
    /// A value to insert in a tag, a script or a style sheet.
    Placed {
        /// The value.
        value: &'a dyn PlacedValue,
        /// The place.
        slot: Slot,
        /// The name of the value in the literal.
        name: &'static str,
    },
    /// `{code}`.
    CodePlaceholder,
    /// `{username}`.
    UsernamePlaceholder,
    /// `{link}`.
    LinkPlaceholder,
    /// `{link:text}`.
    LinkText(&'static str),
}

/// HTML that goes into an e-mail's body as it is.
///
/// Every other value in a body is escaped. This one is not, so it must not come from a user.
///
/// ```
/// use cognito_triggers::custom_message::Html;
/// use cognito_triggers::email;
///
/// let name = "<b>Ines</b>";
/// let escaped = email!("Hello", "{name}, your code is {code}");
/// assert!(escaped.body().starts_with("&lt;b&gt;Ines"));
///
/// let logo = Html(r#"<img src="https://example.com/logo.png">"#);
/// let verbatim = email!("Hello", "{logo} Your code is {code}");
/// assert!(verbatim.body().starts_with("<img"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Html<T>(pub T);

/// A URL, or a part of one, that is percent-encoded already or has the app's own scheme.
///
/// A value that begins a URL (in `href`, `src` and the like) must be relative or have the scheme `http`, `https`,
/// `mailto` or `tel`, and one behind `?` or `#` is percent-encoded. This wrapper lifts both: it must
/// not hold what comes from a user. Elsewhere it is a value like any other.
///
/// ```
/// use cognito_triggers::custom_message::{Email, TrustedUrl};
/// use cognito_triggers::email;
///
/// let app = TrustedUrl("myapp://confirm");
/// let query = TrustedUrl("from=mail&user=a%26b");
/// let email: Email = email!("Hello", r#"<a href="{app}?{query}">Open</a> {code}"#);
/// assert_eq!(email.body(), r#"<a href="myapp://confirm?from=mail&amp;user=a%26b">Open</a> {####}"#);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TrustedUrl<T>(pub T);

/// A value that can be put into the body of an e-mail: any type that implements [`Display`], which is
/// escaped for its place, [`TrustedUrl`], and [`Html`], which is not escaped.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be put into a text",
    label = "inserted here",
    note = "insert a value that implements `Display`: for an `Option`, write `name = option.unwrap_or_default()`; for a `Secret`, `name = secret.expose()`; for a future, `name = future.await`"
)]
pub trait HtmlValue {
    /// Appends the value as HTML.
    ///
    /// # Errors
    ///
    /// Fails if the value's `Display` fails.
    fn write_html(&self, out: &mut String) -> fmt::Result;

    #[doc(hidden)]
    fn as_html(&self) -> &dyn HtmlValue;

    #[doc(hidden)]
    fn as_placed(&self) -> &dyn PlacedValue
    where
        Self: Sized;
}

#[diagnostic::do_not_recommend]
impl<T: Display> HtmlValue for T {
    fn write_html(&self, out: &mut String) -> fmt::Result {
        write!(Escaping { out, escape: html }, "{self}")
    }

    fn as_html(&self) -> &dyn HtmlValue {
        self
    }

    fn as_placed(&self) -> &dyn PlacedValue {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> HtmlValue for Html<T> {
    fn write_html(&self, out: &mut String) -> fmt::Result {
        write!(out, "{}", self.0)
    }

    fn as_html(&self) -> &dyn HtmlValue {
        self
    }

    fn as_placed(&self) -> &dyn PlacedValue {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> HtmlValue for TrustedUrl<T> {
    fn write_html(&self, out: &mut String) -> fmt::Result {
        self.0.write_html(out)
    }

    fn as_html(&self) -> &dyn HtmlValue {
        self
    }

    fn as_placed(&self) -> &dyn PlacedValue {
        self
    }
}

/// A value in a tag, a script or a style sheet. A trait of its own, so that a program without such a
/// value has no code for it.
pub trait PlacedValue {
    #[doc(hidden)]
    fn write_placed(&self, slot: Slot, out: &mut String) -> Result<(), Unwritten>;
}

impl<T: Display> PlacedValue for T {
    fn write_placed(&self, slot: Slot, out: &mut String) -> Result<(), Unwritten> {
        placed::write(self, slot, false, out)
    }
}

impl<T: Display> PlacedValue for Html<T> {
    fn write_placed(&self, _: Slot, out: &mut String) -> Result<(), Unwritten> {
        Ok(self.write_html(out)?)
    }
}

impl<T: Display> PlacedValue for TrustedUrl<T> {
    fn write_placed(&self, slot: Slot, out: &mut String) -> Result<(), Unwritten> {
        placed::write(&self.0, slot, true, out)
    }
}
