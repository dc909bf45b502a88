//! A handler for each trigger that has no event of its own in `benches/events`: a small one, as people write it.

pub(super) mod by_hand;
pub(super) mod ours;
pub(super) mod peers;

const DOMAIN: &str = "@example.org";
const SUSPENDED: &str = "t-0";
const CODE: &str = "490215";
const PASSWORD: &str = "Correct-Horse7";
