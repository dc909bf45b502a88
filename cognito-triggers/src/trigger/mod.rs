//! The triggers: what a handler answers, in one module for each, none of which knows another.

// First, so that rustc names its items by this path.
pub mod no_response;

pub mod create_auth_challenge;
pub mod custom_email_sender;
pub mod custom_message;
pub mod custom_sms_sender;
pub mod define_auth_challenge;
pub mod inbound_federation;
pub mod post_authentication;
pub mod post_confirmation;
pub mod pre_authentication;
pub mod pre_sign_up;
pub mod pre_token_generation;
pub(crate) mod sender;
pub mod user_migration;
pub mod verify_auth_challenge_response;
