//! Writes messages as files, for a pull request or a designer.

mod eml;
mod index;

use std::fs;
use std::path::Path;

use super::disarm::disarm;
use super::messages::Shown;
use crate::engine::SampledText;
use crate::record::Medium;

/// Stands before a mail in a file of its own, which no server guards.
const GUARD: &str = "<!doctype html>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
                     style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n\
                     <meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">\n\
                     <base target=\"_blank\">\n";

/// A text with the sample's values filled in.
struct Filled {
    subject: String,
    body: String,
}

impl Filled {
    fn of(text: &SampledText) -> Self {
        let fill = |one: &str| text.fill(one, "", "");
        Self { subject: fill(&text.subject), body: fill(&text.body) }
    }
}

/// Writes all files. What else is in the folder stays.
pub(super) fn write(messages: &[Shown], folder: &Path) -> Result<(), String> {
    let failed = |path: &Path, error: &std::io::Error| format!("cannot write {}: {error}", path.display());
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let put = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| failed(&path, &error))
    };
    for Shown { id, sampled, .. } in messages {
        let Some(text) = &sampled.text else { continue };
        let filled = Filled::of(text);
        match text.medium {
            Medium::Email => {
                put(&format!("{id}.html"), &format!("{GUARD}{}\n", disarm(&filled.body)))?;
                put(&format!("{id}.eml"), &eml::write(&filled.subject, &filled.body))?;
            }
            Medium::Sms => put(&format!("{id}.txt"), &format!("{}\n", filled.body))?,
        }
    }
    put("index.html", &index::write(messages))
}
