//! `Email` and `Sms`: texts whose type says which placeholders they carry.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::by_source::BySource;
use super::part::{HtmlValue, Part, PlacedValue};
use super::placeholder::{Code, EverySource, Fitting, OneText, Placeholders, Username, WithoutCode};
use super::text::Text;
use crate::spec::rules::{self, Allow, Field, Violation};
use crate::spec::source::Source;

/// An e-mail: a subject and an HTML body that carries the placeholders `P`.
///
/// [`email!`](crate::email) makes one. `Email` alone is `Email<Code>`, which fits every source but
/// `AdminCreateUser`. Only `AdminCreateUser` takes `Email<(Code, Username)>`. `SignUp`
/// and `ResendCode` take `Email<Link>` too, for pools that verify by link. `Email<EverySource>` fits
/// each source: see [`with_username`](Email::with_username).
///
/// ```
/// use cognito_triggers::custom_message::{Code, Email, Username};
/// use cognito_triggers::email;
///
/// let invitation: Email<(Code, Username)> = email!("Welcome", "You are {username}, your password is {code}");
/// assert_eq!(invitation.subject(), "Welcome");
/// assert_eq!(invitation.body(), "You are {username}, your password is {####}");
/// assert_eq!(invitation.delivered("k3!pX9", "ines"), "You are ines, your password is k3!pX9");
/// ```
///
/// A text that lacks a placeholder has another type:
///
/// ```compile_fail
/// use cognito_triggers::custom_message::{Code, Email, Username};
/// use cognito_triggers::email;
///
/// // mismatched types: expected `Email<(Code, Username)>`, found `Email`
/// let invitation: Email<(Code, Username)> = email!("Welcome", "Your password is {code}");
/// ```
pub struct Email<P = Code> {
    pub(super) subject: Text,
    pub(super) body: BySource,
    pub(super) placeholders: PhantomData<fn() -> P>,
}

impl<P: Placeholders> Email<P> {
    pub(crate) fn from_parts(
        subject: &[Part<'_, dyn fmt::Display + '_>],
        body: &[Part<'_, dyn HtmlValue + '_>],
    ) -> Self {
        let body = BySource::same(Text::html(body));
        Self { subject: Text::subject(subject), body, placeholders: PhantomData }
    }

    /// Takes texts from elsewhere, such as a template engine or a database. The body has the placeholders as
    /// Cognito spells them: [`Code::TEXT`], [`Username::TEXT`](super::Username::TEXT).
    ///
    /// Values in it are not escaped: that is up to the template engine, as is percent-encoding in a URL. A
    /// name in doubled braces counts as a value that the engine did not fill in. A value that a user
    /// controls could bring a placeholder: pass it through
    /// [`without_placeholders`](super::without_placeholders).
    ///
    /// ```
    /// use cognito_triggers::custom_message::{Code, Email};
    ///
    /// let body = format!("<p>Your code is {}.</p>", Code::TEXT);
    /// let email: Email = Email::checked("Welcome", body)?;
    /// assert_eq!(email.delivered("123456", "ines"), "<p>Your code is 123456.</p>");
    ///
    /// let error = Email::<Code>::checked("Welcome", "Your code\u{a0}is {####}.").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "the e-mail's body has U+00A0 NO-BREAK SPACE at line 1, column 10, a space separator, which Cognito refuses"
    /// );
    /// # Ok::<(), cognito_triggers::rules::Violation>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if a text breaks one of Cognito's [rules](crate::rules), or if the body does not have exactly
    /// the placeholders `P`. The error names the field, the rule and the place, never the text.
    pub fn checked(
        subject: impl Into<Cow<'static, str>>,
        body: impl Into<Cow<'static, str>>,
    ) -> Result<Self, Violation>
    where
        P: OneText,
    {
        Self::checked_allowing(subject, body, &[])
    }

    /// Takes texts from elsewhere that break a rule on purpose.
    ///
    /// ```
    /// use cognito_triggers::custom_message::{Allow, Code, Email};
    ///
    /// let body = "<p>{{ name }} is how our templates write a name. Your code is {####}</p>";
    /// assert!(Email::<Code>::checked("On templates", body).is_err());
    /// let email: Email = Email::checked_allowing("On templates", body, &[Allow::DoubledBraces])?;
    /// # Ok::<(), cognito_triggers::rules::Violation>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`checked`](Self::checked), without those that are allowed.
    pub fn checked_allowing(
        subject: impl Into<Cow<'static, str>>,
        body: impl Into<Cow<'static, str>>,
        allowed: &[Allow],
    ) -> Result<Self, Violation>
    where
        P: OneText,
    {
        let (subject, invitation) = (subject.into(), P::CARRIED.username);
        rules::check_length(Field::Subject, &subject)?;
        rules::check_characters(Field::Subject, &subject, invitation)?;
        rules::check_braces(Field::Subject, &subject, false, allowed)?;
        let body = BySource::same(Text::checked(Field::Body, body.into(), P::CARRIED, allowed)?);
        Ok(Self { subject: Text::plain(subject), body, placeholders: PhantomData })
    }
}

