//! The members of a user pool's `LambdaConfig`, which a template and a description of a pool share.

use crate::run::local::check::facts::{Attached, Pool, Target, Version};
use crate::run::local::check::node::{Kind, Node};
use crate::run::local::check::value::{By, Names, Part, is_absent, parts};
use crate::run::local::notation;
use crate::spec::source::Trigger;
use crate::spec::version::LambdaVersion;

/// Returns the trigger of a member, and whether the member has a version.
pub(super) fn trigger(member: &str) -> Option<(Trigger, bool)> {
    if member == "PreTokenGenerationConfig" {
        return Some((Trigger::PreTokenGeneration, true));
    }
    let trigger = Trigger::ALL.iter().copied().find(|trigger| trigger.name() == member)?;
    Some((trigger, notation::has_one_version(trigger)))
}

/// Adds what a `LambdaConfig` attaches.
pub(super) fn read(pool: &mut Pool, config: &Node, names: &Names<'_>, notes: &mut Vec<(usize, String)>) {
    pool.line = config.line;
    if let Some((name, _)) = config.intrinsic() {
        return cannot_be_read(pool, "`LambdaConfig`", name, notes);
    }
    let is = match &config.kind {
        Kind::List(_) => "a list",
        Kind::Text(_) => "a text",
        Kind::Map(_) | Kind::Null => "",
    };
    if !is.is_empty() {
        notes.push((config.line, format!("`LambdaConfig` of {} is {is}, and has to be a mapping", pool.id)));
    }
    for (member, value) in config.entries().filter(|(_, value)| !is_absent(value)) {
        match trigger(member) {
            _ if member == "KMSKeyID" => pool.has_key = true,
            _ if member.starts_with("Fn::") => cannot_be_read(pool, "`LambdaConfig`", member, notes),
            Some((trigger, takes_version)) => {
                let attached = attached(trigger, member, takes_version, value, names);
                pool.attached.push(attached);
            }
            None => notes.push((
                value.line,
                format!(
                    "`{member}` in the `LambdaConfig` of {} is no trigger that this version knows",
                    pool.id
                ),
            )),
        }
    }
}

/// Drops what another member overrides. Where both are there, Cognito wants the same function in both, and the
/// one with the version counts.
pub(super) fn settle(pool: &mut Pool) {
    if pool.attached.iter().any(|attached| attached.member == "PreTokenGenerationConfig") {
        pool.attached.retain(|attached| attached.member != "PreTokenGeneration");
    }
}

pub(super) fn cannot_be_read(pool: &mut Pool, what: &str, why: &str, notes: &mut Vec<(usize, String)>) {
    pool.is_open = true;
    notes.push((pool.line, format!("{what} of {} cannot be read, since it is `{why}`", pool.id)));
}

fn attached(
    trigger: Trigger,
    member: &str,
    takes_version: bool,
    value: &Node,
    names: &Names<'_>,
) -> Attached {
    let function = |node: &Node| names.function(node, By::Arn);
    let (target, version) = match (takes_version, &value.kind) {
        (true, Kind::Map(_)) if !value.is_made() => {
            let arn = value.get("LambdaArn").filter(|arn| !is_absent(arn));
            let target = arn.map_or_else(|| Target::Wrong("without a `LambdaArn`".to_owned()), function);
            (target, value.get("LambdaVersion").map_or(Version::Unknown, version))
        }
        (true, kind) => match function(value) {
            // An intrinsic function may make a mapping.
            Target::Unknown(words) | Target::Given { words, .. } if !matches!(kind, Kind::Text(_)) => {
                (Target::Unknown(words), Version::Unknown)
            }
            target => (target, Version::Missing),
        },
        _ if trigger == Trigger::PreTokenGeneration => (function(value), Version::Plain),
        _ => (function(value), Version::None),
    };
    Attached { trigger, member: member.to_owned(), event: None, version, target, line: value.line }
}

fn version(node: &Node) -> Version {
    match parts(node).as_slice() {
        [Part::Text(text)] => LambdaVersion::ALL
            .iter()
            .find(|version| version.name() == text)
            .map_or_else(|| Version::Wrong(text.clone()), |version| Version::Is(*version)),
        [] => Version::Wrong(String::new()),
        _ => Version::Unknown,
    }
}
