//! Pre token generation: before the tokens of a sign-in, of a refresh or of a machine are made. An
//! error here means no tokens, for those who are signed in already too.
//!
//! The user pool's `PreTokenGenerationConfig` has a `LambdaVersion`, which says what events look
//! like and what can be changed, for every source. The attribute names the same one first:
//!
//! ```
//! use cognito_triggers::pre_token_generation::{AccessToken, Event, IdToken, Tokens, V2_0, claim, scope};
//! use cognito_triggers::prelude::*;
//!
//! #[pre_token_generation(V2_0, Authentication, RefreshTokens)]
//! fn tokens(event: Event<'_, V2_0>) -> Result<Tokens<V2_0>> {
//!     let tenant = event.user_attributes().get("custom:tenant");
//!     Ok(Tokens::new()
//!         .id_token(IdToken::new().claim(claim!("tenant"), &tenant).suppress(claim!("phone_number")))
//!         .access_token(AccessToken::new().claim(claim!("tenant"), &tenant).add_scope(scope!("orders/read"))))
//! }
//! # fn main() {}
//! ```
//!
//! | version | event | tokens | handler |
//! |---|---|---|---|
//! | [`V1_0`] | `"1"` | string claims in the ID token, groups | returns [`Tokens<V1_0>`](Tokens) |
//! | [`V2_0`] | `"2"` | any claims in the ID and the access token, scopes, groups | returns [`Tokens<V2_0>`](Tokens), [`IdToken`] or [`AccessToken`] |
//! | [`V3_0`] | `"3"` | the same, and the access tokens of machines | returns [`Tokens<V3_0>`](Tokens), [`IdToken`] or [`AccessToken`]; for nothing but [`ClientCredentials`], [`AccessToken`] |
//!
//! Each may return `()` or `None` for tokens as usual, and a `Result`. `V2_0` and `V3_0` need the
//! feature plan Essentials or Plus.
//!
//! What fires each source is on its own page: [`HostedAuth`], [`Authentication`],
//! [`NewPasswordChallenge`], [`AuthenticateDevice`], [`RefreshTokens`], and in `V3_0`
//! [`ClientCredentials`]. An attribute that lists none takes all of its version.
//!
//! | request member | here | what it is |
//! |---|---|---|
//! | `userAttributes` | [`user_attributes`](crate::Event::user_attributes) | the user's attributes; empty for a machine |
//! | `groupConfiguration` | [`groups`](crate::Event::groups) | the user's groups and roles |
//! | `scopes` | [`scopes`](crate::Event::scopes) | the access token's scopes; not in `V1_0` |
//! | `clientMetadata` | [`client_metadata`](crate::Event::client_metadata) | of `RespondToAuthChallenge`, `AdminRespondToAuthChallenge`, `GetTokensFromRefreshToken`; a machine's `aws_client_metadata` |
//!
//! In the response, `V1_0` has `claimsOverrideDetails`, with the members of the ID token in it.
//! `V2_0` and `V3_0` have `claimsAndScopeOverrideDetails`, with `idTokenGeneration`,
//! `accessTokenGeneration` and the groups in it. Only what was set is sent:
//!
//! | member | from | what Cognito does |
//! |---|---|---|
//! | `claimsToAddOrOverride` | `claim` | adds the claims, or overrides their values |
//! | `claimsToSuppress` | `suppress` | leaves the claims out, also those that are set |
//! | `scopesToAdd` | [`add_scope`](AccessToken::add_scope) | adds the scopes |
//! | `scopesToSuppress` | [`suppress_scope`](AccessToken::suppress_scope) | leaves the scopes out |
//! | `groupOverrideDetails` | [`Groups`] | replaces groups, roles and preferred role by what is in it, and by nothing where it is empty: so [`Groups::Keep`], the default, sends none |
//!
//! # What does not compile
//!
//! A list without the version, with one that does not exist, or with a source that the version
//! does not have:
//!
//! ```compile_fail
//! # use cognito_triggers::pre_token_generation::{Event, V2_0};
//! # use cognito_triggers::prelude::*;
//! // `#[pre_token_generation]` needs the version of the events: write `V2_0, HostedAuth`
//! #[pre_token_generation(HostedAuth)]
//! fn tokens(_: Event<'_, V2_0>) {}
//! # fn main() {}
//! ```
//!
//! ```compile_fail
//! # use cognito_triggers::pre_token_generation::{Event, V2_0};
//! # use cognito_triggers::prelude::*;
//! // `V2` is not a version of the token generation event: write `V2_0`
//! #[pre_token_generation(V2)]
//! fn tokens(_: Event<'_, V2_0>) {}
//! # fn main() {}
//! ```
//!
//! ```compile_fail
//! # use cognito_triggers::pre_token_generation::{Event, V2_0};
//! # use cognito_triggers::prelude::*;
//! // a handler is for one version: this one lists `V2_0` and `V3_0`
//! #[pre_token_generation(V2_0, V3_0)]
//! fn tokens(_: Event<'_, V2_0>) {}
//! # fn main() {}
//! ```
//!
//! ```compile_fail
//! # use cognito_triggers::pre_token_generation::{Event, V2_0};
//! # use cognito_triggers::prelude::*;
//! // no event of `V2_0` comes from `ClientCredentials`: only those of `V3_0` do
//! #[pre_token_generation(V2_0, ClientCredentials)]
//! fn tokens(_: Event<'_, V2_0>) {}
//! # fn main() {}
//! ```
//!
//! An event or a response of another version:
//!
//! ```compile_fail,E0277
//! # use cognito_triggers::pre_token_generation::{Event, V1_0};
//! # use cognito_triggers::prelude::*;
//! // `Event<'_, V1_0>` is not an event of `V2_0`
//! #[pre_token_generation(V2_0)]
//! fn tokens(_: Event<'_, V1_0>) {}
//! # fn main() {}
//! ```
//!
//! ```compile_fail,E0080
//! # use cognito_triggers::pre_token_generation::{Event, Tokens, V1_0, V2_0};
//! # use cognito_triggers::prelude::*;
//! // `Tokens<V1_0>` does not answer events of `V2_0`: return `Tokens<V2_0>`
//! #[pre_token_generation(V2_0)]
//! fn tokens(_: Event<'_, V2_0>) -> Tokens<V1_0> {
//!     Tokens::new()
//! }
//! # fn main() {}
//! ```
//!
//! ```compile_fail,E0080
//! # use cognito_triggers::pre_token_generation::{AccessToken, Event, V1_0};
//! # use cognito_triggers::prelude::*;
//! // `AccessToken` does not answer events of `V1_0`: return `Tokens<V1_0>`
//! #[pre_token_generation(V1_0)]
//! fn tokens(_: Event<'_, V1_0>) -> AccessToken {
//!     AccessToken::new()
//! }
//! # fn main() {}
//! ```
//!
//! More than an access token for a machine, which gets nothing else:
//!
//! ```compile_fail,E0080
//! # use cognito_triggers::pre_token_generation::{Event, Tokens, V3_0};
//! # use cognito_triggers::prelude::*;
//! // `Tokens<V3_0>` does not answer `TokenGeneration_ClientCredentials`: return `AccessToken`
//! #[pre_token_generation(V3_0, ClientCredentials)]
//! fn tokens(_: Event<'_, V3_0>) -> Tokens<V3_0> {
//!     Tokens::new()
//! }
//! # fn main() {}
//! ```
//!
//! And names that Cognito refuses: see [`claim!`] and [`scope!`].
//!
//! # Several versions
//!
//! A pool sends one version. Handlers of several may stand side by side, so that a function is
//! ready before its pool's configuration changes:
//!
//! ```
//! # use cognito_triggers::pre_token_generation::{Event, Tokens, V1_0, V2_0};
//! # use cognito_triggers::prelude::*;
//! #[pre_token_generation(V1_0)]
//! fn before(_: Event<'_, V1_0>) -> Tokens<V1_0> {
//!     Tokens::new()
//! }
//!
//! #[pre_token_generation(V2_0)]
//! fn after(_: Event<'_, V2_0>) -> Tokens<V2_0> {
//!     Tokens::new()
//! }
//!
//! # fn main() {
//! let triggers = triggers![before, after];
//! # let _: cognito_triggers::Triggers<_> = triggers;
//! # }
//! ```
//!
//! ```compile_fail,E0080
//! # use cognito_triggers::pre_token_generation::{Event, V2_0};
//! # use cognito_triggers::prelude::*;
//! #[pre_token_generation(V2_0)]
//! fn all(_: Event<'_, V2_0>) {}
//!
//! #[pre_token_generation(V2_0, RefreshTokens)]
//! fn refresh(_: Event<'_, V2_0>) {}
//!
//! # fn main() {
//! // both `all` and `refresh` handle `TokenGeneration_RefreshTokens` of `V2_0`
//! let triggers = triggers![all, refresh];
//! # let _: cognito_triggers::Triggers<_> = triggers;
//! # }
//! ```
//!
//! An event of a version for which its source has no handler, while it has one for another, is an
//! internal error that says what to change in the pool: tokens without the claims that others rely
//! on would be worse. An event that states no version, or one that does not exist, as emulators
//! send, goes to the handler for `V1_0`; without one it comes back as it is, with a warning in the
//! log.
//!
//! Facts: AWS's page [Pre token generation Lambda trigger][page].
//!
//! [page]: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html

