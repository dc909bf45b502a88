//! What several tests need.

mod echo;
mod every_trigger;
mod lambda;
mod programs;

use std::path::{Path, PathBuf};

pub use echo::{assert_echo, response};
pub use every_trigger::{Act, DENIAL, every_trigger};
pub use lambda::Lambda;
pub use programs::{output, program};
pub use runtime_api::Outcome;

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The event files of a folder below the workspace's, with their names.
///
/// # Panics
///
/// The folder cannot be read, or has no event.
pub fn events(folder: &str) -> Vec<(String, String)> {
    let mut events = Vec::new();
    for entry in std::fs::read_dir(root().join(folder)).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            events.push((name, std::fs::read_to_string(&path).expect("an event can be read")));
        }
    }
    events.sort();
    assert!(!events.is_empty(), "{folder} has no event");
    events
}
