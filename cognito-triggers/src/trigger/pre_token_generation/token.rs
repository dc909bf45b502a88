//! The changes to one token: its claims and, in the access token, its scopes.

use serde::Serialize;

use super::claims::{Claims, Takes};
use super::name_rules::PLAIN_IN_ID_TOKEN;
use super::names::{ClaimName, IsClaimName, IsScopeName, ScopeName};
use super::{CustomizesAccessToken, Event};
use crate::spec::scope::SourceOf;
use crate::spec::sealed::Sealed;

/// The changes to the ID token of `V2_0` and `V3_0`.
///
/// A claim's value is any type that is `Serialize`: a string, a number, a boolean, an array of these, an
/// object. `None` leaves the claim as it is. A later value for a name replaces an earlier one.
/// A claim that is set and suppressed is suppressed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IdToken {
    pub(super) claims: Claims,
}

impl IdToken {
    /// Makes a token without changes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a claim, or overrides its value. `None` adds nothing.
    ///
    /// `address`, `email_verified`, `phone_number_verified` and `updated_at` take no arrays and no objects
    /// in this token. Such a value is an internal error when the answer is written, and so is a value that
    /// is null or not JSON.
    #[doc(alias = "claimsToAddOrOverride")]
    #[must_use]
    pub fn claim(mut self, name: impl IsClaimName, value: impl ClaimValue) -> Self {
        let name = name.into_name();
        let plain = PLAIN_IN_ID_TOKEN.contains(&name.as_str());
        self.claims.set(name, &value, if plain { Takes::Plain } else { Takes::Any });
        self
    }

    /// Leaves a claim out.
    #[doc(alias = "claimsToSuppress")]
    #[must_use]
    pub fn suppress(mut self, name: impl IsClaimName) -> Self {
        self.claims.suppress(name.into_name());
        self
    }

    /// Leaves out an attribute that only a developer can write: `dev:` and this name, such as
    /// `custom:tenant`.
    #[must_use]
    pub fn suppress_developer_attribute(self, name: &str) -> Self {
        self.suppress(ClaimName::developer(name))
    }
}

/// The changes to the access token of `V2_0` and `V3_0`.
///
/// It has claims, as the [`IdToken`] does, and scopes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccessToken {
    pub(super) claims: Claims,
    pub(super) added: Vec<ScopeName>,
    pub(super) suppressed: Vec<ScopeName>,
}

impl AccessToken {
    /// Makes a token without changes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a claim, or overrides its value. `None` adds nothing. A value that is null or not JSON, such as
    /// `f64::NAN`, is an internal error when the answer is written.
    #[doc(alias = "claimsToAddOrOverride")]
    #[must_use]
    pub fn claim(mut self, name: impl IsClaimName, value: impl ClaimValue) -> Self {
        self.claims.set(name.into_name(), &value, Takes::Any);
        self
    }

    /// Leaves a claim out.
    #[doc(alias = "claimsToSuppress")]
    #[must_use]
    pub fn suppress(mut self, name: impl IsClaimName) -> Self {
        self.claims.suppress(name.into_name());
        self
    }

    /// Adds the claim `aud` with the one value that Cognito accepts: the app client's id. If the event has
    /// none, this is an internal error when the answer is written.
    #[must_use]
    pub fn audience<V: CustomizesAccessToken, S: SourceOf<V>>(mut self, event: &Event<'_, V, S>) -> Self {
        match event.client_id() {
            Some(id) => self.claims.set(ClaimName::AUDIENCE, &id, Takes::Plain),
            None => {
                self.claims.refuse("the event has no app client, which `audience` needs".to_owned());
            }
        }
        self
    }

    /// Adds a scope to those of the request.
    #[doc(alias = "scopesToAdd")]
    #[must_use]
    pub fn add_scope(mut self, scope: impl IsScopeName) -> Self {
        let scope = scope.into_name();
        if !self.added.contains(&scope) {
            self.added.push(scope);
        }
        self
    }

    /// Leaves a scope out.
    #[doc(alias = "scopesToSuppress")]
    #[must_use]
    pub fn suppress_scope(mut self, scope: impl IsScopeName) -> Self {
        let scope = scope.into_name();
        if !self.suppressed.contains(&scope) {
            self.suppressed.push(scope);
        }
        self
    }

    /// Returns whether a scope is added.
    pub fn adds_scope(&self, name: &str) -> bool {
        self.added.iter().any(|scope| scope.as_str() == name)
    }

    /// Returns whether a scope is left out.
    pub fn suppresses_scope(&self, name: &str) -> bool {
        self.suppressed.iter().any(|scope| scope.as_str() == name)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.added.is_empty() && self.suppressed.is_empty()
    }
}

/// Defines the methods that both tokens have, except those whose line rustc shows to users.
macro_rules! claims {
    ($($Token:ident without $groups:literal;)+) => {$(
        impl $Token {
            #[doc = concat!("Leaves out ", $groups, ".")]
            #[must_use]
            pub fn suppress_groups(self) -> Self {
                self.suppress(ClaimName::GROUPS)
            }

            /// Returns the value to which a claim was set, as JSON text.
            pub fn get(&self, name: &str) -> Option<&str> {
                self.claims.get(name)
            }

            /// Returns whether a claim is left out.
            pub fn suppresses(&self, name: &str) -> bool {
                self.claims.suppresses(name)
            }
        }
    )+};
}

claims! {
    IdToken without "`cognito:groups`, and with it the roles and the preferred role";
    AccessToken without "`cognito:groups`";
}

/// The value of a claim of `V2_0` and `V3_0`: any type that is [`Serialize`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as a claim",
    label = "does not implement `serde::Serialize`",
    note = "write a text, a number, a boolean, a list, or a type of your own with `#[derive(serde::Serialize)]`; tokens are readable, so a `Secret` is not a claim, unless `.expose()` makes it public"
)]
pub trait ClaimValue: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize> ClaimValue for T {}

impl Sealed for IdToken {}

impl Sealed for AccessToken {}
