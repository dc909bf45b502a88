//! User attributes: the standard claims, custom ones, and those that the service itself sets.

use std::fmt;

use serde::Deserialize;

use super::{AttributeError, Attributes};
use crate::handler::error::Error;
use crate::spec::open_enum::open_enum;
use crate::wire::envelope::Envelope;
use crate::wire::json;

/// The attributes of a user, with getters for the standard claims.
///
/// [`get`](Self::get), [`custom`](Self::custom) and [`parse`](Self::parse) reach the other
/// attributes. An attribute that is [absent, null or empty](Attributes#absent-null-and-empty) is
/// absent for every method.
///
/// ```
/// use cognito_triggers::post_confirmation::{ConfirmSignUp, Event};
///
/// let event = Event::<ConfirmSignUp>::sample().with_user_attribute("custom:plan", "gold");
/// let user = event.user_attributes();
/// assert_eq!(user.email(), Some("ines.moreau@example.org"));
/// assert_eq!(user.email_verified(), Some(true));
/// assert_eq!(user.custom("plan"), Some("gold"));
/// assert_eq!(user.nickname().unwrap_or("there"), "there");
/// ```
#[derive(Clone, Copy)]
pub struct UserAttributes<'e>(Attributes<'e>);

macro_rules! claims {
    ($($(#[$doc:meta])* $claim:ident = $name:literal;)+) => {
        impl<'e> UserAttributes<'e> {$(
            $(#[$doc])*
            pub fn $claim(&self) -> Option<&'e str> {
                self.get($name)
            }
        )+}
    };
}

claims! {
    /// Returns the id of the user, which never changes. Pre sign-up events do not have it yet.
    sub = "sub";
    /// Returns the e-mail address. See [`email_verified`](Self::email_verified).
    email = "email";
    /// Returns the phone number, such as `+4915112345678`.
    phone_number = "phone_number";
    /// Returns the full name.
    name = "name";
    /// Returns the given name.
    given_name = "given_name";
    /// Returns the family name.
    family_name = "family_name";
    /// Returns the middle name.
    middle_name = "middle_name";
    /// Returns the nickname.
    nickname = "nickname";
    /// Returns the name by which the user wants to be called. It is not a user name.
    preferred_username = "preferred_username";
    /// Returns the address of a profile page.
    profile = "profile";
    /// Returns the address of a picture.
    picture = "picture";
    /// Returns the address of a web page.
    website = "website";
    /// Returns the gender, as the user stated it.
    gender = "gender";
    /// Returns the date of birth, `YYYY-MM-DD`.
    birthdate = "birthdate";
    /// Returns the time zone, such as `Europe/Paris`.
    zoneinfo = "zoneinfo";
    /// Returns the language, such as `fr` or `pt-BR`.
    locale = "locale";
    /// Returns the postal address as the pool stores it: text or JSON.
    address = "address";
    /// Returns the time of the user's last change, in seconds since 1970.
    updated_at = "updated_at";
}

impl<'e> UserAttributes<'e> {
    pub(crate) fn new(envelope: &'e Envelope<'e>) -> Self {
        Self(Attributes::of_user(envelope))
    }

    /// Returns whether the user has proved that they receive mail at the address. It is `None` if
    /// the event does not say. Understands `"true"`, `true` and `"True"`.
    pub fn email_verified(&self) -> Option<bool> {
        json::parse_boolean(self.get("email_verified")?)
    }

    /// Returns whether the user has proved that they receive messages at the number.
    pub fn phone_number_verified(&self) -> Option<bool> {
        json::parse_boolean(self.get("phone_number_verified")?)
    }

    /// Returns a custom attribute, by its name with or without the prefix `custom:` (or
    /// `dev:custom:`).
    pub fn custom(&self, name: &str) -> Option<&'e str> {
        let has_prefix = name.starts_with("custom:") || name.starts_with("dev:custom:");
        self.get(&format!("custom:{name}"))
            .or_else(|| self.get(&format!("dev:custom:{name}")))
            .or_else(|| if has_prefix { self.get(name) } else { None })
    }

    /// Returns the state of the user (`cognito:user_status`).
    pub fn user_status(&self) -> Option<UserStatus> {
        self.get("cognito:user_status").map(UserStatus::from)
    }

    /// Returns the identity providers through which the user signs in (`identities`). It is empty
    /// for a user of the pool's own.
    ///
    /// # Errors
    ///
    /// Fails if the attribute exists but is not the JSON that Cognito writes. The error does not
    /// show it.
    pub fn identities(&self) -> Result<Vec<Identity>, Error> {
        let Some(text) = self.get("identities") else { return Ok(Vec::new()) };
        serde_json::from_str(text)
            .map_err(|_| Error::own("the attribute `identities` is not a list of identities"))
    }

    /// Returns an attribute, by its whole name: [`Attributes::get`].
    pub fn get(&self, name: &str) -> Option<&'e str> {
        self.0.get(name)
    }

    /// Returns whether an attribute has a value.
    pub fn contains(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// Returns the values of an attribute with several: [`Attributes::list`].
    pub fn list(&self, name: &str) -> Vec<&'e str> {
        self.0.list(name)
    }

    /// Iterates over the names and values, in the order of the event.
    pub fn iter(&self) -> std::vec::IntoIter<(&'e str, &'e str)> {
        self.0.iter()
    }

    /// Reads the attributes into a type with serde: [`Attributes::parse`].
    ///
    /// # Errors
    ///
    /// Fails if an attribute is missing or is not what the type expects.
    pub fn parse<T: Deserialize<'e>>(&self) -> Result<T, AttributeError> {
        self.0.parse()
    }

    /// Returns whether there is no attribute.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the JSON text.
    pub fn raw(&self) -> &'e str {
        self.0.raw()
    }
}

