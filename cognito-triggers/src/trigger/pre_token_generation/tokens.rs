//! The changes to all tokens, in one version of the events.

use crate::spec::scope::NoTrigger;
use crate::spec::sealed::Sealed;
use std::fmt;
use std::marker::PhantomData;

use super::claims::Takes;
use super::names::{ClaimName, IsClaimName};
use super::token::{AccessToken, IdToken};
use super::{CustomizesAccessToken, Groups, TokenVersion, V1_0};

/// The changes to the tokens, in one version of the events. [`V1_0`] changes the ID token, with string
/// claims; `V2_0` and `V3_0` change the [`IdToken`] and the [`AccessToken`]. All of them change the
/// groups.
///
/// ```
/// use cognito_triggers::pre_token_generation::{AccessToken, IdToken, Tokens, V2_0};
/// use cognito_triggers::{claim, scope};
///
/// let tokens = Tokens::<V2_0>::new()
///     .with_id_token(IdToken::new().claim(claim!("tenant"), "t-204"))
///     .with_access_token(AccessToken::new().add_scope(scope!("orders/read")));
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
/// let tokens = Tokens::<V1_0>::new().with_access_token(AccessToken::new());
/// ```
pub struct Tokens<Version = NoTrigger> {
    pub(super) id_token: IdToken,
    pub(super) access_token: AccessToken,
    pub(super) groups: Groups,
    version: PhantomData<fn() -> Version>,
}

impl<V: TokenVersion> Tokens<V> {
    /// Makes tokens without changes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the action for the groups and roles.
    #[doc(alias = "groupOverrideDetails")]
    #[must_use]
    pub fn with_groups(self, groups: Groups) -> Self {
        Self { groups, ..self }
    }

    /// Returns the action for the groups and roles.
    pub fn groups(&self) -> &Groups {
        &self.groups
    }

    /// Returns whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.id_token.claims.is_empty() && self.access_token.is_empty() && self.groups == Groups::Keep
    }

    /// Returns what is wrong with a value, if anything is.
    pub(super) fn mistake(&self) -> Option<&str> {
        self.id_token.claims.mistake().or(self.access_token.claims.mistake())
    }
}

/// The version in which [`Tokens`] are one token: [`V1_0`].
#[diagnostic::on_unimplemented(
    message = "`Tokens<{Self}>` has two tokens, but the change does not say which one it is for",
    label = "for the ID token or for the access token?",
    note = "write `.with_id_token(IdToken::new()..)` or `.with_access_token(AccessToken::new()..)`, with the change in place of the dots"
)]
pub trait HasOneToken: TokenVersion {}

impl HasOneToken for V1_0 {}
// Where the version is missing, that is the mistake to report.
#[diagnostic::do_not_recommend]
impl HasOneToken for NoTrigger {}

/// The value of a `V1_0` claim: a string.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a string: claims of `V1_0` are strings only",
    label = "not a string",
    note = "write a string, such as `7.to_string()`; lists, numbers and booleans need `V2_0`; for an `Option`, take the text out first"
)]
pub trait StringClaim {
    /// Returns the string.
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
    #[doc(alias = "claimsToAddOrOverride")]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "a text or a reference, as with `AsRef`")]
    pub fn claim(mut self, name: impl IsClaimName, value: impl StringClaim) -> Self
    where
        V: HasOneToken,
    {
        self.id_token.claims.set(name.into_name(), &value.text(), Takes::Plain);
        self
    }

    /// Leaves a claim out, even if it is also set.
    #[doc(alias = "claimsToSuppress")]
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

    /// Returns the value to which a claim was set, as JSON text.
    pub fn get(&self, name: &str) -> Option<&str>
    where
        V: HasOneToken,
    {
        self.id_token.get(name)
    }

    /// Returns whether a claim is left out.
    pub fn suppresses(&self, name: &str) -> bool
    where
        V: HasOneToken,
    {
        self.id_token.suppresses(name)
    }
}

impl<V: TokenVersion> Tokens<V> {
    /// Sets the changes to the ID token.
    #[doc(alias = "idTokenGeneration")]
    #[must_use]
    pub fn with_id_token(self, id_token: IdToken) -> Self
    where
        V: CustomizesAccessToken,
    {
        Self { id_token, ..self }
    }

    /// Sets the changes to the access token.
    #[doc(alias = "accessTokenGeneration")]
    #[doc(alias = "add_scope")]
    #[doc(alias = "suppress_scope")]
    #[must_use]
    pub fn with_access_token(self, access_token: AccessToken) -> Self
    where
        V: CustomizesAccessToken,
    {
        Self { access_token, ..self }
    }

    /// Returns the changes to the ID token.
    pub fn id_token(&self) -> &IdToken
    where
        V: CustomizesAccessToken,
    {
        &self.id_token
    }

    /// Returns the changes to the access token.
    pub fn access_token(&self) -> &AccessToken
    where
        V: CustomizesAccessToken,
    {
        &self.access_token
    }
}

impl<V: CustomizesAccessToken> From<IdToken> for Tokens<V> {
    fn from(id_token: IdToken) -> Self {
        Self::new().with_id_token(id_token)
    }
}

impl<V: CustomizesAccessToken> From<AccessToken> for Tokens<V> {
    fn from(access_token: AccessToken) -> Self {
        Self::new().with_access_token(access_token)
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

impl<V> Sealed for Tokens<V> {}
