//! Imports run one way: a layer of the runtime crate imports what the table in ARCHITECTURE.md
//! lets it, and no files beside each other import in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A module's path, such as `["wire", "envelope"]`; the crate's root is empty.
type Module = Vec<String>;

#[test]
fn a_layer_imports_what_the_table_allows() {
    let (table, sources) = (table(), Sources::read("cognito-triggers"));
    let layers: BTreeSet<&str> =
        sources.files.keys().filter_map(|module| Some(module.first()?.as_str())).collect();
    assert_eq!(layers, table.keys().map(String::as_str).collect(), "the layers are those of the table");
    let mut wrong = Vec::new();
    for (module, file) in &sources.files {
        let Some(layer) = module.first() else { continue };
        for path in &file.paths {
            let target = path.first().map(String::as_str).unwrap_or_default();
            if layers.contains(target) {
                if target != layer && !table[layer].contains(target) {
                    wrong.push(format!("{} imports crate::{}", file.name, path.join("::")));
                }
            } else if !sources.macros.contains(target) {
                wrong.push(format!("{} imports crate::{target}: write the whole path", file.name));
            }
        }
    }
    assert!(wrong.is_empty(), "ARCHITECTURE.md does not allow that:\n{}", wrong.join("\n"));
}

#[test]
fn files_beside_each_other_import_in_no_circle() {
    for name in ["cognito-triggers", "cognito-triggers-macros", "cognito-triggers-codes"] {
        let circles = circles(&Sources::read(name));
        assert!(circles.is_empty(), "these files of {name} are in a circle: {}", circles.join(", "));
    }
}

/// The modules from which imports lead back to them.
fn circles(sources: &Sources) -> Vec<String> {
    let mut imports: BTreeMap<&Module, BTreeSet<&Module>> = BTreeMap::new();
    for (module, file) in &sources.files {
        for path in &file.paths {
            let Some(target) = sources.file_of(path) else { continue };
            // Seen from the folder that both are in, through the entries that hold them.
            let shared = module.iter().zip(target).take_while(|(a, b)| a == b).count();
            if module.len() > shared && target.len() > shared {
                let (from, _) = sources.files.get_key_value(&module[..=shared]).expect("a folder has a file");
                let (to, _) = sources.files.get_key_value(&target[..=shared]).expect("a folder has a file");
                imports.entry(from).or_default().insert(to);
            }
        }
    }
    let mut circles = Vec::new();
    for start in imports.keys() {
        let (mut seen, mut next) = (BTreeSet::new(), vec![*start]);
        while let Some(module) = next.pop() {
            next.extend(imports.get(module).into_iter().flatten().filter(|to| seen.insert(**to)));
        }
        if seen.contains(start) {
            circles.push(start.join("::"));
        }
    }
    circles
}

/// Which layers each layer may import, as ARCHITECTURE.md says in its table.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the page is readable");
    let mut table: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in page.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let Some(layer) = cells.get(1).and_then(|cell| cell.strip_prefix('`')?.strip_suffix("/`")) else {
            continue;
        };
        let allowed = cells.get(cells.len().saturating_sub(2)).copied().unwrap_or_default();
        let allowed = match allowed {
            "nothing" => BTreeSet::new(),
            "all above" => table.keys().cloned().collect(),
            list => list.split(", ").map(str::to_owned).collect(),
        };
        table.insert(layer.to_owned(), allowed);
    }
    table
}

/// A package's source files, but for its root and its pages.
struct Sources {
    files: BTreeMap<Module, File>,
    /// Macros that the crate exports, which only the root has.
    macros: BTreeSet<String>,
}

struct File {
    name: String,
    /// Every path that starts at the crate's root, or that `super` takes out of its module.
    paths: Vec<Module>,
    /// Names that the file re-exports from its submodules.
    reexports: BTreeMap<String, Module>,
}

impl Sources {
    fn read(package: &str) -> Self {
        let source = root().join(package).join("src");
        let mut paths = Vec::new();
        rust_files(&source, &mut paths);
        // What exported macros write begins with the path of a macro, or with this.
        let macros = BTreeSet::from(["__private".to_owned()]);
        let mut this = Self { files: BTreeMap::new(), macros };
        for path in paths {
            let name = path.strip_prefix(&source).expect("listed there").with_extension("");
            let mut module: Module = name.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            module.pop_if(|last| last == "mod");
            let is_page =
                matches!(module[0].as_str(), "lib" | "guide") || module.iter().any(|part| part == "tests");
            let text = fs::read_to_string(&path).expect("the file is readable");
            let tokens: Vec<TokenTree> = flat(text.parse().expect("the file is Rust"));
            exported_macros(&tokens, &mut this.macros);
            if !is_page {
                let mut file = File {
                    name: path.strip_prefix(root()).expect("ours").display().to_string(),
                    paths: Vec::new(),
                    reexports: BTreeMap::new(),
                };
                read_paths(&tokens, &module, &mut file);
                this.files.insert(module, file);
            }
        }
        this
    }

