//! Reads answers as Cognito does, and says what it makes of them.

mod challenge;
mod claims;
mod envelope;
mod federation;
mod members;
mod message;
mod migration;
mod nothing;
mod remarks;
mod sign_up;
mod texts;

pub(crate) use challenge::{Decision, create, define, verify};
pub(crate) use claims::{Half, TokenChanges, TokenContext, tokens};
pub(crate) use envelope::response;
pub(crate) use federation::inbound;
#[cfg(feature = "serve")]
pub(crate) use message::{MAX_EMAIL, MAX_SMS, MAX_SUBJECT};
pub(crate) use message::{MessageAnswer, MessageContext, message};
pub(crate) use migration::{Migrated, MigrationContext, migration};
pub(crate) use nothing::nothing;
pub(crate) use remarks::{Refusal, Remarks};
pub(crate) use sign_up::{SignUpFlags, sign_up};
pub(crate) use texts::link;
