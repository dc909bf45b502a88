//! YAML as a tree, with CloudFormation's short forms written out: `!Ref Users` is `Ref: Users`.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use granit_parser::{Event, Parser, ScalarStyle, Span, Tag};

use crate::run::local::check::node::{Kind, Node};

/// A tree is no deeper, so that walking and dropping it needs little stack.
const MAX_HEIGHT: usize = 300;
/// A few lines of aliases can stand for billions of values, which nobody means.
const MAX_REPEATED: usize = 1_000_000;

/// Reads a file. The error ends with line and column.
pub(super) fn read(text: &str) -> Result<Node, String> {
    let options = granit_parser::options! { emit_comments: false };
    let mut tree = Tree::default();
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) =
            event.map_err(|error| at(&format!("it is no YAML: {}", error.info()), error.marker()))?;
        tree.take(event, span).map_err(|problem| at(&problem, &span.start))?;
    }
    let root = tree.root.ok_or("it is empty")?;
    Ok(Rc::unwrap_or_clone(root))
}

fn at(problem: &str, place: &granit_parser::Marker) -> String {
    format!("{problem} at line {} column {}", place.line(), place.col() + 1)
}

#[derive(Default)]
struct Tree {
    root: Option<Rc<Node>>,
    /// The collections that are not complete yet, the innermost last.
    open: Vec<Open>,
    anchors: HashMap<usize, Finished>,
    repeated: usize,
}

/// A value, and how much is in it.
#[derive(Clone)]
struct Finished {
    node: Rc<Node>,
    height: usize,
    /// The number of values in it, with each alias written out.
    size: usize,
    /// Whether it can be the name of a member that merges others: `<<`, without quotes.
    merges: bool,
}

struct Open {
    line: usize,
    anchor: usize,
    tag: Option<String>,
    height: usize,
    size: usize,
    values: Values,
}

enum Values {
    List(Vec<Rc<Node>>),
    Map { entries: Vec<(String, Rc<Node>)>, names: HashSet<String>, key: Option<Key>, merged: Vec<Rc<Node>> },
}

enum Key {
    Name(String),
    Merge,
}

impl Tree {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), String> {
        let line = span.start.line();
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                Err("it holds a second document, and one is wanted".to_owned())
            }
            Event::Scalar(text, style, anchor, tag) => {
                let (is_plain, text_length) = (style == ScalarStyle::Plain, text.len());
                let kind = match &*text {
                    "" | "~" | "null" | "Null" | "NULL" if is_plain => Kind::Null,
                    _ => Kind::Text(text.into_owned()),
                };
                let merges = is_plain && kind == Kind::Text("<<".to_owned());
                // A long text counts as many values.
                let size = 1 + text_length / 32;
                let finished = Finished { node: Rc::new(Node { line, kind }), height: 1, size, merges };
                self.finish(finished, anchor, short_form(tag.as_deref()))
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.open(line, anchor, tag.as_deref(), Values::List(Vec::new()))
            }
            Event::MappingStart(_, anchor, tag) => {
                let (entries, names, merged) = (Vec::new(), HashSet::new(), Vec::new());
                self.open(line, anchor, tag.as_deref(), Values::Map { entries, names, key: None, merged })
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Alias(anchor) => {
                let Some(finished) = self.anchors.get(&anchor).cloned() else {
                    return Err("the alias stands for a value that it is a part of".to_owned());
                };
                self.repeated = self.repeated.saturating_add(finished.size);
                if self.repeated > MAX_REPEATED {
                    return Err(format!("its aliases repeat more than {MAX_REPEATED} values"));
                }
                self.add(finished)
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, line: usize, anchor: usize, tag: Option<&Tag>, values: Values) -> Result<(), String> {
        self.open.push(Open { line, anchor, tag: short_form(tag), height: 0, size: 0, values });
        Ok(())
    }

    fn close(&mut self) -> Result<(), String> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let kind = match open.values {
            Values::List(values) => Kind::List(values),
            Values::Map { mut entries, mut names, merged, .. } => {
                // A mapping's own members win, then those of the mapping that is named first.
                for (name, value) in merged.iter().flat_map(|node| node.members()) {
                    if names.insert(name.clone()) {
                        entries.push((name.clone(), Rc::clone(value)));
                    }
                }
                Kind::Map(entries)
            }
        };
        let node = Rc::new(Node { line: open.line, kind });
        let finished = Finished { node, height: open.height + 1, size: open.size + 1, merges: false };
        self.finish(finished, open.anchor, open.tag)
    }

    /// Writes out a short form, keeps what an alias may repeat, and adds it to what is around it.
    fn finish(&mut self, mut finished: Finished, anchor: usize, name: Option<String>) -> Result<(), String> {
        if let Some(name) = name {
            let line = finished.node.line;
            let kind = Kind::Map(vec![(name, finished.node)]);
            finished.node = Rc::new(Node { line, kind });
            finished.height += 1;
            finished.size += 1;
            finished.merges = false;
        }
        if anchor != 0 {
            self.anchors.insert(anchor, finished.clone());
        }
        self.add(finished)
    }

    fn add(&mut self, finished: Finished) -> Result<(), String> {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(finished.node);
            return Ok(());
        };
        open.height = open.height.max(finished.height);
        open.size = open.size.saturating_add(finished.size);
        if open.height >= MAX_HEIGHT {
            return Err(format!("its values are nested more than {MAX_HEIGHT} deep"));
        }
        match &mut open.values {
            Values::List(values) => values.push(finished.node),
            Values::Map { entries, names, key, merged } => match key.take() {
                None => *key = Some(name(&finished, names)?),
                Some(Key::Name(name)) => entries.push((name, finished.node)),
                Some(Key::Merge) => {
                    if !finished.node.list().iter().all(|node| matches!(node.kind, Kind::Map(_))) {
                        return Err("`<<` takes a mapping, or a list of mappings".to_owned());
                    }
                    match &finished.node.kind {
                        Kind::List(nodes) => merged.extend(nodes.iter().cloned()),
                        _ => merged.push(finished.node),
                    }
                }
            },
        }
        Ok(())
    }
}

