//! Values with intrinsic functions: their text as far as it is known, and the function that they name.

use std::collections::BTreeMap;

use crate::run::local::check::facts::Target;
use crate::run::local::check::node::{Kind, Node};

/// The file's resources and parameters, to which values refer.
#[derive(Default)]
pub(super) struct Names<'a> {
    pub(super) resources: BTreeMap<&'a str, &'a Node>,
    pub(super) parameters: Vec<&'a str>,
}

/// A part of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    Ref(String),
    /// An attribute of a resource, such as its `Arn`.
    Attribute(String, String),
    /// Something that is known only when the template is deployed.
    Opaque(String),
}

/// How often aliases and versions may lead to others.
const MAX_STEPS: usize = 4;
/// The most steps and bytes that a value takes: a few `Fn::Sub` within each other could stand for billions.
const MAX_WORK: usize = 100_000;

/// Takes a value apart. Nothing is lost: what is not known is a part too.
pub(super) fn parts(node: &Node) -> Vec<Part> {
    let mut left = MAX_WORK;
    let parts = parts_of(node, &mut left);
    if left == 0 { vec![Part::Opaque("a long value".to_owned())] } else { parts }
}

fn parts_of(node: &Node, left: &mut usize) -> Vec<Part> {
    let mut parts = Vec::new();
    push(node, left, &mut parts);
    parts
}

fn push(node: &Node, left: &mut usize, out: &mut Vec<Part>) {
    *left = left.saturating_sub(1);
    if *left == 0 {
        return;
    }
    if let Some(text) = node.text() {
        return push_text(text, left, out);
    }
    match node.intrinsic() {
        Some(("Ref", name)) if name.text().is_some() => {
            out.push(Part::Ref(name.text().unwrap_or_default().to_owned()));
        }
        Some(("Fn::GetAtt", argument)) => out.push(attribute(argument)),
        Some(("Fn::Sub", argument)) => sub(argument, left, out),
        Some(("Fn::Join", argument)) => join(argument, left, out),
        Some(("Fn::If", argument)) => match argument.list()[..] {
            [condition, then, otherwise] => {
                let (then, otherwise) = (parts_of(then, left), parts_of(otherwise, left));
                if then == otherwise {
                    out.extend(then);
                } else {
                    let condition = condition.text().unwrap_or_default();
                    out.push(Part::Opaque(format!("the condition `{condition}`")));
                }
            }
            _ => out.push(Part::Opaque("`Fn::If`".to_owned())),
        },
        Some(("Fn::ImportValue", argument)) => {
            out.push(Part::Opaque(format!("the import `{}`", canonical(&parts_of(argument, left)))));
        }
        Some((name, _)) => out.push(Part::Opaque(format!("`{name}`"))),
        None => out.push(Part::Opaque("a value that is no text".to_owned())),
    }
}

fn push_text(text: &str, left: &mut usize, out: &mut Vec<Part>) {
    *left = left.saturating_sub(text.len());
    if *left == 0 {
        return;
    }
    if text.contains("{{resolve:") {
        out.push(Part::Opaque("a dynamic reference".to_owned()));
    } else if let Some(Part::Text(before)) = out.last_mut() {
        before.push_str(text);
    } else if !text.is_empty() {
        out.push(Part::Text(text.to_owned()));
    }
}

/// Reads the argument of `Fn::GetAtt`, in either notation.
fn attribute(argument: &Node) -> Part {
    let (resource, attribute) = match argument.list()[..] {
        [both] => both.text().and_then(|both| both.split_once('.')).unwrap_or_default(),
        [resource, ref rest @ ..] => {
            let rest: Option<Vec<_>> = rest.iter().map(|part| part.text()).collect();
            match (resource.text(), rest) {
                (Some(resource), Some(rest)) => {
                    return Part::Attribute(resource.to_owned(), rest.join("."));
                }
                _ => ("", ""),
            }
        }
        [] => ("", ""),
    };
    if resource.is_empty() {
        Part::Opaque("`Fn::GetAtt`".to_owned())
    } else {
        Part::Attribute(resource.to_owned(), attribute.to_owned())
    }
}

fn sub(argument: &Node, left: &mut usize, out: &mut Vec<Part>) {
    let (template, own) = match argument.list()[..] {
        [template] => (template.text(), None),
        [template, own] => (template.text(), Some(own)),
        _ => (None, None),
    };
    let Some(mut rest) = template else { return out.push(Part::Opaque("`Fn::Sub`".to_owned())) };
    while let Some((before, behind)) = rest.split_once("${") {
        push_text(before, left, out);
        let Some((name, behind)) = behind.split_once('}') else {
            rest = behind;
            break;
        };
        rest = behind;
        if let Some(literal) = name.strip_prefix('!') {
            push_text(&format!("${{{literal}}}"), left, out);
        } else if let Some(value) = own.and_then(|own| own.get(name)) {
            push(value, left, out);
        } else {
            out.push(match name.split_once('.') {
                Some((resource, attribute)) => Part::Attribute(resource.to_owned(), attribute.to_owned()),
                None => Part::Ref(name.to_owned()),
            });
        }
    }
    push_text(rest, left, out);
}

