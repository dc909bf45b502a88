//! The return types of token generation handlers, and the response member that they become.

use super::wire::{V1Details, V2Details};
use super::{AccessToken, IdToken, TokenVersion, Tokens, V3_0};
use crate::handler::Meta;
use crate::handler::error::{Error, HandlerError};
use crate::handler::sentence::Sentence;
use crate::spec::sealed::Sealed;
use crate::spec::source::{Source, SourceSet};
use crate::spec::version::LambdaVersion;
use crate::wire::envelope::Envelope;
use crate::wire::overlay::Overlay;

/// A return type of token generation handlers: [`Tokens`] of the handler's version, in `V2_0` and `V3_0`
/// only an [`IdToken`] or only an [`AccessToken`], `()` or `None` for tokens as usual, or a `Result` of
/// one of these. A handler for `ClientCredentials` alone returns an [`AccessToken`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response of the `PreTokenGeneration` trigger",
    label = "not a response of `PreTokenGeneration`",
    note = "return `Tokens<V2_0>` with the attribute's version, `IdToken`, `AccessToken`, `()`, an `Option` of one, or a `Result` of one"
)]
pub trait IntoResponse: Sealed {
    #[doc(hidden)]
    const CONTENT: Content;

    #[doc(hidden)]
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error>;
}

/// The events that a handler's return type can answer.
#[derive(Clone, Copy, Debug)]
pub struct Content {
    name: &'static str,
    versions: &'static [LambdaVersion],
    /// Whether it changes the ID token or the groups, which the client credentials grant does not have.
    changes_user: bool,
}

impl IntoResponse for () {
    const CONTENT: Content = Content { name: "()", versions: LambdaVersion::ALL, changes_user: false };

    fn write(self, _: &Envelope<'_>, _: &mut Overlay) -> Result<(), Error> {
        Ok(())
    }
}

impl<V: TokenVersion> IntoResponse for Tokens<V> {
    const CONTENT: Content = match V::VERSION {
        Some(LambdaVersion::V1_0) => {
            Content { name: "Tokens<V1_0>", versions: &[LambdaVersion::V1_0], changes_user: true }
        }
        Some(LambdaVersion::V2_0) => {
            Content { name: "Tokens<V2_0>", versions: &[LambdaVersion::V2_0], changes_user: true }
        }
        Some(_) => Content { name: "Tokens<V3_0>", versions: &[LambdaVersion::V3_0], changes_user: true },
        None => Content { name: "Tokens", versions: &[], changes_user: true },
    };

    fn write(self, _: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        if let Some(mistake) = self.mistake() {
            return Err(Error::own(mistake.to_owned()));
        }
        if self.is_empty() {
            return Ok(());
        }
        if V::VERSION == Some(LambdaVersion::V1_0) {
            overlay.set("claimsOverrideDetails", &V1Details(&self))?;
        } else {
            overlay.set("claimsAndScopeOverrideDetails", &V2Details(&self))?;
        }
        Ok(())
    }
}

impl IntoResponse for IdToken {
    const CONTENT: Content = Content {
        name: "IdToken",
        versions: &[LambdaVersion::V2_0, LambdaVersion::V3_0],
        changes_user: true,
    };

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        Tokens::<V3_0>::from(self).write(envelope, overlay)
    }
}

impl IntoResponse for AccessToken {
    const CONTENT: Content = Content {
        name: "AccessToken",
        versions: &[LambdaVersion::V2_0, LambdaVersion::V3_0],
        changes_user: false,
    };

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        Tokens::<V3_0>::from(self).write(envelope, overlay)
    }
}

impl<R: IntoResponse> IntoResponse for Option<R> {
    const CONTENT: Content = R::CONTENT;

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.map_or(Ok(()), |response| response.write(envelope, overlay))
    }
}

impl<R: IntoResponse, E: HandlerError> IntoResponse for Result<R, E> {
    const CONTENT: Content = R::CONTENT;

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.map_err(HandlerError::into_error)?.write(envelope, overlay)
    }
}

/// Fails the compilation if the response belongs to another version, or changes a token that the listed
/// sources do not make. The attribute evaluates it at the return type.
#[track_caller]
pub const fn check(content: Content, meta: Meta) {
    let Some(version) = meta.version else { return };
    if content.versions.is_empty() {
        Sentence::new("`")
            .then(content.name)
            .then("` needs the version of the events\nhelp: return `Tokens<")
            .then(version.name())
            .then(">`")
            .fail()
    }
    let mut i = 0;
    while i < content.versions.len() && !content.versions[i].is(version) {
        i += 1;
    }
    if i == content.versions.len() {
        Sentence::new("`")
            .then(content.name)
            .then("` does not answer events of `")
            .then(version.name())
            .then("`\nhelp: return `Tokens<")
            .then(version.name())
            .then(">`, or change the version in the attribute")
            .fail()
    }
    let machine = SourceSet::of(&[Source::TokenGenerationClientCredentials]);
    if content.changes_user && !meta.sources.is_empty() && meta.sources.without(machine).is_empty() {
        Sentence::new("`")
            .then(content.name)
            .then("` does not answer `TokenGeneration_ClientCredentials`, for which Cognito makes only an access token\nhelp: return `AccessToken`")
            .fail()
    }
}
