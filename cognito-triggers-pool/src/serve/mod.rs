//! The pool behind HTTP, for the SDKs of AWS: `POST /` is the API, and `/` and `/page/…` are the page.

mod answer;
mod api;
mod body;
mod changes;
mod connections;
mod cors;
mod disarm;
mod discovery;
mod forget;
mod guard;
mod language;
mod line;
mod messages;
mod oauth;
mod page;
mod preview;
mod route;
mod sample;
mod shared;
mod state_file;
mod user_info;
mod verdict;

use std::fmt;
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::client::Pool;
use guard::Guard;
pub use language::choose_language;
pub use sample::Sample;
use shared::{Log, Shared};
use state_file::StateFile;

/// A pool behind HTTP, for clients that speak the interface of Amazon Cognito: the SDKs of AWS, Amplify,
/// `amazon-cognito-identity-js`. They need its address as their endpoint, and the ids of the pool and of a
/// client.
///
/// Clients over HTTP compute SRP, and their tokens are signed with test keys that everybody knows: whoever
/// trusts them trusts everybody. Give the pool [`Clock::system`](crate::Clock::system), since clients
/// compare the times in tokens with their own.
///
/// Nobody is asked who they are, so the server belongs on a loopback address. Web pages from elsewhere
/// cannot use it: it refuses a `Host` that is neither a loopback name nor its own address, and the pages of
/// origins that are neither on this machine nor [allowed](Server::allow_origin).
///
/// A request may have 512 KB and take 10 seconds. Of more than 200 connections, idle ones are closed. The
/// records of calls and messages are kept up to 500 each, those of calls up to about 16 MB.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), String> {
/// use cognito_triggers_pool::{Clock, LambdaConfig, Pool, Server};
///
/// let pool = Pool::new(LambdaConfig::new()).with_clock(Clock::system());
/// let server = Server::new(pool).bind("127.0.0.1:0".parse().unwrap()).await?;
/// println!("the endpoint is http://{}", server.address());
/// // `tokio::signal::ctrl_c()` in place of a future that is ready.
/// server.run_until(std::future::ready(())).await
/// # }
/// ```
pub struct Server {
    pool: Pool,
    origins: Vec<String>,
    samples: Vec<Sample>,
    log: Log,
}

impl Server {
    /// A server of a pool. It writes no lines.
    pub fn new(pool: Pool) -> Self {
        Self { pool, origins: Vec::new(), samples: Vec::new(), log: Box::new(|_| {}) }
    }

    /// Lets the web pages of an origin use the pool, such as `https://app.example.com`. Those of loopback
    /// origins, such as `http://localhost:5173`, always may.
    ///
    /// # Errors
    ///
    /// The text is no origin: it is `*`, or it has a path.
    pub fn allow_origin(mut self, origin: &str) -> Result<Self, String> {
        self.origins.push(guard::origin(origin)?);
        Ok(self)
    }

    /// Takes a line for each call: the operation, its outcome, and the verdict on each function's answer.
    /// Lines have no user names, no addresses and no codes, unless a handler writes them into its errors.
    #[must_use]
    pub fn log(mut self, log: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.log = Box::new(log);
        self
    }

    /// Takes sample events of `CustomMessage`. The page shows the messages that the function makes of them, once for
    /// each run: it is called when somebody looks.
    #[must_use]
    pub fn samples(mut self, samples: impl IntoIterator<Item = Sample>) -> Self {
        self.samples = samples.into_iter().collect();
        self
    }

    /// Writes the messages of the [samples](Server::samples) as files into a folder, which is made if it is not
    /// there: `index.html`, an HTML file and an `.eml` file for each e-mail, a `.txt` file for each SMS. A file has the
    /// name of the source, the scenario, the language and the medium. Files of these names are replaced, and others
    /// stay. Returns the number of messages.
    ///
    /// # Errors
    ///
    /// A file cannot be written. The text says which.
    pub async fn preview(self, folder: &Path) -> Result<usize, String> {
        let messages = messages::play(self.pool.engine(), &self.samples).await;
        preview::write(&messages, folder)?;
        Ok(messages.len())
    }

    /// Takes an address, with port 0 for any that is free.
    ///
    /// # Errors
    ///
    /// The address cannot be had. The text says why.
    pub async fn bind(self, address: SocketAddr) -> Result<Listening, String> {
        let bound = async {
            let listener = TcpListener::bind(address).await?;
            let address = listener.local_addr()?;
            Ok::<_, std::io::Error>((listener, address))
        };
        let (listener, address) = bound.await.map_err(|error| cannot_listen(address, &error))?;
        let guard = Guard::new(address, self.origins);
        let shared = Arc::new(Shared::new(self.pool, guard, self.log, self.samples));
        Ok(Listening { address, listener, shared, state: None })
    }
}

fn cannot_listen(address: SocketAddr, error: &std::io::Error) -> String {
    let advice = match error.kind() {
        std::io::ErrorKind::AddrInUse => ". End the program that has it, or name another port",
        _ => "",
    };
    format!("cannot listen on {address}: {error}{advice}")
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("pool", &self.pool)
            .field("origins", &self.origins)
            .finish_non_exhaustive()
    }
}

/// A server that has its address.
#[derive(Debug)]
pub struct Listening {
    address: SocketAddr,
    listener: TcpListener,
    shared: Arc<Shared>,
    state: Option<StateFile>,
}

impl Listening {
    /// The address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Keeps the pool's state in a file: users, groups, codes, sign-ins, tokens and messages, and not the trace.
    /// What the file holds takes the place of the pool's state. It is written within a second of a call, and
    /// at the end, for its owner alone (mode 0600): it holds passwords.
    ///
    /// # Errors
    ///
    /// The file cannot be read or written, is broken, or is of another pool. The text says which.
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Result<Self, String> {
        self.state = Some(StateFile::open(path.into(), &self.shared.pool)?);
        self.shared.count();
        Ok(self)
    }

    /// Serves until `end` is ready. Open connections are closed then, and the state is saved.
    ///
    /// # Errors
    ///
    /// The state cannot be saved.
    pub async fn run_until(self, end: impl Future<Output = ()>) -> Result<(), String> {
        let Self { listener, shared, state, .. } = self;
        {
            let mut serving = pin!(connections::serve(listener, Arc::clone(&shared)));
            let mut saving = pin!(save_changes(&shared, state.as_ref()));
            let mut end = pin!(end);
            poll_fn(|context| {
                let ended = end.as_mut().poll(context).is_ready()
                    || serving.as_mut().poll(context).is_ready()
                    || saving.as_mut().poll(context).is_ready();
                if ended { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
        }
        state.map_or(Ok(()), |state| state.save(&shared.pool))
    }
}

/// Saves after calls, once a second at most. It never ends.
async fn save_changes(shared: &Shared, state: Option<&StateFile>) {
    loop {
        shared.changed().await;
        if let Some(Err(error)) = state.map(|state| state.save(&shared.pool)) {
            shared.tell(&error);
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
