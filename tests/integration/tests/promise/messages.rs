//! CustomMessage: literal and computed texts of each kind, for each source and medium.

use std::sync::Arc;

use cognito_triggers::custom_message::{Code, Email, Event, EverySource, Link, OnInvalidText, Sms, Username};
use cognito_triggers::custom_message::{Reply, WithoutCode};
use cognito_triggers::pool::{Function, Mfa, Pool, PoolSettings, User};
use cognito_triggers::prelude::*;
use proptest::prelude::*;
use serde_json::json;

use crate::answer::{Answer, EMAIL, PASSWORD, PHONE, answers, for_all, run};
use crate::judge::{Tally, judge, judge_some};

/// The texts that a handler makes its message of.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) sms: String,
    pub(crate) name: String,
}

type Given = Answer<Texts>;
type Invitation = (Email<(Code, Username)>, Sms<(Code, Username)>);

/// The kinds of messages. Each has handlers of its own, since their types differ.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Literal,
    Computed,
    OneText,
    ByLink,
    WithoutCode,
    OrCognitos,
    Replied,
    TwoLines,
}

pub(crate) const KINDS: [Kind; 8] = [
    Kind::Literal,
    Kind::Computed,
    Kind::OneText,
    Kind::ByLink,
    Kind::WithoutCode,
    Kind::OrCognitos,
    Kind::Replied,
    Kind::TwoLines,
];

#[custom_message(
    SignUp,
    ResendCode,
    ForgotPassword,
    UpdateUserAttribute,
    VerifyUserAttribute,
    Authentication
)]
fn literal(_: Event<'_>, given: &Given) -> Result<(Email, Sms)> {
    let name = given.give()?.name;
    Ok((email!("Hello {name}", "<p title=\"{name}\">{name} {code}</p>"), sms!("{name} {code}")))
}

#[custom_message(AdminCreateUser)]
fn literal_invitation(_: Event<'_>, given: &Given) -> Result<Invitation> {
    let name = given.give()?.name;
    Ok((email!("Hello {name}", "<p>{name} {username} {code}</p>"), sms!("{name} {username} {code}")))
}

#[custom_message(
    SignUp,
    ResendCode,
    ForgotPassword,
    UpdateUserAttribute,
    VerifyUserAttribute,
    Authentication
)]
fn computed(_: Event<'_>, given: &Given) -> Result<(Email, Sms)> {
    let Texts { subject, body, sms, .. } = given.give()?;
    Ok((Email::checked(subject, body)?, Sms::checked(sms)?))
}

#[custom_message(AdminCreateUser)]
fn computed_invitation(_: Event<'_>, given: &Given) -> Result<Invitation> {
    let Texts { subject, body, sms, .. } = given.give()?;
    Ok((Email::checked(subject, body)?, Sms::checked(sms)?))
}

#[custom_message]
fn one_text(_: Event<'_>, given: &Given) -> Result<(Email<EverySource>, Sms<EverySource>)> {
    let Texts { subject, body, sms, name } = given.give()?;
    let email = Email::<(Code, Username)>::checked(subject, body)?.with_username(&name);
    Ok((email, Sms::<(Code, Username)>::checked(sms)?.with_username(name)))
}

#[custom_message(SignUp, ResendCode)]
fn by_link(_: Event<'_>, given: &Given) -> Result<Email<Link>> {
    let Texts { subject, body, name, .. } = given.give()?;
    if body.is_empty() {
        return Ok(email!("Hello {name}", "<p>{name} {link:Confirm}</p>"));
    }
    Ok(Email::checked(subject, body)?)
}

#[custom_message(AdminCreateUser)]
fn without_code(_: Event<'_>, given: &Given) -> Result<(Email<WithoutCode>, Sms<WithoutCode>)> {
    let Texts { subject, body, sms, .. } = given.give()?;
    let email = Email::<Username>::checked(subject, body)?.without_code();
    Ok((email, Sms::<Username>::checked(sms)?.without_code()))
}

#[custom_message(
    SignUp,
    ResendCode,
    ForgotPassword,
    UpdateUserAttribute,
    VerifyUserAttribute,
    Authentication
)]
fn or_cognitos(_: Event<'_>, given: &Given) -> Result<OnInvalidText<(Email, Sms)>> {
    let name = given.give()?.name;
    Ok(OnInvalidText::use_cognitos_text((email!("Hello {name}", "{name} {code}"), sms!("{name} {code}"))))
}

