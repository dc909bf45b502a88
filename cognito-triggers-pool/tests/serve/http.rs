//! A small HTTP client over a plain socket, which can send what no library would.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use cognito_triggers_pool::{Clock, Listening, Pool, Server};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// A server for one test. It ends with it.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    pub(crate) pool: Pool,
    task: JoinHandle<Result<(), String>>,
    end: Arc<Notify>,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.task.abort();
    }
}

pub(crate) async fn serve(pool: Pool) -> Served {
    serve_as(pool, |server| server).await
}

pub(crate) async fn serve_as(pool: Pool, with: impl FnOnce(Server) -> Server) -> Served {
    start(pool, with, Ok).await.unwrap()
}

/// An error if the file is no state of the pool.
pub(crate) async fn serve_with_state(pool: Pool, file: PathBuf) -> Result<Served, String> {
    start(pool, |server| server, |listening| listening.state_file(file)).await
}

async fn start(
    pool: Pool,
    with: impl FnOnce(Server) -> Server,
    then: impl FnOnce(Listening) -> Result<Listening, String>,
) -> Result<Served, String> {
    let pool = pool.with_clock(Clock::system());
    let listening = with(Server::new(pool.clone())).bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let listening = then(listening)?;
    let address = listening.address();
    let end = Arc::new(Notify::new());
    let until = Arc::clone(&end);
    let task = tokio::spawn(listening.run_until(async move { until.notified().await }));
    Ok(Served { address, pool, task, end })
}

/// An HTTP answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    /// A header's value, whatever case its name has.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// The name of the error, if the body and the header say the same one.
    #[track_caller]
    pub(crate) fn error(&self) -> String {
        let name = self.json()["__type"].as_str().unwrap_or_default().to_owned();
        assert_eq!(self.header("x-amzn-errortype"), Some(format!("{name}:").as_str()), "{self:?}");
        name
    }
}

impl Served {
    /// Ends the server as Ctrl-C does.
    pub(crate) async fn end(mut self) -> Result<(), String> {
        self.end.notify_one();
        (&mut self.task).await.unwrap()
    }

    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends bytes, and reads one answer until the server closes.
    pub(crate) async fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect().await;
        stream.write_all(request).await.unwrap();
        read(&mut stream).await
    }

    /// Sends a request with the headers of a well-behaved client, and those that are given.
    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let own = |name: &str| headers.iter().any(|(given, _)| given.eq_ignore_ascii_case(name));
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !own("host") {
            request += &format!("Host: {}\r\n", self.address);
        }
        if !own("content-length") {
            request += &format!("Content-Length: {}\r\n", body.len());
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        request += "\r\n";
        request += body;
        self.raw(request.as_bytes()).await
    }

    /// Sends an operation, as an SDK does.
    pub(crate) async fn operation(&self, name: &str, body: &str) -> Answer {
        self.operation_with(name, &[], body).await
    }

    pub(crate) async fn operation_with(&self, name: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let target = format!("AWSCognitoIdentityProviderService.{name}");
        let mut all = vec![("Content-Type", "application/x-amz-json-1.1"), ("X-Amz-Target", target.as_str())];
        all.extend(headers);
        self.send("POST", "/", &all, body).await
    }
}

/// Reads an answer to its end.
pub(crate) async fn read(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    // A server that closes early may reset the connection behind its answer.
    let _ = stream.read_to_end(&mut bytes).await;
    let text = String::from_utf8(bytes).expect("an answer in UTF-8");
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer, but {text:?}"));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}
