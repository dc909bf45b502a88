//! Any bytes: what is a JSON object is an event, and nothing else is.

#![no_main]

use fuzz::{answer, members};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|payload: &[u8]| {
    let event = std::str::from_utf8(payload).ok().filter(|text| members(text).is_some());
    match (event, answer(payload)) {
        (Some(event), Ok(answer)) => {
            assert!(members(&answer).is_some(), "{event}\nis answered with\n{answer}")
        }
        // Handlers that decide may refuse an event; the error says nothing of its content.
        (_, Err(error)) => assert!(error.len() < 300 && !error.contains('{'), "{error}"),
        (None, Ok(answer)) => panic!("what is not an object is answered with\n{answer}"),
    }
});
