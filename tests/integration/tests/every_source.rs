//! One text for every source: an invitation has Cognito's placeholder for the user name, and each
//! other source has the value.

use cognito_triggers::custom_message::{AdminCreateUser, Code, Email, Event, EverySource, Sms, Username};
use cognito_triggers::prelude::*;
use cognito_triggers::{Source, Trigger};

#[custom_message]
async fn welcome(event: Event<'_>) -> Result<(Email<EverySource>, Sms<EverySource>)> {
    let name = event.user_attributes().get("nickname").unwrap_or_default();
    Ok((
        email!("Welcome, {name}", "<p>{username}, {name}: {code}. {username}</p>", username = name),
        sms!("{username}: {code}", username = name),
    ))
}

#[custom_message(SignUp, AdminCreateUser)]
fn answered_by_reply(event: Event<'_>) -> cognito_triggers::custom_message::Reply {
    event.reply(sms!("{username}: {code}", username = "Ines"))
}

fn sample(source: Source, nickname: &str) -> String {
    let path = support::root().join(format!("cognito-triggers/samples/{source}.json"));
    let event = std::fs::read_to_string(path).expect("each source has a sample");
    let mut event: serde_json::Value = serde_json::from_str(&event).expect("a sample is JSON");
    event["request"]["userAttributes"]["nickname"] = nickname.into();
    event.to_string()
}

fn response(answer: &str) -> serde_json::Value {
    serde_json::from_str::<serde_json::Value>(answer).expect("an answer is JSON")["response"].clone()
}

#[tokio::test]
async fn each_source_gets_the_text_that_it_needs() {
    let triggers = triggers![welcome; complete: CustomMessage];
    let sources: Vec<_> =
        Source::ALL.iter().copied().filter(|source| source.trigger() == Trigger::CustomMessage).collect();
    assert_eq!(sources.len(), 7);
    for source in sources {
        let answer = triggers.call(&sample(source, "I & {####} {username}")).await.unwrap();
        let response = response(&answer);
        let value = "I &amp; &#123;####} &#123;username}";
        let (html, text) = if source == Source::CustomMessageAdminCreateUser {
            ("{username}", "{username}")
        } else {
            (value, "I & (####} (username}")
        };
        assert_eq!(response["emailMessage"], format!("<p>{html}, {value}: {{####}}. {html}</p>"), "{source}");
        assert_eq!(response["emailSubject"], "Welcome, I & (####} (username}", "{source}");
        assert_eq!(response["smsMessage"], format!("{text}: {{####}}"), "{source}");
    }
}

/// The halves of a placeholder, in the value and in the text beside it.
#[test]
fn a_value_makes_no_placeholder_with_its_neighbours() {
    let email = email!("Hello", "{username}####}} {code}", username = "{");
    let email = email.for_source(Source::CustomMessageSignUp);
    assert_eq!(email.body(), "&#123;####} {####}");
    assert_eq!(email.delivered("123456", ""), "&#123;####} 123456");
    let sms = sms!("{{{username}}} {code}", username = "username");
    assert_eq!(sms.for_source(Source::CustomMessageSignUp).text(), "(username} {####}");
}

#[tokio::test]
async fn an_event_spells_its_own_placeholders() {
    let triggers = triggers![welcome];
    for (source, expected) in
        [(Source::CustomMessageAdminCreateUser, "@user: @code"), (Source::CustomMessageSignUp, "Ines: @code")]
    {
        let mut event: serde_json::Value = serde_json::from_str(&sample(source, "Ines")).unwrap();
        event["request"]["codeParameter"] = "@code".into();
        event["request"]["usernameParameter"] = "@user".into();
        let answer = triggers.call(&event.to_string()).await.unwrap();
        assert_eq!(response(&answer)["smsMessage"], expected, "{source}");
    }
}

#[tokio::test]
async fn a_reply_has_the_text_of_its_source() {
    let triggers = triggers![answered_by_reply];
    for (source, expected) in [
        (Source::CustomMessageAdminCreateUser, "{username}: {####}"),
        (Source::CustomMessageSignUp, "Ines: {####}"),
    ] {
        let answer = triggers.call(&sample(source, "")).await.unwrap();
        assert_eq!(response(&answer)["smsMessage"], expected, "{source}");
    }
}

#[tokio::test]
async fn rules_hold_for_the_text_of_the_source() {
    // A value is as long as the user liked; the invitation does not have it.
    let triggers = triggers![by_sms];
    let long = "x".repeat(150);
    assert!(triggers.call(&sample(Source::CustomMessageAdminCreateUser, &long)).await.is_ok());
    let failure = triggers.call(&sample(Source::CustomMessageSignUp, &long)).await.unwrap_err();
    assert!(failure.details().unwrap().contains("Cognito's maximum is 140"), "{failure:?}");
    // A line break is right in an invitation only.
    let computed = Sms::<(Code, Username)>::checked("{username}\n{####}").unwrap().with_username("Ines");
    assert_eq!(computed.for_source(Source::CustomMessageAdminCreateUser).text(), "{username}\n{####}");
    let triggers = triggers![by_sms_of_two_lines];
    assert!(triggers.call(&sample(Source::CustomMessageAdminCreateUser, "")).await.is_ok());
    let failure = triggers.call(&sample(Source::CustomMessageSignUp, "")).await.unwrap_err();
    assert!(failure.details().unwrap().contains("line break at line 1, column 5"), "{failure:?}");
}

#[custom_message(SignUp, AdminCreateUser)]
fn by_sms(event: Event<'_>) -> Sms<EverySource> {
    let name = event.user_attributes().get("nickname").unwrap_or_default();
    sms!("{username}: {code}", username = name)
}

#[custom_message(SignUp, AdminCreateUser)]
fn by_sms_of_two_lines(_: Event<'_>) -> Result<Sms<EverySource>> {
    Ok(Sms::<(Code, Username)>::checked("{username}\n{####}")?.with_username("Ines"))
}

#[test]
fn the_value_is_evaluated_once_and_shared_with_other_places() {
    let mut calls = 0;
    let mut name = || {
        calls += 1;
        "Ines"
    };
    let email = email!("Hello, {0}", "{username} {0}: {code}", "Co", username = name());
    assert_eq!(email.for_source(Source::CustomMessageSignUp).body(), "Ines Co: {####}");
    assert_eq!(calls, 1);
    let event = Event::<AdminCreateUser>::sample();
    let reply = event.reply(email!("Hello", "{username}: {code}", username = event.user_name()));
    assert_eq!(reply.email().unwrap().body(), "{username}: {####}");
}
