//! The promise: whatever a handler of this crate can return, Cognito accepts, or denies as the handler
//! said, or the answer stands in the list of `exceptions.rs`.
//!
//! Responses of all 13 triggers are generated, handed to a handler that returns them, and judged by the
//! user pool, which reads answers by rules of its own.

mod answer;
mod challenges;
mod exceptions;
mod judge;
mod messages;
mod migration;
mod others;
mod refused;
mod sign_up;
mod tokens;
