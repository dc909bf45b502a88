//! The items of the crate's root.

pub mod attributes;
pub mod event;
pub mod names;
pub mod router;
pub mod values;
