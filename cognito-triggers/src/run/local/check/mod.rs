//! `--check`: does a file attach this function to its user pool as the handlers need?

mod advice;
mod config;
mod description;
mod facts;
mod findings;
mod json;
mod node;
mod permission;
mod report;
mod sam;
mod template;
mod this;
mod value;
mod yaml;

use std::path::Path;

use crate::run::error::RunError;
use crate::run::local::notation::Attachment;
use crate::run::local::{print, read};
use crate::run::{plain, text};
use facts::{Facts, Form};
use node::{Kind, Node};
use this::This;

/// The arguments behind `--check`.
#[derive(Debug, PartialEq, Eq)]
struct Options<'a> {
    file: &'a str,
    function: Option<&'a str>,
}

impl<'a> Options<'a> {
    fn parse(arguments: &[&'a str]) -> Result<Self, RunError> {
        let (mut file, mut function) = (None, None);
        let mut arguments = arguments.iter();
        while let Some(&argument) = arguments.next() {
            match argument {
                "--function" => {
                    let name = arguments.next().copied();
                    function = Some(name.ok_or_else(|| RunError::new("--function needs a function's name"))?);
                }
                option if option.starts_with("--") => {
                    return Err(RunError::new(format!(
                        "--check does not take {option:?}, but --function NAME"
                    )));
                }
                path if file.is_none() => file = Some(path),
                second => {
                    return Err(RunError::new(format!(
                        "--check takes one file, and {second:?} is a second one"
                    )));
                }
            }
        }
        let file = file.ok_or_else(|| {
            RunError::new(
                "--check needs a file: a template, or what `aws cognito-idp describe-user-pool` has printed",
            )
        })?;
        Ok(Self { file, function })
    }
}

/// Prints what is found. An error says how many problems there are.
pub(super) fn run(needs: &[Attachment], arguments: &[&str]) -> Result<(), RunError> {
    let options = Options::parse(arguments)?;
    let file = options.file;
    let wrong = |why: String| RunError::new(format!("cannot check {file}: {}", plain::line(&why)));
    let text = contents(file).map_err(wrong)?;
    let (found, printed) = check(needs, &options, &text).map_err(wrong)?;
    print(&printed)?;
    match found {
        0 => Ok(()),
        1 => Err(RunError::new(format!("{file} has 1 problem"))),
        count => Err(RunError::new(format!("{file} has {count} problems"))),
    }
}

/// Returns the number of problems, and what to print.
fn check(needs: &[Attachment], options: &Options<'_>, text: &str) -> Result<(usize, String), String> {
    let facts = facts(text, options.file)?;
    let this = This::find(&facts, options.function)?;
    let found = findings::find(&facts, &this, needs);
    Ok((found.problems.len(), found.print(options.file, &this.name)))
}

fn contents(file: &str) -> Result<String, String> {
    let path = Path::new(file);
    if path.is_dir() {
        return Err(folder(path));
    }
    let bytes = read(file).map_err(|error| error.to_string())?;
    text::decode(bytes)
}

/// Names the files of a folder that can be meant, such as those of `cdk.out`.
fn folder(path: &Path) -> String {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_template = |name: &String| {
        name.ends_with(".template.json")
            || ["template.yaml", "template.yml", "template.json"].contains(&name.as_str())
    };
    let mut names: Vec<_> = names.filter(is_template).collect();
    names.sort();
    match names.as_slice() {
        [] => "it is a folder: write a file".to_owned(),
        [name] => format!("it is a folder: write {}", path.join(name).display()),
        names => format!(
            "it is a folder: write one of its templates ({}), such as {}",
            names.join(", "),
            path.join(&names[0]).display()
        ),
    }
}

const TERRAFORM: &str =
    "it is of Terraform: write what `aws cognito-idp describe-user-pool` prints after `terraform apply`";

/// Reads a file of either form.
fn facts(text: &str, file: &str) -> Result<Facts, String> {
    if has_extension(file, "tf") {
        return Err(TERRAFORM.to_owned());
    }
    let is_json = text.trim_start().starts_with('{');
    let tree = match is_json.then(|| json::read(text)) {
        Some(Ok(tree)) => tree,
        Some(Err(problem)) if has_extension(file, "json") => return Err(problem),
        // YAML may begin with a brace too.
        Some(Err(problem)) => yaml::read(text).map_err(|_| problem)?,
        None => yaml::read(text)?,
    };
    let is_map = |node: &&Node| matches!(node.kind, Kind::Map(_));
    if let Some(pool) = tree.get("UserPool").filter(is_map) {
        return Ok(description::read(pool));
    }
    let Some(resources) = tree.get("Resources").filter(is_map) else {
        if tree.get("terraform_version").is_some() {
            return Err(TERRAFORM.to_owned());
        }
        // With `--query UserPool`.
        return if tree.get("LambdaConfig").is_some_and(|config| is_map(&config)) {
            Ok(description::read(&tree))
        } else {
            Err("it has neither `Resources`, as a template has, nor `UserPool`, as the output of `aws cognito-idp describe-user-pool` has".to_owned())
        };
    };
    let form = match is_json {
        _ if is_of_cdk(&tree, resources, file) => Form::Cdk,
        true => Form::Json,
        false => Form::Yaml,
    };
    let facts = template::read(&tree, form);
    if facts.pools.is_empty() {
        return Err("it has no `AWS::Cognito::UserPool`: write the template that has the pool".to_owned());
    }
    Ok(facts)
}

fn has_extension(file: &str, extension: &str) -> bool {
    Path::new(file).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// Whether `cdk synth` has written a template. Its name alone does not say so: others name theirs alike.
fn is_of_cdk(tree: &Node, resources: &Node, file: &str) -> bool {
    let is_in_assembly = || Path::new(file).with_file_name("cdk.out").is_file();
    file.ends_with(".template.json") && is_in_assembly()
        || tree.get("Rules").is_some_and(|rules| rules.get("CheckBootstrapVersion").is_some())
        || resources.entries().any(|(_, resource)| {
            resource.get("Type").and_then(Node::text) == Some("AWS::CDK::Metadata")
                || resource.get("Metadata").is_some_and(|metadata| metadata.get("aws:cdk:path").is_some())
        })
}

#[cfg(test)]
mod tests;
