//! The events of AWS SAM's functions, which attach a function to a pool and let the pool call it.

use crate::run::local::check::config;
use crate::run::local::check::facts::{Attached, Caller, Facts, Permission, Target, Version};
use crate::run::local::check::node::Node;
use crate::run::local::check::value::{Names, Part, parts};
use crate::spec::source::Trigger;

/// Adds what the events of `Type: Cognito` attach.
pub(super) fn events(names: &Names<'_>, facts: &mut Facts) {
    for (function, resource) in names.functions() {
        let events = resource.get("Properties").and_then(|properties| properties.get("Events"));
        for (name, event) in events.into_iter().flat_map(Node::entries) {
            let kind = event.get("Type");
            if kind.and_then(Node::text) == Some("Cognito") {
                attach(function, name, event, facts);
            } else if kind.is_none() {
                facts.is_open = true;
                facts.notes.push((event.line, format!("the event `{name}` of {function} cannot be read")));
            }
        }
    }
}

/// Reads an event of AWS SAM, which attaches its function and lets the pool call it.
fn attach(function: &str, event_name: &str, event: &Node, facts: &mut Facts) {
    let line = event.line;
    let Some(properties) = event.get("Properties") else { return };
    let user_pool = properties.get("UserPool").map(parts).unwrap_or_default();
    let pool = match user_pool.as_slice() {
        [Part::Ref(id)] => facts.pools.iter_mut().find(|pool| pool.id == *id),
        _ => None,
    };
    let Some(pool) = pool else {
        facts.notes.push((
            line,
            format!(
                "the event `{event_name}` of {function} names a `UserPool` that the file does not define"
            ),
        ));
        return;
    };
    let target = Target::Here { id: function.to_owned(), qualifier: None };
    for value in properties.get("Trigger").map(Node::list).unwrap_or_default() {
        let Some(member) = value.text() else {
            facts.notes.push((value.line, format!("the event `{event_name}` of {function} has a trigger that is known only at the deployment")));
            pool.is_open = true;
            continue;
        };
        let Some((trigger, takes_version)) = config::trigger(member) else {
            facts.notes.push((
                value.line,
                format!("`{member}` in the event `{event_name}` of {function} is no trigger that this version knows"),
            ));
            continue;
        };
        let version = match trigger {
            _ if takes_version => Version::Missing,
            Trigger::PreTokenGeneration => Version::Plain,
            _ => Version::None,
        };
        pool.attached.push(Attached {
            trigger,
            member: member.to_owned(),
            event: Some(event_name.to_owned()),
            version,
            target: target.clone(),
            line: value.line,
        });
    }
    let caller = Caller::Pool(pool.id.clone());
    let id = format!("the event `{event_name}`");
    facts.permissions.get_or_insert_default().push(Permission {
        id,
        line,
        function: target,
        is_for_function: false,
        caller,
    });
}
