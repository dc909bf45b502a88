//! InboundFederation, and the triggers without a response.

use cognito_triggers::inbound_federation::{self, Mapping};
use cognito_triggers::pool::{IdentityProvider, Mfa, Pool, PoolSettings};
use cognito_triggers::prelude::*;
use cognito_triggers::{
    custom_email_sender, custom_sms_sender, post_authentication, post_confirmation, pre_authentication,
};
use proptest::prelude::*;

use crate::answer::{Answer, EMAIL, PASSWORD, PHONE, answers, for_all, run};
use crate::judge::{Tally, judge, judge_some};

#[inbound_federation]
fn federate(_: inbound_federation::Event<'_>, answer: &Answer<Mapping>) -> Result<Mapping> {
    answer.give()
}

async fn federated(answer: Answer<Mapping>, kind: &str) -> Pool {
    let settings = PoolSettings::new().identity_provider(IdentityProvider::new("Corp", kind));
    let pool = Pool::new(triggers![federate].with_state(answer)).with_settings(settings).lenient();
    let subject = if kind == "SAML" { "nameidentifier" } else { "sub" };
    let _ = pool.federated_sign_in("Corp", [(subject, "00u8k2"), ("email", EMAIL), ("name", "Ines")]).await;
    pool
}

fn mappings() -> impl Strategy<Value = Mapping> {
    let name = prop_oneof![
        prop::sample::select(vec!["email", "name", "sub"]).prop_map(str::to_owned),
        any::<String>()
    ];
    let value =
        prop_oneof![3 => any::<String>(), 1 => (2_040..2_056_usize).prop_map(|length| "x".repeat(length))];
    let replaced = prop::collection::vec((name, value), 0..4).prop_map(Mapping::replace);
    prop_oneof![1 => Just(Mapping::KeepAll), 4 => replaced]
}

#[test]
fn inbound_federation() {
    let mut tally = Tally::default();
    let kinds = prop::sample::select(vec!["OIDC", "SAML", "Google"]);
    for_all(200, (answers(mappings()), kinds), |(answer, kind)| {
        let declared = answer.declared();
        let pool = run(federated(answer, kind));
        let trace = pool.trace();
        prop_assert_eq!(trace.sources()[0], "InboundFederation_ExternalProvider");
        tally.add(judge(&pool, "", declared.as_deref())?);
        Ok(())
    });
    assert!(tally.accepted > 30 && tally.denied > 8 && tally.refused > 5, "{tally:?}");
}

/// The answers of the handlers without a response.
#[derive(Clone, Debug)]
struct Told {
    confirmed: Answer<()>,
    before: Answer<()>,
    after: Answer<()>,
}

#[post_confirmation(ConfirmSignUp, ConfirmForgotPassword)]
fn confirmed(_: post_confirmation::Event<'_>, told: &Told) -> Result<()> {
    told.confirmed.give()
}

#[pre_authentication]
fn before(_: pre_authentication::Event<'_>, told: &Told) -> Result<()> {
    told.before.give()
}

#[post_authentication]
fn after(_: post_authentication::Event<'_>, told: &Told) -> Result<()> {
    told.after.give()
}

#[custom_email_sender]
fn send_email(_: custom_email_sender::Event<'_>, told: &Told) -> Result<()> {
    told.confirmed.give()
}

#[custom_sms_sender]
fn send_sms(_: custom_sms_sender::Event<'_>, told: &Told) -> Result<()> {
    told.after.give()
}

async fn life(told: Told, email: bool) -> Pool {
    let settings = PoolSettings::new()
        .auto_verified_attributes(["email", "phone_number"])
        .mfa_configuration(Mfa::Optional);
    let pool = Pool::new(triggers![confirmed, before, after, send_email, send_sms].with_state(told));
    let pool = pool.with_settings(settings).lenient();
    let (name, address) = if email { ("email", EMAIL) } else { ("phone_number", PHONE) };
    let user = pool.sign_up("ines", PASSWORD).attribute(name, address).await.expect("nothing is in the way");
    let code = if email { user.email() } else { user.sms() };
    let _ = user.confirm(code.code()).await;
    let _ = user.sign_in(PASSWORD).await;
    let _ = user.forgot_password().await;
    let code = if email { user.email() } else { user.sms() };
    let _ = user.confirm_forgot_password(code.code(), PASSWORD).await;
    pool
}

#[test]
fn triggers_without_a_response() {
    let mut tally = Tally::default();
    let strategy = (answers(Just(())), 0..3_u8, any::<bool>());
    for_all(200, strategy, |(answer, which, email)| {
        let mut told =
            Told { confirmed: Answer::Respond(()), before: Answer::Respond(()), after: Answer::Respond(()) };
        let declared = answer.declared();
        *[&mut told.confirmed, &mut told.before, &mut told.after][usize::from(which)] = answer;
        let pool = run(life(told, email));
        tally.add(judge_some(&pool, "", declared.as_deref())?);
        Ok(())
    });
    assert!(
        tally.accepted > 300 && tally.denied > 15 && tally.refused == 0 && tally.listed == 0,
        "{tally:?}"
    );
}
