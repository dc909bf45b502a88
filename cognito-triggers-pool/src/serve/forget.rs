//! Bounds the memory of a server that runs for long: it forgets old records, and what has expired long ago.

use serde_json::Value;

use crate::record::Step;
use crate::state::{DAY, State, Time};

/// The records of each kind that are kept.
const KEPT: usize = 500;

/// The most that the records of calls hold, in members and bytes of text. A client may send 512 KB in each call.
const MOST: usize = 16 * 1024 * 1024;

/// Forgets what nobody asks for any more. What expired within a day stays, since its error says so.
pub(super) fn forget(state: &mut State, now: Time) {
    keep_newest(&mut state.trace);
    keep_below(&mut state.trace, MOST);
    keep_newest(&mut state.remarks);
    state.forgotten_messages += keep_newest(&mut state.inbox);
    let is_of_use = |expires: Time| now < expires.saturating_add(DAY);
    state.sessions.retain(|_, session| is_of_use(session.expires));
    state.grants.retain(|_, grant| is_of_use(grant.expires));
    state.accesses.retain(|_, access| is_of_use(access.expires));
    state.codes.retain(|_, code| is_of_use(code.expires));
}

/// Returns the number of the old ones.
fn keep_newest<T>(records: &mut Vec<T>) -> usize {
    let old = records.len().saturating_sub(KEPT);
    records.drain(..old);
    old
}

/// Forgets old steps until the others fit. The newest one stays, however big it is.
fn keep_below(steps: &mut Vec<Step>, most: usize) {
    let mut sum = 0;
    let fit = steps.iter_mut().rev().map(measured).take_while(|size| {
        sum += size;
        sum <= most
    });
    let kept = fit.count().max(1).min(steps.len());
    steps.drain(..steps.len() - kept);
}

/// A step is measured once: after its answer, nothing of it grows.
fn measured(step: &mut Step) -> usize {
    let size = step.size.unwrap_or_else(|| size(step));
    if step.answer.is_some() {
        step.size = Some(size);
    }
    size
}

fn size(step: &Step) -> usize {
    let answer =
        step.answer.as_ref().map_or(0, |answer| answer.as_ref().map_or_else(String::len, String::len));
    size_of_value(step.event()) + answer
}

/// Members cost more than their text.
fn size_of_value(value: &Value) -> usize {
    const EACH: usize = 64;
    EACH + match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(size_of_value).sum(),
        Value::Object(members) => {
            members.iter().map(|(name, member)| EACH + name.len() + size_of_value(member)).sum()
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{KEPT, forget, keep_below, measured, size};
    use crate::record::{Remark, Step};
    use crate::state::{Access, DAY, State};

    #[test]
    fn the_newest_records_and_what_is_of_use_stay() {
        let mut state = State::new(1);
        for call in 0..=KEPT as u64 {
            state.remarks.push(Remark { call, operation: "SignUp", text: String::new(), ignored: false });
        }
        let access = |expires| Access {
            user: String::new(),
            client: String::new(),
            origin: String::new(),
            expires,
            revoked: false,
            scope: String::new(),
        };
        state.accesses.insert("old".to_owned(), access(10));
        state.accesses.insert("new".to_owned(), access(11));
        forget(&mut state, 10 + DAY);
        assert_eq!((state.remarks.len(), state.remarks[0].call), (KEPT, 1));
        assert_eq!(state.accesses.keys().collect::<Vec<_>>(), ["new"]);
    }

    #[test]
    fn big_steps_make_room() {
        let step = |number, length: usize| Step {
            number,
            call: number,
            operation: "SignUp",
            source: "PreSignUp_SignUp",
            event: json!({"request": {"clientMetadata": {"a": "x".repeat(length)}}}),
            answer: Some(Ok("y".repeat(length))),
            attempts: 1,
            time: 0,
            verdict: None,
            size: None,
        };
        assert!(size(&step(1, 1000)) > 2000);
        let kept = |most| {
            let mut steps: Vec<_> = (1..=5).map(|number| step(number, 1000)).collect();
            keep_below(&mut steps, most);
            steps.iter().map(|step| step.number).collect::<Vec<_>>()
        };
        assert_eq!(kept(2 * size(&step(1, 1000))), [4, 5]);
        assert_eq!(kept(1_000_000), [1, 2, 3, 4, 5]);
        assert_eq!(kept(1), [5]);
        keep_below(&mut Vec::new(), 1);

        // Each is measured once, when its answer is there.
        let mut steps = vec![step(1, 1000), Step { answer: None, ..step(2, 1000) }];
        let (whole, half) = (size(&steps[0]), size(&steps[1]));
        keep_below(&mut steps, whole + half);
        assert_eq!(steps.iter().map(|step| step.size).collect::<Vec<_>>(), [Some(whole), None]);
        steps[1].answer = Some(Ok("y".repeat(1000)));
        keep_below(&mut steps, whole + half);
        assert_eq!(steps.iter().map(|step| (step.number, step.size)).collect::<Vec<_>>(), [(2, Some(whole))]);
        steps[0].size = Some(7);
        keep_below(&mut steps, whole);
        assert_eq!(measured(&mut steps[0]), 7);
    }
}
