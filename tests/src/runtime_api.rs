//! Lambda's runtime API on loopback, for a real process: hands out events, and keeps what comes back.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What the function sent for an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A response.
    Answer(String),
    /// An error: the JSON with its type and message.
    Error(String),
}

/// The API, and the process that it serves.
#[derive(Debug)]
pub struct Lambda {
    shared: Arc<Shared>,
    process: Child,
    next_id: usize,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<(String, String)>,
    outcomes: BTreeMap<String, Outcome>,
    most_in_work: usize,
    in_work: usize,
}

impl Lambda {
    /// Builds a program of the examples and starts it with this environment.
    ///
    /// # Panics
    ///
    /// It cannot be built or started.
    pub fn start(program: &str, environment: &[(&str, &str)]) -> Self {
        let executable = crate::programs::program(program);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it has an address").to_string();
        let shared = Arc::new(Shared::default());
        let server = Arc::clone(&shared);
        std::thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let shared = Arc::clone(&server);
                std::thread::spawn(move || serve(&connection, &shared));
            }
        });
        let process = Command::new(executable)
            .env("AWS_LAMBDA_RUNTIME_API", &address)
            .env("AWS_LAMBDA_FUNCTION_NAME", program)
            .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
            .envs(environment.iter().copied())
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts");
        Self { shared, process, next_id: 0 }
    }

    /// Puts an event into the queue, and gives its request id.
    ///
    /// # Panics
    ///
    /// Another thread panicked with the queue.
    pub fn send(&mut self, event: impl Into<String>) -> String {
        let id = format!("request-{}", self.next_id);
        self.next_id += 1;
        self.shared.state.lock().expect("the queue").waiting.push_back((id.clone(), event.into()));
        self.shared.changed.notify_all();
        id
    }

    /// Waits for what comes back for an event.
    ///
    /// # Panics
    ///
    /// Nothing does within a minute.
    pub fn outcome(&mut self, id: &str) -> Outcome {
        let state = self.shared.state.lock().expect("the queue");
        let minute = Duration::from_mins(1);
        let wait = |state: &mut State| !state.outcomes.contains_key(id);
        let (mut state, timeout) =
            self.shared.changed.wait_timeout_while(state, minute, wait).expect("the queue");
        assert!(!timeout.timed_out(), "nothing came back for {id}: {:?}", self.process.try_wait());
        state.outcomes.remove(id).expect("it is there")
    }

    /// The most events that were in work at once.
    ///
    /// # Panics
    ///
    /// Another thread panicked with the queue.
    pub fn most_in_work(&self) -> usize {
        self.shared.state.lock().expect("the queue").most_in_work
    }
}

impl Drop for Lambda {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn serve(connection: &TcpStream, shared: &Shared) {
    let mut reader = BufReader::new(connection);
    while let Some((path, body)) = request(&mut reader) {
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let reply = match parts[..] {
            [_, "runtime", "invocation", "next"] => next(shared),
            [_, "runtime", "invocation", id, "response"] => done(shared, id, Outcome::Answer(body)),
            [_, "runtime", "invocation", id, "error"] => done(shared, id, Outcome::Error(body)),
            [_, "extension", "register"] => {
                let function = r#"{"functionName":"f","functionVersion":"1","handler":"h"}"#;
                reply("200 OK", "Lambda-Extension-Identifier: x\r\n", function)
            }
            // An extension waits for events that never come.
            [_, "extension", ..] => loop {
                std::thread::park();
            },
            _ => reply("404 Not Found", "", ""),
        };
        let mut writer = connection;
        if writer.write_all(reply.as_bytes()).is_err() {
            return;
        }
    }
}

fn next(shared: &Shared) -> String {
    let state = shared.state.lock().expect("the queue");
    let mut state = shared.changed.wait_while(state, |state| state.waiting.is_empty()).expect("the queue");
    let (id, event) = state.waiting.pop_front().expect("it is not empty");
    state.in_work += 1;
    state.most_in_work = state.most_in_work.max(state.in_work);
    let deadline =
        SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is right").as_millis() + 30_000;
    let headers = format!(
        "Lambda-Runtime-Aws-Request-Id: {id}\r\nLambda-Runtime-Deadline-Ms: {deadline}\r\nLambda-Runtime-Invoked-Function-Arn: arn\r\n"
    );
    reply("200 OK", &headers, &event)
}

fn done(shared: &Shared, id: &str, outcome: Outcome) -> String {
    let mut state = shared.state.lock().expect("the queue");
    state.in_work -= 1;
    state.outcomes.insert(id.to_owned(), outcome);
    drop(state);
    shared.changed.notify_all();
    reply("202 Accepted", "", "{}")
}

fn reply(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len())
}

/// The path and the body of the next request on a connection: `None` where there is none.
pub fn request(reader: &mut impl BufRead) -> Option<(String, String)> {
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
