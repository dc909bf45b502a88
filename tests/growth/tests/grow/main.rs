//! Programs survive growth: nothing public is left out here, each type of the policy's table has one
//! more member, and all programs build against a copy of the crates with these members.

mod answers;
mod edit;
mod events;
mod listing;
mod names;
mod others;
mod pool;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use edit::Edit;
use listing::{Kind, Listing};

/// What a copy is made of: the published crates, and programs that use them.
const COPIED: &[&str] = &[
    "Cargo.lock",
    "README.md",
    "cognito-triggers",
    "cognito-triggers-codes",
    "cognito-triggers-macros",
    "cognito-triggers-pool",
    "examples",
    "tests/growth",
    "tests/runtime-api",
    "tests/support",
];

const MEMBERS: &str = r#"members = [
    "cognito-triggers",
    "cognito-triggers-codes",
    "cognito-triggers-macros",
    "cognito-triggers-pool",
    "examples",
    "examples/one-lambda",
    "tests/growth",
    "tests/runtime-api",
    "tests/support",
]
"#;

#[test]
fn every_public_item_is_used() {
    let listing = listing("cognito-triggers");
    // The sources of each module, and those of all.
    let mut sources: BTreeMap<String, String> = BTreeMap::new();
    for file in files(&root().join("tests/growth/src")) {
        let name =
            file.strip_prefix(root().join("tests/growth/src")).expect("it is in there").with_extension("");
        let module = name.iter().next().expect("a file has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).expect("the file can be read");
        sources.entry("all".to_owned()).or_default().push_str(&text);
        sources.entry(module).or_default().push_str(&text);
    }
    // `get` of three types in one module is used three times there.
    let mut wanted: BTreeMap<(&str, &str, bool), Vec<&str>> = BTreeMap::new();
    for item in listing.items.iter().filter(|item| !is_repeated(&listing, item.parent())) {
        let module = if item.kind == Kind::Use { "all" } else { &item.module };
        wanted.entry((module, item.name(), item.is_method())).or_default().push(&item.path);
    }
    let mut missing = Vec::new();
    for ((module, name, is_method), paths) in wanted {
        let text = sources.get(module).map(String::as_str).unwrap_or_default();
        if uses(text, name, is_method) < paths.len() {
            missing.push(format!("{module}: {}", paths.join(", ")));
        }
    }
    assert!(
        missing.is_empty(),
        "use these too in tests/growth/src, in the file of the module:\n{}",
        missing.join("\n")
    );
}

/// How often a name stands in a text; a method's, behind a dot or colons.
fn uses(text: &str, name: &str, is_method: bool) -> usize {
    let is_word = |c: char| c == '_' || c.is_alphanumeric();
    text.match_indices(name)
        .filter(|(at, _)| {
            let (before, behind) = (&text[..*at], &text[at + name.len()..]);
            let starts = if is_method { before.ends_with(['.', ':']) } else { !before.ends_with(is_word) };
            starts && !behind.starts_with(is_word)
        })
        .count()
}

/// Whether another module has the enum too, whose methods the listing gives to that module.
fn is_repeated(listing: &Listing, path: &str) -> bool {
    let name = path.rsplit("::").next();
    listing.items.iter().any(|other| {
        other.kind == Kind::Enum
            && other.name() == name.unwrap_or_default()
            && other.path.as_str() > path
            && listing.members(path).next().is_some()
    })
}

#[test]
fn a_type_with_public_members_may_have_more() {
    for name in ["cognito-triggers", "cognito-triggers-codes"] {
        let (listing, table) = (listing(name), table());
        let mut closed = Vec::new();
        for item in &listing.items {
            // A variant with fields, or a struct with public ones.
            let has_fields = listing.members(&item.path).next().is_some();
            let may_not = match item.kind {
                Kind::Enum => true,
                Kind::Struct | Kind::Member => has_fields,
                _ => false,
            };
            if may_not && !listing.non_exhaustive.contains(&item.path) && !table.never.contains(item.name()) {
                closed.push(&*item.path);
            }
        }
        assert!(
            closed.is_empty(),
            "these can get no member without breaking programs: write `#[non_exhaustive]`, make the fields private, or say \"never\" in docs/policy.md: {}",
            closed.join(", ")
        );
    }
}

#[test]
fn every_type_is_in_the_policy() {
    let table = table();
    // Types without data, which the last row means by what they stand for.
    let names = ["TriggerMarker", "SourceOf", "Placeholders", "OneText", "TokenVersion"];
    for name in ["cognito-triggers", "cognito-triggers-codes"] {
        let listing = listing(name);
        let is_name = |path: &str| {
            listing.traits.get(path).is_some_and(|traits| names.iter().any(|name| traits.contains(*name)))
        };
        let missing: BTreeSet<&str> = listing
            .items
            .iter()
            .filter(|item| matches!(item.kind, Kind::Enum | Kind::Struct) && item.module != "bounds")
            .filter(|item| !is_name(&item.path))
            .map(listing::Item::name)
            .filter(|name| !table.grows.contains(*name) && !table.never.contains(*name))
            .collect();
        assert!(missing.is_empty(), "docs/policy.md does not say how these grow: {missing:?}");
    }
}

#[test]
fn every_type_of_the_policy_grows() {
    let grown: BTreeSet<&str> =
        edits().flat_map(|edit| edit.grows).filter_map(|path| path.rsplit("::").next()).collect();
    let missing: Vec<String> = table().grows.into_iter().filter(|name| !grown.contains(&**name)).collect();
    assert!(missing.is_empty(), "these have no edit in tests/growth/tests/grow: {}", missing.join(", "));
}

#[test]
fn every_edit_has_its_place() {
    let errors: Vec<String> = edits()
        .filter_map(|edit| {
            let text = fs::read_to_string(root().join(edit.file));
            text.map_err(|e| format!("{}: {e}", edit.file)).and_then(|text| edit.apply(&text)).err()
        })
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
#[ignore = "builds the crates a second time: `cargo test -p growth -- --ignored`"]
fn programs_build_against_grown_crates() {
    let copy = root().join("target/growth/copy");
    let mut written = BTreeSet::new();
    for name in COPIED {
        for file in files(&root().join(name)) {
            // A link to a file of another crate has that file's members.
            let real = fs::canonicalize(&file).expect("the file exists");
            let real =
                real.strip_prefix(fs::canonicalize(root()).expect("it exists")).expect("ours").to_owned();
            let mut content = fs::read(&file).expect("the file can be read");
            for edit in edits().filter(|edit| edit.is_for(&real)) {
                let text = String::from_utf8(content).expect("a source file is UTF-8");
                content = edit.apply(&text).unwrap_or_else(|error| panic!("{error}")).into_bytes();
            }
            let target = copy.join(file.strip_prefix(root()).expect("ours"));
            write(&target, &content);
            written.insert(target);
        }
    }
    for new in names::FILES {
        let text = fs::read_to_string(root().join(new.like)).expect("the file can be read");
        let text = new.with.iter().fold(text, |text, (word, other)| text.replace(word, other));
        write(&copy.join(new.name), text.as_bytes());
        written.insert(copy.join(new.name));
    }
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest can be read");
    let (head, rest) = manifest.split_once("members = [").expect("a workspace has members");
    let (_, rest) = rest.split_once("[workspace.package]").expect("it shares facts");
    write(&copy.join("Cargo.toml"), format!("{head}{MEMBERS}\n[workspace.package]{rest}").as_bytes());
    written.insert(copy.join("Cargo.toml"));
    for file in files(&copy).into_iter().filter(|file| !written.contains(file)) {
        fs::remove_file(file).expect("an old file can be removed");
    }

    // A folder of its own: cargo names what it builds by the place in the workspace, which is the same in the
    // copy, and would take grown crates for ours.
    let target = root().join("target/growth/build");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--workspace"])
        .env("CARGO_TARGET_DIR", target)
        .current_dir(&copy)
        .output()
        .expect("cargo starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "a program does not survive the growth of the crates:\n{errors}");
}

/// Writes a file unless it has this content, so that cargo builds again only what has changed.
fn write(path: &Path, content: &[u8]) {
    if fs::read(path).is_ok_and(|present| present == content) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be made");
    let mut file = fs::File::create(path).expect("the file can be made");
    file.write_all(content).expect("the file can be written");
}

fn edits() -> impl Iterator<Item = &'static Edit> {
    [answers::ANSWERS, events::EVENTS, names::NAMES, others::OTHERS, pool::POOL].into_iter().flatten()
}

/// The table "How each type grows": the names of its first column.
struct Table {
    grows: BTreeSet<String>,
    never: BTreeSet<String>,
}

fn table() -> Table {
    let page = fs::read_to_string(root().join("docs/policy.md")).expect("the policy can be read");
    let (_, rest) = page.split_once("## How each type grows").expect("the policy has the table");
    let (rows, _) = rest.split_once("\n## ").expect("another part follows");
    let mut table = Table { grows: BTreeSet::new(), never: BTreeSet::new() };
    for row in rows.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let names = if cells[2].starts_with("never") { &mut table.never } else { &mut table.grows };
        for name in cells[1].split('`').skip(1).step_by(2) {
            let name = name.split('<').next().unwrap_or_default();
            names.insert(name.rsplit("::").next().unwrap_or_default().to_owned());
        }
    }
    assert!(table.grows.len() > 20 && !table.never.is_empty(), "the table was read");
    table
}

fn listing(krate: &str) -> Listing {
    let file = root().join("docs/public-api").join(krate).with_extension("txt");
    let text = fs::read_to_string(file).expect("the listing can be read");
    let listing = Listing::parse(&text, &krate.replace('-', "_"));
    assert!(listing.items.len() > 20, "the listing was read");
    listing
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The files in a folder, or the file itself.
fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).expect("the folder can be read");
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.expect("the entry can be read").path();
        // What a tool has put there: a target folder, packages of npm.
        if !path.file_name().is_some_and(|name| name == "target" || name == "node_modules") {
            files.extend(self::files(&path));
        }
    }
    files
}
