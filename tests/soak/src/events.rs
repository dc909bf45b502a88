//! The plan on the runtime API: events go out again where the process was lost with them, and replies arrive badly.

use runtime_api::{Event, Events, Fault, Outcome};

use crate::plan::{Plan, Sent};

/// The events of a run.
pub(crate) struct Soak {
    pub(crate) plan: Plan,
    random: fastrand::Rng,
    next_number: u64,
    /// How many events there are now: raised from phase to phase.
    pub(crate) end: u64,
    pub(crate) connections_break: bool,
    /// Handed out, and not yet answered.
    in_work: Option<Sent>,
    pub(crate) broken: u64,
    pub(crate) sent_again: u64,
    pub(crate) wrong: Option<String>,
}

impl Soak {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            plan: Plan::new(seed),
            random: fastrand::Rng::with_seed(!seed),
            next_number: 0,
            end: 0,
            connections_break: false,
            in_work: None,
            broken: 0,
            sent_again: 0,
            wrong: None,
        }
    }
}

impl Events for Soak {
    fn next(&mut self) -> Option<Event> {
        let sent = if let Some(lost) = self.in_work.take() {
            // The process went away with it, or never got it.
            self.sent_again += 1;
            lost
        } else if self.next_number < self.end {
            self.next_number += 1;
            self.plan.next(self.next_number - 1)
        } else {
            return None;
        };
        let event = Event { id: sent.number.to_string(), payload: sent.payload.clone() };
        self.in_work = Some(sent);
        Some(event)
    }

    fn done(&mut self, id: &str, outcome: Outcome) {
        match self.in_work.take() {
            Some(sent) if sent.number.to_string() == id => {
                if let Err(wrong) = self.plan.check(&sent, &outcome) {
                    self.wrong.get_or_insert(wrong);
                }
            }
            // An answer for an event that was answered: a process that tries again.
            other => self.in_work = other,
        }
    }

    fn fault(&mut self) -> Fault {
        let fault = match self.random.usize(..10_000) {
            0..300 => Fault::Pieces,
            300..310 => Fault::Slow,
            310..340 if self.connections_break => Fault::Silent,
            340..370 if self.connections_break => Fault::Cut,
            _ => Fault::None,
        };
        self.broken += u64::from(matches!(fault, Fault::Silent | Fault::Cut));
        fault
    }
}
