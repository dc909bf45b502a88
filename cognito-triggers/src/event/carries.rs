//! The traits of triggers whose events carry a member, which bound the getters of `Event`.

use crate::spec::scope::marker::{
    create_auth_challenge::CreateAuthChallengeTrigger, define_auth_challenge::DefineAuthChallengeTrigger,
    post_authentication::PostAuthenticationTrigger, pre_authentication::PreAuthenticationTrigger,
    pre_sign_up::PreSignUpTrigger, user_migration::UserMigrationTrigger,
    verify_auth_challenge_response::VerifyAuthChallengeResponseTrigger,
};
use crate::spec::scope::{NoTrigger, TriggerMarker};

/// Triggers whose events have a [`session`](crate::Event::session).
#[diagnostic::on_unimplemented(
    message = "an event of `{Self}` has no session of challenges",
    label = "not an event of `#[define_auth_challenge]` or `#[create_auth_challenge]`",
    note = "decide in `#[define_auth_challenge]`, which runs after each answer and has `event.session()`"
)]
pub trait Session: TriggerMarker {}

impl Session for DefineAuthChallengeTrigger {}
impl Session for CreateAuthChallengeTrigger {}

/// Triggers whose events say [whether the user exists](crate::Event::user_not_found).
#[diagnostic::on_unimplemented(
    message = "an event of `{Self}` does not say whether the user exists",
    label = "not an event of `#[pre_authentication]` or of a challenge",
    note = "write a handler with `#[pre_authentication]`, `#[define_auth_challenge]`, `#[create_auth_challenge]` or `#[verify_auth_challenge_response]`"
)]
pub trait UserNotFound: TriggerMarker {}

impl UserNotFound for PreAuthenticationTrigger {}
impl UserNotFound for DefineAuthChallengeTrigger {}
impl UserNotFound for CreateAuthChallengeTrigger {}
impl UserNotFound for VerifyAuthChallengeResponseTrigger {}

/// Triggers whose events have [`validation_data`](crate::Event::validation_data).
#[diagnostic::on_unimplemented(
    message = "an event of `{Self}` has no validation data",
    label = "not an event of `#[pre_sign_up]`, `#[pre_authentication]` or `#[user_migration]`",
    note = "write `event.client_metadata()` for what the caller passed as `ClientMetadata`"
)]
pub trait ValidationData: TriggerMarker {}

impl ValidationData for PreSignUpTrigger {}
impl ValidationData for PreAuthenticationTrigger {}
impl ValidationData for UserMigrationTrigger {}

/// Triggers whose events say whether the user signed in from a [new
/// device](crate::Event::new_device_used).
#[diagnostic::on_unimplemented(
    message = "an event of `{Self}` does not say whether the device is new",
    label = "not an event of `#[post_authentication]`",
    note = "write a handler with `#[post_authentication]`, which runs after the sign-in"
)]
pub trait NewDeviceUsed: TriggerMarker {}

impl NewDeviceUsed for PostAuthenticationTrigger {}

/// Triggers whose events have a [`challenge_answer`](crate::Event::challenge_answer).
#[diagnostic::on_unimplemented(
    message = "an event of `{Self}` has no answer to a challenge",
    label = "not an event of `#[verify_auth_challenge_response]`",
    note = "check the answer in `#[verify_auth_challenge_response]`; `event.session()` of `#[define_auth_challenge]` then has the result"
)]
pub trait ChallengeAnswer: TriggerMarker {}

impl ChallengeAnswer for VerifyAuthChallengeResponseTrigger {}

/// Triggers whose events have the user's [groups](crate::pre_token_generation::Event#method.groups).
#[diagnostic::on_unimplemented(
    message = "an event of `{Self}` has no groups",
    label = "not an event of `#[pre_token_generation]`",
    note = "ask Cognito with `AdminListGroupsForUser`, or read a custom attribute, such as `event.user_attributes().custom(\"role\")`; only `#[pre_token_generation]` has `event.groups()`"
)]
pub trait UserGroups: TriggerMarker {}

// Getters of an event without a trigger add no error to the one that says so.
#[diagnostic::do_not_recommend]
impl Session for NoTrigger {}
#[diagnostic::do_not_recommend]
impl UserNotFound for NoTrigger {}
#[diagnostic::do_not_recommend]
impl ValidationData for NoTrigger {}
#[diagnostic::do_not_recommend]
impl NewDeviceUsed for NoTrigger {}
#[diagnostic::do_not_recommend]
impl ChallengeAnswer for NoTrigger {}
#[diagnostic::do_not_recommend]
impl UserGroups for NoTrigger {}
