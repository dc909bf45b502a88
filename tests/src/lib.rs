//! What several tests need: the event files, and an independent look at an answer.

pub mod programs;
pub mod runtime_api;
pub mod ui;

/// The programs of the guide, as documentation tests: here, since some need more than the crate itself does.
#[cfg(doctest)]
mod guide {
    macro_rules! pages {
        ($($page:ident)+) => {$(
            #[doc = include_str!(concat!("../../cognito-triggers/src/guide/", stringify!($page), ".md"))]
            mod $page {}
        )+};
    }

    pages! {
        first_handler testing localisation one_lambda custom_auth token_customisation user_migration
        custom_senders deploying errors from_aws_lambda_events from_typescript from_python
    }
}

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::value::RawValue;

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The event files of a folder below the workspace's, with their names.
///
/// # Panics
///
/// The folder cannot be read, or has no event.
pub fn events(folder: &str) -> Vec<(String, String)> {
    let mut events = Vec::new();
    for entry in std::fs::read_dir(root().join(folder)).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            events.push((name, std::fs::read_to_string(&path).expect("an event can be read")));
        }
    }
    events.sort();
    assert!(!events.is_empty(), "{folder} has no event");
    events
}

#[derive(Deserialize)]
struct Response<'a> {
    #[serde(borrow, default)]
    response: Option<&'a RawValue>,
}

/// The JSON text of an event's `response`, if it has one.
///
/// # Panics
///
/// The event is not a JSON object.
pub fn response(event: &str) -> Option<&str> {
    let parsed: Response<'_> = serde_json::from_str(event).expect("an event is a JSON object");
    parsed.response.map(RawValue::get)
}

/// Asserts that an answer is the event byte for byte, but for the value of `response`.
///
/// # Panics
///
/// It is not.
#[track_caller]
pub fn assert_echo(event: &str, answer: &str) {
    if event == answer {
        return;
    }
    let new = response(answer).expect("only a response is ever added");
    if let Some(old) = response(event) {
        // The slices lie in their texts, so their addresses say where.
        let start = old.as_ptr().addr() - event.as_ptr().addr();
        assert_eq!(new.as_ptr().addr() - answer.as_ptr().addr(), start, "{answer}");
        assert_eq!(event[..start], answer[..start]);
        assert_eq!(event[start + old.len()..], answer[start + new.len()..]);
    } else if let Some(at) = event.find("\"response\"").filter(|_| event.contains("null")) {
        // `"response": null`, which serde reads as none.
        let null = at + event[at..].find("null").expect("its value is null");
        assert_eq!(answer, format!("{}{new}{}", &event[..null], &event[null + 4..]));
    } else {
        let last = event[..event.trim_end().len() - 1].trim_end().len();
        assert_eq!(answer, format!("{},\"response\":{new}{}", &event[..last], &event[last..]));
    }
}
