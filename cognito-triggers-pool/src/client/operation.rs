//! A typed call that is being put together.

use std::fmt;
use std::future::IntoFuture;
use std::pin::Pin;

use serde_json::{Map, Value, json};

use super::error::Error;
use super::pool::Pool;

type Read<T> = Box<dyn FnOnce(Pool, Value) -> T + Send>;

/// A typed call of an operation. It runs when it is awaited, and fails with [`Error`].
#[must_use = "an operation runs when it is awaited"]
pub struct Operation<T> {
    pool: Pool,
    name: &'static str,
    body: Map<String, Value>,
    read: Read<T>,
}

impl<T> fmt::Debug for Operation<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operation").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<T> Operation<T> {
    pub(super) fn new(
        pool: &Pool,
        name: &'static str,
        body: Value,
        read: impl FnOnce(Pool, Value) -> T + Send + 'static,
    ) -> Self {
        let body = match body {
            Value::Object(body) => body,
            _ => Map::new(),
        };
        Self { pool: pool.clone(), name, body, read: Box::new(read) }
    }

    /// Adds an entry to `ClientMetadata`.
    pub fn client_metadata(mut self, key: &str, value: &str) -> Self {
        let metadata = self.body.entry("ClientMetadata").or_insert_with(|| json!({}));
        metadata[key] = value.into();
        self
    }

    /// Sets a member of the request by the API's name, such as `ForceAliasCreation`.
    pub fn member(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.body.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn add(mut self, list: &str, name: &str, value: &str) -> Self {
        let entries = self.body.entry(list).or_insert_with(|| json!([]));
        if let Value::Array(entries) = entries {
            entries.push(json!({"Name": name, "Value": value}));
        }
        self
    }
}

impl<T: 'static> IntoFuture for Operation<T> {
    type Output = Result<T, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { pool, name, body, read } = self;
        Box::pin(async move {
            let answer = pool.typed(name, body).await?;
            Ok(read(pool, answer))
        })
    }
}
