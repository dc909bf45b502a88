//! What a handler answers: the changes to each token.

use std::fmt;
use std::marker::PhantomData;

use serde::Serialize;

use super::claims::{Claims, Takes};
use super::name_rules::PLAIN_IN_ID_TOKEN;
use super::names::{ClaimName, IsClaimName, IsScopeName, ScopeName};
use super::{CustomizesAccessToken, Event, Groups, TokenVersion, V1_0};
use crate::spec::scope::Scope;

/// The changes to the ID token of `V2_0` and `V3_0`.
///
/// A claim's value is whatever is `Serialize`: a string, a number, a boolean, an array of these,
/// an object. `None` leaves the claim as it is. A later value for a name replaces an earlier one.
/// A claim that is set and suppressed is suppressed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IdToken {
    pub(super) claims: Claims,
}

impl IdToken {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a claim, or overrides its value. `None`, and what else is null in JSON, adds nothing.
    ///
    /// `address`, `email_verified`, `phone_number_verified` and `updated_at` take no arrays and no
    /// objects in this token: such a value, and one that is not JSON, is an internal error when
    /// the answer is written.
    #[must_use]
    pub fn claim(mut self, name: impl IsClaimName, value: impl ClaimValue) -> Self {
        let name = name.into_name();
        let plain = PLAIN_IN_ID_TOKEN.contains(&name.as_str());
        self.claims.set(name, &value, if plain { Takes::Plain } else { Takes::Any });
        self
    }

    /// Leaves a claim out.
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
/// Claims as in the [`IdToken`], and scopes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccessToken {
    pub(super) claims: Claims,
    pub(super) added: Vec<ScopeName>,
    pub(super) suppressed: Vec<ScopeName>,
}

impl AccessToken {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a claim, or overrides its value. `None`, and what else is null in JSON, adds nothing; a
    /// value that is not JSON is an internal error when the answer is written.
    #[must_use]
    pub fn claim(mut self, name: impl IsClaimName, value: impl ClaimValue) -> Self {
        self.claims.set(name.into_name(), &value, Takes::Any);
        self
    }

    /// Leaves a claim out.
    #[must_use]
    pub fn suppress(mut self, name: impl IsClaimName) -> Self {
        self.claims.suppress(name.into_name());
        self
    }

    /// Adds the claim `aud`, with the one value that Cognito takes: the app client's id. An event
    /// without one is an internal error when the answer is written.
    #[must_use]
    pub fn audience<V: CustomizesAccessToken, S: Scope<V>>(mut self, event: &Event<'_, V, S>) -> Self {
        match event.client_id() {
            Some(id) => self.claims.set(ClaimName::AUDIENCE, &id, Takes::Plain),
            None => {
                self.claims.refuse("the event has no app client, which `audience` needs".to_owned());
            }
        }
        self
    }

    /// Adds a scope to those of the request.
    #[must_use]
    pub fn add_scope(mut self, scope: impl IsScopeName) -> Self {
        let scope = scope.into_name();
        if !self.added.contains(&scope) {
            self.added.push(scope);
        }
        self
    }

    /// Leaves a scope out.
    #[must_use]
    pub fn suppress_scope(mut self, scope: impl IsScopeName) -> Self {
        let scope = scope.into_name();
        if !self.suppressed.contains(&scope) {
            self.suppressed.push(scope);
        }
        self
    }

    /// Whether a scope is added.
    pub fn adds_scope(&self, name: &str) -> bool {
        self.added.iter().any(|scope| scope.as_str() == name)
    }

    /// Whether a scope is left out.
    pub fn suppresses_scope(&self, name: &str) -> bool {
        self.suppressed.iter().any(|scope| scope.as_str() == name)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.added.is_empty() && self.suppressed.is_empty()
    }
}

/// Defines the methods that both tokens have. `suppress` is not among them: rustc shows users the line of its
/// bound, which here would be a pattern.
macro_rules! suppresses_claims {
    ($($Token:ident $groups:literal;)+) => {$(
        impl $Token {
            #[doc = concat!("Leaves out ", $groups, ".")]
            #[must_use]
            pub fn suppress_groups(self) -> Self {
                self.suppress(ClaimName::GROUPS)
            }

            /// The value that a claim was set to, as JSON text.
            pub fn get(&self, name: &str) -> Option<&str> {
                self.claims.get(name)
            }

            /// Whether a claim is left out.
            pub fn suppresses(&self, name: &str) -> bool {
                self.claims.suppresses(name)
            }
        }
    )+};
}

suppresses_claims! {
    IdToken "`cognito:groups`, and with it the roles and the preferred role";
    AccessToken "`cognito:groups`";
}

/// The changes to the tokens, in the version `V`: [`V1_0`] changes the ID token, with string
/// claims; `V2_0` and `V3_0` the [`IdToken`] and the [`AccessToken`]. All of them the groups.
///
/// ```
/// use cognito_triggers::pre_token_generation::{AccessToken, IdToken, Tokens, V2_0};
/// use cognito_triggers::{claim, scope};
///
/// let tokens = Tokens::<V2_0>::new()
///     .id_token(IdToken::new().claim(claim!("tenant"), "t-204"))
///     .access_token(AccessToken::new().add_scope(scope!("orders/read")));
/// ```
///
/// A `V1_0` claim is a string, and there is no access token to change:
///
/// ```compile_fail,E0277
/// # use cognito_triggers::pre_token_generation::{Tokens, V1_0};
/// # use cognito_triggers::claim;
/// let tokens = Tokens::<V1_0>::new().claim(claim!("seats"), 7);
/// ```
///
/// ```compile_fail,E0277
/// # use cognito_triggers::pre_token_generation::{AccessToken, Tokens, V1_0};
/// let tokens = Tokens::<V1_0>::new().access_token(AccessToken::new());
/// ```
pub struct Tokens<Version> {
    pub(super) id_token: IdToken,
    pub(super) access_token: AccessToken,
    pub(super) groups: Groups,
    version: PhantomData<fn() -> Version>,
}

