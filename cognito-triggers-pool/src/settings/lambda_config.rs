//! Compares the `LambdaConfig` of a described pool with the triggers that a function is attached to.

use serde_json::Value;

use super::trigger::{LambdaVersion, Trigger};

/// The triggers of a `LambdaConfig`, as `describe-user-pool` shows it.
fn described(config: &Value) -> Vec<Trigger> {
    const PLAIN: [Trigger; 12] = [
        Trigger::PreSignUp,
        Trigger::PostConfirmation,
        Trigger::PreAuthentication,
        Trigger::PostAuthentication,
        Trigger::DefineAuthChallenge,
        Trigger::CreateAuthChallenge,
        Trigger::VerifyAuthChallengeResponse,
        Trigger::UserMigration,
        Trigger::CustomMessage,
        Trigger::CustomEmailSender,
        Trigger::CustomSMSSender,
        Trigger::InboundFederation,
    ];
    let mut found: Vec<Trigger> =
        PLAIN.into_iter().filter(|trigger| !config[trigger.slot()].is_null()).collect();
    let version = match config["PreTokenGenerationConfig"]["LambdaVersion"].as_str() {
        Some("V2_0") => Some(LambdaVersion::V2_0),
        Some("V3_0") => Some(LambdaVersion::V3_0),
        Some(_) => Some(LambdaVersion::V1_0),
        None => config["PreTokenGeneration"].is_string().then_some(LambdaVersion::V1_0),
    };
    found.extend(version.map(Trigger::PreTokenGeneration));
    found
}

/// Names each trigger that only one of the two has.
pub(crate) fn compare(describe_user_pool: &Value, attached: &[Trigger]) -> Vec<String> {
    let described = described(&describe_user_pool["UserPool"]["LambdaConfig"]);
    let missing = described.iter().filter(|trigger| !attached.contains(trigger)).map(|trigger| {
        format!("the described pool has the trigger {trigger}, but the function is not attached to it here")
    });
    let extra = attached.iter().filter(|trigger| !described.contains(trigger)).map(|trigger| {
        format!(
            "the function is attached to {trigger} here, but the described pool does not have the trigger"
        )
    });
    missing.chain(extra).collect()
}
