//! The handlers by hand: serde_json's borrowed types with the members that each needs, the answer spliced in,
//! and no check.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hint::black_box;

use cognito_triggers::Trigger;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{CODE, DOMAIN, PASSWORD, SUSPENDED};
use crate::ways::by_hand::{Text, splice};

#[derive(Deserialize)]
struct Event<'a, R> {
    #[serde(rename = "triggerSource", borrow)]
    trigger_source: Cow<'a, str>,
    #[serde(rename = "userName", borrow)]
    user_name: Cow<'a, str>,
    request: R,
    #[serde(borrow)]
    response: Option<&'a RawValue>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct User<'a> {
    #[serde(borrow)]
    sub: Option<Text<'a>>,
    #[serde(borrow)]
    email: Option<Text<'a>>,
    #[serde(borrow)]
    phone_number: Option<Text<'a>>,
    #[serde(rename = "custom:tenant", borrow)]
    tenant: Option<Text<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OfUser<'a> {
    #[serde(borrow)]
    user_attributes: User<'a>,
    #[serde(default)]
    new_device_used: bool,
    #[serde(borrow)]
    code: Option<Text<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OfSession<'a> {
    #[serde(borrow)]
    session: Vec<Round<'a>>,
    #[serde(default)]
    user_not_found: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "they are the names on the wire")]
struct Round<'a> {
    #[serde(borrow)]
    challenge_name: Cow<'a, str>,
    challenge_result: bool,
    #[serde(borrow)]
    challenge_metadata: Option<Text<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OfAnswer<'a> {
    #[serde(borrow)]
    private_challenge_parameters: Kept<'a>,
    #[serde(borrow)]
    challenge_answer: Cow<'a, str>,
    #[serde(default)]
    user_not_found: bool,
}

#[derive(Deserialize)]
struct Kept<'a> {
    #[serde(borrow)]
    answer: Cow<'a, str>,
}

#[derive(Deserialize)]
struct OfPassword<'a> {
    #[serde(borrow)]
    password: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OfProvider<'a> {
    #[serde(borrow)]
    provider_type: Cow<'a, str>,
    #[serde(borrow)]
    attributes: OfTokens<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OfTokens<'a> {
    #[serde(borrow)]
    id_token: BTreeMap<&'a str, Text<'a>>,
}

/// The function for a trigger.
pub(in crate::ways) fn function(trigger: Trigger) -> fn(&[u8]) -> Vec<u8> {
    match trigger {
        Trigger::PreSignUp => allow,
        Trigger::PreAuthentication => gate,
        Trigger::DefineAuthChallenge => next,
        Trigger::CreateAuthChallenge => ask,
        Trigger::VerifyAuthChallengeResponse => check,
        Trigger::UserMigration => migrate,
        Trigger::InboundFederation => trim,
        _ => note,
    }
}

fn read<'a, R: Deserialize<'a>>(payload: &'a [u8], source: &str) -> (&'a str, Event<'a, R>) {
    let text = std::str::from_utf8(payload).expect("text");
    let event: Event<'a, R> = serde_json::from_str(text).expect("an event");
    assert!(event.trigger_source.starts_with(source), "the event of another trigger");
    (text, event)
}

fn answer<R>(text: &str, event: &Event<'_, R>, response: &impl Serialize) -> Vec<u8> {
    splice(text, event.response.expect("a response"), 256, |out| {
        serde_json::to_writer(&mut *out, response).expect("a response is JSON");
    })
}

