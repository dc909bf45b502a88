//! Lambda's runtime API on loopback: hands out events to one real process, and keeps what comes back.
//!
//! [`Events`] says what is handed out, and when. [`Fault`]s are an option of it.

mod http;

use std::io::BufReader;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub use http::Fault;

/// How long a function may take, as Lambda tells it.
const DEADLINE: Duration = Duration::from_secs(30);

/// An event on its way to the function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The request id.
    pub id: String,
    /// The JSON text, or whatever else is to be tried.
    pub payload: Vec<u8>,
}

/// What the function sent for an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A response.
    Answer(String),
    /// An error: the JSON with its type and message.
    Error(String),
}

/// What a server hands out, and what it does with the outcomes.
pub trait Events: Send + 'static {
    /// The next event. Where there is none, the function waits, and this is asked again after each
    /// [`Server::update`] and each outcome.
    fn next(&mut self) -> Option<Event>;

    /// Takes an outcome. A function that tries again sends one twice.
    fn done(&mut self, id: &str, outcome: Outcome);

    /// The fault of the next reply, for an event or for an outcome.
    fn fault(&mut self) -> Fault {
        Fault::None
    }
}

/// The events of a server, and what it counts.
#[derive(Debug, Default)]
pub struct State<E> {
    /// What is handed out.
    pub events: E,
    /// Connections so far.
    pub connections: u64,
    /// How often the function asked for an event.
    pub asked: u64,
    /// The most events that were in work at once: handed out, and their outcomes not yet confirmed.
    pub most_in_work: usize,
    in_work: usize,
    confirm_from: usize,
}

/// The runtime API of one function. It serves until the program ends.
#[derive(Debug)]
pub struct Server<E> {
    address: String,
    shared: Arc<Shared<E>>,
}

#[derive(Debug)]
struct Shared<E> {
    state: Mutex<State<E>>,
    changed: Condvar,
}

impl<E: Events> Server<E> {
    /// Listens on a free port of loopback.
    pub fn start(events: E) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?.to_string();
        let state = State { events, connections: 0, asked: 0, most_in_work: 0, in_work: 0, confirm_from: 0 };
        let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
        let server = Arc::clone(&shared);
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                // A reply in pieces should leave in pieces.
                let _ = connection.set_nodelay(true);
                server.state().connections += 1;
                let shared = Arc::clone(&server);
                std::thread::spawn(move || shared.serve(&connection));
            }
        });
        Ok(Self { address, shared })
    }

    /// Confirms no outcome before so many events are in work at once: a function that takes fewer gets no further.
    #[must_use]
    pub fn confirm_from(self, events: usize) -> Self {
        self.state().confirm_from = events;
        self
    }

    /// Gives a program the environment of a function on this server, and drops what it prints.
    pub fn environment(&self, program: &mut Command, function: &str) {
        program
            .env("AWS_LAMBDA_RUNTIME_API", &self.address)
            .env("AWS_LAMBDA_FUNCTION_NAME", function)
            .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
    }

    /// The state as it is now. Nothing is served while this is held.
    pub fn state(&self) -> MutexGuard<'_, State<E>> {
        self.shared.state()
    }

    /// Changes the events, and hands out what there is then.
    pub fn update<T>(&self, change: impl FnOnce(&mut E) -> T) -> T {
        let result = change(&mut self.state().events);
        self.shared.changed.notify_all();
        result
    }

    /// Waits until the state is as asked for: `None` if it is not within the limit.
    pub fn wait(
        &self,
        limit: Duration,
        mut until: impl FnMut(&State<E>) -> bool,
    ) -> Option<MutexGuard<'_, State<E>>> {
        let waited = self.shared.changed.wait_timeout_while(self.state(), limit, |state| !until(state));
        let (state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        (!timeout.timed_out()).then_some(state)
    }
}

impl<E: Events> Shared<E> {
    fn state(&self) -> MutexGuard<'_, State<E>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while it is so.
    fn wait_while(&self, mut is_so: impl FnMut(&mut State<E>) -> bool) -> MutexGuard<'_, State<E>> {
        let waited = self.changed.wait_while(self.state(), |state| is_so(state));
        waited.unwrap_or_else(PoisonError::into_inner)
    }

    /// Serves one connection until it ends, or is made to.
    fn serve(&self, connection: &TcpStream) {
        let mut reader = BufReader::new(connection);
        while let Some((path, body)) = http::request(&mut reader) {
            let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
            let (reply, fault) = match parts[..] {
                [_, "runtime", "invocation", "next"] => self.next(),
                [_, "runtime", "invocation", id, "response"] => self.done(id, Outcome::Answer(body)),
                [_, "runtime", "invocation", id, "error"] => self.done(id, Outcome::Error(body)),
                [_, "extension", "register"] => {
                    let function = br#"{"functionName":"f","functionVersion":"1","handler":"h"}"#;
                    (http::reply("200 OK", "Lambda-Extension-Identifier: x\r\n", function), Fault::None)
                }
                // An extension waits for events that never come.
                [_, "extension", ..] => loop {
                    std::thread::park();
                },
                _ => (http::reply("404 Not Found", "", b""), Fault::None),
            };
            if http::write(connection, &reply, fault).is_none() {
                let _ = connection.shutdown(Shutdown::Both);
                return;
            }
        }
    }

    fn next(&self) -> (Vec<u8>, Fault) {
        self.state().asked += 1;
        self.changed.notify_all();
        let mut next = None;
        let mut state = self.wait_while(|state| {
            next = state.events.next();
            next.is_none()
        });
        let Event { id, payload } = next.expect("it was waited for");
        state.in_work += 1;
        state.most_in_work = state.most_in_work.max(state.in_work);
        let fault = state.events.fault();
        drop(state);
        self.changed.notify_all();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let headers = format!(
            "Lambda-Runtime-Aws-Request-Id: {id}\r\nLambda-Runtime-Deadline-Ms: {}\r\n\
             Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-central-1:123456789012:function:verify\r\n\
             Lambda-Runtime-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1\r\n\
             Content-Type: application/json\r\n",
            (now + DEADLINE).as_millis()
        );
        (http::reply("200 OK", &headers, &payload), fault)
    }

    fn done(&self, id: &str, outcome: Outcome) -> (Vec<u8>, Fault) {
        self.state().events.done(id, outcome);
        self.changed.notify_all();
        let mut state = self.wait_while(|state| state.most_in_work < state.confirm_from);
        // A process that ended had an event in work too, and so had one that sends an outcome twice.
        state.in_work = state.in_work.saturating_sub(1);
        let fault = state.events.fault();
        drop(state);
        (http::reply("202 Accepted", "", br#"{"status":"OK"}"#), fault)
    }
}

#[cfg(test)]
mod tests;
