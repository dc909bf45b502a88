//! Pre token generation: runs before tokens are made, for a sign-in, a refresh or a machine.
//!
//! An error here means no tokens, even for users who are already signed in.
//!
//! ```
//! use cognito_triggers::prelude::*;
//! use cognito_triggers::pre_token_generation::{IdToken, V2_0, claim};
//!
//! #[pre_token_generation(V2_0)]
//! async fn add_tenant(event: pre_token_generation::Event<'_, V2_0>) -> Result<IdToken> {
//!     let tenant = event.user_attributes().custom("tenant");
//!     Ok(IdToken::new().claim(claim!("tenant"), tenant))
//! }
//! # fn main() {}
//! ```
//!
//! The page of [`#[pre_token_generation]`](macro@crate::pre_token_generation) says what to list, return and refuse.

mod claims;
mod groups;
mod name_rules;
mod names;
mod none;
pub(crate) mod response;
#[cfg(test)]
mod tests;
mod token;
mod tokens;
mod wire;

pub use groups::{GroupConfiguration, Groups};
pub use names::{ClaimName, InvalidName, IsClaimName, IsScopeName, ScopeName};
pub use response::IntoResponse;
pub use token::{AccessToken, ClaimValue, IdToken};
pub use tokens::{HasOneToken, StringClaim, Tokens};

use crate::event::carries;
use crate::handler::FromEvent;
use crate::handler::param::{Param, param};
#[doc(hidden)]
pub use crate::spec::scope::marker::pre_token_generation::PreTokenGenerationTrigger;
pub use crate::spec::scope::marker::pre_token_generation::{
    AuthenticateDevice, Authentication, ClientCredentials, HostedAuth, NewPasswordChallenge, RefreshTokens,
};
use crate::spec::scope::{AnySource, NoTrigger, SourceOf, TriggerMarker};
use crate::spec::sealed::Sealed;
use crate::spec::source::{SourceSet, Trigger};
use crate::spec::version::LambdaVersion;
use crate::wire::envelope::RequestMember;
pub use crate::{claim, scope};

/// A token generation event of a version, from any source or from the source `S`.
///
/// ```
/// use cognito_triggers::pre_token_generation::{ClientCredentials, Event, V2_0, V3_0};
///
/// let event = Event::<V2_0>::sample();
/// assert_eq!(event.scopes(), ["openid", "email", "orders/read"]);
/// let machine = Event::<V3_0, ClientCredentials>::sample();
/// assert_eq!(machine.scopes(), ["orders/read"]);
/// ```
///
/// Only events of `V3_0` come from a machine, and events of `V1_0` have no scopes:
///
/// ```compile_fail,E0599
/// # use cognito_triggers::pre_token_generation::{ClientCredentials, Event, V2_0};
/// let event = Event::<V2_0, ClientCredentials>::sample();
/// ```
///
/// ```compile_fail,E0277
/// # use cognito_triggers::pre_token_generation::{Event, V1_0};
/// let scopes = Event::<V1_0>::sample().scopes();
/// ```
pub type Event<'a, Version = NoTrigger, S = AnySource> = crate::event::Event<'a, Version, S>;

/// A parameter of a handler for the version `V`: an event of that version, or an enum of such events
/// with `#[derive(FromEvent)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event of the version `{V}`",
    label = "not an event of `{V}`",
    note = "write `pre_token_generation::Event<'_, {V}>`, optionally with a source after `{V}` (`ClientCredentials` only for `V3_0`); or an enum with `#[derive(FromEvent)]` whose variants each hold such an event"
)]
pub trait IsEvent<'a, V: TriggerMarker>: Sized {
    #[doc(hidden)]
    const PARAM: Param<'a, Self>;
}

#[diagnostic::do_not_recommend]
impl<'a, V: TriggerMarker, E: FromEvent<'a, V>> IsEvent<'a, V> for E {
    const PARAM: Param<'a, Self> = param::<V, E>();
}

/// A version of the events, as a type: [`V1_0`], [`V2_0`] or [`V3_0`]. The user pool's
/// configuration picks one, for every source.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a version of the `PreTokenGeneration` trigger",
    label = "not a version",
    note = "write `V1_0`, `V2_0` or `V3_0`: the `LambdaVersion` in the user pool's `PreTokenGenerationConfig`"
)]
pub trait TokenVersion: carries::UserGroups {}

/// A version in which the access token can be customized: [`V2_0`] or [`V3_0`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` changes only the ID token: it has no scopes and no access token to change",
    label = "needs `V2_0` or `V3_0`",
    note = "set `LambdaVersion` to `V2_0` in the user pool's `PreTokenGenerationConfig`, and write `#[pre_token_generation(V2_0)]`; for the ID token in `V1_0`, write `Tokens::new().claim(claim!(\"tenant\"), ..)`"
)]
pub trait CustomizesAccessToken: TokenVersion {}

/// `V1_0`, `"1"` in events, on every feature plan: string claims in the ID token.
#[derive(Clone, Copy, Debug)]
pub struct V1_0;

/// `V2_0`, `"2"` in events, on the plans Essentials and Plus: any claims in the ID token and in the
/// access token, and scopes.
#[derive(Clone, Copy, Debug)]
pub struct V2_0;

/// `V3_0`, `"3"` in events, on the plans Essentials and Plus: as [`V2_0`], and also the access tokens of
/// machines.
#[derive(Clone, Copy, Debug)]
pub struct V3_0;