/// Reads the name of a member, which stands once in its mapping.
fn name(finished: &Finished, names: &mut HashSet<String>) -> Result<Key, String> {
    let name = match &finished.node.kind {
        Kind::Text(_) if finished.merges => return Ok(Key::Merge),
        Kind::Text(name) => name.clone(),
        Kind::Null => "null".to_owned(),
        _ => return Err("a name is text, but here it is a list or a mapping".to_owned()),
    };
    if !names.insert(name.clone()) {
        return Err(format!("the name {name:?} stands twice in one mapping"));
    }
    Ok(Key::Name(name))
}

/// Returns the long form of an intrinsic function: `Fn::GetAtt` for `!GetAtt`.
fn short_form(tag: Option<&Tag>) -> Option<String> {
    let tag = tag.filter(|tag| tag.handle() == "!" && !tag.suffix().is_empty())?;
    Some(match tag.suffix() {
        name @ ("Ref" | "Condition") => name.to_owned(),
        name => format!("Fn::{name}"),
    })
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::read;
    use crate::run::local::check::json;
    use crate::run::local::check::node::{Kind, Node};

    /// Returns the tree as JSON would give it.
    fn without_lines(node: &Node) -> Node {
        let kind = match &node.kind {
            Kind::List(values) => {
                Kind::List(values.iter().map(|value| without_lines(value).into()).collect())
            }
            Kind::Map(entries) => Kind::Map(
                entries.iter().map(|(name, value)| (name.clone(), without_lines(value).into())).collect(),
            ),
            other => other.clone(),
        };
        Node { line: 0, kind }
    }

    #[test]
    fn a_template_is_the_same_as_in_json() {
        for (yaml, expected) in [
            ("a: !Ref Users", r#"{"a": {"Ref": "Users"}}"#),
            ("a: !GetAtt f.Arn", r#"{"a": {"Fn::GetAtt": "f.Arn"}}"#),
            ("a: !GetAtt [f, Arn]", r#"{"a": {"Fn::GetAtt": ["f", "Arn"]}}"#),
            ("a: !If [c, !Ref b, ~]", r#"{"a": {"Fn::If": ["c", {"Ref": "b"}, null]}}"#),
            ("a: !Sub '${f.Arn}:live'", r#"{"a": {"Fn::Sub": "${f.Arn}:live"}}"#),
            ("a: !Condition c", r#"{"a": {"Condition": "c"}}"#),
            (
                "a: !!str 1\nb: 'null'\nc:\nd: 2010-09-09",
                r#"{"a": "1", "b": "null", "c": null, "d": "2010-09-09"}"#,
            ),
            ("a: &x [1, 2]\nb: *x", r#"{"a": [1, 2], "b": [1, 2]}"#),
            (
                "a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}\nc: {r: 4, <<: [{p: 5}, *x]}",
                r#"{"a": {"p": 1, "q": 2}, "b": {"q": 3, "p": 1}, "c": {"r": 4, "p": 5, "q": 2}}"#,
            ),
            ("'<<': 1", r#"{"<<": 1}"#),
            ("{\n\t\"a\":\t[1,\n\t2]\n}", r#"{"a": [1, 2]}"#),
            ("\u{feff}---\na: |\n  x\n  y\n...\n", r#"{"a": "x\ny\n"}"#),
        ] {
            let read = read(yaml).unwrap_or_else(|error| panic!("{yaml}: {error}"));
            assert_eq!(without_lines(&read), json::read(expected).unwrap(), "{yaml}");
        }
    }

    #[test]
    fn values_know_their_lines() {
        let read = read("a:\n  b: !Ref x\nc:\n  - d\n").unwrap();
        assert_eq!(read.get("a").and_then(|a| a.get("b")).map(|b| b.line), Some(2));
        assert_eq!(read.get("c").map(|c| c.list()[0].line), Some(4));
    }

    #[test]
    fn mistakes_and_attacks_are_one_sentence_with_line_and_column() {
        let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for i in 1..10 {
            let alias = format!("*a{}", i - 1);
            writeln!(laughs, "a{i}: &a{i} [{}]", [alias.as_str(); 10].join(", ")).unwrap();
        }
        let mut chain = "a0: &a0 [x]\n".to_owned();
        for i in 1..100_000 {
            writeln!(chain, "a{i}: &a{i} [*a{}]", i - 1).unwrap();
        }
        let (deep, deep_block) = ("[".repeat(100_000), "- ".repeat(100_000));
        for (text, says, place) in [
            ("", "it is empty", ""),
            ("# only a comment\n", "it is empty", ""),
            ("a: 1\nb: 2\na: 3\n", "the name \"a\" stands twice in one mapping", "line 3 column 1"),
            ("a: 1\n---\nb: 2\n", "it holds a second document", "line 2 column 1"),
            ("a:\n\t- b\n", "it is no YAML: ", "line 2 column"),
            ("a: [1, 2\nb: 3\n", "it is no YAML: ", "line "),
            ("a: *nothing\n", "it is no YAML: ", "line 1 column 4"),
            ("a: &x [*x]\n", "the alias stands for a value that it is a part of", "line 1 column 8"),
            ("? [a]\n: b\n", "a name is text", "line 1 column"),
            ("a: {<<: 1}\n", "`<<` takes a mapping", "line 1 column 9"),
            (&laughs, "its aliases repeat more than 1000000 values", "line 6 column"),
            (&chain, "its values are nested more than 300 deep", "column"),
            (&deep, "it is no YAML: ", "line 1 column 256"),
            (&deep_block, "it is no YAML: ", "line 1 column"),
        ] {
            let error = read(text).unwrap_err();
            let shown: String = text.chars().take(40).collect();
            assert!(error.starts_with(says) && error.contains(place), "{shown}: {error}");
            assert!(!error.contains('\n') && error.len() < 200, "{shown}: {error}");
        }
    }

    #[test]
    fn ten_megabytes_are_read() {
        let (mut text, long) = (String::from("Resources:\n"), "x".repeat(2000));
        while text.len() < 10_000_000 {
            writeln!(text, "  R{}:\n    Type: AWS::SNS::Topic\n    Name: !Sub '{long}'", text.len()).unwrap();
        }
        let read = read(&text).unwrap();
        assert!(read.get("Resources").unwrap().entries().count() > 4_000);
    }
}
