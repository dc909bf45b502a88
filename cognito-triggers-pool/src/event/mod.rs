//! The events, with the members, types and nulls that Cognito sends.

mod request;
mod source;

pub(crate) use request::Requested;
pub(crate) use source::Source;

use serde_json::{Map, Value, json};

use crate::settings::Trigger;

/// A JSON object of texts, such as user attributes.
pub(crate) type Object = Map<String, Value>;

/// The caller's side of an event: the pool, the user's name and the app client.
#[derive(Clone, Debug)]
pub(crate) struct Head<'h> {
    pub(crate) pool: &'h str,
    pub(crate) region: &'h str,
    pub(crate) user: &'h str,
    pub(crate) client: Option<&'h str>,
}

/// The client id in events of most operations of an administrator.
pub(crate) const NO_CLIENT: &str = "CLIENT_ID_NOT_APPLICABLE";

/// An event that is ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) source: Source,
    pub(crate) trigger: Trigger,
    pub(crate) value: Value,
}

impl Event {
    /// Builds the event of a source for the trigger that is attached.
    pub(crate) fn new(source: Source, trigger: Trigger, head: &Head<'_>, request: Requested) -> Self {
        let version = match trigger {
            Trigger::PreTokenGeneration(version) => version.event_version(),
            _ => "1",
        };
        let mut value = json!({
            "version": version,
            "triggerSource": source.as_str(),
            "region": head.region,
            "userPoolId": head.pool,
            "userName": head.user,
            "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": head.client},
            "request": request.0,
        });
        if let Some(response) = blank_response(trigger) {
            value["response"] = response;
        }
        Self { source, trigger, value }
    }
}

/// The response that an event arrives with. Events of the senders have none.
fn blank_response(trigger: Trigger) -> Option<Value> {
    use crate::settings::LambdaVersion::V1_0;
    Some(match trigger {
        Trigger::PreSignUp => {
            json!({"autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false})
        }
        Trigger::PostConfirmation | Trigger::PreAuthentication | Trigger::PostAuthentication => json!({}),
        Trigger::DefineAuthChallenge => {
            json!({"challengeName": null, "issueTokens": null, "failAuthentication": null})
        }
        Trigger::CreateAuthChallenge => json!({
            "publicChallengeParameters": null, "privateChallengeParameters": null, "challengeMetadata": null,
        }),
        Trigger::VerifyAuthChallengeResponse => json!({"answerCorrect": null}),
        Trigger::PreTokenGeneration(V1_0) => json!({"claimsOverrideDetails": null}),
        Trigger::PreTokenGeneration(_) => json!({"claimsAndScopeOverrideDetails": null}),
        Trigger::UserMigration => json!({
            "userAttributes": null, "forceAliasCreation": null, "enableSMSMFA": null, "finalUserStatus": null,
            "messageAction": null, "desiredDeliveryMediums": null,
        }),
        Trigger::CustomMessage => json!({"smsMessage": null, "emailMessage": null, "emailSubject": null}),
        Trigger::InboundFederation => json!({"userAttributesToMap": {}}),
        Trigger::CustomEmailSender | Trigger::CustomSMSSender => return None,
    })
}
