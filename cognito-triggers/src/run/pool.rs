//! The handlers as the function of a user pool in a test.

use cognito_triggers_pool::{Answering, Function, LambdaVersion as PoolVersion, Trigger as Attached};

use crate::router::{HandlerSet, Triggers};
use crate::spec::source::Trigger;
use crate::spec::version::LambdaVersion;

/// The triggers that have a handler are attached to the pool; for token generation, in the highest version
/// that has one. A denial and a failure are what Lambda would report of them.
impl<Handlers: HandlerSet<State>, State: Send + Sync + 'static> Function for Triggers<Handlers, State> {
    fn triggers(&self) -> Vec<Attached> {
        let handlers = Handlers::HANDLERS;
        let taken = |trigger: Trigger| handlers.iter().filter(move |handler| handler.trigger == trigger);
        let attached = Trigger::ALL.iter().filter(|trigger| taken(**trigger).next().is_some());
        attached
            .filter_map(|&trigger| {
                let version = taken(trigger).filter_map(|handler| handler.version).max_by_key(|v| v.number());
                attached_as(trigger, version)
            })
            .collect()
    }

    fn call(&self, event: String) -> Answering<'_> {
        Box::pin(
            async move { Triggers::call(self, event).await.map_err(|failure| failure.message().to_owned()) },
        )
    }
}

/// Names a trigger as the pool does, which shares no type with this crate.
fn attached_as(trigger: Trigger, version: Option<LambdaVersion>) -> Option<Attached> {
    Some(match trigger {
        Trigger::PreSignUp => Attached::PreSignUp,
        Trigger::PostConfirmation => Attached::PostConfirmation,
        Trigger::PreAuthentication => Attached::PreAuthentication,
        Trigger::PostAuthentication => Attached::PostAuthentication,
        Trigger::DefineAuthChallenge => Attached::DefineAuthChallenge,
        Trigger::CreateAuthChallenge => Attached::CreateAuthChallenge,
        Trigger::VerifyAuthChallengeResponse => Attached::VerifyAuthChallengeResponse,
        Trigger::PreTokenGeneration => Attached::PreTokenGeneration(match version?.number() {
            "1" => PoolVersion::V1_0,
            "2" => PoolVersion::V2_0,
            _ => PoolVersion::V3_0,
        }),
        Trigger::UserMigration => Attached::UserMigration,
        Trigger::CustomMessage => Attached::CustomMessage,
        Trigger::CustomEmailSender => Attached::CustomEmailSender,
        Trigger::CustomSMSSender => Attached::CustomSMSSender,
        Trigger::InboundFederation => Attached::InboundFederation,
    })
}