impl<V: TokenVersion> Tokens<V> {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says what becomes of the groups and roles.
    #[must_use]
    pub fn groups(self, groups: Groups) -> Self {
        Self { groups, ..self }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.id_token.claims.is_empty() && self.access_token.is_empty() && self.groups == Groups::Keep
    }

    /// What is wrong with a value, if anything is.
    pub(super) fn mistake(&self) -> Option<&str> {
        self.id_token.claims.mistake().or(self.access_token.claims.mistake())
    }
}

/// The version in which [`Tokens`] are one token: [`V1_0`].
#[diagnostic::on_unimplemented(
    message = "`Tokens<{Self}>` are two tokens, and the change does not say which it is for",
    label = "for the ID token or for the access token?",
    note = "write `.id_token(IdToken::new()..)` or `.access_token(AccessToken::new()..)`, with the change where the dots are"
)]
pub trait HasOneToken: TokenVersion {}

impl HasOneToken for V1_0 {}

/// The value of a claim of `V2_0` and `V3_0`: whatever is [`Serialize`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as a claim",
    label = "does not implement `serde::Serialize`",
    note = "write a text, a number, a boolean, a list, or a type of yours with `#[derive(serde::Serialize)]`; tokens are readable, so a `Secret` is no claim, unless `.expose()` makes it public"
)]
pub trait ClaimValue: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize> ClaimValue for T {}

/// The value of a `V1_0` claim: a string.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a string, and a claim of `V1_0` is nothing else",
    label = "not a string",
    note = "write a string, such as `7.to_string()`; lists, numbers and booleans need `V2_0`; of an `Option`, take the text out first"
)]
pub trait StringClaim {
    /// The string.
    fn text(&self) -> &str;
}

#[diagnostic::do_not_recommend]
impl<T: AsRef<str>> StringClaim for T {
    fn text(&self) -> &str {
        self.as_ref()
    }
}

impl<V: TokenVersion> Tokens<V> {
    /// Adds a claim to the ID token, or overrides its value. A later value for a name replaces an
    /// earlier one.
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "a text or a reference, as with `AsRef`")]
    pub fn claim(mut self, name: impl IsClaimName, value: impl StringClaim) -> Self
    where
        V: HasOneToken,
    {
        self.id_token.claims.set(name.into_name(), &value.text(), Takes::Plain);
        self
    }

    /// Leaves a claim out. One that is set too is left out.
    #[must_use]
    pub fn suppress(self, name: impl IsClaimName) -> Self
    where
        V: HasOneToken,
    {
        Self { id_token: self.id_token.suppress(name), ..self }
    }

    /// Leaves out `cognito:groups`, and with it the roles and the preferred role.
    #[must_use]
    pub fn suppress_groups(self) -> Self
    where
        V: HasOneToken,
    {
        self.suppress(ClaimName::GROUPS)
    }

    /// Leaves out an attribute that only a developer can write: `dev:` and this name, such as
    /// `custom:tenant`.
    #[must_use]
    pub fn suppress_developer_attribute(self, name: &str) -> Self
    where
        V: HasOneToken,
    {
        self.suppress(ClaimName::developer(name))
    }

    /// The value that a claim was set to, as JSON text.
    pub fn get(&self, name: &str) -> Option<&str>
    where
        V: HasOneToken,
    {
        self.id_token.get(name)
    }

    /// Whether a claim is left out.
    pub fn suppresses(&self, name: &str) -> bool
    where
        V: HasOneToken,
    {
        self.id_token.suppresses(name)
    }
}

impl<V: TokenVersion> Tokens<V> {
    /// Sets the changes to the ID token.
    #[must_use]
    pub fn id_token(self, id_token: IdToken) -> Self
    where
        V: CustomizesAccessToken,
    {
        Self { id_token, ..self }
    }

    /// Sets the changes to the access token.
    #[doc(alias = "add_scope")]
    #[doc(alias = "suppress_scope")]
    #[must_use]
    pub fn access_token(self, access_token: AccessToken) -> Self
    where
        V: CustomizesAccessToken,
    {
        Self { access_token, ..self }
    }
}

impl<V: CustomizesAccessToken> From<IdToken> for Tokens<V> {
    fn from(id_token: IdToken) -> Self {
        Self::new().id_token(id_token)
    }
}

impl<V: CustomizesAccessToken> From<AccessToken> for Tokens<V> {
    fn from(access_token: AccessToken) -> Self {
        Self::new().access_token(access_token)
    }
}

impl<V> Default for Tokens<V> {
    fn default() -> Self {
        Self {
            id_token: IdToken::default(),
            access_token: AccessToken::default(),
            groups: Groups::default(),
            version: PhantomData,
        }
    }
}

impl<V> Clone for Tokens<V> {
    fn clone(&self) -> Self {
        Self {
            id_token: self.id_token.clone(),
            access_token: self.access_token.clone(),
            groups: self.groups.clone(),
            version: PhantomData,
        }
    }
}

impl<V> PartialEq for Tokens<V> {
    fn eq(&self, other: &Self) -> bool {
        self.id_token == other.id_token
            && self.access_token == other.access_token
            && self.groups == other.groups
    }
}

impl<V> fmt::Debug for Tokens<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens")
            .field("id_token", &self.id_token)
            .field("access_token", &self.access_token)
            .field("groups", &self.groups)
            .finish()
    }
}
