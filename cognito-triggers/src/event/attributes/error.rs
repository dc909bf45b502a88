//! The error for attributes that do not fit a type.

use std::fmt::{self, Display};

use serde::de::{self, Expected, Unexpected};

/// The error for attributes that do not fit a type. It names the attribute and what the type
/// expects there, never the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeError {
    attribute: Option<String>,
    problem: String,
}

impl AttributeError {
    /// Returns the name of the attribute, if one is at fault.
    pub fn attribute(&self) -> Option<&str> {
        self.attribute.as_deref()
    }

    pub(super) fn new(problem: impl Into<String>) -> Self {
        Self { attribute: None, problem: problem.into() }
    }

    /// Names the attribute, unless the error names one.
    pub(super) fn of(mut self, attribute: &str) -> Self {
        self.attribute.get_or_insert_with(|| attribute.to_owned());
        self
    }
}

impl Display for AttributeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.attribute {
            Some(attribute) => write!(f, "the attribute `{attribute}` {}", self.problem),
            None => write!(f, "the attributes do not fit: {}", self.problem),
        }
    }
}

impl std::error::Error for AttributeError {}

/// Passes on none of serde's texts, since serde puts values into its messages.
impl de::Error for AttributeError {
    fn custom<T: Display>(_: T) -> Self {
        Self::new("is not what the type expects")
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("is not {expected}"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("is not {expected}"))
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::new(format!("is not {expected}"))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!("is none of {}", expected.join(", ")))
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self { attribute: Some(field.to_owned()), problem: "has no field in the type".to_owned() }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { attribute: Some(field.to_owned()), problem: "is missing".to_owned() }
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self { attribute: Some(field.to_owned()), problem: "occurs twice".to_owned() }
    }
}