impl Email<Username> {
    /// Makes an invitation without a password, for a pool whose users sign in without one. In another
    /// pool, Cognito would send its own text instead.
    ///
    /// ```
    /// use cognito_triggers::custom_message::{AdminCreateUser, Event};
    /// use cognito_triggers::email;
    ///
    /// let event = Event::<AdminCreateUser>::sample();
    /// event.reply(email!("Welcome", "Sign in as {username}, without a password.").without_code());
    /// ```
    #[must_use]
    pub fn without_code(self) -> Email<WithoutCode> {
        self.retype()
    }
}

impl Email<(Code, Username)> {
    /// Makes the e-mail fit every source. An invitation stays as it is. Every other source gets this value
    /// in place of the user name, which Cognito does not replace there. `email!` does the same with
    /// `username = value` after the texts.
    ///
    /// ```
    /// use cognito_triggers::Source;
    /// use cognito_triggers::custom_message::{Code, Email, EverySource, Username};
    ///
    /// let body = format!("<p>{}, your code is {}.</p>", Username::TEXT, Code::TEXT);
    /// let email: Email<EverySource> =
    ///     Email::<(Code, Username)>::checked("Welcome", body)?.with_username("Ines & Co");
    ///
    /// let verification = email.clone().for_source(Source::CustomMessageSignUp);
    /// assert_eq!(verification.body(), "<p>Ines &amp; Co, your code is {####}.</p>");
    /// let invitation = email.for_source(Source::CustomMessageAdminCreateUser);
    /// assert_eq!(invitation.body(), "<p>{username}, your code is {####}.</p>");
    /// # Ok::<(), cognito_triggers::rules::Violation>(())
    /// ```
    #[must_use]
    pub fn with_username(self, value: impl HtmlValue) -> Email<EverySource> {
        self.with_username_of(&value, value.as_placed())
    }

    pub(crate) fn with_username_of(
        self,
        value: &dyn HtmlValue,
        placed: &dyn PlacedValue,
    ) -> Email<EverySource> {
        let body = self.body.with_html(value, placed);
        Email { subject: self.subject, body, placeholders: PhantomData }
    }
}

impl Email<EverySource> {
    /// Returns the e-mail for events from this source, as it is in the answer to such an event. In a test:
    /// `email.for_source(Source::CustomMessageSignUp).delivered("123456", "ines")`.
    ///
    /// ```
    /// use cognito_triggers::{Source, email};
    ///
    /// let email = email!("Welcome", "{username}, your code is {code}", username = "Ines");
    /// let verification = email.clone().for_source(Source::CustomMessageSignUp);
    /// assert_eq!(verification.delivered("123456", "user-7"), "Ines, your code is 123456");
    /// let invitation = email.for_source(Source::CustomMessageAdminCreateUser);
    /// assert_eq!(invitation.delivered("k3!pX9", "user-7"), "user-7, your code is k3!pX9");
    /// ```
    #[must_use]
    pub fn for_source(self, source: Source) -> Email<Fitting> {
        self.of_source(source).retype()
    }
}

impl<P> Email<P> {
    /// Returns the subject.
    pub fn subject(&self) -> &str {
        self.subject.as_str()
    }

    /// Returns the body, with the placeholders as Cognito usually spells them: `{####}`, `{username}`,
    /// `{##Click Here##}`. An `Email<EverySource>` has a body [for each source](Email::for_source).
    pub fn body(&self) -> &str
    where
        P: OneText,
    {
        self.body.only().as_str()
    }

    /// Returns the body that the user gets: this code (in an e-mail with a link, its address) and this user
    /// name replace the placeholders. For an `Email<EverySource>`, choose the source first, with
    /// [`for_source`](Email::for_source).
    pub fn delivered(&self, code: &str, user_name: &str) -> String
    where
        P: OneText,
    {
        self.body.only().delivered(code, user_name)
    }

    pub(super) fn of_source(self, source: Source) -> Self {
        Self { body: self.body.into_same(source), ..self }
    }

    pub(super) fn retype<Q>(self) -> Email<Q> {
        Email { subject: self.subject, body: self.body, placeholders: PhantomData }
    }
}

