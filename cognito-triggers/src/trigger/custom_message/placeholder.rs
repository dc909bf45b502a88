//! The placeholders that Cognito replaces in a text: the code, the user name, the link.

use std::borrow::Cow;

use crate::spec::sealed::Sealed;
use crate::spec::source::{Source, SourceSet, Trigger};
use crate::wire::envelope::Envelope;
use crate::wire::json;

/// The text carries `{code}`, which stands for the code, or for the temporary password in an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code;

/// The text carries `{username}`, which Cognito replaces only in invitations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Username;

/// The text carries `{link}`, for a pool that verifies by link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link;

/// The text of an invitation without a password, for a pool whose users sign in without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithoutCode;

/// The text fits every source. It carries `{code}`, `{username}`, and a value that replaces
/// `{username}` for every source but `AdminCreateUser`, since Cognito does not replace it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EverySource;

/// The text in a [`Reply`](super::Reply) carries the placeholders that its source needs.
#[derive(Debug)]
pub struct Fitting;

impl Code {
    /// The placeholder for the code in a text from elsewhere, such as a template engine's.
    pub const TEXT: &'static str = Placeholder::Code.usual();
}

impl Username {
    /// The placeholder for the user name in a text from elsewhere.
    pub const TEXT: &'static str = Placeholder::Username.usual();
}

impl Link {
    /// The placeholder for the link in a text from elsewhere. The words between the signs are the link's
    /// text: replace them with your own.
    pub const TEXT: &'static str = Placeholder::Link.usual();
}

/// The placeholders that a text carries: the `P` of [`Email<P>`](super::Email) and
/// [`Sms<P>`](super::Sms).
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not name the placeholders of a text",
    label = "not placeholders",
    note = "write `Email` and `Sms` alone for a text with `{{code}}`, or `<(Code, Username)>`, `<EverySource>` or `<Link>` after them"
)]
pub trait Placeholders: Sealed + 'static {
    #[doc(hidden)]
    const CARRIED: Carried;
}

impl Placeholders for Code {
    const CARRIED: Carried = Carried { code: true, ..Carried::NONE };
}

impl Placeholders for Username {
    const CARRIED: Carried = Carried { username: true, ..Carried::NONE };
}

impl Placeholders for Link {
    const CARRIED: Carried = Carried { link: true, ..Carried::NONE };
}

impl Placeholders for (Code, Username) {
    const CARRIED: Carried = Carried { code: true, username: true, ..Carried::NONE };
}

impl Placeholders for WithoutCode {
    const CARRIED: Carried = Carried { username: true, needs_no_code: true, ..Carried::NONE };
}

impl Placeholders for EverySource {
    const CARRIED: Carried = Carried { code: true, username: true, has_value: true, ..Carried::NONE };
}

/// Placeholders of a text that reads the same for each source that it fits: all except [`EverySource`].
#[diagnostic::on_unimplemented(
    message = "a message with `{Self}` has two texts: one for invitations, one for the other sources",
    label = "the text depends on the source",
    note = "to read a text, choose its source: `email.for_source(event.source()).delivered(..)`; to make a message of a computed text, write `Email::<(Code, Username)>::checked(..)?.with_username(name)`"
)]
pub trait OneText: Sealed {}

impl OneText for Code {}
impl OneText for Username {}
impl OneText for Link {}
impl OneText for (Code, Username) {}
impl OneText for WithoutCode {}
impl OneText for Fitting {}

/// [`Placeholders`] as data.
#[allow(clippy::struct_excessive_bools, reason = "a set of five")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    pub(super) code: bool,
    pub(super) username: bool,
    pub(super) link: bool,
    /// Whether `without_code` was called.
    pub(super) needs_no_code: bool,
    /// Whether a value replaces the user name for the sources for which Cognito does not replace it.
    pub(super) has_value: bool,
}

impl Carried {
    const NONE: Self =
        Self { code: false, username: false, link: false, needs_no_code: false, has_value: false };

    /// Returns the sources whose e-mails need exactly these placeholders.
    pub(super) const fn email_sources(self) -> SourceSet {
        let invitation = SourceSet::of(&[Source::CustomMessageAdminCreateUser]);
        match (self.code, self.username, self.link) {
            (true, true, false) if self.has_value => SourceSet::all_of(Trigger::CustomMessage),
            (true, true, false) => invitation,
            (false, true, false) if self.needs_no_code => invitation,
            (true, false, false) => SourceSet::all_of(Trigger::CustomMessage).without(invitation),
            (false, false, true) => {
                SourceSet::of(&[Source::CustomMessageSignUp, Source::CustomMessageResendCode])
            }
            _ => SourceSet::EMPTY,
        }
    }

    /// Returns the sources whose SMS need exactly these placeholders.
    pub(super) const fn sms_sources(self) -> SourceSet {
        if self.link { SourceSet::EMPTY } else { self.email_sources() }
    }

    /// Returns the type as users write it.
    pub(super) const fn type_name(self) -> &'static str {
        match (self.code, self.username, self.link) {
            (true, true, _) if self.has_value => "EverySource",
            (true, true, _) => "(Code, Username)",
            (true, false, _) => "Code",
            (false, true, _) if self.needs_no_code => "WithoutCode",
            (false, true, _) => "Username",
            (false, false, _) => "Link",
        }
    }
}

/// A placeholder in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placeholder {
    Code,
    Username,
    Link,
}

impl Placeholder {
    /// Returns the text that Cognito's events usually carry for it.
    pub(super) const fn usual(self) -> &'static str {
        match self {
            Self::Code => "{####}",
            Self::Username => "{username}",
            Self::Link => "{##Click Here##}",
        }
    }

    /// Returns the text that this event carries for it.
    pub(super) fn parameter<'e>(self, envelope: &'e Envelope<'_>) -> Cow<'e, str> {
        let raw = envelope.request(self.member()).filter(|raw| raw.starts_with('"'));
        let parameter = raw.and_then(json::text).filter(|text| !text.trim().is_empty());
        parameter.unwrap_or(Cow::Borrowed(self.usual()))
    }
}

impl Sealed for Code {}
impl Sealed for Username {}
impl Sealed for Link {}
impl Sealed for WithoutCode {}
impl Sealed for EverySource {}
impl Sealed for Fitting {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::scope::SourceOf;
    use crate::trigger::custom_message::*;

    /// Checks that the trait impls behind `reply` agree with the data behind the attribute's check.
    #[test]
    fn traits_and_data_agree() {
        trait Email {
            const FITS: bool = false;
        }
        struct Fits<P, S>(P, S);
        impl<P: EmailPlaceholders<S>, S> Fits<P, S> {
            const FITS: bool = true;
        }
        impl<P, S> Email for Fits<P, S> {}
        macro_rules! agree {
            ($P:ty: $($S:ident)*) => {
                let listed = SourceSet::of(&[$($S::SOURCE),*]);
                assert_eq!(listed, SourceSet::all_of(Trigger::CustomMessage), "the sources that are compared");$(
                let data = <$P as Placeholders>::CARRIED.email_sources().contains($S::SOURCE);
                assert_eq!(Fits::<$P, $S>::FITS, data, "{} for {}", stringify!($P), <$S as SourceOf<CustomMessageTrigger>>::SOURCES.first().unwrap());
            )*};
            ($($P:ty),*) => {$(
                agree!($P: SignUp AdminCreateUser ResendCode ForgotPassword UpdateUserAttribute VerifyUserAttribute Authentication);
            )*};
        }
        agree!(Code, Username, Link, (Code, Username), WithoutCode, EverySource);
    }
}
