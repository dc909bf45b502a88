//! A template of CloudFormation or AWS SAM, in YAML or JSON; `cdk synth` writes one too.

use std::collections::BTreeMap;

use crate::run::local::check::config;
use crate::run::local::check::facts::{
    Attached, Caller, Facts, Form, Function, Permission, Pool, Target, Version,
};
use crate::run::local::check::node::Node;
use crate::run::local::check::value::{
    By, Names, Part, canonical, function_name, is_absent, is_function, parts, resource_type,
};
use crate::spec::source::Trigger;

/// Reads a template's functions, pools and permissions.
pub(super) fn read(template: &Node, form: Form) -> Facts {
    let section = |name| template.get(name).into_iter().flat_map(Node::entries);
    let names = Names {
        resources: section("Resources").collect::<BTreeMap<_, _>>(),
        parameters: section("Parameters").map(|(name, _)| name).collect(),
    };
    let globals = template.get("Globals").and_then(|globals| globals.get("Function"));
    let mut facts = Facts {
        form,
        functions: Vec::new(),
        pools: Vec::new(),
        permissions: Some(Vec::new()),
        notes: Vec::new(),
    };
    // In the file's order.
    for (id, resource) in section("Resources") {
        if id.starts_with("Fn::") {
            facts.notes.push((resource.line, format!("the resources that `{id}` makes are not looked at")));
        }
        let empty = Node { line: resource.line, kind: super::node::Kind::Null };
        let properties = resource.get("Properties").unwrap_or(&empty);
        match resource_type(resource) {
            "AWS::Cognito::UserPool" => {
                facts.pools.push(pool(&names, id, resource, properties, &mut facts.notes));
            }
            "AWS::Lambda::Permission" => {
                facts.permissions.get_or_insert_default().push(permission(
                    &names,
                    id,
                    resource.line,
                    properties,
                ));
            }
            _ if is_function(resource) => {
                let runtime = properties.get("Runtime").or_else(|| globals?.get("Runtime"));
                facts.functions.push(Function {
                    id: id.to_owned(),
                    name: function_name(resource),
                    is_other_language: runtime.and_then(Node::text).is_some_and(is_other_language),
                });
            }
            _ => {}
        }
    }
    for (id, resource) in section("Resources") {
        if resource_type(resource) == "AWS::Serverless::Function" {
            let events = resource.get("Properties").and_then(|properties| properties.get("Events"));
            for (name, event) in events.into_iter().flat_map(Node::entries) {
                if event.get("Type").and_then(Node::text) == Some("Cognito") {
                    sam_event(id, name, event, &mut facts);
                }
            }
        }
    }
    facts
}

fn is_other_language(runtime: &str) -> bool {
    !runtime.starts_with("provided") && !runtime.contains("${")
}

fn pool(
    names: &Names<'_>,
    id: &str,
    resource: &Node,
    properties: &Node,
    notes: &mut Vec<(usize, String)>,
) -> Pool {
    let mut pool =
        Pool { id: id.to_owned(), line: resource.line, attached: Vec::new(), is_open: false, has_key: false };
    if let Some((name, _)) = properties.intrinsic() {
        config::cannot_be_read(&mut pool, "the properties", name, notes);
    } else if let Some(config) = properties.get("LambdaConfig").filter(|config| !is_absent(config)) {
        config::read(&mut pool, config, &|node| names.function(node, By::Arn), notes);
    }
    pool
}

/// Reads an event of AWS SAM, which attaches its function and lets the pool call it.
fn sam_event(function: &str, event_name: &str, event: &Node, facts: &mut Facts) {
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
        let target = target.clone();
        pool.attached.push(Attached {
            trigger,
            member: member.to_owned(),
            version,
            target,
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

fn permission(names: &Names<'_>, id: &str, line: usize, properties: &Node) -> Permission {
    let function = match properties.get("FunctionName") {
        Some(name) => names.function(name, By::NameOrArn),
        None => Target::Unknown("no function".to_owned()),
    };
    let text =
        |name| properties.get(name).filter(|node| !is_absent(node)).map(|node| canonical(&parts(node)));
    let caller = match (text("Principal"), text("Action")) {
        (Some(principal), _) if !is_cognito(&principal) => {
            Caller::NotCognito(format!("its `Principal` is `{principal}`"))
        }
        (_, Some(action)) if !is_invoke(&action) => Caller::NotCognito(format!("its `Action` is `{action}`")),
        _ => properties
            .get("SourceArn")
            .filter(|node| !is_absent(node))
            .map_or(Caller::AnyPool, |arn| source(names, arn)),
    };
    Permission { id: format!("`{id}`"), line, function, is_for_function: true, caller }
}

/// Whether a principal is the user pools' service. It is if nobody knows.
fn is_cognito(principal: &str) -> bool {
    principal == "*" || principal.starts_with("cognito-idp.") || principal.starts_with("${")
}

fn is_invoke(action: &str) -> bool {
    let action = action.to_ascii_lowercase();
    action.contains("${")
        || action == "*"
        || action == "lambda:invokefunction"
        || action.strip_suffix('*').is_some_and(|start| "lambda:invokefunction".starts_with(start))
}

/// Reads the pool in a permission's `SourceArn`.
fn source(names: &Names<'_>, arn: &Node) -> Caller {
    let pool = |id: &String| {
        names
            .resources
            .get(id.as_str())
            .filter(|resource| resource_type(resource) == "AWS::Cognito::UserPool")
    };
    let parts = parts(arn);
    let id = match parts.as_slice() {
        [Part::Attribute(id, attribute), ..] if attribute == "Arn" => Some(id),
        [.., Part::Text(before), Part::Ref(id)] if before.ends_with(":userpool/") => Some(id),
        _ => None,
    };
    if let Some(id) = id.filter(|id| pool(id).is_some()) {
        return Caller::Pool(id.clone());
    }
    if let [.., Part::Text(text)] = parts.as_slice() {
        if text.ends_with(":userpool/*") || text == "*" {
            return Caller::AnyPool;
        }
    }
    Caller::SomePool
}
