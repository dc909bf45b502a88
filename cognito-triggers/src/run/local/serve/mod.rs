//! `--serve`: a user pool of this program's handlers, for the SDKs of AWS.

mod options;
pub(super) mod preview;
mod samples;

use std::collections::hash_map::RandomState;
use std::fs;
use std::future::{Future, poll_fn};
use std::hash::{BuildHasher, Hasher};
use std::net::SocketAddr;
use std::pin::pin;
use std::task::Poll;

use cognito_triggers_pool::{Clock, Function, Pool, Server};
use serde_json::Value;

use crate::router::{HandlerSet, Triggers};
use crate::run::error::RunError;
use crate::run::local::print;
use crate::run::{plain, text};
use options::Options;

/// Serves until Ctrl-C.
pub(super) async fn run<Handlers, State>(
    triggers: Triggers<Handlers, State>,
    arguments: &[&str],
) -> Result<(), RunError>
where
    Handlers: HandlerSet<State>,
    State: Send + Sync + 'static,
{
    let options = Options::parse(arguments)?;
    serve(triggers, options, |line| drop(print(line)), interrupted()).await
}

async fn serve<Handlers, State>(
    triggers: Triggers<Handlers, State>,
    options: Options,
    tell: impl Fn(&str) + Clone + Send + Sync + 'static,
    end: impl Future<Output = ()>,
) -> Result<(), RunError>
where
    Handlers: HandlerSet<State>,
    State: Send + Sync + 'static,
{
    let attached = triggers.triggers();
    let samples = samples::of(&triggers, &options.plan()?)?;
    // Ids of an earlier run must not come again: a browser still has its tokens.
    let mut pool =
        Pool::new(triggers).seed(RandomState::new().build_hasher().finish()).with_clock(Clock::system());
    for file in &options.settings {
        pool = described(pool, file)?;
    }
    let warnings = plain::line(&pool.warnings().join("; "));
    let (pool_id, client_id) = (plain::line(pool.id()), plain::line(pool.client_id()));

    let mut server = Server::new(pool).samples(samples).log(tell.clone());
    for origin in &options.origins {
        server = server.allow_origin(origin).map_err(RunError::new)?;
    }
    // The address first: of two servers with one state file, the second must not touch it.
    let listening = server.bind(options.address).await.map_err(RunError::new)?;
    let listening = match &options.state {
        Some(file) => listening.state_file(file).map_err(RunError::new)?,
        None => listening,
    };
    tell(&start(listening.address(), &attached, &pool_id, &client_id));
    if let Some(file) = &options.state {
        tell(&format!("  state:    {file}, which holds passwords"));
    }
    if !warnings.is_empty() {
        tell(&format!("  warning:  {warnings}"));
    }
    listening.run_until(end).await.map_err(RunError::new)
}

fn start(
    address: SocketAddr,
    attached: &[cognito_triggers_pool::Trigger],
    pool_id: &str,
    client_id: &str,
) -> String {
    let triggers: Vec<String> = attached.iter().map(ToString::to_string).collect();
    format!(
        "Serving a user pool at http://{address}, where a browser finds its page. Ctrl-C ends it.\n  \
         triggers: {}\n  \
         pool id:  {pool_id}\n  \
         client:   {client_id}\n  \
         Handlers run with this program's real state: what they write is written, and what they send is sent.",
        if triggers.is_empty() { "none".to_owned() } else { triggers.join(", ") },
    )
}

/// Takes the settings of a file.
fn described(pool: Pool, file: &str) -> Result<Pool, RunError> {
    let wrong = |why: String| RunError::new(format!("cannot use the settings in {file}: {why}"));
    let bytes = fs::read(file).map_err(|error| wrong(error.to_string()))?;
    let text = text::decode(bytes).map_err(wrong)?;
    let output: Value =
        serde_json::from_str(&text).map_err(|error| wrong(format!("it is no JSON ({error})")))?;
    pool.with_description(&output).map_err(wrong)
}

/// Waits for Ctrl-C, or for the signal with which tools end a program.
async fn interrupted() {
    let mut interrupt = pin!(async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without its handler, the signal ends the program.
            std::future::pending::<()>().await;
        }
    });
    let mut terminate = pin!(terminated());
    poll_fn(|context| match interrupt.as_mut().poll(context) {
        Poll::Ready(()) => Poll::Ready(()),
        Poll::Pending => terminate.as_mut().poll(context),
    })
    .await;
}

