//! The types of members, and the constraints that AWS checks before anything else.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::error::{self, ApiError};
use crate::event::Object;

/// A member of a request.
pub(crate) trait Member: Sized {
    fn read(value: Option<&Value>, name: &str) -> Result<Self, ApiError>;
}

/// The value of a member that is there.
trait Given: Sized {
    fn given(value: &Value, name: &str) -> Result<Self, ApiError>;
}

/// Lets a type be required, and optional as an `Option`.
macro_rules! required {
    ($($Type:ty)+) => {$(
        impl Member for $Type {
            fn read(value: Option<&Value>, name: &str) -> Result<Self, ApiError> {
                match value.filter(|value| !value.is_null()) {
                    Some(value) => Self::given(value, name),
                    None => Err(fault(name, None, "Member must not be null")),
                }
            }
        }

        impl Member for Option<$Type> {
            fn read(value: Option<&Value>, name: &str) -> Result<Self, ApiError> {
                value.filter(|value| !value.is_null()).map(|value| <$Type>::given(value, name)).transpose()
            }
        }
    )+};
}

required!(String bool u64 Username Password Attributes Texts BTreeMap<String, String> Object Metadata);

/// A broken constraint, in AWS's words. The value is shown unless it is a secret.
fn fault(name: &str, shown: Option<&str>, fault: &str) -> ApiError {
    let mut member = name.to_owned();
    if let Some(first) = member.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    let value = shown.map(|value| format!(" '{value}'")).unwrap_or_default();
    error::constraint(&format!("Value{value} at '{member}' failed to satisfy constraint: {fault}"))
}

fn wrong_type(name: &str, wanted: &str) -> ApiError {
    error::serialization(&format!("{name} must be {wanted}."))
}

impl Given for String {
    fn given(value: &Value, name: &str) -> Result<Self, ApiError> {
        value.as_str().map(str::to_owned).ok_or_else(|| wrong_type(name, "a text"))
    }
}

impl Given for bool {
    fn given(value: &Value, name: &str) -> Result<Self, ApiError> {
        value.as_bool().ok_or_else(|| wrong_type(name, "a boolean"))
    }
}

impl Given for u64 {
    fn given(value: &Value, name: &str) -> Result<Self, ApiError> {
        value.as_u64().ok_or_else(|| wrong_type(name, "a number"))
    }
}

impl Given for Object {
    fn given(value: &Value, name: &str) -> Result<Self, ApiError> {
        value.as_object().cloned().ok_or_else(|| wrong_type(name, "an object"))
    }
}

impl Given for BTreeMap<String, String> {
    fn given(value: &Value, name: &str) -> Result<Self, ApiError> {
        let map: &Map<String, Value> =
            value.as_object().ok_or_else(|| wrong_type(name, "an object of texts"))?;
        let pair = |(key, value): (&String, &Value)| {
            Ok((key.clone(), String::given(value, &format!("{name}.{key}"))?))
        };
        map.iter().map(pair).collect()
    }
}

/// `ClientMetadata`: an object of texts.
#[derive(Clone, Debug)]
pub(crate) struct Metadata(Object);

impl std::ops::Deref for Metadata {
    type Target = Object;

    fn deref(&self) -> &Object {
        &self.0
    }
}

impl Given for Metadata {
    fn given(value: &Value, name: &str) -> Result<Self, ApiError> {
        let texts = BTreeMap::given(value, name)?;
        Ok(Self(texts.into_iter().map(|(key, text)| (key, text.into())).collect()))
    }
}

/// A list of texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts(pub(crate) Vec<String>);

impl Given for Texts {
    fn given(value: &Value, name: &str) -> Result<Self, ApiError> {
        let items = value.as_array().ok_or_else(|| wrong_type(name, "a list of texts"))?;
        let item = |(at, item)| String::given(item, &format!("{name}[{at}]"));
        items.iter().enumerate().map(item).collect::<Result<_, _>>().map(Self)
    }
}

/// A user name: 1 to 128 characters, no spaces.
#[derive(Clone, Debug)]
pub(crate) struct Username(pub(crate) String);

impl Given for Username {
    fn given(value: &Value, name: &str) -> Result<Self, ApiError> {
        let text = String::given(value, name)?;
        if text.is_empty() {
            return Err(fault(name, Some(&text), "Member must have length greater than or equal to 1"));
        }
        if text.encode_utf16().count() > 128 {
            return Err(fault(name, Some(&text), "Member must have length less than or equal to 128"));
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            let pattern = r"Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+";
            return Err(fault(name, Some(&text), pattern));
        }
        Ok(Self(text))
    }
}

/// A password: at most 256 characters, without white space at its ends.
#[derive(Clone)]
pub(crate) struct Password(pub(crate) String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(..)")
    }
}

impl Given for Password {
    fn given(value: &Value, name: &str) -> Result<Self, ApiError> {
        let text = String::given(value, name)?;
        if text.encode_utf16().count() > 256 {
            return Err(fault(name, None, "Member must have length less than or equal to 256"));
        }
        if text.is_empty() || text.trim() != text {
            return Err(fault(name, None, r"Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$"));
        }
        Ok(Self(text))
    }
}

/// A list of `{"Name", "Value"}`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attributes(pub(crate) BTreeMap<String, String>);

impl Given for Attributes {
    fn given(value: &Value, name: &str) -> Result<Self, ApiError> {
        let items =
            value.as_array().ok_or_else(|| wrong_type(name, "a list of objects with Name and Value"))?;
        let pair = |item: &Value| {
            let key = String::read(item.get("Name"), "Name")?;
            if key.is_empty() {
                return Err(fault("name", Some(&key), "Member must have length greater than or equal to 1"));
            }
            if key.encode_utf16().count() > 32 {
                return Err(fault("name", Some(&key), "Member must have length less than or equal to 32"));
            }
            let value: Option<String> = Member::read(item.get("Value"), "Value")?;
            let value = value.unwrap_or_default();
            if value.encode_utf16().count() > 2048 {
                return Err(fault("value", None, "Member must have length less than or equal to 2048"));
            }
            Ok((key, value))
        };
        items.iter().map(pair).collect::<Result<_, _>>().map(Self)
    }
}

impl Attributes {
    /// The attributes as an object, for events.
    pub(crate) fn object(&self) -> Object {
        self.0.iter().map(|(name, value)| (name.clone(), value.clone().into())).collect()
    }
}
