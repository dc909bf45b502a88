//! The file that keeps a pool's state over restarts. It holds passwords, so only its owner may read it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::line::one_line;
use crate::client::Pool;
use crate::state::State;

/// Changes with the form of the state.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Saved<'s> {
    version: u32,
    pool: &'s str,
    state: &'s State,
}

/// What is read first: whether the rest can be.
#[derive(Deserialize)]
struct Label {
    version: u32,
    pool: String,
}

#[derive(Deserialize)]
struct Content {
    state: State,
}

#[derive(Debug)]
pub(super) struct StateFile(PathBuf);

impl StateFile {
    /// Takes over the state of a file, if it is there, and writes it, so that a mistake shows at the start.
    pub(super) fn open(path: PathBuf, pool: &Pool) -> Result<Self, String> {
        match fs::read(&path) {
            Ok(bytes) => {
                let state = read(&bytes, pool.id()).map_err(|why| {
                    // It may quote the file.
                    let why = one_line(why);
                    format!(
                        "cannot use the state in {}: {why}. Name another file, or move it away to begin with an \
                         empty pool",
                        path.display()
                    )
                })?;
                *pool.engine().state() = state;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(format!("cannot read the state in {}: {error}", path.display())),
        }
        let file = Self(path);
        file.save(pool)?;
        Ok(file)
    }

    /// Writes the state. Whoever reads the file sees the old one or the new one.
    pub(super) fn save(&self, pool: &Pool) -> Result<(), String> {
        let engine = pool.engine();
        let text = {
            let state = engine.state();
            serde_json::to_vec(&Saved { version: VERSION, pool: &engine.settings.id, state: &state })
        };
        let written = text.map_err(io::Error::from).and_then(|text| replace(&self.0, &text));
        written.map_err(|error| format!("cannot write the state to {}: {error}", self.0.display()))
    }
}

fn read(bytes: &[u8], pool: &str) -> Result<State, String> {
    let label: Label =
        serde_json::from_slice(bytes).map_err(|error| format!("it is no state file ({error})"))?;
    if label.version != VERSION {
        return Err(format!(
            "its form is version {}, and this program reads version {VERSION}",
            label.version
        ));
    }
    if label.pool != pool {
        return Err(format!("it is of the pool {}, and this one is {pool}", label.pool));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let content: Content = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| format!("it is broken (at {}: {})", error.path(), error.inner()))?;
    reader.end().map_err(|error| format!("it is broken ({error})"))?;
    let numbers: Value = serde_json::from_slice(bytes).map_err(|error| format!("it is broken ({error})"))?;
    match too_big(&numbers["state"], "state") {
        Some(path) => Err(format!("it is broken (at {path}: no number of a pool is as big)")),
        None => Ok(content.state),
    }
}

/// Finds a number that the next call could not add to. That of `random` takes any value.
fn too_big(value: &Value, path: &str) -> Option<String> {
    const MOST: u64 = 1 << 60;
    match value {
        Value::Number(number) => number.as_u64().filter(|number| *number > MOST).map(|_| path.to_owned()),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(at, item)| too_big(item, &format!("{path}[{at}]")))
        }
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| path != "state" || *name != "random")
            .find_map(|(name, member)| too_big(member, &format!("{path}.{name}"))),
        _ => None,
    }
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(name);
    let written = private(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&temporary, path)).inspect_err(|_| {
        let _ = fs::remove_file(&temporary);
    })
}

/// Creates a file for its owner alone.
fn private(path: &Path) -> io::Result<File> {
    // One that is left over may have been made by anybody.
    let _ = fs::remove_file(path);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