mod claims;
mod groups;
mod names;
mod response;
#[cfg(test)]
mod tests;
mod tokens;

use std::borrow::Cow;

pub use groups::{GroupConfiguration, Groups};
pub use names::{ClaimName, InvalidName, IsClaimName, IsScopeName, ScopeName};
pub use response::{Fits, Handles, IntoResponse, check, respond};
pub use tokens::{AccessToken, ClaimValue, HasOneToken, IdToken, StringClaim, Tokens};

use crate::check::Param;
use crate::envelope::RequestMember;
use crate::event::{AnySource, Scope, TriggerType};
use crate::handler::FromEvent;
#[doc(hidden)]
pub use crate::source::marker::pre_token_generation::PreTokenGenerationTrigger;
pub use crate::source::marker::pre_token_generation::{
    AuthenticateDevice, Authentication, ClientCredentials, HostedAuth, NewPasswordChallenge, RefreshTokens,
};
use crate::source::{SourceSet, Trigger};
use crate::version::LambdaVersion;
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
/// Only events of `V3_0` come from a machine, and those of `V1_0` have no scopes:
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
pub type Event<'a, Version, S = AnySource> = crate::event::Event<'a, Version, S>;

/// What a handler of the version `V` can take: an event of it, or an enum of such events with
/// `#[derive(FromEvent)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event of the version `{V}`",
    label = "not an event of `{V}`",
    note = "write `pre_token_generation::Event<'_, {V}>`, or after `{V}` a source, of which `ClientCredentials` is one of `V3_0` alone; or an enum with `#[derive(FromEvent)]`, whose variants each hold such an event"
)]
pub trait IsEvent<'a, V: TriggerType>: FromEvent<'a, V> {}