/// An SMS: a text that carries the placeholders `P`.
///
/// [`sms!`](crate::sms) makes one. `Sms` alone is `Sms<Code>`, which fits every source but
/// `AdminCreateUser`: that one takes `Sms<(Code, Username)>`. `Sms<EverySource>` fits each source.
///
/// ```
/// use cognito_triggers::custom_message::Sms;
/// use cognito_triggers::sms;
///
/// let text: Sms = sms!("Your code is {code}");
/// assert_eq!(text.text(), "Your code is {####}");
/// assert_eq!(text.delivered("123456", "ines"), "Your code is 123456");
/// ```
///
/// A text of more than 140 characters does not compile:
///
/// ```compile_fail
/// cognito_triggers::sms!("{code} .........|.........|.........|.........|.........|.........|.........|.........|.........|.........|.........|.........|.........|.........|");
/// ```
pub struct Sms<P = Code> {
    pub(super) text: BySource,
    pub(super) placeholders: PhantomData<fn() -> P>,
}

impl<P: Placeholders> Sms<P> {
    pub(crate) fn from_parts(text: &[Part<'_, dyn fmt::Display + '_>]) -> Self {
        Self { text: BySource::same(Text::sms(text)), placeholders: PhantomData }
    }

    /// Takes a text from elsewhere, as [`Email::checked`] does.
    ///
    /// # Errors
    ///
    /// Fails if the text breaks one of Cognito's [rules](crate::rules), or does not have exactly the
    /// placeholders `P`.
    pub fn checked(text: impl Into<Cow<'static, str>>) -> Result<Self, Violation>
    where
        P: OneText,
    {
        Self::checked_allowing(text, &[])
    }

    /// Takes a text from elsewhere that breaks a rule on purpose, such as one that browsers fill in.
    ///
    /// ```
    /// use cognito_triggers::custom_message::{Allow, Code, Sms};
    ///
    /// let text = "{####} is your code.\n\n@example.org #{####}";
    /// assert!(Sms::<Code>::checked(text).is_err());
    /// let sms: Sms = Sms::checked_allowing(text, &[Allow::LineBreaks])?;
    /// # Ok::<(), cognito_triggers::rules::Violation>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`checked`](Self::checked), without those that are allowed.
    pub fn checked_allowing(text: impl Into<Cow<'static, str>>, allowed: &[Allow]) -> Result<Self, Violation>
    where
        P: OneText,
    {
        let text = BySource::same(Text::checked(Field::Text, text.into(), P::CARRIED, allowed)?);
        Ok(Self { text, placeholders: PhantomData })
    }
}

impl Sms<Username> {
    /// Makes an invitation without a password, as [`Email::without_code`] does.
    #[must_use]
    pub fn without_code(self) -> Sms<WithoutCode> {
        self.retype()
    }
}

impl Sms<(Code, Username)> {
    /// Makes the SMS fit every source, as [`Email::with_username`] does. A line break, which Cognito accepts
    /// only in an invitation, then breaks a rule for the other sources.
    #[must_use]
    pub fn with_username(self, value: impl fmt::Display) -> Sms<EverySource> {
        self.with_username_of(&value)
    }

    pub(crate) fn with_username_of(self, value: &dyn fmt::Display) -> Sms<EverySource> {
        Sms { text: self.text.with_plain(value), placeholders: PhantomData }
    }
}

impl Sms<EverySource> {
    /// Returns the SMS for events from this source, as [`Email::for_source`] does.
    ///
    /// ```
    /// use cognito_triggers::{Source, sms};
    ///
    /// let sms = sms!("{username}, your code is {code}", username = "Ines");
    /// let verification = sms.for_source(Source::CustomMessageSignUp);
    /// assert_eq!(verification.delivered("123456", "user-7"), "Ines, your code is 123456");
    /// ```
    #[must_use]
    pub fn for_source(self, source: Source) -> Sms<Fitting> {
        self.of_source(source).retype()
    }
}

impl<P> Sms<P> {
    /// What `allow = LineBreaks` becomes.
    #[doc(hidden)]
    #[must_use]
    pub fn with_line_breaks(self) -> Self {
        Self { text: self.text.with_line_breaks(), ..self }
    }

    /// Returns the text, with the placeholders as Cognito usually spells them: `{####}`, `{username}`. An
    /// `Sms<EverySource>` has a text [for each source](Sms::for_source).
    pub fn text(&self) -> &str
    where
        P: OneText,
    {
        self.text.only().as_str()
    }

    /// Returns the text that the user gets: this code and this user name replace the placeholders. For an
    /// `Sms<EverySource>`, choose the source first, with [`for_source`](Sms::for_source).
    pub fn delivered(&self, code: &str, user_name: &str) -> String
    where
        P: OneText,
    {
        self.text.only().delivered(code, user_name)
    }

    pub(super) fn of_source(self, source: Source) -> Self {
        Self { text: self.text.into_same(source), ..self }
    }

    pub(super) fn retype<Q>(self) -> Sms<Q> {
        Sms { text: self.text, placeholders: PhantomData }
    }
}
