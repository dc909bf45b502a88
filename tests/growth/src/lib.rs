//! Uses every public item of `cognito-triggers` once, as a program of somebody else's would.
//!
//! Nothing here runs. Each module of the crate has its file, and the items of the crate's root are in
//! `root`. `tests/grow` checks that none is left out, and builds all of it against a copy of the
//! crates in which each type that may grow has grown.

// All variants and `_` in one `match`: where rustc knows that there is no other variant, the enum is
// not `#[non_exhaustive]`, and a new variant would break programs.
#![deny(unreachable_patterns)]
#![allow(missing_docs, missing_debug_implementations, reason = "nobody calls any of it")]
#![allow(
    clippy::match_like_matches_macro,
    clippy::match_same_arms,
    clippy::missing_panics_doc,
    reason = "each variant and each item is named"
)]

pub mod bounds;
pub mod codes;
pub mod create_auth_challenge;
pub mod custom_email_sender;
pub mod custom_message;
pub mod custom_sms_sender;
pub mod define_auth_challenge;
pub mod inbound_federation;
pub mod no_response;
pub mod post_authentication;
pub mod post_confirmation;
pub mod pre_authentication;
pub mod pre_sign_up;
pub mod pre_token_generation;
pub mod root;
pub mod rules;
pub mod user_migration;
pub mod verify_auth_challenge_response;