#[diagnostic::do_not_recommend]
impl<'a, V: TriggerType, E: FromEvent<'a, V>> IsEvent<'a, V> for E {}

/// Looks at a handler's parameter: what the attribute calls.
pub const fn param<'a, V: TriggerType, E: IsEvent<'a, V>>() -> Param<'a, E> {
    crate::check::param::<V, E>()
}

/// A version of the events, as a type: [`V1_0`], [`V2_0`] or [`V3_0`]. The user pool's
/// configuration picks one, for every source.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a version of the `PreTokenGeneration` trigger",
    label = "not a version",
    note = "write `V1_0`, `V2_0` or `V3_0`: the `LambdaVersion` in the user pool's `PreTokenGenerationConfig`"
)]
pub trait TokenVersion: TriggerType {}

/// A version in which the access token can be customized: [`V2_0`] or [`V3_0`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` changes the ID token alone: it has no scopes, and no access token to change",
    label = "needs `V2_0` or `V3_0`",
    note = "set `LambdaVersion` to `V2_0` in the user pool's `PreTokenGenerationConfig`, and write `#[pre_token_generation(V2_0)]`; for the ID token in `V1_0`, `Tokens::new().claim(claim!(\"tenant\"), ..)`"
)]
pub trait CustomizesAccessToken: TokenVersion {}