impl<'e> From<UserAttributes<'e>> for Attributes<'e> {
    fn from(user: UserAttributes<'e>) -> Self {
        user.0
    }
}

impl<'e> IntoIterator for UserAttributes<'e> {
    type Item = (&'e str, &'e str);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'e> IntoIterator for &UserAttributes<'e> {
    type Item = (&'e str, &'e str);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for UserAttributes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

open_enum! {
    /// The state of a user: a `UserStatusType` of the API model, or any other name that arrives.
    UserStatus: String {
        /// The user has signed up but is not confirmed.
        Unconfirmed = "UNCONFIRMED",
        /// The user is confirmed.
        Confirmed = "CONFIRMED",
        /// The user is no longer active.
        Archived = "ARCHIVED",
        /// The user is disabled because of a threat.
        Compromised = "COMPROMISED",
        /// The service does not know the state.
        Unknown = "UNKNOWN",
        /// The user must reset the password before the next sign-in.
        ResetRequired = "RESET_REQUIRED",
        /// An administrator created the user, who must choose a password.
        ForceChangePassword = "FORCE_CHANGE_PASSWORD",
        /// The user signs in through an identity provider.
        ExternalProvider = "EXTERNAL_PROVIDER",
    }
}

/// An identity provider through which a user signs in: an entry of the attribute `identities`.
///
/// `Debug` shows the provider, never the user's id.
#[derive(Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Identity {
    #[serde(default)]
    user_id: String,
    #[serde(default)]
    provider_name: String,
    #[serde(default)]
    provider_type: String,
    #[serde(default)]
    issuer: Option<String>,
    #[serde(default, deserialize_with = "boolean")]
    primary: bool,
}

impl Identity {
    /// Returns the user's id at the provider.
    pub fn user_id(&self) -> &str {
        &self.user_id
    }

    /// Returns the provider's name in the pool.
    pub fn provider_name(&self) -> &str {
        &self.provider_name
    }

    /// Returns the type of the provider, such as `SAML`, `OIDC` or `Google`.
    pub fn provider_type(&self) -> &str {
        &self.provider_type
    }

    /// Returns the issuer of the identity, if the provider names one.
    pub fn issuer(&self) -> Option<&str> {
        self.issuer.as_deref()
    }

    /// Returns whether this is the profile to which others were linked.
    pub fn is_primary(&self) -> bool {
        self.primary
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("provider_name", &self.provider_name)
            .field("provider_type", &self.provider_type)
            .field("is_primary", &self.primary)
            .finish_non_exhaustive()
    }
}

fn boolean<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(value.as_bool().or_else(|| json::parse_boolean(value.as_str()?)).unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn envelope(attributes: &str) -> Envelope<'static> {
        Envelope::from_text(format!(r#"{{"request":{{"userAttributes":{attributes}}}}}"#)).unwrap()
    }

    #[test]
    fn absent_null_and_empty_are_absent_for_every_method() {
        for attributes in [r#"{"email":""}"#, r#"{"email":null}"#, "{}", "null"] {
            let envelope = envelope(attributes);
            let user = UserAttributes::new(&envelope);
            assert_eq!((user.email(), user.get("email"), user.contains("email")), (None, None, false));
            assert!(user.is_empty() && user.iter().next().is_none() && user.list("email").is_empty());
            assert!(user.parse::<BTreeMap<String, String>>().unwrap().is_empty(), "{attributes}");
        }
    }

    #[test]
    fn a_custom_attribute_is_found_with_and_without_its_prefix() {
        let envelope = envelope(r#"{"custom:plan":"gold","dev:custom:tenant":"t-9","custom:custom:x":"y"}"#);
        let user = UserAttributes::new(&envelope);
        assert_eq!((user.custom("plan"), user.custom("custom:plan")), (Some("gold"), Some("gold")));
        assert_eq!((user.custom("tenant"), user.custom("dev:custom:tenant")), (Some("t-9"), Some("t-9")));
        assert_eq!(user.custom("custom:x"), Some("y"));
        assert_eq!(user.custom("email"), None);
    }

    #[test]
    fn texts_with_escapes_are_borrowed_too() {
        #[derive(Deserialize)]
        struct Mine<'e> {
            name: &'e str,
        }

        let envelope = envelope(r#"{"name":"In\u00e9s \"I\"","custom:\u0061":"b"}"#);
        let user = UserAttributes::new(&envelope);
        let name: &str = user.name().unwrap();
        assert_eq!((name, user.custom("a")), ("Inés \"I\"", Some("b")));
        assert_eq!(user.iter().collect::<Vec<_>>(), [("name", "Inés \"I\""), ("custom:a", "b")]);
        assert_eq!(user.parse::<Mine<'_>>().unwrap().name, name);
    }
}
