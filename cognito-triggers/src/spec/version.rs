//! The layouts of a token generation event. A user pool's configuration picks one of them.

use std::fmt;

/// The `LambdaVersion` of a user pool's `PreTokenGenerationConfig`. It decides the layout of the
/// pre token generation trigger's events, whatever their source, and each event states it in its
/// `version` member.
// No enum: a variant `V2_0` would make rustc write out the whole path of the type `V2_0`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LambdaVersion(u8);

impl LambdaVersion {
    /// `V1_0`, `"1"` in events: string claims in the ID token.
    pub const V1_0: Self = Self(1);
    /// `V2_0`, `"2"` in events: any claims in both tokens, and scopes.
    pub const V2_0: Self = Self(2);
    /// `V3_0`, `"3"` in events: like `V2_0`, and for the client credentials grant too.
    pub const V3_0: Self = Self(3);

    /// Every version.
    pub const ALL: &'static [Self] = &[Self::V1_0, Self::V2_0, Self::V3_0];

    /// Returns the name in the configuration and in the attribute, such as `V2_0`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V1_0 => "V1_0",
            Self::V2_0 => "V2_0",
            _ => "V3_0",
        }
    }

    /// Returns the value of an event's `version` member, such as `2`.
    pub const fn number(self) -> &'static str {
        match self {
            Self::V1_0 => "1",
            Self::V2_0 => "2",
            _ => "3",
        }
    }

    /// Compares in constants, where `==` does not work.
    pub(crate) const fn is(self, other: Self) -> bool {
        self.0 == other.0
    }
}

impl fmt::Display for LambdaVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for LambdaVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
