//! Packages that are written for a measurement, below `target`: nothing of the repository is edited.

use std::fs;
use std::path::{Path, PathBuf};

use crate::tools::{Outcome, root};

/// What depends on the library.
pub(crate) fn library() -> String {
    let library = root().join("cognito-triggers").display().to_string();
    format!(
        "cognito-triggers = {{ path = {library:?}, default-features = false }}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }}\n"
    )
}

/// Writes a package with the versions of this repository. `dependencies` are that section of the manifest, and
/// whatever follows it.
pub(crate) fn package(name: &str, dependencies: &str, files: &[(String, String)]) -> Outcome<PathBuf> {
    let folder = root().join("target/benches").join(name);
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\n{dependencies}\n[profile.release]\nstrip = true\n"
    );
    write(&folder.join("Cargo.toml"), &manifest)?;
    write(&folder.join("Cargo.lock"), &read(&root().join("Cargo.lock"))?)?;
    for (path, text) in files {
        write(&folder.join(path), text)?;
    }
    Ok(folder)
}

pub(crate) fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

pub(crate) fn write(path: &Path, text: &str) -> Outcome<()> {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent).map_err(|e| format!("cannot make {}: {e}", parent.display()))?;
    fs::write(path, text).map_err(|e| format!("cannot write {}: {e}", path.display()))
}