fn of<'a>(text: Option<&'a Text<'a>>) -> Option<&'a str> {
    text.map(|text| &*text.0)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SignUp {
    auto_confirm_user: bool,
    auto_verify_email: bool,
    auto_verify_phone: bool,
}

fn allow(payload: &[u8]) -> Vec<u8> {
    let (text, event) = read::<OfUser<'_>>(payload, "PreSignUp_");
    let email = of(event.request.user_attributes.email.as_ref());
    assert!(email.is_some_and(|email| email.ends_with(DOMAIN)), "a denial");
    let response = SignUp { auto_confirm_user: true, auto_verify_email: true, auto_verify_phone: false };
    answer(text, &event, &response)
}

/// For triggers whose events go back as they came.
fn note(payload: &[u8]) -> Vec<u8> {
    let (_, event) = read::<OfUser<'_>>(payload, "");
    let OfUser { user_attributes: user, new_device_used, code } = &event.request;
    black_box((of(user.sub.as_ref()), of(user.email.as_ref()), of(user.phone_number.as_ref())));
    black_box((new_device_used, of(code.as_ref())));
    payload.to_vec()
}

fn gate(payload: &[u8]) -> Vec<u8> {
    let (_, event) = read::<OfUser<'_>>(payload, "PreAuthentication_");
    assert_ne!(of(event.request.user_attributes.tenant.as_ref()), Some(SUSPENDED), "a denial");
    payload.to_vec()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Defined {
    challenge_name: Option<&'static str>,
    issue_tokens: bool,
    fail_authentication: bool,
}

fn next(payload: &[u8]) -> Vec<u8> {
    let (text, event) = read::<OfSession<'_>>(payload, "DefineAuthChallenge_");
    let OfSession { session, user_not_found } = &event.request;
    let last = session.last();
    let is_correct =
        last.is_some_and(|last| last.challenge_name == "CUSTOM_CHALLENGE" && last.challenge_result);
    let issue_tokens = is_correct && !user_not_found;
    let fail_authentication =
        !issue_tokens && session.iter().filter(|round| !round.challenge_result).count() >= 3;
    let challenge_name = (!issue_tokens && !fail_authentication).then_some("CUSTOM_CHALLENGE");
    answer(text, &event, &Defined { challenge_name, issue_tokens, fail_authentication })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Created<'a> {
    public_challenge_parameters: Public,
    private_challenge_parameters: Private<'a>,
    challenge_metadata: &'a str,
}

#[derive(Serialize)]
struct Public {
    medium: &'static str,
}

#[derive(Serialize)]
struct Private<'a> {
    answer: &'a str,
}

fn ask(payload: &[u8]) -> Vec<u8> {
    let (text, event) = read::<OfSession<'_>>(payload, "CreateAuthChallenge_");
    let code = event.request.session.iter().rev().find_map(|round| of(round.challenge_metadata.as_ref()));
    let code = code.unwrap_or(CODE);
    let response = Created {
        public_challenge_parameters: Public { medium: "email" },
        private_challenge_parameters: Private { answer: code },
        challenge_metadata: code,
    };
    answer(text, &event, &response)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Verified {
    answer_correct: bool,
}

fn check(payload: &[u8]) -> Vec<u8> {
    let (text, event) = read::<OfAnswer<'_>>(payload, "VerifyAuthChallengeResponse_");
    let OfAnswer { private_challenge_parameters: kept, challenge_answer, user_not_found } = &event.request;
    answer(text, &event, &Verified { answer_correct: kept.answer == *challenge_answer && !user_not_found })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Migrated<'a> {
    user_attributes: Address<'a>,
    force_alias_creation: Option<bool>,
    #[serde(rename = "enableSMSMFA")]
    enable_sms_mfa: Option<bool>,
    final_user_status: &'static str,
    message_action: &'static str,
    desired_delivery_mediums: Option<[&'static str; 1]>,
}

#[derive(Serialize)]
struct Address<'a> {
    email: &'a str,
    email_verified: &'static str,
}

fn migrate(payload: &[u8]) -> Vec<u8> {
    let (text, event) = read::<OfPassword<'_>>(payload, "UserMigration_");
    assert_eq!(event.request.password, PASSWORD, "another user");
    let response = Migrated {
        user_attributes: Address { email: &event.user_name, email_verified: "true" },
        force_alias_creation: None,
        enable_sms_mfa: None,
        final_user_status: "CONFIRMED",
        message_action: "SUPPRESS",
        desired_delivery_mediums: None,
    };
    answer(text, &event, &response)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mapped<'a> {
    user_attributes_to_map: &'a BTreeMap<&'a str, Text<'a>>,
}

fn trim(payload: &[u8]) -> Vec<u8> {
    let (text, mut event) = read::<OfProvider<'_>>(payload, "InboundFederation_");
    assert_ne!(event.request.provider_type, "SAML", "an event as it came");
    let claims = &mut event.request.attributes.id_token;
    claims.remove("picture");
    splice(text, event.response.expect("a response"), 512, |out| {
        let response = Mapped { user_attributes_to_map: claims };
        serde_json::to_writer(&mut *out, &response).expect("a response is JSON");
    })
}