/// The source that only `V3_0` has.
const MACHINE: SourceSet = SourceSet::of(&[ClientCredentials::SOURCE]);

impl V1_0 {
    /// The version that this type stands for.
    pub const LAMBDA_VERSION: LambdaVersion = LambdaVersion::V1_0;
}

impl TriggerMarker for V1_0 {
    const TRIGGER: Trigger = Trigger::PreTokenGeneration;
    const SOURCES: SourceSet = SourceSet::all_of(Self::TRIGGER).without(MACHINE);
    const VERSION: Option<LambdaVersion> = Some(Self::LAMBDA_VERSION);
}

impl V2_0 {
    /// The version that this type stands for.
    pub const LAMBDA_VERSION: LambdaVersion = LambdaVersion::V2_0;
}

impl TriggerMarker for V2_0 {
    const TRIGGER: Trigger = Trigger::PreTokenGeneration;
    const SOURCES: SourceSet = V1_0::SOURCES;
    const VERSION: Option<LambdaVersion> = Some(Self::LAMBDA_VERSION);
}

impl V3_0 {
    /// The version that this type stands for.
    pub const LAMBDA_VERSION: LambdaVersion = LambdaVersion::V3_0;
}

impl TriggerMarker for V3_0 {
    const TRIGGER: Trigger = Trigger::PreTokenGeneration;
    const VERSION: Option<LambdaVersion> = Some(Self::LAMBDA_VERSION);
}

impl Sealed for V1_0 {}
impl Sealed for V2_0 {}
impl Sealed for V3_0 {}
impl carries::UserGroups for V1_0 {}
impl carries::UserGroups for V2_0 {}
impl carries::UserGroups for V3_0 {}
impl TokenVersion for V1_0 {}
impl TokenVersion for V2_0 {}
impl TokenVersion for V3_0 {}
// The getters of an event without a version add no error to the one that says so.
impl TokenVersion for NoTrigger {}
impl CustomizesAccessToken for NoTrigger {}
impl CustomizesAccessToken for V2_0 {}
impl CustomizesAccessToken for V3_0 {}

impl<V: TokenVersion> SourceOf<V> for HostedAuth {
    const SOURCES: SourceSet = SourceSet::of(&[Self::SOURCE]);
}

impl<V: TokenVersion> SourceOf<V> for Authentication {
    const SOURCES: SourceSet = SourceSet::of(&[Self::SOURCE]);
}

impl<V: TokenVersion> SourceOf<V> for NewPasswordChallenge {
    const SOURCES: SourceSet = SourceSet::of(&[Self::SOURCE]);
}

impl<V: TokenVersion> SourceOf<V> for AuthenticateDevice {
    const SOURCES: SourceSet = SourceSet::of(&[Self::SOURCE]);
}

impl<V: TokenVersion> SourceOf<V> for RefreshTokens {
    const SOURCES: SourceSet = SourceSet::of(&[Self::SOURCE]);
}

impl SourceOf<V3_0> for ClientCredentials {
    const SOURCES: SourceSet = MACHINE;
}

impl<V: TriggerMarker, S: SourceOf<V>> Event<'_, V, S> {
    /// Returns the user's groups and roles. They are empty if the user has none, and for a machine.
    ///
    /// ```
    /// use cognito_triggers::pre_token_generation::{Authentication, Event, V1_0};
    ///
    /// let event = Event::<V1_0, Authentication>::sample();
    /// assert_eq!(event.groups().groups(), ["editors", "staff"]);
    /// ```
    pub fn groups(&self) -> GroupConfiguration<'_>
    where
        V: carries::UserGroups,
    {
        GroupConfiguration::read(self.envelope().request(RequestMember::GroupConfiguration))
    }
}

impl<V: TokenVersion, S: SourceOf<V>> Event<'_, V, S> {
    /// Returns the scopes that the access token gets, unless the handler changes them. [`V1_0`] has none.
    pub fn scopes(&self) -> Vec<&str>
    where
        V: CustomizesAccessToken,
    {
        let scopes = self.envelope().request(RequestMember::Scopes).map(groups::texts).unwrap_or_default();
        scopes.into_iter().map(|scope| self.envelope().keep(scope)).collect()
    }
}

/// # For tests
impl<V: TokenVersion, S: SourceOf<V>> Event<'static, V, S> {
    /// Sets the user's groups, and leaves out the roles.
    ///
    /// ```
    /// use cognito_triggers::pre_token_generation::{Authentication, Event, V2_0};
    ///
    /// let event = Event::<V2_0, Authentication>::sample().with_groups(["admins"]).with_scopes(["orders/read"]);
    /// assert_eq!(event.groups().groups(), ["admins"]);
    /// assert_eq!(event.scopes(), ["orders/read"]);
    /// ```
    #[must_use]
    pub fn with_groups<'g>(self, groups: impl IntoIterator<Item = &'g str>) -> Self {
        let groups: serde_json::Value = groups.into_iter().collect();
        let configuration =
            serde_json::json!({"groupsToOverride": groups, "iamRolesToOverride": [], "preferredRole": null});
        self.with_member(RequestMember::GroupConfiguration, configuration)
    }

    /// Sets the scopes. [`V1_0`] has none.
    #[must_use]
    pub fn with_scopes<'s>(self, scopes: impl IntoIterator<Item = &'s str>) -> Self
    where
        V: CustomizesAccessToken,
    {
        self.with_member(RequestMember::Scopes, scopes.into_iter().collect())
    }
}
