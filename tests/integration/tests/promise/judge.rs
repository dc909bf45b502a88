//! Holds the pool's verdicts against the promise.

use cognito_triggers::pool::{Outcome, Pool, Step};
use proptest::test_runner::TestCaseError;
use serde_json::Value;

use crate::answer::INTERNAL;
use crate::exceptions::{EXCEPTIONS, Judged};

/// The numbers of answers that were accepted, denied by the handler, refused by the library, and that an
/// exception is listed for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) accepted: usize,
    pub(crate) denied: usize,
    pub(crate) refused: usize,
    pub(crate) listed: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        self.accepted += other.accepted;
        self.denied += other.denied;
        self.refused += other.refused;
        self.listed += other.listed;
    }
}

/// Judges the trace of a flow whose every handler gives the one answer. `declared` is the text with which
/// it refuses, and `setting` names what is special about the pool.
pub(crate) fn judge(pool: &Pool, setting: &str, declared: Option<&str>) -> Result<Tally, TestCaseError> {
    let tally = judge_some(pool, setting, declared)?;
    if declared.is_some() && tally.denied == 0 && !pool.trace().steps().is_empty() {
        return Err(TestCaseError::fail(format!("the handler's refusal was lost:\n{}", pool.trace())));
    }
    Ok(tally)
}

/// Judges the trace of a flow of which one handler refuses, if it is called at all.
pub(crate) fn judge_some(pool: &Pool, setting: &str, declared: Option<&str>) -> Result<Tally, TestCaseError> {
    let mut tally = Tally::default();
    for step in pool.trace().steps() {
        let verdict = step.verdict().expect("the function has answered");
        let answer = step.answer().expect("the function has answered");
        // A sender's answer is not read, and its failure changes nothing.
        if step.source().contains("Sender_") {
            if !verdict.is_accepted() {
                return Err(fail(step, "nobody reads the answer of a sender"));
            }
            tally.accepted += 1;
        } else if let Err(text) = answer {
            let denied = matches!(verdict.outcome(), Outcome::Denied(told)
                if told.ends_with(&format!(" failed with error {text}.")));
            match declared {
                _ if !denied => return Err(fail(step, "the handler's refusal was lost")),
                Some(declared) if declared == text => tally.denied += 1,
                _ if text == INTERNAL => tally.refused += 1,
                _ => return Err(fail(step, "nobody declared this refusal")),
            }
        } else if is_clean(step) {
            tally.accepted += 1;
        } else if exceptions(step, setting).is_empty() {
            return Err(fail(step, "no exception is listed for this answer"));
        } else {
            tally.listed += 1;
        }
    }
    Ok(tally)
}

/// Returns whether Cognito uses the answer as it is, and a source says so.
pub(crate) fn is_clean(step: &Step) -> bool {
    step.verdict().is_some_and(|verdict| verdict.is_accepted() && verdict.undocumented().is_none())
}

/// The rows of the exceptions that an answer falls under.
pub(crate) fn exceptions(step: &Step, setting: &str) -> Vec<&'static str> {
    let Some(Ok(answer)) = step.answer() else { return Vec::new() };
    let answer: Value = serde_json::from_str(answer).unwrap_or_default();
    let judged = Judged {
        source: step.source(),
        request: &step.event()["request"],
        response: &answer["response"],
        setting,
    };
    let listed = EXCEPTIONS.iter().filter(|exception| (exception.applies)(&judged));
    listed.map(|exception| exception.fact).collect()
}

fn fail(step: &Step, why: &str) -> TestCaseError {
    TestCaseError::fail(format!("{why}:\n{step}"))
}
