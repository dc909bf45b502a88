//! An edit: one more member, and where it goes.

use std::path::Path;

/// One more member for a type, or for types of one file.
pub(crate) struct Edit {
    /// The types that grow by it, as the table of docs/policy.md names them.
    pub(crate) grows: &'static [&'static str],
    /// The file, from the folder of the workspace.
    pub(crate) file: &'static str,
    /// Texts of the file, and what is inserted behind each of their occurrences. A text shows why
    /// the type may grow, where that can be seen: `#[non_exhaustive]`, or a first field that is
    /// private. If that is all it shows, nothing is inserted.
    pub(crate) insert: &'static [(&'static str, &'static str)],
}

/// A file that only the copy has: another file with some words replaced.
pub(crate) struct NewFile {
    pub(crate) name: &'static str,
    pub(crate) like: &'static str,
    pub(crate) with: &'static [(&'static str, &'static str)],
}

macro_rules! edits {
    ($($file:literal [$($grows:literal)*] { $($before:literal => $member:literal)+ })+) => {
        &[$(Edit { grows: &[$($grows),*], file: $file, insert: &[$(($before, $member)),+] }),+]
    };
}
pub(crate) use edits;

impl Edit {
    pub(crate) fn is_for(&self, file: &Path) -> bool {
        Path::new(self.file) == file
    }

    /// Returns the file's text with the members. The error names the text that the file lacks.
    pub(crate) fn apply(&self, text: &str) -> Result<String, String> {
        let mut text = text.to_owned();
        for (before, member) in self.insert {
            if !text.contains(before) {
                return Err(format!(
                    "{} lacks this text, behind which {} should get one more member:\n{before}\n",
                    self.file,
                    self.grows.join(", "),
                ));
            }
            text = text.replace(before, &format!("{before}{member}"));
        }
        Ok(text)
    }
}
