//! The pool as a test holds it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::error::Error;
use super::fixture::User;
use crate::engine::{Caller, Engine, secret_hash, totp_code};
use crate::error::ApiError;
use crate::function::Function;
use crate::operation;
use crate::record::{Inbox, Trace};
use crate::settings::{ClientSettings, PoolSettings};
use crate::state::{Clock, Group, State};

/// A user pool that lives in the process, and calls a function as Cognito does.
///
/// It starts without users, verifies e-mail addresses, and has one public client that allows every flow.
/// Clones are the same pool. A handler may hold one, and call it. Methods that change settings panic once
/// there are clones.
///
/// Typed calls, such as [`Pool::sign_up`], fail where Cognito would raise no error and silently do
/// something else than a function's answer says. [`Pool::call`] behaves as AWS, and so do typed calls of
/// a pool that is [`lenient`](Pool::lenient).
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), cognito_triggers_pool::Error> {
/// use cognito_triggers_pool::{LambdaConfig, Pool, Trigger};
///
/// let config = LambdaConfig::new().on(Trigger::CustomMessage, |mut event| {
///     event["response"]["emailSubject"] = "Confirm your address".into();
///     event["response"]["emailMessage"] = "Your code is {####}.".into();
///     Ok(event)
/// });
/// let pool = Pool::new(config);
/// let ines = pool.sign_up("ines", "Correct-horse-9").attribute("email", "ines@example.org").await?;
/// let mail = ines.email();
/// assert_eq!(mail.subject(), "Confirm your address");
/// ines.confirm(mail.code()).await?;
/// let tokens = ines.sign_in("Correct-horse-9").await?.tokens();
/// assert_eq!(tokens.id()["email"], "ines@example.org");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Pool {
    pub(super) engine: Arc<Engine>,
    client: String,
    lenient: bool,
    pub(super) warnings: Vec<String>,
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool")
            .field("engine", &self.engine)
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

/// How a pool is made.
impl Pool {
    /// A pool that calls a function.
    pub fn new(function: impl Function + 'static) -> Self {
        let engine = Engine::new(Arc::new(function));
        let client = engine.clients.first().map(|client| client.id.clone()).unwrap_or_default();
        Self { engine: Arc::new(engine), client, lenient: false, warnings: Vec::new() }
    }

    /// The engine, as long as nobody else holds it: a change behind the back of a clone would be a second
    /// pool.
    #[track_caller]
    pub(super) fn edit(&mut self) -> &mut Engine {
        Arc::get_mut(&mut self.engine).unwrap_or_else(|| {
            panic!(
                "the pool is in use: give it its settings before it is cloned and before it has user handles"
            )
        })
    }

    /// Sets the pool's settings.
    #[must_use]
    #[track_caller]
    pub fn with_settings(mut self, settings: PoolSettings) -> Self {
        self.edit().settings = settings;
        self
    }

    /// Adds a client, and uses it from here on. A client of the same id is replaced.
    #[must_use]
    #[track_caller]
    pub fn with_client(mut self, client: ClientSettings) -> Self {
        self.client.clone_from(&client.id);
        let clients = &mut self.edit().clients;
        clients.retain(|known| known.id != client.id);
        clients.push(client);
        self
    }

    /// Uses another client of the same pool.
    #[must_use]
    pub fn for_client(&self, client_id: &str) -> Self {
        Self { client: client_id.to_owned(), ..self.clone() }
    }

    /// Adds a user.
    #[must_use]
    pub fn with_user(self, user: User) -> Self {
        {
            let now = self.engine.clock.now();
            let mut state = self.engine.state();
            for name in user.groups() {
                let group = Group { name: name.clone(), role: None, precedence: None, description: None };
                state.groups.entry(name.clone()).or_insert(group);
            }
            let user = user.stored(&mut state.random, now);
            state.users.insert(user.name.clone(), user);
        }
        self
    }

    /// Adds a group with an IAM role and its precedence. The lowest precedence is the preferred role.
    #[must_use]
    pub fn with_group(self, name: &str, role_arn: Option<&str>, precedence: Option<u64>) -> Self {
        let role = role_arn.map(str::to_owned);
        let group = Group { name: name.to_owned(), role, precedence, description: None };
        self.engine.state().groups.insert(name.to_owned(), group);
        self
    }

    /// Behaves as AWS where it ignores an answer without an error. The trace still has the verdict.
    #[must_use]
    pub fn lenient(mut self) -> Self {
        self.lenient = true;
        self
    }

    /// Starts codes, ids and tokens from a seed. Two runs with one seed give equal traces. Call it before
    /// users are added.
    #[must_use]
    #[track_caller]
    pub fn seed(mut self, seed: u64) -> Self {
        let engine = self.edit();
        *engine.state() = State::new(seed);
        self
    }

    /// Takes a clock, so that a handler can hold the same one.
    #[must_use]
    #[track_caller]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.edit().clock = clock;
        self
    }

    /// Calls the function several times for each event, and takes the last answer: Cognito calls up to
    /// three times where an answer is late. Effects of a handler should happen once, whatever the number.
    #[must_use]
    #[track_caller]
    pub fn calls_again(mut self, calls: u32) -> Self {
        self.edit().options.calls = calls.max(1);
        self
    }

    /// Calls PreTokenGeneration before PostAuthentication. Reports disagree about AWS's order.
    #[must_use]
    #[track_caller]
    pub fn tokens_before_post_authentication(mut self) -> Self {
        self.edit().options.tokens_before_post_authentication = true;
        self
    }

    /// Calls PreAuthentication in custom authentication without SRP, too. AWS was reported not to.
    #[must_use]
    #[track_caller]
    pub fn pre_authentication_in_custom_auth(mut self) -> Self {
        self.edit().options.pre_authentication_in_custom_auth = true;
        self
    }

    /// Counts calls against AWS's hourly limits for each user.
    #[must_use]
    #[track_caller]
    pub fn hourly_limits(mut self) -> Self {
        self.edit().options.hourly_limits = true;
        self
    }

    /// Turns the lockout after five wrong passwords off.
    #[must_use]
    #[track_caller]
    pub fn without_lockout(mut self) -> Self {
        self.edit().options.lockout = false;
        self
    }

    /// Ends custom authentication after a number of custom challenges. AWS is said to end it after three
    /// wrong answers, which no document confirms, so there is no limit without this call.
    #[must_use]
    #[track_caller]
    pub fn max_custom_rounds(mut self, rounds: usize) -> Self {
        self.edit().options.max_custom_rounds = Some(rounds);
        self
    }

    /// Encrypts the codes for custom senders. Without a key they get codes as plain text.
    #[cfg(feature = "encrypted-codes")]
    #[must_use]
    #[track_caller]
    pub fn sender_key(mut self, key: crate::SenderKey) -> Self {
        self.edit().options.sender_key = Some(key);
        self
    }
}