    /// The file of a path's item: the longest part of the path that is a module, through what a
    /// folder's `mod.rs` re-exports.
    fn file_of<'s>(&'s self, path: &'s [String]) -> Option<&'s [String]> {
        let length = (1..=path.len()).rev().find(|length| self.files.contains_key(&path[..*length]))?;
        let module = &path[..length];
        let reexported = path.get(length).and_then(|name| self.files[module].reexports.get(name));
        Some(reexported.filter(|module| self.files.contains_key(*module)).map_or(module, Vec::as_slice))
    }
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the entry is readable").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The tokens without those of tests, groups as opening and closing tokens would be: kept whole,
/// and followed by what is in them.
fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    let mut out = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_attribute = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
        let is_test = is_attribute
            && tokens.peek().is_some_and(|next| {
                let text = next.to_string().replace(' ', "");
                text.starts_with("[cfg(test)]") || text.starts_with("[cfg(all(test,")
            });
        if is_test {
            // What the attribute is on ends with its block or a semicolon.
            for skipped in tokens.by_ref() {
                let ends = match &skipped {
                    TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                    other => other.to_string() == ";",
                };
                if ends {
                    break;
                }
            }
            continue;
        }
        out.push(token);
    }
    out
}

fn exported_macros(tokens: &[TokenTree], macros: &mut BTreeSet<String>) {
    let texts: Vec<String> = tokens.iter().map(|token| token.to_string().replace(' ', "")).collect();
    for (at, _) in texts.iter().enumerate().filter(|(_, text)| *text == "[macro_export]") {
        if let Some(name) = texts[at..].iter().skip_while(|text| *text != "macro_rules").nth(2) {
            macros.insert(name.clone());
        }
    }
}

fn read_paths(tokens: &[TokenTree], module: &[String], file: &mut File) {
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => read_paths(&flat(group.stream()), module, file),
            TokenTree::Ident(ident) if ident == "crate" || ident == "super" => {
                let mut prefix =
                    if ident == "crate" { Vec::new() } else { module[..module.len() - 1].to_vec() };
                at += 1;
                while ident == "super" && tokens.get(at + 2).is_some_and(|token| token.to_string() == "super")
                {
                    prefix.pop();
                    at += 3;
                }
                // Not in `pub(crate)`.
                if tokens.get(at).is_some_and(|token| token.to_string() == ":") {
                    each_path(&tokens[at..], &mut prefix, &mut |path| file.paths.push(path.to_vec()));
                }
                continue;
            }
            TokenTree::Ident(ident) if ident == "use" => {
                // `pub use sub::{Name, ..}` of a folder's own file.
                each_path(&tokens[at..], &mut module.to_vec(), &mut |path| {
                    if let Some(name) = path.last().filter(|_| path.len() > module.len() + 1) {
                        file.reexports.insert(name.clone(), path[..path.len() - 1].to_vec());
                    }
                });
            }
            _ => {}
        }
        at += 1;
    }
}

/// Shows the paths that a tree such as `::wire::{json, envelope::Envelope}` has under a prefix.
fn each_path(tokens: &[TokenTree], prefix: &mut Module, got: &mut dyn FnMut(&[String])) {
    let length = prefix.len();
    let mut rest = tokens;
    loop {
        rest = match rest {
            [TokenTree::Punct(a), TokenTree::Punct(b), TokenTree::Ident(name), behind @ ..]
                if a.as_char() == ':' && b.as_char() == ':' =>
            {
                prefix.push(name.to_string());
                behind
            }
            [TokenTree::Punct(a), TokenTree::Punct(b), TokenTree::Group(group), ..]
                if a.as_char() == ':' && b.as_char() == ':' && group.delimiter() == Delimiter::Brace =>
            {
                let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
                for part in tokens.split(|token| token.to_string() == ",") {
                    // As behind two colons.
                    let colons = "::".parse::<TokenStream>().expect("two colons");
                    let part: Vec<TokenTree> = colons.into_iter().chain(part.iter().cloned()).collect();
                    each_path(&part, prefix, got);
                }
                break;
            }
            [TokenTree::Ident(keyword), name @ TokenTree::Ident(_), behind @ ..] if keyword == "use" => {
                prefix.push(name.to_string());
                behind
            }
            _ => {
                prefix.pop_if(|last| last == "self");
                got(prefix);
                break;
            }
        };
    }
    prefix.truncate(length);
}
