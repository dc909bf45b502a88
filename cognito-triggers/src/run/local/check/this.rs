//! Which of a file's functions is this program.

use crate::run::local::check::facts::{Facts, Form, Function, Target};

/// The function that runs this program.
#[derive(Debug)]
pub(super) struct This {
    /// Its name in sentences.
    pub(super) name: String,
    key: Key,
}

#[derive(Debug, PartialEq, Eq)]
enum Key {
    /// A function of the file: its logical id, and its name where it is fixed.
    Here { id: String, name: Option<String> },
    /// A function elsewhere, by its name.
    Named(String),
    /// What a parameter or an import of this name gives.
    Given(String),
    /// The file names no function.
    Nowhere,
}

/// Whether a value names this function.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Is {
    This,
    Other,
    /// Nobody knows before the deployment: the words for the value.
    Unknown(String),
}

impl This {
    /// Finds the function with a name, or the only one that can be meant.
    pub(super) fn find(facts: &Facts, wanted: Option<&str>) -> Result<Self, String> {
        match wanted {
            Some(wanted) => Self::named(facts, wanted),
            None => Self::only(facts),
        }
    }

    fn named(facts: &Facts, wanted: &str) -> Result<Self, String> {
        let wanted = wanted.split_once(":function:").map_or(wanted, |(_, name)| name);
        let bare = wanted.split_once(':').map_or(wanted, |(name, _)| name);
        let has_name = |function: &&Function| {
            function.id == bare
                || function.name.as_deref() == Some(bare)
                || (facts.form == Form::Cdk && without_hash(&function.id) == Some(bare))
        };
        let mut found = facts.functions.iter().filter(has_name);
        if let Some(function) = found.next() {
            return match found.next() {
                Some(second) => Err(format!(
                    "{wanted} may be {} or {}: write one of them after --function",
                    function.id, second.id
                )),
                None => Ok(Self::of(function)),
            };
        }
        let elsewhere = elsewhere(facts).into_iter();
        let mut elsewhere = elsewhere.filter(|this| [wanted, bare].contains(&this.name.as_str()));
        match elsewhere.next() {
            Some(this) => Ok(this),
            // A function that the pool does not call yet.
            None if facts.form == Form::Description => {
                Ok(Self { name: bare.to_owned(), key: Key::Named(bare.to_owned()) })
            }
            None => {
                let names: Vec<&str> = facts.functions.iter().map(|function| function.id.as_str()).collect();
                Err(if names.is_empty() {
                    format!("there is no function {wanted}")
                } else {
                    format!("there is no function {wanted}, but these: {}", names.join(", "))
                })
            }
        }
    }

    fn only(facts: &Facts) -> Result<Self, String> {
        let possible: Vec<_> =
            facts.functions.iter().filter(|function| !function.is_other_language).collect();
        let mut elsewhere = elsewhere(facts);
        let names: Vec<&str> = match (possible.as_slice(), elsewhere.as_slice()) {
            ([function], _) => return Ok(Self::of(function)),
            ([], [_]) => return Ok(elsewhere.remove(0)),
            ([], []) => return Ok(Self { name: "this function".to_owned(), key: Key::Nowhere }),
            ([], elsewhere) => elsewhere.iter().map(|this| this.name.as_str()).collect(),
            (functions, _) => functions.iter().map(|function| function.id.as_str()).collect(),
        };
        Err(format!(
            "several functions can be meant: {}. Write the one that runs this program: --function {}",
            names.join(", "),
            names[0]
        ))
    }

    fn of(function: &Function) -> Self {
        let name = function.name.clone().filter(|name| !name.contains("${"));
        Self { name: function.id.clone(), key: Key::Here { id: function.id.clone(), name } }
    }

    /// Says whether a value names this function, by whatever version or alias.
    pub(super) fn is(&self, target: &Target) -> Is {
        let is = |same: bool| if same { Is::This } else { Is::Other };
        match (target, &self.key) {
            (Target::Here { id, .. } | Target::NameOf(id), Key::Here { id: this, .. }) => is(id == this),
            (Target::Here { .. } | Target::NameOf(_) | Target::Wrong(_), _) => Is::Other,
            (Target::Named { name, .. }, Key::Named(this)) => is(name == this),
            (Target::Named { name, .. }, Key::Here { name: Some(_), .. } | Key::Nowhere)
                if !name.contains("${") =>
            {
                Is::Other
            }
            (Target::Given { name, .. }, Key::Given(this)) if name == this => Is::This,
            (Target::Named { name, .. }, _) => Is::Unknown(format!("the function `{name}`")),
            (Target::Given { words, .. } | Target::Unknown(words), _) => Is::Unknown(words.clone()),
        }
    }

    /// Returns its logical id, if the file defines it.
    pub(super) fn id(&self) -> Option<&str> {
        match &self.key {
            Key::Here { id, .. } => Some(id),
            _ => None,
        }
    }
}

/// Returns the functions that the pools name and the file does not define, each once.
fn elsewhere(facts: &Facts) -> Vec<This> {
    let mut found: Vec<This> = Vec::new();
    for attached in facts.pools.iter().flat_map(|pool| &pool.attached) {
        let (name, key) = match &attached.target {
            Target::Named { name, .. } => (name, Key::Named(name.clone())),
            Target::Given { name, .. } => (name, Key::Given(name.clone())),
            _ => continue,
        };
        if found.iter().all(|this| this.key != key) {
            found.push(This { name: name.clone(), key });
        }
    }
    found
}

/// Returns the name that a CDK app gave, which is in front of eight hexadecimal digits.
fn without_hash(id: &str) -> Option<&str> {
    let (name, hash) = id.split_at_checked(id.len().checked_sub(8)?)?;
    hash.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(name)
}
