//! The files of the repository.

use std::path::{Path, PathBuf};

/// Returns the folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("it is two folders up").to_owned()
}

/// Returns the files with one of these extensions that are not built or installed. Symbolic links are left out:
/// what they lead to is looked at in its own place.
pub(crate) fn files(extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&root(), extensions, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder can be read").flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            let is_ours = !name.to_string_lossy().starts_with('.');
            if is_ours
                && !["target", "node_modules", "cdk.out", "corpus", "artifacts"]
                    .iter()
                    .any(|other| name == *other)
            {
                collect(&path, extensions, found);
            }
        } else if kind.is_file() && path.extension().is_some_and(|own| extensions.iter().any(|e| own == *e)) {
            found.push(path);
        }
    }
}

/// Returns whether the file is a page of rustdoc, whose links may be paths to items.
pub(crate) fn is_for_rustdoc(file: &Path) -> bool {
    let file = file.strip_prefix(root()).unwrap_or(file);
    let pages =
        ["cognito-triggers/src", "cognito-triggers-codes/README.md", "cognito-triggers-pool/README.md"];
    pages.iter().any(|page| file.starts_with(page))
}
