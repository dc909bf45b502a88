//! The rules of texts: what they accept has the lengths, the characters and the placeholders that
//! Cognito wants, and a user's value brings no placeholder and no markup.

#![no_main]

use cognito_triggers::custom_message::{Email, Sms};
use cognito_triggers::{email, sms};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: (String, String)| {
    let (subject, body) = texts;
    if let Ok(email) = Email::<cognito_triggers::custom_message::Code>::checked(subject.clone(), body.clone())
    {
        assert_eq!((email.subject(), email.body()), (&*subject, &*body));
        assert!((1..=140).contains(&subject.encode_utf16().count()), "{subject:?}");
        assert!((6..=20_000).contains(&body.encode_utf16().count()), "{body:?}");
        assert!(body.contains("{####}") && !body.contains("{username}"), "{body:?}");
        // The API model's `\s` lets ASCII white space through, line breaks too.
        let is_refused = |c: char| c.is_control() && !c.is_ascii_whitespace() && c != '\u{b}';
        assert!(!subject.contains(is_refused), "{subject:?}");
        let delivered = email.delivered("123456", "ines");
        assert!(delivered.contains("123456") && !delivered.contains("{####}"), "{delivered:?}");
    }
    if let Ok(sms) = Sms::<cognito_triggers::custom_message::Code>::checked(body.clone()) {
        assert!(sms.text().contains("{####}") && sms.text().encode_utf16().count() <= 140, "{body:?}");
    }

    let email: Email = email!("To {subject}", "<p>{subject}</p>{body}<b>{code}</b>");
    let body_of = email.body();
    assert_eq!(body_of.matches("{####}").count(), 1, "{body_of:?}");
    assert_eq!((body_of.matches('<').count(), body_of.matches('>').count()), (4, 4), "{body_of:?}");
    assert!(!body_of.contains("{username}") && !body_of.contains("{##C"), "{body_of:?}");
    assert!(
        !email.subject().contains(['\r', '\n']) && !email.subject().contains("{##"),
        "{:?}",
        email.subject()
    );
    let sms: Sms = sms!("{body} {code}");
    assert_eq!(sms.text().matches("{####}").count(), 1, "{:?}", sms.text());
});
