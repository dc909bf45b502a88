//! The layouts of a token generation event, of which a user pool's configuration picks one.

use std::fmt;

/// The `LambdaVersion` of a user pool's `PreTokenGenerationConfig`: which layout the events of the
/// pre token generation trigger have, whatever their source. Their `version` member says it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LambdaVersion {
    /// `V1_0`, `"1"` in events: string claims in the ID token.
    V1,
    /// `V2_0`, `"2"` in events: any claims in both tokens, and scopes.
    V2,
    /// `V3_0`, `"3"` in events: the same for the client credentials grant too.
    V3,
}

impl LambdaVersion {
    /// Every version.
    pub const ALL: &'static [Self] = &[Self::V1, Self::V2, Self::V3];

    /// The name in the configuration and in the attribute, such as `V2_0`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V1 => "V1_0",
            Self::V2 => "V2_0",
            Self::V3 => "V3_0",
        }
    }

    /// What an event's `version` member says, such as `2`.
    pub const fn number(self) -> &'static str {
        match self {
            Self::V1 => "1",
            Self::V2 => "2",
            Self::V3 => "3",
        }
    }
}

impl fmt::Display for LambdaVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
