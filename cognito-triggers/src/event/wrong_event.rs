//! The reasons why a text is not an event of a type.

use std::fmt;

use crate::spec::source::{Source, SourceSet};
use crate::spec::version::LambdaVersion;
use crate::wire::unreadable::Unreadable;

/// The reason why a text is not an event of this type.
#[derive(Debug)]
#[non_exhaustive]
pub enum WrongEvent {
    /// The text is not a JSON object.
    Unreadable(Unreadable),
    /// The event comes from another source.
    #[non_exhaustive]
    Source {
        /// The value of its `triggerSource`, if that is a string.
        found: Option<String>,
        /// The sources of the type.
        expected: SourceSet,
    },
    /// The event lacks a secret that its source always carries.
    #[non_exhaustive]
    Missing {
        /// The source of the event.
        source: Source,
        /// The member of `request` that is absent, null or empty.
        member: &'static str,
    },
    /// The event has the layout of another version.
    #[non_exhaustive]
    Version {
        /// The version that it states, if that version exists.
        found: Option<LambdaVersion>,
        /// The version of the type.
        expected: LambdaVersion,
    },
}

impl fmt::Display for WrongEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(e) => e.fmt(f),
            Self::Source { found, expected } => {
                match found {
                    Some(name) => write!(f, "the event comes from {name:?}, but should come from ")?,
                    None => write!(f, "the event has no `triggerSource`, but should come from ")?,
                }
                for (i, source) in expected.iter().enumerate() {
                    write!(f, "{}{source}", if i == 0 { "" } else { " or " })?;
                }
                Ok(())
            }
            Self::Missing { source, member } => {
                write!(f, "the event comes from {source}, but its `{member}` is absent, null or empty")
            }
            Self::Version { found: Some(found), expected } => {
                write!(f, "the event has version {found}, but should have {expected}")
            }
            Self::Version { found: None, expected } => {
                write!(f, "the event states no version, but should have {expected}")
            }
        }
    }
}

impl std::error::Error for WrongEvent {}
