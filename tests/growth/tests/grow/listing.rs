//! Reads docs/public-api: the items that `cargo public-api` lists, and what it says about types.

use std::collections::{BTreeMap, BTreeSet};

/// A public item, such as the method `pre_sign_up::Response::new`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Item {
    /// The module, such as `pre_sign_up`; `root` for the crate's root.
    pub(crate) module: String,
    pub(crate) path: String,
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Function,
    Enum,
    Struct,
    Trait,
    /// A variant or a public field.
    Member,
    /// A re-export, an attribute among them.
    Use,
    Other,
}

pub(crate) struct Listing {
    pub(crate) items: BTreeSet<Item>,
    /// The paths of types and variants with `#[non_exhaustive]`.
    pub(crate) non_exhaustive: BTreeSet<String>,
    /// The names of the traits that a type implements, by its path.
    pub(crate) traits: BTreeMap<String, BTreeSet<String>>,
}

impl Item {
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or_default()
    }

    pub(crate) fn is_method(&self) -> bool {
        let on = self.parent().rsplit("::").next().unwrap_or_default();
        self.kind == Kind::Function && on.starts_with(char::is_uppercase)
    }

    /// The path of what the item is in, such as the enum of a variant.
    pub(crate) fn parent(&self) -> &str {
        self.path.rsplit_once("::").map_or("", |(parent, _)| parent)
    }
}

impl Listing {
    /// Reads the listing of a crate, without what the prelude repeats and without the methods of
    /// traits' impls, which programs call by their traits.
    pub(crate) fn parse(text: &str, krate: &str) -> Self {
        let root = format!("{krate}::");
        let modules: BTreeSet<&str> =
            text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_prefix(&root)).collect();
        let mut this =
            Self { items: BTreeSet::new(), non_exhaustive: BTreeSet::new(), traits: BTreeMap::new() };
        // The type of the trait's impl whose items follow.
        let mut implementing = None;
        for line in text.lines() {
            let plain = without_parameters(line);
            if let Some(header) = plain.strip_prefix("impl ") {
                let header = header.split(" where ").next().unwrap_or_default();
                implementing = header.split_once(" for ").map(|(of, on)| {
                    let of = of.rsplit("::").next().unwrap_or_default();
                    let on = on.strip_prefix(&root).unwrap_or(on);
                    this.traits.entry(on.to_owned()).or_default().insert(of.to_owned());
                    format!("{on}::")
                });
                continue;
            }
            let (plain, non_exhaustive) =
                plain.strip_prefix("#[non_exhaustive] ").map_or((&*plain, false), |plain| (plain, true));
            let (kind, path) = kind(plain.strip_prefix("pub ").unwrap_or_default());
            let Some(path) = path.strip_prefix(&root) else { continue };
            let path: String =
                path.chars().take_while(|&c| c == ':' || c == '_' || c.is_alphanumeric()).collect();
            let path = path.trim_end_matches(':').to_owned();
            let first = path.split("::").next().unwrap_or_default();
            let is_repeated = matches!(first, "prelude" | "guide")
                || implementing.as_ref().is_some_and(|on| path.starts_with(on));
            if is_repeated || (kind == Kind::Other && modules.contains(&*path)) {
                continue;
            }
            // `Event<'_, custom_message::CustomMessageTrigger, S>::reply` belongs to that module.
            let of_event = |module: &&&str| line.contains(&format!("::Event<'_, {root}{module}::"));
            let module =
                modules.iter().find(|module| **module == first || of_event(module)).unwrap_or(&"root");
            if non_exhaustive {
                this.non_exhaustive.insert(path.clone());
            }
            this.items.insert(Item { module: (*module).to_owned(), path, kind });
        }
        this
    }

    /// The members of a type: its variants, or its public fields.
    pub(crate) fn members<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |item| item.kind == Kind::Member && item.parent() == path)
    }
}

/// The line without what is between `<` and `>`.
fn without_parameters(line: &str) -> String {
    let mut depth = 0_usize;
    let mut before = ' ';
    let mut plain = String::new();
    for c in line.chars() {
        match c {
            '<' => depth += 1,
            '>' if before != '-' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
        before = c;
    }
    plain
}

/// Takes the keywords off a line, and returns what is behind them.
fn kind(line: &str) -> (Kind, &str) {
    let (mut kind, mut rest) = (Kind::Member, line);
    for (keyword, means) in [
        ("const ", Kind::Other),
        ("async ", Kind::Other),
        ("fn ", Kind::Function),
        ("enum ", Kind::Enum),
        ("struct ", Kind::Struct),
        ("trait ", Kind::Trait),
        ("type ", Kind::Other),
        ("mod ", Kind::Other),
        ("macro ", Kind::Other),
        ("use ", Kind::Use),
    ] {
        if let Some(behind) = rest.strip_prefix(keyword) {
            (kind, rest) = (means, behind);
        }
    }
    (kind, rest)
}
