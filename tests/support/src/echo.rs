//! An independent look at an answer: it is the event, but for `response`.

use serde::Deserialize;
use serde_json::value::RawValue;

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