#[cfg(unix)]
async fn terminated() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;
    use std::sync::{Arc, Mutex};

    use super::options::Options;
    use super::serve;
    use crate::{pre_sign_up, pre_token_generation, triggers};

    #[pre_sign_up(SignUp, crate = crate)]
    fn sign_up(_: pre_sign_up::Event<'_>) {}

    #[pre_token_generation(V2_0, RefreshTokens, crate = crate)]
    fn tokens(_: pre_token_generation::Event<'_, pre_token_generation::V2_0>) {}

    /// Starts, ends at once, and returns the lines or the error.
    async fn started(arguments: &[&str]) -> Result<String, String> {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&lines);
        let tell = move |line: &str| log.lock().unwrap().push(line.to_owned());
        let options = Options::parse(arguments).map_err(|error| error.to_string())?;
        let ended = serve(triggers![sign_up, tokens], options, tell, std::future::ready(())).await;
        ended.map_err(|error| error.to_string())?;
        let lines = lines.lock().unwrap();
        Ok(lines.join("\n"))
    }

    fn file(name: &str, text: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("cognito-triggers-{}-{name}", std::process::id()));
        fs::write(&path, text).unwrap();
        path
    }

    #[tokio::test]
    async fn the_start_says_what_to_configure() {
        let said = started(&["127.0.0.1:0"]).await.unwrap();
        assert!(said.starts_with("Serving a user pool at http://127.0.0.1:"), "{said}");
        for line in [
            "  triggers: PreSignUp, PreTokenGeneration V2_0\n",
            "  pool id:  eu-central-1_TestPool1\n",
            "  client:   1test2client3id4of5the6pool\n",
            "Handlers run with this program's real state",
        ] {
            assert!(said.contains(line), "{said}");
        }
        assert!(!said.contains("warning"), "{said}");
    }

    #[tokio::test]
    async fn settings_come_from_a_real_pool() {
        let pool = file(
            "pool.json",
            r#"{"UserPool": {"Id": "us-east-1_AbCd12345", "LambdaConfig": {"PreSignUp": "arn"}, "NewThing": 1}}"#,
        );
        // With the mark that PowerShell and some editors put first.
        let client = r#"{"UserPoolClient": {"ClientId": "app", "OtherThing": 1}}"#;
        let client = file("client.json", &format!("\u{feff}{client}"));
        let [pool_path, client_path] = [&pool, &client].map(|path| path.to_str().unwrap());
        let said = started(&["0", "--settings", pool_path, "--settings", client_path]).await.unwrap();
        assert!(said.contains("us-east-1_AbCd12345") && said.contains("client:   app"), "{said}");
        let warning = said.lines().find(|line| line.contains("warning")).unwrap();
        for part in ["UserPool.NewThing", "UserPoolClient.OtherThing", "PreTokenGeneration V2_0"] {
            assert!(warning.contains(part), "{warning}");
        }
        for path in [pool, client] {
            fs::remove_file(path).unwrap();
        }
    }

    #[tokio::test]
    async fn settings_do_not_move_the_cursor() {
        let pool = file("cursor.json", r#"{"UserPool": {"Id": "eu_\u001b[2JA", "New\nThing": 1}}"#);
        let said = started(&["0", "--settings", pool.to_str().unwrap()]).await.unwrap();
        assert!(said.contains("eu_ [2JA") && said.contains("UserPool.New Thing"), "{said}");
        assert!(!said.contains('\u{1b}'), "{said}");
        fs::remove_file(pool).unwrap();
    }

    #[tokio::test]
    async fn what_is_wrong_is_one_sentence() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let taken = taken.local_addr().unwrap().to_string();
        let _held = std::net::TcpListener::bind(&taken);
        let other = file("other.json", r#"{"Users": []}"#);
        let broken = file("broken.json", "{");
        let wrong = file("wrong.json", r#"{"UserPool": {"Domain": 7}}"#);
        let utf16 = file("utf16.json", "");
        fs::write(&utf16, [0xff, 0xfe, b'{', 0]).unwrap();
        let wrong_path = wrong.to_str().unwrap();
        let utf16_path = utf16.to_str().unwrap();
        let other_path = other.to_str().unwrap();
        let broken_path = broken.to_str().unwrap();
        for (arguments, says) in [
            (vec![taken.as_str()], "End the program that has it, or name another port"),
            (vec!["0", "--settings", "/no/such/file"], "cannot use the settings in /no/such/file"),
            (vec!["0", "--settings", other_path], "describe-user-pool"),
            (vec!["0", "--settings", broken_path], "it is no JSON"),
            (vec!["0", "--settings", wrong_path], "UserPool.Domain must be a text, and it is 7"),
            (vec!["0", "--settings", utf16_path], "it is UTF-16"),
            (vec!["0", "--state", broken_path], "it is no state file"),
            (vec!["0", "--allow-origin", "*"], "every web page could use this pool"),
        ] {
            let error = started(&arguments).await.unwrap_err();
            assert!(error.contains(says) && !error.contains('\n'), "{arguments:?}: {error}");
        }
        for path in [other, broken, wrong, utf16] {
            fs::remove_file(path).unwrap();
        }
    }
}
