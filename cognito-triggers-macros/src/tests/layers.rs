//! Checks the imports against the order in the docs of `lib.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

/// The files of each folder, in groups that may import the later ones.
fn order() -> BTreeMap<String, Vec<Vec<String>>> {
    let lib = include_str!("../lib.rs");
    let (_, picture) = lib.split_once("```text\n").expect("lib.rs has a picture");
    let (picture, _) = picture.split_once("//! ```").expect("the picture has an end");
    let lines = picture.lines().map(|line| line.trim_start_matches("//! ").split_once(": ").expect(line));
    let names = |group: &str| group.split(", ").map(str::to_owned).collect();
    let folders = lines.map(|(folder, groups)| (folder, groups.split(" ──> ").map(names).collect()));
    folders.map(|(folder, groups)| (folder.replace("lib", ""), groups)).collect()
}

/// The paths after `crate::` or `super::`, without those of unit tests. Braces stand for several.
fn imports(tokens: TokenStream, from: &str, found: &mut Vec<String>) {
    let list: Vec<TokenTree> = tokens.into_iter().collect();
    let mut rest = &list[..];
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (TokenTree::Ident(name), [TokenTree::Ident(tests), TokenTree::Group(_), after @ ..])
                if *name == "mod" && *tests == "tests" =>
            {
                rest = after;
            }
            (TokenTree::Ident(name), [TokenTree::Punct(a), TokenTree::Punct(b), ..])
                if *name == from && a.as_char() == ':' && b.as_char() == ':' =>
            {
                let end =
                    |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() != ':');
                let path = after.iter().skip(2).take_while(|token| !end(token));
                found.extend(paths(&path.map(ToString::to_string).collect::<String>()));
            }
            (TokenTree::Group(group), _) => imports(group.stream(), from, found),
            _ => {}
        }
    }
}

/// Writes `a::{b, c}` as `a::b` and `a::c`.
fn paths(text: &str) -> Vec<String> {
    let text = text.replace(|c: char| c.is_whitespace() || c == '}', "");
    match text.split_once('{') {
        Some((start, names)) => names.split(',').map(|name| format!("{start}{name}")).collect(),
        None => vec![text],
    }
}

fn check(folder: &str, groups: &[Vec<String>], file: &str, path: &str) {
    let group = |name: &str| groups.iter().position(|group| group.iter().any(|listed| listed == name));
    let imported = path.split("::").next().unwrap_or_default();
    assert_ne!(imported, "super", "{folder}: `{file}` imports a folder above by `super`");
    let Some(own) = group(file) else { panic!("src/{folder}/{file} is not in the order of lib.rs") };
    if let Some(other) = group(imported).filter(|_| imported != file) {
        assert!(own < other, "src/{folder}: `{file}` imports `{imported}`");
    }
}

/// Checks the files of a folder, and returns how many it has.
fn walk(root: &Path, folder: &str, order: &BTreeMap<String, Vec<Vec<String>>>) -> usize {
    let mut count = 0;
    for entry in fs::read_dir(root.join(folder)).expect("the folder is readable") {
        let path = entry.expect("the entry is readable").path();
        let name = path.file_stem().expect("it has a name").to_str().expect("it is UTF-8").to_owned();
        let place = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if ["lib", "tests", "rules", "table"].contains(&&*place) {
            continue;
        }
        if path.is_dir() {
            count += walk(root, &place, order);
            continue;
        }
        let text = fs::read_to_string(&path).expect("the file is readable");
        let [mut of_crate, mut of_folder] = [Vec::new(), Vec::new()];
        imports(text.parse().expect("it is Rust"), "crate", &mut of_crate);
        imports(text.parse().expect("it is Rust"), "super", &mut of_folder);
        let sibling = format!("{}::", folder.replace('/', "::"));
        of_folder.extend(of_crate.iter().filter_map(|path| path.strip_prefix(&sibling)).map(str::to_owned));
        for path in of_crate {
            check("", &order[""], place.split('/').next().unwrap_or_default(), &path);
        }
        for path in of_folder.iter().filter(|_| name != "mod") {
            check(folder, &order[folder], &name, path);
        }
        count += 1;
    }
    count
}

#[test]
fn imports_run_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let order = order();
    let listed = order.values().flatten().flatten().filter(|name| *name != "rules").count();
    assert_eq!(walk(&root, "", &order), listed, "the order names files that do not exist");
}
