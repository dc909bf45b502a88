//! A value of a description, and its path in there: a wrong one is named by both.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

/// A value by its path, such as `UserPool.Policies.PasswordPolicy.MinimumLength`. `null` is a value that is not set.
#[derive(Clone, Debug)]
pub(super) struct At<'v> {
    path: String,
    value: Option<&'v Value>,
}

impl<'v> At<'v> {
    pub(super) fn new(path: &str, value: Option<&'v Value>) -> Self {
        Self { path: path.to_owned(), value: value.filter(|value| !value.is_null()) }
    }

    pub(super) fn is_set(&self) -> bool {
        self.value.is_some()
    }

    /// A member of this object. Those of an object that is not set are not set.
    pub(super) fn at(&self, name: &str) -> Result<Self, String> {
        let value = self.object()?.and_then(|members| members.get(name));
        Ok(Self::new(&format!("{}.{name}", self.path), value))
    }

    pub(super) fn object(&self) -> Result<Option<&'v Map<String, Value>>, String> {
        self.read("an object", Value::as_object)
    }

    pub(super) fn text(&self) -> Result<Option<String>, String> {
        Ok(self.read("a text", Value::as_str)?.map(str::to_owned))
    }

    pub(super) fn boolean(&self) -> Result<Option<bool>, String> {
        self.read("true or false", Value::as_bool)
    }

    /// A number within the limits of the API's model.
    pub(super) fn number(&self, limits: RangeInclusive<u64>) -> Result<Option<u64>, String> {
        let expected = format!("a whole number from {} to {}", limits.start(), limits.end());
        self.read(&expected, |value| value.as_u64().filter(|number| limits.contains(number)))
    }

    pub(super) fn items(&self) -> Result<Option<Vec<Self>>, String> {
        let Some(items) = self.read("a list", Value::as_array)? else { return Ok(None) };
        let path = |index| format!("{}[{index}]", self.path);
        // An item cannot be left out.
        let item = |(index, value)| Self { path: path(index), value: Some(value) };
        Ok(Some(items.iter().enumerate().map(item).collect()))
    }

    pub(super) fn texts(&self) -> Result<Option<Vec<String>>, String> {
        let Some(items) = self.items()? else { return Ok(None) };
        let texts: Result<Vec<_>, _> = items.iter().map(Self::text).collect();
        texts.map(|texts| Some(texts.into_iter().flatten().collect()))
    }

    /// One of the names that the API's model has. AWS may add one, so another is a warning.
    pub(super) fn name(&self, known: &[&str], warnings: &mut Vec<String>) -> Result<Option<&'v str>, String> {
        let name = self.read("a text", Value::as_str)?;
        let found = name.filter(|name| known.contains(name));
        if let (Some(other), None) = (name, found) {
            warnings.push(format!(
                "{} is {other:?}, which is not modelled: it counts as not set. Modelled are {}",
                self.path,
                known.join(", ")
            ));
        }
        Ok(found)
    }

    /// What is always there, if the object is.
    pub(super) fn required<T>(&self, value: Option<T>) -> Result<T, String> {
        value.ok_or_else(|| format!("{} is missing", self.path))
    }

    pub(super) fn wrong(&self, why: &str) -> String {
        format!("{} {why}", self.path)
    }

    fn read<T>(
        &self,
        expected: &str,
        read: impl FnOnce(&'v Value) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let Some(value) = self.value else { return Ok(None) };
        let found =
            read(value).ok_or_else(|| self.wrong(&format!("must be {expected}, and it is {}", kind(value))));
        found.map(Some)
    }
}

/// Says what a value is. A text may be a secret, so it is not shown.
fn kind(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(_) => "a text".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