fn join(argument: &Node, left: &mut usize, out: &mut Vec<Part>) {
    let [delimiter, values] = argument.list()[..] else {
        return out.push(Part::Opaque("`Fn::Join`".to_owned()));
    };
    let Some(delimiter) = delimiter.text().filter(|_| values.intrinsic().is_none()) else {
        return out.push(Part::Opaque("`Fn::Join`".to_owned()));
    };
    for (at, value) in values.list().into_iter().enumerate() {
        if at > 0 {
            push_text(delimiter, left, out);
        }
        push(value, left, out);
    }
}

/// Writes a value as `Fn::Sub` would, so that equal values have equal texts.
pub(super) fn canonical(parts: &[Part]) -> String {
    let text = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Ref(name) => format!("${{{name}}}"),
        Part::Attribute(resource, attribute) => format!("${{{resource}.{attribute}}}"),
        Part::Opaque(words) => format!("${{{words}}}"),
    };
    parts.iter().map(text).collect()
}

/// Whether the value is left out.
pub(super) fn is_absent(node: &Node) -> bool {
    node.is_null() || parts(node) == [Part::Ref("AWS::NoValue".to_owned())]
}

pub(super) fn resource_type(resource: &Node) -> &str {
    resource.get("Type").and_then(Node::text).unwrap_or_default()
}

pub(super) fn is_function(resource: &Node) -> bool {
    matches!(resource_type(resource), "AWS::Lambda::Function" | "AWS::Serverless::Function")
}

/// Whether it is known what a resource gives. A custom one gives what its own code says.
fn is_of_aws(kind: &str) -> bool {
    kind.starts_with("AWS::") && kind != "AWS::CloudFormation::CustomResource"
}

/// Where a function is wanted: by its ARN alone, or by its name too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Arn,
    NameOrArn,
}

