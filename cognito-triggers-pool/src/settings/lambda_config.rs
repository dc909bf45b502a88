//! Compares the `LambdaConfig` of a described pool with the triggers that a function is attached to.

use serde_json::Value;

use super::at::At;
use super::trigger::{LambdaVersion, Trigger};

/// The triggers of a `LambdaConfig`, as `describe-user-pool` shows it.
fn described(config: &At<'_>, warnings: &mut Vec<String>) -> Result<Vec<Trigger>, String> {
    const ARNS: [Trigger; 9] = [
        Trigger::PreSignUp,
        Trigger::PostConfirmation,
        Trigger::PreAuthentication,
        Trigger::PostAuthentication,
        Trigger::DefineAuthChallenge,
        Trigger::CreateAuthChallenge,
        Trigger::VerifyAuthChallengeResponse,
        Trigger::UserMigration,
        Trigger::CustomMessage,
    ];
    /// Their members are an ARN and a version, of which there is one.
    const VERSIONED: [Trigger; 3] =
        [Trigger::CustomEmailSender, Trigger::CustomSMSSender, Trigger::InboundFederation];
    let mut found = Vec::new();
    for trigger in ARNS {
        found.extend(config.at(trigger.slot())?.text()?.map(|_| trigger));
    }
    for trigger in VERSIONED {
        found.extend(config.at(trigger.slot())?.object()?.map(|_| trigger));
    }
    let plain = config.at("PreTokenGeneration")?.text()?;
    let versioned = config.at("PreTokenGenerationConfig")?;
    let version = versioned.at("LambdaVersion")?.name(&["V1_0", "V2_0", "V3_0"], warnings)?;
    let version = match version {
        Some("V2_0") => Some(LambdaVersion::V2_0),
        Some("V3_0") => Some(LambdaVersion::V3_0),
        Some(_) => Some(LambdaVersion::V1_0),
        None => plain.map(|_| LambdaVersion::V1_0),
    };
    found.extend(version.map(Trigger::PreTokenGeneration));
    Ok(found)
}

/// Names each trigger that only one of the two has.
pub(crate) fn compare(describe_user_pool: &Value, attached: &[Trigger]) -> Result<Vec<String>, String> {
    let pool = At::new("UserPool", describe_user_pool.get("UserPool"));
    let mut warnings = Vec::new();
    let described = described(&pool.at("LambdaConfig")?, &mut warnings)?;
    let missing = described.iter().filter(|trigger| !attached.contains(trigger)).map(|trigger| {
        format!("the described pool has the trigger {trigger}, but the function is not attached to it here")
    });
    let extra = attached.iter().filter(|trigger| !described.contains(trigger)).map(|trigger| {
        format!(
            "the function is attached to {trigger} here, but the described pool does not have the trigger"
        )
    });
    warnings.extend(missing.chain(extra));
    Ok(warnings)
}
