//! Trigger sources: the trigger and the operation from which an event comes.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The value of a `triggerSource` member: a source that this version knows, or another name, kept
/// as it is.
///
/// Cognito gains sources now and then (18 since 2021), so the set is open.
///
/// ```
/// use cognito_triggers::{Source, TriggerSource};
///
/// assert_eq!(TriggerSource::from("PreSignUp_SignUp"), TriggerSource::Known(Source::PreSignUpSignUp));
/// assert_eq!(TriggerSource::from("PreSignUp_Passkey").to_string(), "PreSignUp_Passkey");
/// ```
#[derive(Clone, Debug)]
pub enum TriggerSource<'a> {
    /// One of the sources in [`Source`].
    Known(Source),
    /// A name that this version of the crate does not know, or several joined with `/`.
    Other(Cow<'a, str>),
}

impl<'a, T: Into<Cow<'a, str>>> From<T> for TriggerSource<'a> {
    fn from(name: T) -> Self {
        let name = name.into();
        Source::from_name(&name).map_or(Self::Other(name), Self::Known)
    }
}

impl TriggerSource<'_> {
    /// Returns the name on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(source) => source.name(),
            Self::Other(name) => name,
        }
    }
}

/// Compares the names on the wire, however the two values were made.
impl PartialEq for TriggerSource<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for TriggerSource<'_> {}

impl Hash for TriggerSource<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Display for TriggerSource<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for TriggerSource<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TriggerSource<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// Defines the enums of triggers and sources, with variants named as Cognito spells them.
macro_rules! define {
    ($($Trigger:ident $TriggerMarker:ident $module:ident [$($fact:tt)*] {
        $($Marker:ident = $Source:ident $wire:literal $fires:literal;)+
    })+) => {
        /// A trigger source that this version knows: the `triggerSource` member of an event.
        ///
        /// A source names the trigger and the operation that fired it. The names come from AWS's
        /// page [Customizing user pool workflows with Lambda triggers][page] and the triggers' own
        /// pages.
        ///
        /// [page]: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
        ///
        /// Sources have no order and no number, since a new one may come between others.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Source {
            $($(
                #[doc = concat!("`", $wire, "`: ", $fires, ".")]
                $Source,
            )+)+
        }

        impl Source {
            /// Every source. Their triggers are in the order in which a user's life reaches them.
            pub const ALL: &'static [Source] = &[$($(Self::$Source,)+)+];

            /// Returns the position in [`ALL`](Self::ALL), which another version may change.
            const fn index(self) -> usize {
                self as usize
            }

            /// Returns the name on the wire, such as `CustomMessage_SignUp`.
            // Each copy would put a table of its own into the program, of two kilobytes.
            #[inline(never)]
            pub const fn name(self) -> &'static str {
                match self { $($(Self::$Source => $wire,)+)+ }
            }

            /// Returns the part of the name that an attribute lists, such as `SignUp`.
            pub const fn short_name(self) -> &'static str {
                match self { $($(Self::$Source => stringify!($Marker),)+)+ }
            }

            /// Returns the trigger to which this source belongs.
            pub const fn trigger(self) -> Trigger {
                match self { $($(Self::$Source => Trigger::$Trigger,)+)+ }
            }

            /// Returns a description of what makes Cognito send it, in terms of API operations.
            pub const fn fired_by(self) -> &'static str {
                match self { $($(Self::$Source => $fires,)+)+ }
            }

            /// Returns the source of this name, if this version knows it.
            ///
            /// `CustomSmsSender_..`, a spelling on AWS's overview page, is read as
            /// `CustomSMSSender_..`.
            pub fn from_name(name: &str) -> Option<Self> {
                let known = Self::ALL.iter().copied().find(|source| source.name() == name);
                known.or_else(|| {
                    let rest = name.strip_prefix("CustomSmsSender_")?;
                    let name = |source: &Self| source.name().strip_prefix("CustomSMSSender_");
                    Self::ALL.iter().copied().find(|source| name(source) == Some(rest))
                })
            }
        }

        /// A user pool trigger: one slot of a pool's `LambdaConfig`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Trigger {
            $(
                #[doc = concat!("The trigger of the attribute `", stringify!($module), "`.")]
                $Trigger,
            )+
        }

        impl Trigger {
            /// Every trigger.
            pub const ALL: &'static [Trigger] = &[$(Self::$Trigger,)+];

            /// Returns the name in a user pool's `LambdaConfig`, such as `CustomMessage`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Trigger => stringify!($Trigger),)+ }
            }

            /// Returns the name of this crate's attribute and module, such as `custom_message`.
            pub const fn attribute(self) -> &'static str {
                match self { $(Self::$Trigger => stringify!($module),)+ }
            }
        }
    };
}

table!(define);

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of sources, usable in constants.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SourceSet(u128);

const _: () = assert!(Source::ALL.len() <= u128::BITS as usize, "`SourceSet` has a bit for each source");

impl SourceSet {
    /// The empty set.
    pub const EMPTY: Self = Self(0);

    /// Makes a set of the listed sources.
    pub const fn of(sources: &[Source]) -> Self {
        let mut set = Self::EMPTY;
        let mut i = 0;
        while i < sources.len() {
            set.0 |= Self::bit(sources[i]);
            i += 1;
        }
        set
    }

    /// Makes a set of every source of a trigger.
    pub const fn all_of(trigger: Trigger) -> Self {
        let mut set = Self::EMPTY;
        let mut i = 0;
        while i < Source::ALL.len() {
            if Source::ALL[i].trigger() as u8 == trigger as u8 {
                set.0 |= Self::bit(Source::ALL[i]);
            }
            i += 1;
        }
        set
    }

    /// Returns whether the source is in the set.
    pub const fn contains(self, source: Source) -> bool {
        self.0 & Self::bit(source) != 0
    }

    const fn bit(source: Source) -> u128 {
        1 << source.index()
    }

    /// Returns the sources that are in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns the sources that are in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Returns the sources that are in this set but not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Returns the number of sources in the set.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Returns whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the first source, in the order of [`Source::ALL`].
    pub const fn first(self) -> Option<Source> {
        if self.is_empty() { None } else { Some(Source::ALL[self.0.trailing_zeros() as usize]) }
    }
}

impl fmt::Debug for SourceSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Source::name)).finish()
    }
}
