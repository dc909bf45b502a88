//! Any object as the user's attributes: the view reads what a second reader reads.

#![no_main]

use std::collections::HashMap;

use cognito_triggers::pre_sign_up::{Event, SignUp};
use cognito_triggers::prelude::*;
use fuzz::{block_on, members};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

#[pre_sign_up(SignUp)]
fn read(event: Event<'_, SignUp>) {
    let attributes = event.user_attributes();
    let expected = members(attributes.raw()).unwrap_or_default();

    let there = expected.iter().filter(|(_, value)| !matches!(*value, "null" | "\"\""));
    assert_eq!(attributes.iter().count(), there.count(), "{}", attributes.raw());
    for (name, _) in &expected {
        let Ok(name) = std::str::from_utf8(name) else { continue };
        let (_, last) =
            expected.iter().rfind(|(other, _)| other == name.as_bytes()).expect("it is one of them");
        let text = match serde_json::from_str(last) {
            Ok(Value::String(text)) => Some(text).filter(|text| !text.is_empty()),
            Ok(Value::Null) => None,
            Ok(_) => Some((*last).to_owned()),
            // Half of a surrogate pair, or nested beyond what `Value` reads.
            Err(_) => continue,
        };
        assert_eq!(attributes.get(name).map(String::from), text, "{name:?} of {}", attributes.raw());
    }

    let _ = attributes.parse::<HashMap<String, String>>();
    let _ = attributes.parse::<HashMap<String, Option<u32>>>();
    let _ = attributes.parse::<HashMap<String, Vec<bool>>>();
    let standard = (
        attributes.email(),
        attributes.email_verified(),
        attributes.phone_number(),
        attributes.user_status(),
    );
    let _ = format!("{standard:?} {:?} {:?}", attributes.identities(), attributes);
}

fuzz_target!(|object: &str| {
    if members(object).is_none() {
        return;
    }
    let event = format!(
        r#"{{"triggerSource":"PreSignUp_SignUp","request":{{"userAttributes":{object}}},"response":{{}}}}"#
    );
    let answer = block_on(triggers![read].call(event.as_bytes()));
    assert_eq!(answer.expect("the handler takes every event"), event);
});
