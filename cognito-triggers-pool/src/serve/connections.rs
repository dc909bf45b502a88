//! Takes connections, as many as a small server needs: an idle one makes room for a new one.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

use super::route::respond;
use super::shared::Shared;

/// The most connections at one time. Systems let a process have 256 files, or more.
const MOST: usize = 200;

/// The time that the head of a request may take, and that a connection may be idle.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// The most bytes of a head.
const HEAD_MOST: usize = 64 * 1024;

struct Connection {
    task: AbortHandle,
    /// A request was received whole, and is not answered.
    is_busy: Arc<AtomicBool>,
}

/// Serves until it is dropped.
pub(super) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let mut tasks = JoinSet::new();
    let mut open: VecDeque<Connection> = VecDeque::new();
    loop {
        let accepted = listener.accept().await;
        while tasks.try_join_next().is_some() {}
        open.retain(|connection| !connection.task.is_finished());
        match accepted {
            Ok((stream, _)) => {
                if open.len() < MOST || make_room(&mut open) {
                    let is_busy = Arc::new(AtomicBool::new(false));
                    let task = tasks.spawn(one(stream, Arc::clone(&shared), Arc::clone(&is_busy)));
                    open.push_back(Connection { task, is_busy });
                }
            }
            Err(error) if ends_with_its_client(&error) => {}
            // Out of files, for one: the loop would spin.
            Err(_) => {
                make_room(&mut open);
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

fn ends_with_its_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    [ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted].contains(&error.kind())
}

/// Closes the oldest connection that is idle. Returns whether there was one.
fn make_room(open: &mut VecDeque<Connection>) -> bool {
    let idle = open.iter().position(|connection| !connection.is_busy.load(Ordering::Relaxed));
    let closed = idle.and_then(|at| open.remove(at));
    closed.inspect(|connection| connection.task.abort()).is_some()
}

async fn one(stream: TcpStream, shared: Arc<Shared>, is_busy: Arc<AtomicBool>) {
    let service = service_fn(move |request| {
        let (shared, is_busy) = (Arc::clone(&shared), Arc::clone(&is_busy));
        async move {
            let answer = respond(&shared, request, &is_busy).await;
            is_busy.store(false, Ordering::Relaxed);
            Ok::<_, Infallible>(answer)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD_MOST)
        .serve_connection(TokioIo::new(stream), service);
    // An error is the client's: it has gone, was too slow, or speaks another protocol.
    let _ = connection.await;
}
