//! Every macro where its surroundings are hostile: that this compiles without a warning is the test.
//!
//! The crate is renamed in Cargo.toml, and re-exported from here for `tests/reexported.rs`.

#![no_implicit_prelude]
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_qualifications,
    single_use_lifetimes,
    clippy::pedantic,
    clippy::nursery
)]

pub use ::renamed as cognito_triggers;

pub mod from_macro;
pub mod nested;
pub mod shadowed;
