//! Conversions that readers expect from std: names to values, and sets from and to iterators.

use std::fmt;
use std::str::FromStr;

use crate::spec::source::{Source, SourceSet, Trigger, TriggerSource};
use crate::spec::version::LambdaVersion;

/// The error for a name that is not one of a [`Source`], [`Trigger`] or [`LambdaVersion`] that this
/// version of the crate knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    name: String,
    expected: &'static str,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not the name of {}", self.name, self.expected)
    }
}

impl std::error::Error for UnknownName {}

macro_rules! from_names {
    ($($Type:ident: $expected:literal, by $find:expr;)+) => {$(
        impl FromStr for $Type {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, UnknownName> {
                let find: fn(&str) -> Option<Self> = $find;
                find(name).ok_or_else(|| UnknownName { name: name.to_owned(), expected: $expected })
            }
        }

        impl TryFrom<&str> for $Type {
            type Error = UnknownName;

            fn try_from(name: &str) -> Result<Self, UnknownName> {
                name.parse()
            }
        }
    )+};
}

from_names! {
    Source: "a trigger source, such as `CustomMessage_SignUp`", by Self::from_name;
    Trigger: "a trigger, such as `CustomMessage`",
        by |name| Self::ALL.iter().copied().find(|trigger| trigger.name() == name);
    LambdaVersion: "a version, such as `V2_0`",
        by |name| Self::ALL.iter().copied().find(|version| [version.name(), version.number()].contains(&name));
}

impl From<Source> for TriggerSource<'_> {
    fn from(source: Source) -> Self {
        Self::Known(source)
    }
}

impl FromIterator<Source> for SourceSet {
    fn from_iter<I: IntoIterator<Item = Source>>(sources: I) -> Self {
        let mut set = Self::EMPTY;
        set.extend(sources);
        set
    }
}

impl Extend<Source> for SourceSet {
    fn extend<I: IntoIterator<Item = Source>>(&mut self, sources: I) {
        for source in sources {
            *self = self.union(Self::of(&[source]));
        }
    }
}

impl<const N: usize> From<[Source; N]> for SourceSet {
    fn from(sources: [Source; N]) -> Self {
        Self::of(&sources)
    }
}

impl IntoIterator for SourceSet {
    type Item = Source;
    type IntoIter = SourceSetIter;

    fn into_iter(self) -> SourceSetIter {
        self.iter()
    }
}

impl IntoIterator for &SourceSet {
    type Item = Source;
    type IntoIter = SourceSetIter;

    fn into_iter(self) -> SourceSetIter {
        self.iter()
    }
}

impl SourceSet {
    /// Iterates over the sources, in the order of [`Source::ALL`].
    pub const fn iter(self) -> SourceSetIter {
        SourceSetIter(self)
    }
}

/// The iterator over a [`SourceSet`].
#[derive(Clone, Debug)]
pub struct SourceSetIter(SourceSet);

impl Iterator for SourceSetIter {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        let first = self.0.first()?;
        self.0 = self.0.without(SourceSet::of(&[first]));
        Some(first)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), Some(self.len()))
    }
}

impl ExactSizeIterator for SourceSetIter {
    fn len(&self) -> usize {
        self.0.len() as usize
    }
}

impl std::iter::FusedIterator for SourceSetIter {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for &source in Source::ALL {
            assert_eq!(source.name().parse(), Ok(source));
        }
        for &trigger in Trigger::ALL {
            assert_eq!(Trigger::try_from(trigger.name()), Ok(trigger));
        }
        for &version in LambdaVersion::ALL {
            assert_eq!(version.name().parse(), Ok(version));
            assert_eq!(version.number().parse(), Ok(version));
        }
    }

    #[test]
    fn an_error_names_what_was_read_and_what_was_expected() {
        let error = "custom_message".parse::<Trigger>().unwrap_err().to_string();
        assert_eq!(error, "\"custom_message\" is not the name of a trigger, such as `CustomMessage`");
        assert!("".parse::<Source>().is_err() && "V4_0".parse::<LambdaVersion>().is_err());
    }

    #[test]
    fn a_set_is_what_was_put_into_it() {
        let all: SourceSet = Source::ALL.iter().copied().collect();
        assert!(all.into_iter().eq(Source::ALL.iter().copied()));
        assert_eq!(all.iter().len(), Source::ALL.len());
        let two = [Source::CustomMessageSignUp, Source::PreSignUpSignUp];
        assert_eq!(SourceSet::from(two), two.into_iter().collect());
        assert_eq!(SourceSet::from(two).iter().next(), Some(Source::PreSignUpSignUp));
    }
}