impl Names<'_> {
    /// Finds the function that a value names.
    pub(super) fn function(&self, node: &Node, by: By) -> Target {
        let literal = match &node.kind {
            Kind::List(_) => "a list",
            Kind::Map(_) if !node.is_made() => "a mapping",
            _ => return self.target(&parts(node), by, MAX_STEPS),
        };
        Target::Wrong(format!("{literal}, which is no function's ARN"))
    }

    fn target(&self, parts: &[Part], by: By, steps: usize) -> Target {
        match parts {
            [Part::Attribute(id, attribute)] => self.attribute(id, attribute, steps),
            [Part::Attribute(id, attribute), Part::Text(qualifier)]
                if self.is_function(id) && attribute == "Arn" && qualifier.starts_with(':') =>
            {
                Target::Here { id: id.clone(), qualifier: Some(qualifier[1..].to_owned()) }
            }
            [Part::Ref(id)] => self.reference(id, by, steps),
            [Part::Opaque(words)] => match words.strip_prefix("the import ") {
                Some(name) => Target::Given { name: name.trim_matches('`').to_owned(), words: words.clone() },
                None => Target::Unknown(words.clone()),
            },
            _ => self.text(parts, by),
        }
    }

    fn attribute(&self, id: &str, attribute: &str, steps: usize) -> Target {
        let name = format!("{id}.{attribute}");
        let Some(resource) = self.resources.get(id) else {
            return Target::Unknown(format!("`{name}`, which the file does not define"));
        };
        match (resource_type(resource), attribute) {
            (_, "Arn") if is_function(resource) => Target::Here { id: id.to_owned(), qualifier: None },
            (_, "Alias" | "Version") if is_function(resource) => self.reference(&name, By::Arn, steps),
            ("AWS::Lambda::Alias", _) | ("AWS::Lambda::Version", "FunctionArn") => {
                self.alias(id, resource, steps)
            }
            (kind, "Arn") if is_of_aws(kind) => {
                Target::Wrong(format!("`{name}`, which is no function's ARN"))
            }
            _ => Target::Given { words: format!("`{name}`"), name },
        }
    }

    fn reference(&self, id: &str, by: By, steps: usize) -> Target {
        if self.parameters.contains(&id) {
            let name = if by == By::NameOrArn { self.with_name(&format!("${{{id}}}")) } else { None };
            if let Some(id) = name {
                return Target::Here { id, qualifier: None };
            }
            return Target::Given { name: id.to_owned(), words: format!("the parameter `{id}`") };
        }
        if let Some(resource) = self.resources.get(id) {
            return match resource_type(resource) {
                _ if is_function(resource) && by == By::NameOrArn => {
                    Target::Here { id: id.to_owned(), qualifier: None }
                }
                _ if is_function(resource) => Target::NameOf(id.to_owned()),
                "AWS::Lambda::Alias" | "AWS::Lambda::Version" => self.alias(id, resource, steps),
                kind if is_of_aws(kind) => Target::Wrong(format!("`{id}`, which is no function")),
                _ => Target::Given { name: id.to_owned(), words: format!("`{id}`") },
            };
        }
        // SAM defines these for a function with `AutoPublishAlias`.
        match id.split_once('.') {
            Some((function, kind @ ("Alias" | "Version"))) if self.is_function(function) => {
                let qualifier = Some(self.published(function).filter(|_| kind == "Alias"));
                let qualifier = qualifier.map(|name| name.unwrap_or_else(|| kind.to_owned()));
                Target::Here { id: function.to_owned(), qualifier }
            }
            _ => Target::Unknown(format!("`{id}`, which the file does not define")),
        }
    }

    /// Follows an alias or a version to its function.
    fn alias(&self, id: &str, resource: &Node, steps: usize) -> Target {
        let properties = resource.get("Properties");
        let function = properties.and_then(|properties| properties.get("FunctionName"));
        let (Some(function), Some(steps)) = (function, steps.checked_sub(1)) else {
            return Target::Unknown(format!("`{id}`"));
        };
        let name =
            properties.and_then(|properties| properties.get("Name")).map(|name| canonical(&parts(name)));
        let through = Some(name.unwrap_or_else(|| id.to_owned()));
        match self.target(&parts(function), By::NameOrArn, steps) {
            Target::Here { id, .. } => Target::Here { id, qualifier: through },
            Target::Named { name, .. } => Target::Named { name, qualifier: through },
            other => other,
        }
    }

    /// Reads an ARN, or a name.
    fn text(&self, parts: &[Part], by: By) -> Target {
        let arn = parts.iter().enumerate().find_map(|(at, part)| match part {
            Part::Text(text) => text.split_once(":function:").map(|(_, name)| (at, name)),
            _ => None,
        });
        let (mut name, qualifier) = match arn {
            Some((at, name)) => split_qualifier(&[&[Part::Text(name.to_owned())], &parts[at + 1..]].concat()),
            None if by == By::NameOrArn => split_qualifier(parts),
            None if parts.iter().all(|part| matches!(part, Part::Text(_))) => {
                return Target::Wrong(format!("{:?}, which is no function's ARN", canonical(parts)));
            }
            None => return Target::Unknown(format!("`{}`", canonical(parts))),
        };
        name.retain(|part| *part != Part::Text(String::new()));
        if let Some(Part::Opaque(words)) = name.iter().find(|part| matches!(part, Part::Opaque(_))) {
            return Target::Unknown(words.clone());
        }
        let text = canonical(&name);
        if let Some(id) = self.with_name(&text) {
            return Target::Here { id, qualifier };
        }
        match name.as_slice() {
            [Part::Ref(id)] if self.is_function(id) => Target::Here { id: id.clone(), qualifier },
            [Part::Ref(id)] if self.parameters.contains(&id.as_str()) => {
                Target::Given { name: id.clone(), words: format!("the parameter `{id}`") }
            }
            _ => Target::Named { name: text, qualifier },
        }
    }

    /// Finds the function with a `FunctionName`.
    fn with_name(&self, name: &str) -> Option<String> {
        let mut functions = self.functions();
        let found = functions.find(|(_, resource)| function_name(resource).as_deref() == Some(name));
        found.map(|(id, _)| id.to_owned())
    }

    fn is_function(&self, id: &str) -> bool {
        self.resources.get(id).is_some_and(|resource| is_function(resource))
    }

    pub(super) fn functions(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.resources
            .iter()
            .map(|(id, resource)| (*id, *resource))
            .filter(|(_, resource)| is_function(resource))
    }

    fn published(&self, function: &str) -> Option<String> {
        let properties = self.resources.get(function)?.get("Properties")?;
        properties.get("AutoPublishAlias").map(|alias| canonical(&parts(alias)))
    }
}

/// Splits a name from the alias or version behind its colon.
fn split_qualifier(parts: &[Part]) -> (Vec<Part>, Option<String>) {
    let colon = parts.iter().enumerate().find_map(|(at, part)| match part {
        Part::Text(text) => text.split_once(':').map(|(name, qualifier)| (at, name, qualifier)),
        _ => None,
    });
    let Some((at, name, qualifier)) = colon else { return (parts.to_vec(), None) };
    let text = |text: &str| [Part::Text(text.to_owned())];
    let name = [&parts[..at], &text(name)].concat();
    (name, Some(canonical(&[&text(qualifier), &parts[at + 1..]].concat())))
}

/// Returns the `FunctionName` of a function.
pub(super) fn function_name(resource: &Node) -> Option<String> {
    let name = resource.get("Properties")?.get("FunctionName")?;
    Some(canonical(&parts(name))).filter(|_| !is_absent(name))
}
