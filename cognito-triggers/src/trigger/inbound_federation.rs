//! Inbound federation: decides which of an identity provider's attributes Cognito maps.
//!
//! It runs after the provider has answered, before its attributes are mapped to those of the pool.
//!
//! ```
//! use cognito_triggers::prelude::*;
//! use cognito_triggers::inbound_federation::Mapping;
//!
//! #[inbound_federation]
//! async fn map(event: inbound_federation::Event<'_>) -> Result<Mapping> {
//!     let without_picture = event.id_token().iter().filter(|(name, _)| *name != "picture");
//!     Ok(Mapping::replace(without_picture))
//! }
//! # fn main() {}
//! ```
//!
//! The page of [`#[inbound_federation]`](macro@crate::inbound_federation) says what to list, return and refuse.

use std::fmt;

use crate::event::attributes::Attributes;
use crate::handler::error::{Error, HandlerError};
use crate::handler::text::IntoText;
use crate::handler::text_map::AttributeMap;
use crate::spec::attribute;
use crate::spec::open_enum::open_enum;
pub use crate::spec::scope::marker::inbound_federation::*;
use crate::spec::scope::{AnySource, SourceOf};
use crate::spec::sealed::Sealed;
use crate::wire::envelope::{Envelope, RequestMember};
use crate::wire::members;
use crate::wire::overlay::Overlay;
use crate::wire::secret::Secret;

/// An inbound federation event.
///
/// The provider's data is in [`id_token`](Event::id_token), [`user_info`](Event::user_info) and
/// [`token_response`](Event::token_response) for OIDC and social providers, in
/// [`saml_response`](Event::saml_response) for SAML. All values are text, whatever they mean:
/// lists are `[a]`, objects are JSON.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, InboundFederationTrigger, S>;

crate::handler::param::takes_events!(
    InboundFederationTrigger,
    "`{Self}` is not an event of the `InboundFederation` trigger",
    "write `inbound_federation::Event<'_>`, optionally with a source of the trigger after `'_`; or an enum with `#[derive(FromEvent)]` whose variants each hold such an event"
);

impl<S: SourceOf<InboundFederationTrigger>> Event<'_, S> {
    /// Returns the provider's name in the pool.
    pub fn provider_name(&self) -> &str {
        self.envelope().request_text(RequestMember::ProviderName).unwrap_or_default()
    }

    /// Returns the kind of provider.
    pub fn provider_type(&self) -> ProviderType {
        ProviderType::from(self.envelope().request_text(RequestMember::ProviderType).unwrap_or_default())
    }

    /// Returns the claims of the ID token of an OIDC or social provider.
    pub fn id_token(&self) -> Attributes<'_> {
        self.part("idToken")
    }

    /// Returns the answer of the user info endpoint of an OIDC or social provider. It may be empty.
    pub fn user_info(&self) -> Attributes<'_> {
        self.part("userInfo")
    }

    /// Returns the attributes of a SAML provider's assertion.
    pub fn saml_response(&self) -> Attributes<'_> {
        self.part("samlResponse")
    }

    /// Returns the tokens of an OIDC or social provider, which are secret.
    pub fn token_response(&self) -> TokenResponse<'_> {
        TokenResponse(self.part("tokenResponse"))
    }

    fn part(&self, name: &str) -> Attributes<'_> {
        let attributes = self.envelope().request(RequestMember::Attributes);
        Attributes::new(self.envelope(), attributes.and_then(|object| members::member(object, name)))
    }
}

open_enum! {
    /// The kinds of identity providers.
    ProviderType: String {
        /// `OpenID` Connect.
        Oidc = "OIDC",
        /// SAML 2.0.
        Saml = "SAML",
        /// Facebook.
        Facebook = "Facebook",
        /// Google.
        Google = "Google",
        /// Sign in with Apple.
        SignInWithApple = "SignInWithApple",
        /// Login with Amazon.
        LoginWithAmazon = "LoginWithAmazon",
    }
}

/// The answer of the provider's token endpoint. Every value in it is treated as a secret.
#[derive(Clone, Copy)]
pub struct TokenResponse<'e>(Attributes<'e>);

impl<'e> TokenResponse<'e> {
    /// Returns the access token.
    pub fn access_token(&self) -> Option<Secret<'e>> {
        self.get("access_token")
    }

    /// Returns the ID token, as the provider signed it.
    pub fn id_token(&self) -> Option<Secret<'e>> {
        self.get("id_token")
    }

    /// Returns the refresh token.
    pub fn refresh_token(&self) -> Option<Secret<'e>> {
        self.get("refresh_token")
    }

    /// Returns another member, such as `scope`.
    pub fn get(&self, name: &str) -> Option<Secret<'e>> {
        self.0.secret(name)
    }
}

impl fmt::Debug for TokenResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenResponse(..)")
    }
}

/// The attributes that Cognito maps.
///
/// ```
/// use cognito_triggers::inbound_federation::{Event, ExternalProvider, Mapping};
///
/// let event = Event::<ExternalProvider>::sample();
/// let without_picture = event.id_token().iter().filter(|(name, _)| *name != "picture");
/// let mapping = Mapping::replace(without_picture);
/// assert_ne!(mapping, Mapping::KeepAll);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mapping {
    /// Cognito maps all of the provider's attributes, as they are.
    KeepAll,
    /// Cognito maps these attributes, under the provider's names, and drops all others that the provider
    /// sent. An empty map is an internal error, since Cognito takes it for "keep all".
    Replace(AttributeMap),
}

impl Mapping {
    /// Replaces everything that the provider sent with these attributes.
    #[doc(alias = "userAttributesToMap")]
    pub fn replace<K: Into<String>, V: IntoText>(attributes: impl IntoIterator<Item = (K, V)>) -> Self {
        Self::Replace(attributes.into_iter().collect())
    }
}

impl From<AttributeMap> for Mapping {
    fn from(attributes: AttributeMap) -> Self {
        Self::Replace(attributes)
    }
}

/// A return type of inbound federation handlers: a [`Mapping`], or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response of the `InboundFederation` trigger",
    label = "not a mapping",
    note = "return `Mapping::KeepAll`, `Mapping::replace([(\"email\", \"..\")])`, or a `Result` of `Mapping`"
)]
pub trait IntoResponse: Sealed {
    #[doc(hidden)]
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error>;
}

impl IntoResponse for Mapping {
    fn write(self, _: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        let attributes = match self {
            Self::KeepAll => AttributeMap::new(),
            Self::Replace(attributes) if attributes.is_empty() => {
                let text =
                    "an empty replacement means \"keep all\" to Cognito: return `Mapping::KeepAll`, or deny";
                return Err(Error::own(text));
            }
            Self::Replace(attributes) => attributes,
        };
        for (name, value) in &attributes {
            if name.is_empty() {
                return Err(Error::own("an attribute has an empty name"));
            }
            attribute::check_length(name, value)?;
        }
        overlay.set("userAttributesToMap", attributes.as_map())?;
        Ok(())
    }
}

impl<R: IntoResponse, E: HandlerError> IntoResponse for Result<R, E> {
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.map_err(HandlerError::into_error)?.write(envelope, overlay)
    }
}

impl Sealed for Mapping {}
