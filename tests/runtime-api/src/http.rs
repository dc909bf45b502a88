//! As much HTTP/1.1 as `lambda_runtime` speaks: requests with a length, and replies that can arrive badly.

use std::io::{BufRead, Write};
use std::thread::sleep;
use std::time::Duration;

/// What happens to a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: it arrives.
    None,
    /// It arrives in pieces.
    Pieces,
    /// It arrives in pieces, with a pause of 2 ms after each.
    Slow,
    /// The connection closes in its place.
    Silent,
    /// The connection closes in the middle of it.
    Cut,
}

/// The path and the body of the next request on a connection: `None` where there is none.
pub(crate) fn request(reader: &mut impl BufRead) -> Option<(String, String)> {
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

/// A reply with its length.
pub(crate) fn reply(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut reply =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    reply.extend_from_slice(body);
    reply
}

/// Writes a reply: `None` if the connection is to be closed.
pub(crate) fn write(mut connection: impl Write, reply: &[u8], fault: Fault) -> Option<()> {
    match fault {
        Fault::None => connection.write_all(reply).ok(),
        Fault::Pieces | Fault::Slow => {
            for piece in reply.chunks((reply.len() / 3).max(1)) {
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
