//! Lambda's runtime API on loopback, whose connections can be slow, or break.

use std::io::{BufReader, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tests::runtime_api::request;

use crate::plan::{Outcome, Plan, Sent};

/// What happens to a connection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    /// What is sent comes in pieces.
    Pieces,
    /// And with a pause between them.
    Slow,
    /// It closes where an answer is due.
    Silent,
    /// It closes in the middle of the answer.
    Cut,
}

pub(crate) struct State {
    pub(crate) plan: Plan,
    random: fastrand::Rng,
    next_number: u64,
    /// How many events there are now: raised from phase to phase.
    pub(crate) end: u64,
    pub(crate) connections_break: bool,
    /// Handed out, and not yet answered.
    in_work: Option<Sent>,
    pub(crate) connections: u64,
    pub(crate) broken: u64,
    pub(crate) sent_again: u64,
    pub(crate) wrong: Option<String>,
}

pub(crate) struct Api {
    state: Mutex<State>,
    changed: Condvar,
}

impl Api {
    pub(crate) fn new(seed: u64) -> Self {
        let state = State {
            plan: Plan::new(seed),
            random: fastrand::Rng::with_seed(!seed),
            next_number: 0,
            end: 0,
            connections_break: false,
            in_work: None,
            connections: 0,
            broken: 0,
            sent_again: 0,
            wrong: None,
        };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no thread of the API panicked")
    }

    pub(crate) fn wake(&self) {
        self.changed.notify_all();
    }

    /// Serves one connection until it ends, or is made to.
    pub(crate) fn serve(&self, connection: &TcpStream) {
        self.state().connections += 1;
        let mut reader = BufReader::new(connection);
        while let Some((path, body)) = request(&mut reader) {
            let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
            let (reply, fault) = match parts[..] {
                [_, "runtime", "invocation", "next"] => self.next(),
                [_, "runtime", "invocation", id, "response"] => self.done(id, Outcome::Answer(body)),
                [_, "runtime", "invocation", id, "error"] => self.done(id, Outcome::Error(body)),
                _ => (reply("404 Not Found", "", b""), Fault::None),
            };
            if write(connection, &reply, fault).is_none() {
                let _ = connection.shutdown(Shutdown::Both);
                return;
            }
        }
    }

    fn next(&self) -> (Vec<u8>, Fault) {
        let none_left = |state: &mut State| state.in_work.is_none() && state.next_number == state.end;
        let mut state = self.changed.wait_while(self.state(), none_left).expect("no thread panicked");
        let sent = if let Some(lost) = state.in_work.take() {
            // The process went away with it, or never got it.
            state.sent_again += 1;
            lost
        } else {
            let number = state.next_number;
            state.next_number += 1;
            state.plan.next(number)
        };
        let number = sent.number;
        let deadline = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_millis()) + 30_000;
        let headers = format!(
            "Lambda-Runtime-Aws-Request-Id: {number}\r\nLambda-Runtime-Deadline-Ms: {deadline}\r\nLambda-Runtime-Invoked-Function-Arn: arn\r\n"
        );
        let reply = reply("200 OK", &headers, &sent.payload);
        state.in_work = Some(sent);
        (reply, state.fault())
    }

    fn done(&self, id: &str, outcome: Outcome) -> (Vec<u8>, Fault) {
        let mut state = self.state();
        match state.in_work.take() {
            Some(sent) if sent.number.to_string() == id => {
                if let Err(wrong) = state.plan.check(&sent, &outcome) {
                    state.wrong.get_or_insert(wrong);
                }
            }
            // An answer for an event that was answered: a process that tries again.
            other => state.in_work = other,
        }
        let fault = state.fault();
        drop(state);
        self.changed.notify_all();
        (reply("202 Accepted", "", b"{}"), fault)
    }
}

impl State {
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

fn write(mut connection: &TcpStream, reply: &[u8], fault: Fault) -> Option<()> {
    match fault {
        Fault::None => connection.write_all(reply).ok(),
        Fault::Pieces | Fault::Slow => {
            let size = (reply.len() / 3).max(1);
            for piece in reply.chunks(size) {
                connection.write_all(piece).ok()?;
                if fault == Fault::Slow {
                    sleep(Duration::from_millis(2));
                }
            }
            Some(())
        }
        Fault::Silent => None,
        Fault::Cut => {
            connection.write_all(&reply[..reply.len() / 2]).ok()?;
            None
        }
    }
}

fn reply(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut reply =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    reply.extend_from_slice(body);
    reply
}
