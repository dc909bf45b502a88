//! Reads members of a JSON object by exact types, as a strict model on Cognito's side would.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::remarks::Refusal;

/// An object of an answer, with its path for notes.
#[derive(Clone, Copy)]
pub(crate) struct Members<'a> {
    map: &'a Map<String, Value>,
    path: &'a str,
}

impl<'a> Members<'a> {
    /// Takes an object whose members are all among the known ones.
    pub(crate) fn of(map: &'a Map<String, Value>, path: &'a str, known: &[&str]) -> Result<Self, Refusal> {
        match map.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => Err(Refusal::unrecognizable(format!(
                "{path} has the member \"{key}\", which Cognito does not know there. It knows: {}.",
                if known.is_empty() { "none".to_owned() } else { known.join(", ") }
            ))
            .undocumented("an unknown member of a response was seen to be refused for PreSignUp alone")),
            None => Ok(Self { map, path }),
        }
    }

    /// The member, where it is there and not null.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    pub(crate) fn is_null(&self, key: &str) -> bool {
        self.map.get(key).is_some_and(Value::is_null)
    }

    fn wrong(&self, key: &str, wanted: &str, found: &Value) -> Refusal {
        Refusal::unrecognizable(format!(
            "{}.{key} is {}, but Cognito reads only {wanted} there.",
            self.path,
            kind(found)
        ))
    }

    fn typed<T>(
        &self,
        key: &str,
        wanted: &str,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, Refusal> {
        match self.get(key) {
            None => Ok(None),
            Some(value) => read(value).map(Some).ok_or_else(|| self.wrong(key, wanted, value)),
        }
    }

    pub(crate) fn boolean(&self, key: &str) -> Result<Option<bool>, Refusal> {
        self.typed(key, "a boolean", Value::as_bool)
    }

    pub(crate) fn text(&self, key: &str) -> Result<Option<&'a str>, Refusal> {
        self.typed(key, "a text", Value::as_str)
    }

    pub(crate) fn object(&self, key: &str) -> Result<Option<&'a Map<String, Value>>, Refusal> {
        self.typed(key, "an object", Value::as_object)
    }

    pub(crate) fn texts(&self, key: &str) -> Result<Option<Vec<String>>, Refusal> {
        self.typed(key, "a list of texts", |value| {
            value.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
        })
    }

    pub(crate) fn text_map(&self, key: &str) -> Result<Option<BTreeMap<String, String>>, Refusal> {
        self.typed(key, "an object of texts", |value| {
            let pairs = value.as_object()?.iter();
            pairs.map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect()
        })
    }
}

pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
