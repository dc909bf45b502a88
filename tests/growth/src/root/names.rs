//! Sources, triggers and versions: names from Cognito, as values.

use cognito_triggers::{
    LambdaVersion, Source, SourceSet, SourceSetIter, Trigger, TriggerSource, UnknownName,
};

pub fn known(source: Source) -> bool {
    match source {
        Source::CreateAuthChallengeAuthentication
        | Source::CustomEmailSenderAccountTakeOverNotification
        | Source::CustomEmailSenderAdminCreateUser
        | Source::CustomEmailSenderAuthentication
        | Source::CustomEmailSenderForgotPassword
        | Source::CustomEmailSenderResendCode
        | Source::CustomEmailSenderSignUp
        | Source::CustomEmailSenderUpdateUserAttribute
        | Source::CustomEmailSenderVerifyUserAttribute
        | Source::CustomMessageAdminCreateUser
        | Source::CustomMessageAuthentication
        | Source::CustomMessageForgotPassword
        | Source::CustomMessageResendCode
        | Source::CustomMessageSignUp
        | Source::CustomMessageUpdateUserAttribute
        | Source::CustomMessageVerifyUserAttribute
        | Source::CustomSMSSenderAdminCreateUser
        | Source::CustomSMSSenderAuthentication
        | Source::CustomSMSSenderForgotPassword
        | Source::CustomSMSSenderResendCode
        | Source::CustomSMSSenderSignUp
        | Source::CustomSMSSenderUpdateUserAttribute
        | Source::CustomSMSSenderVerifyUserAttribute
        | Source::DefineAuthChallengeAuthentication
        | Source::InboundFederationExternalProvider
        | Source::PostAuthenticationAuthentication
        | Source::PostConfirmationConfirmForgotPassword
        | Source::PostConfirmationConfirmSignUp
        | Source::PreAuthenticationAuthentication
        | Source::PreSignUpAdminCreateUser
        | Source::PreSignUpExternalProvider
        | Source::PreSignUpSignUp
        | Source::TokenGenerationAuthenticateDevice
        | Source::TokenGenerationAuthentication
        | Source::TokenGenerationClientCredentials
        | Source::TokenGenerationHostedAuth
        | Source::TokenGenerationNewPasswordChallenge
        | Source::TokenGenerationRefreshTokens
        | Source::UserMigrationAuthentication
        | Source::UserMigrationForgotPassword
        | Source::VerifyAuthChallengeResponseAuthentication => true,
        _ => false,
    }
}

pub fn slot(trigger: Trigger) -> bool {
    match trigger {
        Trigger::CreateAuthChallenge
        | Trigger::CustomEmailSender
        | Trigger::CustomMessage
        | Trigger::CustomSMSSender
        | Trigger::DefineAuthChallenge
        | Trigger::InboundFederation
        | Trigger::PostAuthentication
        | Trigger::PostConfirmation
        | Trigger::PreAuthentication
        | Trigger::PreSignUp
        | Trigger::PreTokenGeneration
        | Trigger::UserMigration
        | Trigger::VerifyAuthChallengeResponse => true,
        _ => false,
    }
}

pub fn describe(source: Source) -> [&'static str; 5] {
    let trigger = source.trigger();
    [source.name(), source.short_name(), source.fired_by(), trigger.name(), trigger.attribute()]
}

pub fn count() -> usize {
    Source::ALL.len() + Trigger::ALL.len() + LambdaVersion::ALL.len()
}

pub fn parsed(name: &str) -> Result<(Source, Trigger, LambdaVersion), UnknownName> {
    let source = Source::from_name(name).map_or_else(|| name.parse(), Ok)?;
    Ok((source, Trigger::try_from(name)?, name.parse()?))
}

pub fn in_event(name: &str) -> Option<Source> {
    let name = TriggerSource::from(name);
    assert!(!name.as_str().is_empty());
    match name {
        TriggerSource::Known(source) => Some(source),
        TriggerSource::Other(_) => None,
    }
}

pub fn version(version: LambdaVersion) -> &'static str {
    match version {
        LambdaVersion::V1_0 | LambdaVersion::V2_0 => version.number(),
        LambdaVersion::V3_0 => version.name(),
        _ => "new",
    }
}

pub const SIGN_UPS: SourceSet = SourceSet::all_of(Trigger::PreSignUp)
    .union(SourceSet::of(&[Source::CustomMessageSignUp]))
    .without(SourceSet::EMPTY)
    .intersection(SourceSet::all_of(Trigger::PreSignUp));

pub fn set(mut set: SourceSet) -> Option<Source> {
    set.extend([Source::PreSignUpSignUp]);
    let iter: SourceSetIter = set.iter();
    assert!(iter.collect::<SourceSet>().len() == set.len() && !set.is_empty());
    set.first().filter(|source| SIGN_UPS.contains(*source))
}
