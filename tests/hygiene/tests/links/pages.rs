//! The pages that rustdoc makes: each file and each place that they link to is there.
//!
//! rustdoc checks paths to items, and no headings.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::read_to_string;
use std::path::{Component, Path, PathBuf};

use crate::files::root;
use crate::wrong_url;

const CRATES: &[&str] =
    &["cognito_triggers", "cognito_triggers_codes", "cognito_triggers_macros", "cognito_triggers_pool"];

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            found.push(path);
        }
    }
}

/// Returns the values of an attribute. Only tags begin with `<`: in text and in code it is `&lt;`.
fn values<'a>(page: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> {
    page.split('<').filter_map(move |tag| {
        let (_, rest) = tag.split('>').next()?.split_once(attribute)?;
        rest.split_once('"').map(|(value, _)| value)
    })
}

/// Texts that rustdoc copies from the docs of `tracing`, `futures` and `tower`, for traits that all types have,
/// have paths in place of links. In our own texts, rustdoc refuses a path that it does not know.
fn is_of_a_dependency(target: &str) -> bool {
    target.contains("::") || target == "dispatcher#setting-the-default-subscriber"
}

/// Resolves `..` by name: the page may not be there.
fn joined(folder: &Path, path: &str) -> PathBuf {
    let mut whole = folder.to_owned();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => _ = whole.pop(),
            other => whole.push(other),
        }
    }
    whole
}

#[test]
#[ignore = "needs the pages: cargo doc --workspace --no-deps --all-features"]
fn no_link_of_a_page_of_rustdoc_points_nowhere() {
    let docs =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from).join("doc");
    let mut all = Vec::new();
    for name in CRATES {
        pages(&docs.join(name), &mut all);
    }
    let texts: BTreeMap<&PathBuf, String> =
        all.iter().map(|page| (page, read_to_string(page).unwrap())).collect();
    let ids: BTreeMap<&PathBuf, BTreeSet<&str>> =
        texts.iter().map(|(page, text)| (*page, values(text, " id=\"").collect())).collect();
    let mut wrong = BTreeSet::new();
    let mut count = 0;
    for (page, text) in &texts {
        for target in values(text, " href=\"").chain(values(text, "img src=\"")) {
            count += 1;
            let name = page.strip_prefix(&docs).unwrap_or(page).display();
            if target.contains("://") {
                wrong.extend(wrong_url(target).map(|problem| format!("{name}: {problem}")));
                continue;
            }
            // Of a crate that is a module of another one, rustdoc makes no page of all items, and links to it.
            let is_of_rustdoc = target == "all.html" && page.ends_with("cognito_triggers/pool/index.html");
            if target.starts_with("data:") || is_of_rustdoc || is_of_a_dependency(target) {
                continue;
            }
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = path.split('?').next().unwrap_or_default();
            let linked = if path.is_empty() { (*page).clone() } else { joined(page.parent().unwrap(), path) };
            if !linked.exists() {
                wrong.insert(format!("{name}: {target}: there is no such file"));
            } else if let Some(ids) = ids.get(&linked)
                && !anchor.is_empty()
                // Those of items have a full stop. rustdoc makes them, some for hidden items and some by a script.
                && !anchor.contains('.')
                && !ids.contains(anchor)
            {
                wrong.insert(format!("{name}: {target}: there is no such place"));
            }
        }
    }
    println!("{count} links on {} pages", texts.len());
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
    assert!(texts.len() > 300 && count > 10_000, "{count} links on {} pages", texts.len());
}
