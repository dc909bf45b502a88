//! The trace: each call of a trigger with its event, its answer and the verdict.

use std::fmt;

use serde_json::Value;

use super::redact::redact;
use super::remark::Remark;
use super::verdict::Verdict;

/// One call of a function.
#[derive(Clone)]
pub struct Step {
    /// Steps count from 1, in the order of their calls.
    pub(crate) number: u64,
    pub(crate) call: u64,
    pub(crate) operation: &'static str,
    pub(crate) source: &'static str,
    pub(crate) event: Value,
    pub(crate) answer: Option<Result<String, String>>,
    pub(crate) attempts: u32,
    /// Milliseconds of the pool's clock.
    #[cfg_attr(not(feature = "serve"), allow(dead_code, reason = "only the page shows it"))]
    pub(crate) time: u64,
    pub(crate) verdict: Option<Verdict>,
    /// Its size in memory, once somebody has measured it.
    #[cfg(feature = "serve")]
    pub(crate) size: Option<usize>,
}

impl Step {
    /// The operation of the API that called the function, such as `SignUp`.
    pub fn operation(&self) -> &str {
        self.operation
    }

    /// The trigger source, such as `PreSignUp_SignUp`.
    pub fn source(&self) -> &str {
        self.source
    }

    /// The event, with its secrets.
    pub fn event(&self) -> &Value {
        &self.event
    }

    /// The answer's text, or the error of the function. `None` while the function runs.
    pub fn answer(&self) -> Option<Result<&str, &str>> {
        match self.answer.as_ref()? {
            Ok(text) => Some(Ok(text)),
            Err(text) => Some(Err(text)),
        }
    }

    /// The number of times that the function ran for this event.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The verdict. `None` while the function runs.
    pub fn verdict(&self) -> Option<&Verdict> {
        self.verdict.as_ref()
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, secrets: bool) -> fmt::Result {
        let show = |value: &Value| if secrets { value.to_string() } else { redact(value).to_string() };
        write!(f, "{} ({})", self.source, self.operation)?;
        if self.attempts > 1 {
            write!(f, ", {} calls", self.attempts)?;
        }
        write!(f, "\n    user: {}", self.event["userName"].as_str().unwrap_or_default())?;
        write!(f, "\n    request: {}", show(&self.event["request"]))?;
        match &self.answer {
            None => write!(f, "\n    no answer yet")?,
            Some(Err(text)) => write!(f, "\n    error: {text}")?,
            Some(Ok(text)) => match serde_json::from_str::<Value>(text) {
                Ok(answer) if answer["response"].is_object() => {
                    write!(f, "\n    response: {}", show(&answer["response"]))?;
                }
                Ok(answer) => write!(f, "\n    answer: {}", show(&answer))?,
                Err(_) => write!(f, "\n    answer: {} bytes that are not JSON", text.len())?,
            },
        }
        if let Some(verdict) = &self.verdict {
            write!(f, "\n    verdict: {verdict}")?;
        }
        Ok(())
    }
}

/// Prints the step with its secrets hidden.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, false)
    }
}

/// Prints the step with its secrets hidden.
impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, false)
    }
}

/// The steps of a pool in the order of their calls.
///
/// It prints itself readably. Passwords, codes, challenge answers and tokens are hidden unless
/// [`Trace::with_secrets`] shows them.
#[derive(Clone)]
pub struct Trace {
    steps: Vec<Step>,
    remarks: Vec<Remark>,
    secrets: bool,
}

impl Trace {
    pub(crate) fn new(steps: Vec<Step>, remarks: Vec<Remark>) -> Self {
        Self { steps, remarks, secrets: false }
    }

    /// The steps.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Remarks on calls, beside the verdicts on answers.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The trigger sources in the order of their calls.
    ///
    /// ```
    /// # use cognito_triggers_pool::{LambdaConfig, Pool, Trigger};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let config = LambdaConfig::new().on(Trigger::PreSignUp, Ok);
    /// let pool = Pool::new(config);
    /// pool.sign_up("ines", "Correct-horse-9").await.unwrap();
    /// assert_eq!(pool.trace().sources(), ["PreSignUp_SignUp"]);
    /// # }
    /// ```
    pub fn sources(&self) -> Vec<&str> {
        self.steps.iter().map(Step::source).collect()
    }

    /// The last step of a source.
    ///
    /// # Panics
    ///
    /// The source was not called. The message lists the sources that were.
    #[track_caller]
    pub fn last(&self, source: &str) -> &Step {
        let found = self.steps.iter().rfind(|step| step.source == source);
        found.unwrap_or_else(|| panic!("{source} was not called. These were called: {:?}", self.sources()))
    }

    /// Prints secrets too.
    #[must_use]
    pub fn with_secrets(mut self) -> Self {
        self.secrets = true;
        self
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.steps.is_empty() {
            f.write_str("no trigger was called")?;
        }
        for (index, step) in self.steps.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{}. ", index + 1)?;
            step.write(f, self.secrets)?;
        }
        self.remarks.iter().try_for_each(|remark| write!(f, "\nremark on {remark}"))
    }
}

impl fmt::Debug for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
