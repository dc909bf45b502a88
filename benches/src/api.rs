//! Lambda's runtime API on loopback: hands out one event as often as it is told to.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::tools::Outcome;

/// The API of one function.
pub(crate) struct Api {
    pub(crate) address: String,
    shared: Arc<Shared>,
}

struct Shared {
    event: String,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    connections: u64,
    /// Events that may still be handed out.
    left: u64,
    /// How often the function asked for an event.
    asked: u64,
    answer: String,
}

impl Api {
    pub(crate) fn start(event: String) -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(|e| format!("no port is free: {e}"))?;
        let address = listener.local_addr().map_err(|e| e.to_string())?.to_string();
        let shared = Arc::new(Shared { event, state: Mutex::default(), changed: Condvar::new() });
        let server = Arc::clone(&shared);
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                server.state().connections += 1;
                let shared = Arc::clone(&server);
                std::thread::spawn(move || shared.serve(&connection));
            }
        });
        Ok(Self { address, shared })
    }

    /// Hands out events, and waits until the function has answered all and asks for the next.
    pub(crate) fn hand_out(&self, events: u64) -> Outcome<()> {
        let mut state = self.shared.state();
        let last = state.asked.max(1) + events;
        state.left += events;
        self.shared.changed.notify_all();
        let limit = Duration::from_mins(5);
        let waits = |state: &mut State| state.asked < last;
        let (state, timeout) =
            self.shared.changed.wait_timeout_while(state, limit, waits).map_err(|e| e.to_string())?;
        drop(state);
        if timeout.timed_out() { Err("the function does not answer".to_owned()) } else { Ok(()) }
    }

    pub(crate) fn connections(&self) -> u64 {
        self.shared.state().connections
    }

    /// What the function answered last.
    pub(crate) fn answer(&self) -> String {
        self.shared.state().answer.clone()
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn serve(&self, connection: &TcpStream) {
        let mut reader = BufReader::new(connection);
        let mut writer = connection;
        while let Some((path, body)) = request(&mut reader) {
            let reply = if path.ends_with("/next") {
                self.next()
            } else {
                self.state().answer = body;
                "HTTP/1.1 202 Accepted\r\nContent-Length: 15\r\n\r\n{\"status\":\"OK\"}".to_owned()
            };
            if writer.write_all(reply.as_bytes()).is_err() {
                return;
            }
        }
    }

    fn next(&self) -> String {
        let mut state = self.state();
        state.asked += 1;
        self.changed.notify_all();
        while state.left == 0 {
            state = self.changed.wait(state).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        state.left -= 1;
        let id = state.asked;
        drop(state);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        format!(
            "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-{id:012}\r\n\
             Lambda-Runtime-Deadline-Ms: {}\r\nLambda-Runtime-Invoked-Function-Arn: \
             arn:aws:lambda:eu-central-1:123456789012:function:verify\r\nLambda-Runtime-Trace-Id: \
             Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
            now + 30_000,
            self.event.len(),
            self.event
        )
    }
}

/// The path and the body of the next request.
fn request(reader: &mut impl BufRead) -> Option<(String, String)> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok().filter(|read| *read > 0)?;
        if header.trim().is_empty() {
            break;
        }
        let (name, value) = header.split_once(':')?;
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((path, String::from_utf8(body).ok()?))
}