/// `V1_0`, `"1"` in events, on every feature plan: string claims in the ID token.
#[derive(Clone, Copy, Debug)]
pub struct V1_0;

/// `V2_0`, `"2"` in events, on the plans Essentials and Plus: any claims in the ID token and in the
/// access token, and scopes.
#[derive(Clone, Copy, Debug)]
pub struct V2_0;

/// `V3_0`, `"3"` in events, on the plans Essentials and Plus: as [`V2_0`], and the access tokens of
/// machines too.
#[derive(Clone, Copy, Debug)]
pub struct V3_0;

/// The source that only `V3_0` has.
const MACHINE: SourceSet = SourceSet::of(&[ClientCredentials::SOURCE]);

impl V1_0 {
    /// The version that this type stands for.
    pub const LAMBDA_VERSION: LambdaVersion = LambdaVersion::V1;
}

impl TriggerType for V1_0 {
    const TRIGGER: Trigger = Trigger::PreTokenGeneration;
    const SOURCES: SourceSet = SourceSet::all_of(Self::TRIGGER).without(MACHINE);
    const VERSION: Option<LambdaVersion> = Some(Self::LAMBDA_VERSION);
}

impl V2_0 {
    /// The version that this type stands for.
    pub const LAMBDA_VERSION: LambdaVersion = LambdaVersion::V2;
}

impl TriggerType for V2_0 {
    const TRIGGER: Trigger = Trigger::PreTokenGeneration;
    const SOURCES: SourceSet = V1_0::SOURCES;
    const VERSION: Option<LambdaVersion> = Some(Self::LAMBDA_VERSION);
}

impl V3_0 {
    /// The version that this type stands for.
    pub const LAMBDA_VERSION: LambdaVersion = LambdaVersion::V3;
}

impl TriggerType for V3_0 {
    const TRIGGER: Trigger = Trigger::PreTokenGeneration;
    const VERSION: Option<LambdaVersion> = Some(Self::LAMBDA_VERSION);
}

impl TokenVersion for V1_0 {}
impl TokenVersion for V2_0 {}
impl TokenVersion for V3_0 {}
impl CustomizesAccessToken for V2_0 {}
impl CustomizesAccessToken for V3_0 {}

impl<V: TokenVersion> Scope<V> for HostedAuth {
    const SOURCES: SourceSet = SourceSet::of(&[Self::SOURCE]);
}

impl<V: TokenVersion> Scope<V> for Authentication {
    const SOURCES: SourceSet = SourceSet::of(&[Self::SOURCE]);
}

impl<V: TokenVersion> Scope<V> for NewPasswordChallenge {
    const SOURCES: SourceSet = SourceSet::of(&[Self::SOURCE]);
}

impl<V: TokenVersion> Scope<V> for AuthenticateDevice {
    const SOURCES: SourceSet = SourceSet::of(&[Self::SOURCE]);
}

impl<V: TokenVersion> Scope<V> for RefreshTokens {
    const SOURCES: SourceSet = SourceSet::of(&[Self::SOURCE]);
}

impl Scope<V3_0> for ClientCredentials {
    const SOURCES: SourceSet = MACHINE;
}

impl<V: TokenVersion, S: Scope<V>> Event<'_, V, S> {
    /// The user's groups and roles: empty where the user has none, and for a machine.
    ///
    /// ```
    /// use cognito_triggers::pre_token_generation::{Authentication, Event, V1_0};
    ///
    /// let event = Event::<V1_0, Authentication>::sample();
    /// assert_eq!(event.groups().groups, ["editors", "staff"]);
    /// ```
    pub fn groups(&self) -> GroupConfiguration<'_> {
        GroupConfiguration::read(self.envelope().request(RequestMember::GroupConfiguration))
    }
}

impl<V: TokenVersion, S: Scope<V>> Event<'_, V, S> {
    /// The scopes that the access token gets, unless the handler says otherwise. Not in [`V1_0`].
    pub fn scopes(&self) -> Vec<Cow<'_, str>>
    where
        V: CustomizesAccessToken,
    {
        self.envelope().request(RequestMember::Scopes).map(groups::texts).unwrap_or_default()
    }
}
