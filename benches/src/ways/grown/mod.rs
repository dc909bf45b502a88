//! Programs with more of something than the one that is measured, so that growth can be seen.

mod handlers;
mod languages;
mod mails;

use super::{Function, ours};

/// How many handlers, mails or languages a program has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grown {
    /// Handlers for one source each: 1, 11 or 41.
    Handlers(u8),
    /// Mails in one handler: 1, 9 or 90.
    Mails(u8),
    /// Languages of one mail: 1, 2, 4 or 8.
    Languages(u8),
}

impl Grown {
    /// Every program.
    pub const ALL: [Self; 10] = [
        Self::Handlers(1),
        Self::Handlers(11),
        Self::Handlers(41),
        Self::Mails(1),
        Self::Mails(9),
        Self::Mails(90),
        Self::Languages(1),
        Self::Languages(2),
        Self::Languages(4),
        Self::Languages(8),
    ];

    /// The smallest program of this kind.
    #[must_use]
    pub const fn least(self) -> Self {
        match self {
            Self::Handlers(_) => Self::Handlers(1),
            Self::Mails(_) => Self::Mails(1),
            Self::Languages(_) => Self::Languages(1),
        }
    }

    /// How many of its kind the program has.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Handlers(number) | Self::Mails(number) | Self::Languages(number) => number,
        }
    }

    /// The name, in tables and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Handlers(1) => "1 handler",
            Self::Handlers(11) => "11 handlers",
            Self::Handlers(_) => "41 handlers",
            Self::Mails(1) => "1 mail",
            Self::Mails(9) => "9 mails",
            Self::Mails(_) => "90 mails",
            Self::Languages(1) => "1 language",
            Self::Languages(2) => "2 languages",
            Self::Languages(4) => "4 languages",
            Self::Languages(_) => "8 languages",
        }
    }

    pub(super) fn function(self) -> Function {
        match self {
            Self::Handlers(1) => ours::call_with(handlers::triggers_of_1()),
            Self::Handlers(11) => ours::call_with(handlers::triggers_of_11()),
            Self::Handlers(_) => ours::call_with(handlers::triggers_of_41()),
            Self::Mails(1) => ours::call_with(mails::triggers_of_1()),
            Self::Mails(9) => ours::call_with(mails::triggers_of_9()),
            Self::Mails(_) => ours::call_with(mails::triggers_of_90()),
            Self::Languages(1) => ours::call_with(languages::triggers_of_1()),
            Self::Languages(2) => ours::call_with(languages::triggers_of_2()),
            Self::Languages(4) => ours::call_with(languages::triggers_of_4()),
            Self::Languages(_) => ours::call_with(languages::triggers_of_8()),
        }
    }
}
