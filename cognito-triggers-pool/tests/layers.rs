//! Imports run one way: a layer uses those before it, and no two files of a folder use each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// From the bottom to the top.
const LAYERS: [&str; 18] = [
    "base64",
    "hmac",
    "rsa",
    "srp",
    "error",
    "record",
    "settings",
    "function",
    "state",
    "encryptor",
    "event",
    "verdict",
    "token",
    "request",
    "engine",
    "operation",
    "client",
    "serve",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut all: Vec<PathBuf> = entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    all.sort();
    all
}

/// The names behind each `prefix`, as in `crate::name`.
fn names<'t>(text: &'t str, prefix: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices(prefix).filter_map(move |(at, _)| {
        let rest = &text[at + prefix.len()..];
        let name = rest.split(|c: char| !(c.is_ascii_lowercase() || c == '_')).next().unwrap_or_default();
        (!name.is_empty()).then_some(name)
    })
}

#[test]
fn a_layer_imports_those_before_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rank = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let mut checked = 0;
    for path in sources(&root) {
        let text = fs::read_to_string(&path).expect("text");
        let inside = path.strip_prefix(&root).expect("inside");
        let own =
            inside.iter().next().and_then(|part| part.to_str()).unwrap_or_default().trim_end_matches(".rs");
        let Some(own_rank) = rank(own) else { continue };
        for name in names(&text, "crate::") {
            let Some(other) = rank(name) else { continue };
            assert!(other <= own_rank, "{} imports {name}, which is a higher layer", inside.display());
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} imports were found");
}

#[test]
fn no_two_files_of_a_folder_import_each_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut uses: BTreeMap<(PathBuf, String), BTreeSet<String>> = BTreeMap::new();
    for path in sources(&root) {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let text = fs::read_to_string(&path).expect("text");
        // Test modules are written last, and may use what they like.
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let folder = path.parent().expect("a folder").to_owned();
        uses.insert((folder, stem), names(code, "super::").map(str::to_owned).collect());
    }
    for ((folder, stem), others) in &uses {
        for other in others {
            let back = uses.get(&(folder.clone(), other.clone()));
            let mutual = other != stem && back.is_some_and(|back| back.contains(stem));
            assert!(!mutual, "{stem} and {other} import each other in {}", folder.display());
        }
    }
}

#[test]
fn files_say_their_idea_first_and_stay_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&root) {
        let text = fs::read_to_string(&path).expect("text");
        // The docs of `lib.rs` are the README, so its idea is a plain comment.
        let start = if path.ends_with("lib.rs") { "// " } else { "//! " };
        assert!(text.starts_with(start), "{}", path.display());
        assert!(text.lines().count() <= 400, "{} has more than 400 lines", path.display());
    }
}
