//! Bounds the memory of a server that runs for long: it forgets old records, and what has expired long ago.

use crate::state::{DAY, State, Time};

/// The records of each kind that are kept.
const KEPT: usize = 500;

/// Forgets what nobody asks for any more. What expired within a day stays, since its error says so.
pub(super) fn forget(state: &mut State, now: Time) {
    keep_newest(&mut state.trace);
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

#[cfg(test)]
mod tests {
    use super::{KEPT, forget};
    use crate::record::Remark;
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
}
