//! User attributes: the standard claims, custom ones, and those the service itself sets.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::Deserialize;

use super::Attributes;
use crate::handler::error::Error;
use crate::spec::open_enum::open_enum;
use crate::wire::envelope::Envelope;
use crate::wire::json;

/// The attributes of a user: a view with getters for the standard claims.
///
/// It is an [`Attributes`] view too, so [`get`](Attributes::get) and [`parse`](Attributes::parse)
/// are there for the others. An attribute that is absent, null or empty reads as `None`: Cognito
/// sends empty strings for aliases that a federated user has not.
///
/// ```
/// use cognito_triggers::post_confirmation::{ConfirmSignUp, Event};
///
/// let event = Event::<ConfirmSignUp>::sample().with_user_attribute("custom:plan", "gold");
/// let user = event.user_attributes();
/// assert_eq!(user.email().as_deref(), Some("ines.moreau@example.org"));
/// assert_eq!(user.email_verified(), Some(true));
/// assert_eq!(user.custom("plan").as_deref(), Some("gold"));
/// ```
#[derive(Clone, Copy)]
pub struct UserAttributes<'e>(Attributes<'e>);

macro_rules! claims {
    ($($(#[$doc:meta])* $claim:ident = $name:literal;)+) => {
        impl<'e> UserAttributes<'e> {$(
            $(#[$doc])*
            pub fn $claim(&self) -> Option<Cow<'e, str>> {
                self.text($name)
            }
        )+}
    };
}

claims! {
    /// The id of the user, which never changes. Not there yet in pre sign-up.
    sub = "sub";
    /// The e-mail address. See [`email_verified`](Self::email_verified).
    email = "email";
    /// The phone number, such as `+4915112345678`.
    phone_number = "phone_number";
    /// The full name.
    name = "name";
    /// The given name.
    given_name = "given_name";
    /// The family name.
    family_name = "family_name";
    /// The middle name.
    middle_name = "middle_name";
    /// The nickname.
    nickname = "nickname";
    /// The name that the user is to be called by: not a user name.
    preferred_username = "preferred_username";
    /// The address of a profile page.
    profile = "profile";
    /// The address of a picture.
    picture = "picture";
    /// The address of a web page.
    website = "website";
    /// The gender, as the user stated it.
    gender = "gender";
    /// The date of birth, `YYYY-MM-DD`.
    birthdate = "birthdate";
    /// The time zone, such as `Europe/Paris`.
    zoneinfo = "zoneinfo";
    /// The language, such as `fr` or `pt-BR`.
    locale = "locale";
    /// The postal address, as the pool stores it: text or JSON.
    address = "address";
    /// When the user changed last, in seconds since 1970.
    updated_at = "updated_at";
}

impl<'e> UserAttributes<'e> {
    pub(crate) fn new(envelope: &'e Envelope<'e>) -> Self {
        Self(Attributes::of_user(envelope))
    }

    /// Whether the user has shown to receive mail at the address. `None` where the event does not
    /// say. Understands `"true"`, `true` and `"True"`.
    pub fn email_verified(&self) -> Option<bool> {
        json::parse_boolean(&self.text("email_verified")?)
    }

    /// Whether the user has shown to receive messages at the number.
    pub fn phone_number_verified(&self) -> Option<bool> {
        json::parse_boolean(&self.text("phone_number_verified")?)
    }

    /// A custom attribute, by its name without the prefix `custom:` (or `dev:custom:`).
    pub fn custom(&self, name: &str) -> Option<Cow<'e, str>> {
        self.text(&format!("custom:{name}")).or_else(|| self.text(&format!("dev:custom:{name}")))
    }

    /// The state of the user (`cognito:user_status`).
    pub fn user_status(&self) -> Option<UserStatus> {
        self.text("cognito:user_status").map(|status| UserStatus::from(&*status))
    }

    /// The identity providers through which the user signs in (`identities`): empty for a user of
    /// the pool's own.
    ///
    /// # Errors
    ///
    /// The attribute is there, and is not the JSON that Cognito writes. The error does not show it.
    pub fn identities(&self) -> Result<Vec<Identity>, Error> {
        let Some(text) = self.text("identities") else { return Ok(Vec::new()) };
        serde_json::from_str(&text)
            .map_err(|_| Error::internal("the attribute `identities` is not a list of identities"))
    }

    fn text(&self, name: &str) -> Option<Cow<'e, str>> {
        self.0.get(name).filter(|text| !text.is_empty())
    }
}

impl<'e> Deref for UserAttributes<'e> {
    type Target = Attributes<'e>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl fmt::Debug for UserAttributes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

open_enum! {
    /// The state of a user: `UserStatusType` of the API model, and what else comes.
    UserStatus: String {
        /// Signed up, and not confirmed.
        Unconfirmed = "UNCONFIRMED",
        /// Confirmed.
        Confirmed = "CONFIRMED",
        /// No longer active.
        Archived = "ARCHIVED",
        /// Disabled because of a threat.
        Compromised = "COMPROMISED",
        /// Not known to the service.
        Unknown = "UNKNOWN",
        /// Must reset the password before the next sign-in.
        ResetRequired = "RESET_REQUIRED",
        /// Created by an administrator, and must choose a password.
        ForceChangePassword = "FORCE_CHANGE_PASSWORD",
        /// Signs in through an identity provider.
        ExternalProvider = "EXTERNAL_PROVIDER",
    }
}

/// An identity provider through which a user signs in: an entry of the attribute `identities`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Identity {
    /// The user's id at the provider.
    #[serde(default)]
    pub user_id: String,
    /// The provider's name in the pool.
    #[serde(default)]
    pub provider_name: String,
    /// Such as `SAML`, `OIDC` or `Google`.
    #[serde(default)]
    pub provider_type: String,
    /// Who issued the identity, where the provider says.
    #[serde(default)]
    pub issuer: Option<String>,
    /// Whether this is the profile that others were linked to.
    #[serde(default, deserialize_with = "boolean")]
    pub primary: bool,
}

fn boolean<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(value.as_bool().or_else(|| json::parse_boolean(value.as_str()?)).unwrap_or(false))
}
