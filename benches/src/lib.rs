//! What `benches/run` measures: the same handlers, written in several ways, and their events.

pub mod events;
pub mod ways;
