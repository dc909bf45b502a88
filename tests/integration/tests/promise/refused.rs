//! The other direction, for texts: what the library refuses, the pool does not accept either.

use cognito_triggers::pool::{LambdaConfig, Trigger};
use std::sync::Arc;

use cognito_triggers::custom_message::{Code, Email, Link, Sms, Username};
use cognito_triggers::rules::{Field, Rule, Violation};
use proptest::prelude::*;

use crate::answer::{for_all, run};
use crate::judge::is_clean;
use crate::messages::{Sent, send, text};

/// A response's member, and the kind of text that it is checked as.
#[derive(Clone, Copy, Debug)]
enum Text {
    Subject,
    Body,
    LinkBody,
    InvitationBody,
    Sms,
    InvitationSms,
}

fn check(kind: Text, text: &str) -> Result<(), Violation> {
    let text = text.to_owned();
    match kind {
        Text::Subject => Email::<Code>::checked(text, "{####}").map(drop),
        Text::Body => Email::<Code>::checked("Hello", text).map(drop),
        Text::LinkBody => Email::<Link>::checked("Hello", text).map(drop),
        Text::InvitationBody => Email::<(Code, Username)>::checked("Hello", text).map(drop),
        Text::Sms => Sms::<Code>::checked(text).map(drop),
        Text::InvitationSms => Sms::<(Code, Username)>::checked(text).map(drop),
    }
}

/// Returns whether the rule is one of Cognito's. The others are the library's own: a subject with a line
/// break could bring headers, and a placeholder that Cognito does not replace would be read as it is.
fn is_cognitos(violation: Violation) -> bool {
    match violation.rule {
        Rule::TooLong { .. } | Rule::Character { .. } | Rule::Missing { .. } => true,
        Rule::LineBreak { .. } => violation.field == Field::Text,
        _ => false,
    }
}

#[test]
fn what_the_library_refuses_the_pool_does_not_accept() {
    let kinds = [
        (Text::Subject, "emailSubject", Sent::SignUp, ""),
        (Text::Body, "emailMessage", Sent::ForgotPassword, ""),
        (Text::LinkBody, "emailMessage", Sent::SignUp, "CONFIRM_WITH_LINK"),
        (Text::InvitationBody, "emailMessage", Sent::AdminCreateUser, ""),
        (Text::Sms, "smsMessage", Sent::SignUp, ""),
        (Text::InvitationSms, "smsMessage", Sent::AdminCreateUser, ""),
    ];
    let mut refused = 0;
    let strategy = (prop::sample::select(kinds.to_vec()), prop_oneof![4 => text(140), 1 => text(20_000)]);
    for_all(1_200, strategy, |((kind, member, sent, setting), text)| {
        let Err(violation) = check(kind, &text) else { return Ok(()) };
        if !is_cognitos(violation) {
            return Ok(());
        }
        refused += 1;
        let own = text.clone();
        let raw = LambdaConfig::new().on(Trigger::CustomMessage, move |mut event| {
            event["response"][member] = own.clone().into();
            Ok(event)
        });
        let pool = run(send(Arc::new(raw), sent, member != "smsMessage", setting));
        let trace = pool.trace();
        let step = &trace.steps()[0];
        prop_assert!(
            !is_clean(step),
            "the library refuses it ({violation}), and the pool accepts it:\n{step}"
        );
        Ok(())
    });
    assert!(refused > 100, "{refused}");
}
