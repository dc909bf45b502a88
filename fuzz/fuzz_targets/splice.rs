//! The answer: JSON that equals the event outside `response`, member by member, letter by letter.

#![no_main]

use fuzz::{answer, members};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|event: &str| {
    let Ok(answer) = answer(event.as_bytes()) else { return };
    let is_response = |(name, _): &&(Vec<u8>, &str)| name == b"response";
    let (sent, got) =
        (members(event).expect("only objects are answered"), members(&answer).expect("it is JSON"));
    let others = |members: &[(Vec<u8>, &str)]| {
        let others = members.iter().filter(|member| !is_response(member));
        others.map(|(name, value)| (name.clone(), (*value).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(others(&sent), others(&got), "{event}\nis answered with\n{answer}");
    let (before, after) = (sent.iter().filter(is_response).count(), got.iter().filter(is_response).count());
    assert!(after == before || (before, after) == (0, 1), "{event}\nis answered with\n{answer}");

    // What the response had, it still has, unless a handler set it.
    if let (Some((_, old)), Some((_, new))) = (sent.iter().rfind(is_response), got.iter().rfind(is_response))
    {
        for (name, _) in members(old).unwrap_or_default() {
            let kept = members(new).is_some_and(|members| members.iter().any(|(other, _)| *other == name));
            assert!(kept, "a member of the response is lost: {event}\nis answered with\n{answer}");
        }
    }
});
