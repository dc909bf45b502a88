//! Support for the tests in `tests/`.

pub mod ui;
