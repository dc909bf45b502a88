//! The layouts of a token generation event. A user pool's configuration picks one of them.

use std::fmt;

/// The `LambdaVersion` of a user pool's `PreTokenGenerationConfig`. It decides the layout of the
/// pre token generation trigger's events, whatever their source, and each event states it in its
/// `version` member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LambdaVersion {
    /// `V1_0`, `"1"` in events: string claims in the ID token.
    V1_0,
    /// `V2_0`, `"2"` in events: any claims in both tokens, and scopes.
    V2_0,
    /// `V3_0`, `"3"` in events: like `V2_0`, and for the client credentials grant too.
    V3_0,
}

impl LambdaVersion {
    /// Every version.
    pub const ALL: &'static [Self] = &[Self::V1_0, Self::V2_0, Self::V3_0];

    /// Returns the name in the configuration and in the attribute, such as `V2_0`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V1_0 => "V1_0",
            Self::V2_0 => "V2_0",
            Self::V3_0 => "V3_0",
        }
    }

    /// Returns the value of an event's `version` member, such as `2`.
    pub const fn number(self) -> &'static str {
        match self {
            Self::V1_0 => "1",
            Self::V2_0 => "2",
            Self::V3_0 => "3",
        }
    }
}

impl fmt::Display for LambdaVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