#[custom_message(
    SignUp,
    ResendCode,
    ForgotPassword,
    UpdateUserAttribute,
    VerifyUserAttribute,
    Authentication
)]
fn two_lines(_: Event<'_>, given: &Given) -> Result<Sms> {
    given.give()?;
    Ok(sms!("{code} is your code.\n@example.org #{code}", allow = LineBreaks))
}

#[derive(FromEvent)]
enum Message<'a> {
    Invitation(Event<'a, cognito_triggers::custom_message::AdminCreateUser>),
    SignUp(Event<'a, cognito_triggers::custom_message::SignUp>),
    Forgotten(Event<'a, cognito_triggers::custom_message::ForgotPassword>),
}

#[custom_message(AdminCreateUser, SignUp, ForgotPassword)]
fn replied(message: Message<'_>, given: &Given) -> Result<Reply> {
    let name = given.give()?.name;
    Ok(match message {
        Message::Invitation(event) => event.reply(sms!("{username} {code} {name}")),
        Message::SignUp(event) => event.reply(email!("{name}", "{link} {name}")),
        Message::Forgotten(event) => event.reply((email!("{name}", "{code} {name}"), sms!("{code} {name}"))),
    })
}

pub(crate) fn function(kind: Kind, given: Given) -> Arc<dyn Function> {
    match kind {
        Kind::Literal => Arc::new(triggers![literal, literal_invitation].with_state(given)),
        Kind::Computed => Arc::new(triggers![computed, computed_invitation].with_state(given)),
        Kind::OneText => Arc::new(triggers![one_text].with_state(given)),
        Kind::ByLink => Arc::new(triggers![by_link].with_state(given)),
        Kind::WithoutCode => Arc::new(triggers![without_code].with_state(given)),
        Kind::OrCognitos => Arc::new(triggers![or_cognitos].with_state(given)),
        Kind::Replied => Arc::new(triggers![replied].with_state(given)),
        Kind::TwoLines => Arc::new(triggers![two_lines].with_state(given)),
    }
}

/// Returns whether the handlers of a kind take what an operation sends.
fn takes(kind: Kind, sent: Sent) -> bool {
    match kind {
        Kind::Literal | Kind::Computed | Kind::OneText => true,
        Kind::ByLink => matches!(sent, Sent::SignUp | Sent::ResendCode),
        Kind::WithoutCode => matches!(sent, Sent::AdminCreateUser),
        Kind::OrCognitos | Kind::TwoLines => !matches!(sent, Sent::AdminCreateUser),
        Kind::Replied => matches!(sent, Sent::AdminCreateUser | Sent::SignUp | Sent::ForgotPassword),
    }
}

/// The operations that send messages.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sent {
    SignUp,
    ResendCode,
    ForgotPassword,
    UpdateUserAttribute,
    VerifyUserAttribute,
    Authentication,
    AdminCreateUser,
}

pub(crate) const SENT: [Sent; 7] = [
    Sent::SignUp,
    Sent::ResendCode,
    Sent::ForgotPassword,
    Sent::UpdateUserAttribute,
    Sent::VerifyUserAttribute,
    Sent::Authentication,
    Sent::AdminCreateUser,
];

/// The pools that differ in what a message must be.
pub(crate) const SETTINGS: [&str; 4] = ["", "CONFIRM_WITH_LINK", "COGNITO_DEFAULT", "passwordless"];

/// Sends one message by an operation, to the address of one medium.
pub(crate) async fn send(function: Arc<dyn Function>, sent: Sent, email: bool, setting: &str) -> Pool {
    let settings = PoolSettings::new()
        .auto_verified_attributes(["email", "phone_number"])
        .mfa_configuration(Mfa::Optional)
        .confirm_with_link(setting == "CONFIRM_WITH_LINK")
        .developer_email(setting != "COGNITO_DEFAULT");
    let settings = if setting == "passwordless" {
        settings.allowed_first_auth_factors(["PASSWORD", "EMAIL_OTP", "SMS_OTP"])
    } else {
        settings
    };
    let pool = Pool::new(function).with_settings(settings).lenient();
    let (name, address) = if email { ("email", EMAIL) } else { ("phone_number", PHONE) };
    let user = |user: User| user.password(PASSWORD).attribute(name, address);
    match sent {
        Sent::SignUp => {
            let _ = pool.sign_up("ines", PASSWORD).attribute(name, address).await;
            return pool;
        }
        Sent::AdminCreateUser => {
            let mediums = json!([if email { "EMAIL" } else { "SMS" }]);
            let call = pool.admin_create_user("ines").attribute(name, address);
            let _ = call.member("DesiredDeliveryMediums", mediums).await;
            return pool;
        }
        Sent::ResendCode => {
            let pool = pool.with_user(user(User::unconfirmed("ines")));
            let _ = pool.user("ines").resend_code().await;
            return pool;
        }
        _ => {}
    }
    let pool = pool.with_user(user(User::confirmed("ines")));
    if let Sent::ForgotPassword = sent {
        let _ = pool.user("ines").forgot_password().await;
        return pool;
    }
    let tokens = pool.sign_in("ines", PASSWORD).await.expect("nothing is in the way").tokens();
    let token = tokens.access_token();
    let _ = match sent {
        Sent::UpdateUserAttribute => {
            let value = if email { "new@example.org" } else { "+12345678901" };
            let change = json!({"AccessToken": token, "UserAttributes": [{"Name": name, "Value": value}]});
            pool.call("UpdateUserAttributes", change).await
        }
        Sent::VerifyUserAttribute => {
            let request = json!({"AccessToken": token, "AttributeName": name});
            pool.call("GetUserAttributeVerificationCode", request).await
        }
        _ => {
            let factor = if email { "EmailMfaSettings" } else { "SMSMfaSettings" };
            let mut prefer = json!({"AccessToken": token});
            prefer[factor] = json!({"Enabled": true});
            pool.call("SetUserMFAPreference", prefer).await.expect("the factor is there");
            pool.call(
                "InitiateAuth",
                json!({"AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": {"USERNAME": "ines", "PASSWORD": PASSWORD}}),
            )
            .await
        }
    };
    pool
}

/// Text of what could do harm, with the placeholders in most cases, near the limits in some.
pub(crate) fn text(limit: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(vec![
            "{####}", "{username}", "{##Click Here##}", "Hello ", "<b>", "</b>", "&", "{", "}", "#", "\n", "\r",
            "\u{85}", "\u{2028}", "\u{a0}", "\u{200b}", "\u{ad}", "\u{0}", "\t", "ß", "語", "🙂", "\u{e000}",
            "\u{fdd0}", "\u{890}", "\u{f0000}", "\u{378}", "\u{1c89}",
        ])
        .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    let pieces = prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat());
    let filler = prop_oneof![
        6 => Just(0),
        1 => (limit.saturating_sub(30))..(limit + 3),
    ];
    (pieces, filler, 0..8_u8, 0..4_u8).prop_map(|(pieces, filler, code, username)| {
        let mut text = pieces + &"x".repeat(filler);
        if code > 0 {
            text += "{####}";
        }
        if username > 1 {
            text += " {username}";
        }
        if code == 7 {
            text += "{##Confirm##}";
        }
        text
    })
}

fn texts() -> impl Strategy<Value = Texts> {
    let subject = prop_oneof![3 => Just("Hello".to_owned()), 1 => text(140)];
    let name = prop_oneof![2 => Just("Ines".to_owned()), 2 => text(120), 1 => any::<String>()];
    let body = text(20_000);
    (subject, body, text(140), name).prop_map(|(subject, body, sms, name)| Texts { subject, body, sms, name })
}

#[test]
fn custom_message() {
    let mut tally = Tally::default();
    let kinds = prop::sample::select(KINDS.to_vec());
    let settings = prop_oneof![3 => Just(""), 1 => prop::sample::select(SETTINGS.to_vec())];
    let strategy = (answers(texts()), kinds, prop::sample::select(SENT.to_vec()), any::<bool>(), settings);
    for_all(800, strategy, |(given, kind, sent, email, setting)| {
        let declared = given.declared();
        let pool = run(send(function(kind, given), sent, email, setting));
        tally.add(if takes(kind, sent) {
            judge(&pool, setting, declared.as_deref())?
        } else {
            judge_some(&pool, setting, None)?
        });
        Ok(())
    });
    assert!(tally.accepted > 100 && tally.denied > 30 && tally.refused > 50, "{tally:?}");
}
