//! The records of a run: verdicts, the trace of called triggers, the inbox of sent messages.

mod message;
mod redact;
mod remark;
mod step;
mod verdict;

pub use message::{Inbox, Medium, Message, TextFrom};
#[cfg(feature = "serve")]
pub(crate) use redact::redact;
pub use remark::Remark;
pub use step::{Step, Trace};
pub use verdict::{Outcome, Verdict};
