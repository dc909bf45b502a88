//! A program as a function on Lambda's runtime API: events go in one by one, outcomes come out by id.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use runtime_api::{Event, Events, Outcome, Server};

/// The API, and the process that it serves.
#[derive(Debug)]
pub struct Lambda {
    server: Server<Queue>,
    process: Child,
    next_id: usize,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: VecDeque<Event>,
    outcomes: BTreeMap<String, Outcome>,
}

impl Events for Queue {
    fn next(&mut self) -> Option<Event> {
        self.waiting.pop_front()
    }

    fn done(&mut self, id: &str, outcome: Outcome) {
        self.outcomes.insert(id.to_owned(), outcome);
    }
}

impl Lambda {
    /// Builds a program and starts it with this environment.
    ///
    /// # Panics
    ///
    /// It cannot be built or started.
    pub fn start(program: &str, environment: &[(&str, &str)]) -> Self {
        Self::start_on(server(), program, environment)
    }

    /// Starts a program that must take so many events at a time: until it has, none is confirmed.
    ///
    /// # Panics
    ///
    /// As [`Lambda::start`].
    pub fn start_concurrent(events: usize, program: &str, environment: &[(&str, &str)]) -> Self {
        Self::start_on(server().confirm_from(events), program, environment)
    }

    fn start_on(server: Server<Queue>, program: &str, environment: &[(&str, &str)]) -> Self {
        let mut command = Command::new(crate::program(program));
        server.environment(&mut command, program);
        let process = command.envs(environment.iter().copied()).spawn().expect("the program starts");
        Self { server, process, next_id: 0 }
    }

    /// Starts a program with these arguments, and keeps what it logs for [`Lambda::end`].
    ///
    /// # Panics
    ///
    /// As [`Lambda::start`].
    pub fn start_logged(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let server = server();
        let mut command = Command::new(crate::program(program));
        server.environment(&mut command, program);
        command.args(arguments).envs(environment.iter().copied()).stderr(Stdio::piped());
        Self { server, process: command.spawn().expect("the program starts"), next_id: 0 }
    }

    /// Ends the program, and gives what it logged.
    ///
    /// # Panics
    ///
    /// The log is not text.
    pub fn end(mut self) -> String {
        let _ = self.process.kill();
        let mut log = String::new();
        if let Some(mut stderr) = self.process.stderr.take() {
            stderr.read_to_string(&mut log).expect("the log is text");
        }
        log
    }

    /// Puts an event into the queue, and gives its request id.
    pub fn send(&mut self, event: impl Into<Vec<u8>>) -> String {
        let id = format!("request-{}", self.next_id);
        self.next_id += 1;
        let event = Event { id: id.clone(), payload: event.into() };
        self.server.update(|queue| queue.waiting.push_back(event));
        id
    }

    /// Waits for what comes back for an event.
    ///
    /// # Panics
    ///
    /// Nothing does within a minute.
    pub fn outcome(&mut self, id: &str) -> Outcome {
        let minute = Duration::from_mins(1);
        match self.server.wait(minute, |state| state.events.outcomes.contains_key(id)) {
            Some(mut state) => state.events.outcomes.remove(id).expect("it is there"),
            None => panic!("nothing came back for {id}: {:?}", self.process.try_wait()),
        }
    }

    /// The most events that were in work at once.
    pub fn most_in_work(&self) -> usize {
        self.server.state().most_in_work
    }
}

impl Drop for Lambda {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn server() -> Server<Queue> {
    Server::start(Queue::default()).expect("a port of loopback is free")
}
