//! A file's tree, whether it was YAML or JSON.

use std::rc::Rc;

/// A value and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// The line, from 1, or 0 where it is not known.
    pub(super) line: usize,
    pub(super) kind: Kind,
}

/// Values that an alias of YAML repeats are shared, so a tree takes no more memory than its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    /// A string, a number or a truth value, as it is written.
    Text(String),
    List(Vec<Rc<Node>>),
    Map(Vec<(String, Rc<Node>)>),
}

impl Node {
    /// Returns a member of a mapping, but none that is null.
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        self.entries().find(|(key, _)| *key == name).map(|(_, value)| value).filter(|value| !value.is_null())
    }

    /// Returns the members of a mapping, and none of anything else.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.members().iter().map(|(name, value)| (name.as_str(), &**value))
    }

    /// Returns the same as they are stored, to share their values.
    pub(super) fn members(&self) -> &[(String, Rc<Node>)] {
        match &self.kind {
            Kind::Map(members) => members,
            _ => &[],
        }
    }

    /// Returns the values of a list, or the value that stands in place of a list of one.
    pub(super) fn list(&self) -> Vec<&Node> {
        match &self.kind {
            Kind::List(values) => values.iter().map(|value| &**value).collect(),
            _ => vec![self],
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns an intrinsic function's name and argument: `Ref`, `Condition` or `Fn::..`, alone in its mapping.
    pub(super) fn intrinsic(&self) -> Option<(&str, &Node)> {
        let mut entries = self.entries();
        let only = entries.next().filter(|_| entries.next().is_none());
        only.filter(|(name, _)| matches!(*name, "Ref" | "Condition") || name.starts_with("Fn::"))
    }

    /// Returns whether intrinsic functions make the mapping, or more of its members.
    pub(super) fn is_made(&self) -> bool {
        self.intrinsic().is_some() || self.entries().any(|(name, _)| name.starts_with("Fn::"))
    }

    pub(super) fn is_null(&self) -> bool {
        self.kind == Kind::Null
    }
}