/// What a test reads.
impl Pool {
    /// The pool's id.
    pub fn id(&self) -> &str {
        &self.engine.settings.id
    }

    /// The id of the client that typed calls use.
    pub fn client_id(&self) -> &str {
        &self.client
    }

    /// The called triggers so far.
    pub fn trace(&self) -> Trace {
        let state = self.engine.state();
        Trace::new(state.trace.clone(), state.remarks.clone())
    }

    /// The messages so far.
    pub fn inbox(&self) -> Inbox {
        Inbox::new(self.engine.state().inbox.clone())
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.engine.clock
    }

    /// Moves the time forward.
    pub fn advance(&self, time: Duration) {
        self.engine.clock.advance(time);
    }

    /// The code that an authenticator app shows now, for the `SecretCode` of AssociateSoftwareToken.
    pub fn totp(&self, secret_code: &str) -> String {
        totp_code(secret_code, self.engine.clock.now())
    }
}

/// Operations.
impl Pool {
    /// Runs any operation by its name, with the API's own JSON, and behaves as AWS. `UserPoolId` and
    /// `ClientId` are filled in where they are missing.
    ///
    /// # Errors
    ///
    /// The exception that AWS raises. An operation that the pool does not have is
    /// `UnknownOperationException` or `UnsupportedOperationException`.
    pub async fn call(&self, operation: &str, request: Value) -> Result<Value, ApiError> {
        let Value::Object(body) = request else {
            return Err(crate::error::serialization("A request must be an object."));
        };
        operation::run(&self.engine, Caller::Test, operation, &self.filled(body)).await.1
    }

    fn filled(&self, mut body: Map<String, Value>) -> Map<String, Value> {
        body.entry("UserPoolId").or_insert_with(|| self.id().into());
        body.entry("ClientId").or_insert_with(|| self.client.clone().into());
        body
    }

    pub(super) async fn typed(&self, operation: &str, body: Map<String, Value>) -> Result<Value, Error> {
        let (call, answer) = operation::run(&self.engine, Caller::Test, operation, &self.filled(body)).await;
        self.settle(call, answer)
    }

    /// Turns an answer into the strict one: nothing in it was silently ignored.
    pub(super) fn settle<T>(&self, call: u64, answer: Result<T, ApiError>) -> Result<T, Error> {
        let state = self.engine.state();
        let steps = || state.trace.iter().filter(|step| step.call == call);
        let verdicts = || steps().filter_map(|step| Some((step, step.verdict.as_ref()?)));
        match answer {
            Err(error) => {
                let because = verdicts().filter(|(_, verdict)| !verdict.is_accepted());
                let because = because.map(|(step, verdict)| format!("{}: {verdict}", step.source)).collect();
                Err(Error::api_error(error, because))
            }
            Ok(answer) => {
                let remarks = state.remarks.iter().filter(|remark| remark.call == call && remark.ignored);
                let ignored: Vec<String> = verdicts()
                    .flat_map(|(step, verdict)| {
                        verdict.ignored().iter().map(|text| format!("{}: {text}", step.source))
                    })
                    .chain(remarks.map(|remark| format!("{}: {}", remark.operation, remark.text)))
                    .collect();
                if self.lenient || ignored.is_empty() { Ok(answer) } else { Err(Error::ignored(ignored)) }
            }
        }
    }

    pub(super) fn client(&self) -> Option<&ClientSettings> {
        self.engine.client(&self.client).ok()
    }

    /// `SECRET_HASH`, if the client has a secret.
    pub(super) fn secret_hash(&self, username: &str) -> Option<String> {
        let secret = self.client()?.secret.as_deref()?;
        Some(secret_hash(secret, username, &self.client))
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// A copy with a state of its own. The function and the clock are the same.
    pub(super) fn fork(&self) -> Self {
        Self { engine: Arc::new((*self.engine).clone()), ..self.clone() }
    }

    /// The body of an operation of a user: their name, and the secret hash if there is one.
    pub(super) fn body_of(&self, username: &str) -> Value {
        match self.secret_hash(username) {
            Some(hash) => json!({"Username": username, "SecretHash": hash}),
            None => json!({"Username": username}),
        }
    }
}
