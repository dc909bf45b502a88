//! The server without a function: what a client on a bare connection is told.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::{Event, Events, Fault, Outcome, Server};

/// Events of these ids, replies with these faults, and what came back.
#[derive(Default)]
struct Listed {
    ids: VecDeque<&'static str>,
    faults: VecDeque<Fault>,
    outcomes: Vec<(String, Outcome)>,
}

impl Events for Listed {
    fn next(&mut self) -> Option<Event> {
        let id = self.ids.pop_front()?;
        Some(Event { id: id.to_owned(), payload: br#"{"a":1}"#.to_vec() })
    }

    fn done(&mut self, id: &str, outcome: Outcome) {
        self.outcomes.push((id.to_owned(), outcome));
    }

    fn fault(&mut self) -> Fault {
        self.faults.pop_front().unwrap_or(Fault::None)
    }
}

fn server(ids: &[&'static str], faults: &[Fault]) -> Server<Listed> {
    let events = Listed {
        ids: ids.iter().copied().collect(),
        faults: faults.iter().copied().collect(),
        outcomes: Vec::new(),
    };
    Server::start(events).expect("a port is free")
}

/// Sends a request, and gives what comes back until the connection ends, or is silent after `end`.
fn ask(server: &Server<Listed>, request: &str, end: &str) -> String {
    let mut connection = TcpStream::connect(&server.address).expect("it listens");
    connection.write_all(request.as_bytes()).expect("it reads");
    let mut text = String::new();
    let mut byte = [0];
    while !text.ends_with(end) || end.is_empty() {
        match connection.read(&mut byte) {
            Ok(1) => text.push(char::from(byte[0])),
            _ => break,
        }
    }
    text
}

const NEXT: &str = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n\r\n";

#[test]
fn an_event_goes_out_with_its_id_and_the_outcome_is_kept() {
    let server = server(&["r-1"], &[]);
    let event = ask(&server, NEXT, "}");
    assert!(event.starts_with("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: r-1\r\n"), "{event}");
    assert!(event.ends_with("Content-Length: 7\r\n\r\n{\"a\":1}"), "{event}");
    let answer = "POST /2018-06-01/runtime/invocation/r-1/response HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}";
    assert!(ask(&server, answer, "}").starts_with("HTTP/1.1 202 Accepted\r\n"));
    let error = "POST /2018-06-01/runtime/invocation/r-2/error HTTP/1.1\r\ncontent-length: 2\r\n\r\n[]";
    ask(&server, error, "}");
    let state = server.state();
    let expected = [
        ("r-1".to_owned(), Outcome::Answer("{}".to_owned())),
        ("r-2".to_owned(), Outcome::Error("[]".to_owned())),
    ];
    assert_eq!(state.events.outcomes, expected);
    assert_eq!((state.connections, state.asked, state.most_in_work), (3, 1, 1));
}

#[test]
fn who_asks_too_early_gets_the_event_once_there_is_one() {
    let server = server(&[], &[]);
    std::thread::scope(|scope| {
        let asking = scope.spawn(|| ask(&server, NEXT, "}"));
        let state = server.wait(Duration::from_mins(1), |state| state.asked == 1).expect("it asks");
        drop(state);
        server.update(|events| events.ids.push_back("r-1"));
        assert!(asking.join().expect("it gets one").contains("Request-Id: r-1"));
    });
}

#[test]
fn no_outcome_is_confirmed_before_enough_events_are_in_work() {
    let server = server(&["r-1", "r-2"], &[]).confirm_from(2);
    let answer = |id: &str| {
        format!("POST /2018-06-01/runtime/invocation/{id}/response HTTP/1.1\r\ncontent-length: 2\r\n\r\n{{}}")
    };
    std::thread::scope(|scope| {
        ask(&server, NEXT, "}");
        let first = scope.spawn(|| ask(&server, &answer("r-1"), "}"));
        drop(
            server
                .wait(Duration::from_mins(1), |state| !state.events.outcomes.is_empty())
                .expect("it arrives"),
        );
        assert!(!first.is_finished(), "confirmed with one event in work");
        ask(&server, NEXT, "}");
        assert!(first.join().expect("it is confirmed").contains("202"));
    });
    assert_eq!(server.state().most_in_work, 2);
}

#[test]
fn faults_are_what_they_say() {
    use Fault::{Cut, None, Pieces, Silent, Slow};
    let server = server(&["1", "2", "3", "4", "5"], &[None, Pieces, Slow, Silent, Cut]);
    // The time is in it, so the texts differ in it.
    let length = ask(&server, NEXT, "}").len();
    assert_eq!(ask(&server, NEXT, "}").len(), length);
    assert_eq!(ask(&server, NEXT, "}").len(), length);
    assert_eq!(ask(&server, NEXT, ""), "");
    assert_eq!(ask(&server, NEXT, "").len(), length / 2);
}

#[test]
fn an_extension_is_registered_and_anything_else_is_unknown() {
    let server = server(&[], &[]);
    let register = "POST /2020-01-01/extension/register HTTP/1.1\r\ncontent-length: 0\r\n\r\n";
    assert!(ask(&server, register, "}").contains("Lambda-Extension-Identifier: x"));
    assert!(ask(&server, "GET /else HTTP/1.1\r\n\r\n", "\r\n\r\n").starts_with("HTTP/1.1 404"));
}
