//! One call of an operation: it calls triggers, and leaves its steps in the trace.

use serde_json::Value;

use super::Engine;
use super::run::{Answered, answer};
use crate::error::{self, ApiError};
use crate::event::{Event, Head, Object, Requested, Source};
use crate::record::{Outcome, Remark, Step, Verdict};
use crate::settings::Trigger;
use crate::state::Time;
use crate::token::Signature;
use crate::verdict::{self, Refusal, Remarks};

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    /// A test, in the process.
    Test,
    /// A client over HTTP, which computes SRP and checks signatures.
    #[cfg(feature = "serve")]
    Http,
}

/// A call of an operation.
#[derive(Clone, Copy)]
pub(crate) struct Call<'e> {
    pub(crate) engine: &'e Engine,
    pub(crate) number: u64,
    pub(crate) operation: &'static str,
    pub(crate) caller: Caller,
}

/// A function's answer, not yet read.
pub(crate) struct Run {
    step: u64,
    event: Event,
    answered: Answered,
}

impl<'e> Call<'e> {
    pub(crate) fn new(engine: &'e Engine, operation: &'static str, caller: Caller) -> Self {
        let mut state = engine.state();
        state.last_call += 1;
        Self { engine, number: state.last_call, operation, caller }
    }

    pub(crate) fn now(&self) -> Time {
        self.engine.clock.now()
    }

    /// The signature of the caller's tokens.
    pub(crate) fn signature(&self) -> Signature {
        match self.caller {
            Caller::Test => Signature::None,
            #[cfg(feature = "serve")]
            Caller::Http => Signature::TestKey,
        }
    }

    /// Returns whether an administrator calls.
    pub(crate) fn is_admin(&self) -> bool {
        self.operation.starts_with("Admin")
    }

    /// Notes a choice of this pool where AWS's behaviour is not documented.
    pub(crate) fn undocumented(&self, text: impl Into<String>) {
        self.remark(text.into(), false);
    }

    /// Notes something that the caller asked for, and that Cognito silently does not do.
    pub(crate) fn ignored(&self, text: impl Into<String>) {
        self.remark(text.into(), true);
    }

    fn remark(&self, text: String, ignored: bool) {
        let remark = Remark { call: self.number, operation: self.operation, text, ignored };
        self.engine.state().remarks.push(remark);
    }

    /// Builds an event, if a function is attached for its source.
    pub(crate) fn event(
        &self,
        source: Source,
        user: &str,
        client: Option<&str>,
        request: impl FnOnce(Trigger) -> Requested,
    ) -> Option<Event> {
        let trigger = self.engine.attached(Trigger::slot_of(source.as_str())?)?;
        let settings = &self.engine.settings;
        let head = Head { pool: &settings.id, region: settings.region(), user, client };
        Some(Event::new(source, trigger, &head, request(trigger)))
    }

    /// Calls the function.
    pub(crate) async fn run(&self, event: Event) -> Run {
        let step = {
            let mut state = self.engine.state();
            state.last_step += 1;
            let number = state.last_step;
            state.trace.push(Step {
                number,
                call: self.number,
                operation: self.operation,
                source: event.source.as_str(),
                event: event.value.clone(),
                answer: None,
                attempts: 0,
                time: 0,
                verdict: None,
                #[cfg(feature = "serve")]
                size: None,
            });
            number
        };
        let start = self.now();
        let answered = answer(self.engine, self.caller, &event.value.to_string()).await;
        let time = self.now().saturating_sub(start);
        let mut state = self.engine.state();
        if let Some(step) = state.step_mut(step) {
            step.answer = Some(answered.result.clone());
            step.attempts = answered.attempts;
            step.time = time;
        }
        Run { step, event, answered }
    }

    /// Reads the answer, and notes the verdict.
    pub(crate) fn judge<T>(
        &self,
        run: Run,
        read: impl FnOnce(&Object, &mut Remarks) -> Result<T, Refusal>,
    ) -> Result<T, ApiError> {
        let (verdict, result) = read_answer(run.event.trigger, &run.event.value, &run.answered, read);
        self.note(run.step, verdict);
        result
    }

    /// Calls a function whose answer and whose failure change nothing.
    pub(crate) async fn tell(&self, event: Event, note: impl FnOnce(&mut Remarks)) {
        let run = self.run(event).await;
        let mut remarks = Remarks::default();
        note(&mut remarks);
        match (&run.answered.result, run.answered.late) {
            (_, true) => remarks.note(
                "the sender did not answer in time. The caller sees nothing of it, and the message is lost.",
            ),
            (Err(text), _) => {
                remarks.note(format!(
                    "the sender failed: {text}. The caller sees nothing of it, and the message is lost."
                ));
            }
            (Ok(_), _) => {}
        }
        self.note(run.step, remarks.verdict(None));
    }

    fn note(&self, step: u64, verdict: Verdict) {
        if let Some(step) = self.engine.state().step_mut(step) {
            step.verdict = Some(verdict);
        }
    }

    /// Calls a trigger of which nothing but its failure counts, if it is attached.
    pub(crate) async fn notify(
        &self,
        source: Source,
        user: &str,
        client: Option<&str>,
        request: Requested,
    ) -> Result<(), ApiError> {
        let Some(event) = self.event(source, user, client, |_| request) else { return Ok(()) };
        let run = self.run(event).await;
        self.judge(run, verdict::nothing)
    }
}

/// Reads what a function has answered to an event: the verdict, and what the flow goes on with.
pub(super) fn read_answer<T>(
    trigger: Trigger,
    event: &Value,
    answered: &Answered,
    read: impl FnOnce(&Object, &mut Remarks) -> Result<T, Refusal>,
) -> (Verdict, Result<T, ApiError>) {
    let mut remarks = Remarks::default();
    answered.notes.iter().for_each(|note| remarks.note(note.clone()));
    let failed = |remarks: Remarks, outcome: fn(String) -> Outcome, error: ApiError| {
        let outcome = outcome(error.message().to_owned());
        (Verdict { outcome, ..remarks.verdict(None) }, Err(error))
    };
    let trigger = trigger.error_name();
    if answered.late {
        return failed(remarks, Outcome::Unreachable, error::trigger_timeout(trigger));
    }
    let text = match &answered.result {
        Ok(text) => text,
        Err(text) => return failed(remarks, Outcome::Denied, error::trigger_failed(trigger, text)),
    };
    let read =
        verdict::response(event, text, &mut remarks).and_then(|response| read(&response, &mut remarks));
    (remarks.verdict(read.as_ref().err()), read.map_err(|refusal| refusal.error))
}

/// The empty answer of many operations.
pub(crate) fn empty() -> Value {
    Value::Object(Object::new())
}
