//! The parts into which `email!` and `sms!` split a message: literals, values, placeholders.

use std::fmt::{self, Display, Write};

use super::escape::{Escaping, html};

/// A part of a message.
#[derive(Debug)]
#[non_exhaustive]
pub enum Part<'a, Value: ?Sized> {
    /// Text from the literal.
    Text(&'static str),
    /// A value to insert.
    Value(&'a Value),
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

/// A value that can be put into the body of an e-mail: any type that implements [`Display`], which is
/// escaped, and [`Html`], which is not.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be put into a text",
    label = "inserted here",
    note = "insert a value that implements `Display`: for an `Option`, write `name = option.unwrap_or_default()`; for a `Secret`, `name = secret.expose()`"
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
}

#[diagnostic::do_not_recommend]
impl<T: Display> HtmlValue for T {
    fn write_html(&self, out: &mut String) -> fmt::Result {
        write!(Escaping { out, escape: html }, "{self}")
    }

    fn as_html(&self) -> &dyn HtmlValue {
        self
    }
}

impl<T: Display> HtmlValue for Html<T> {
    fn write_html(&self, out: &mut String) -> fmt::Result {
        write!(out, "{}", self.0)
    }

    fn as_html(&self) -> &dyn HtmlValue {
        self
    }
}
