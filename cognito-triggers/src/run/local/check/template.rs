//! A template of CloudFormation or AWS SAM, in YAML or JSON; `cdk synth` writes one too.

use std::collections::BTreeMap;

use crate::run::local::check::facts::{Caller, Facts, Form, Function, Permission, Pool, Target};
use crate::run::local::check::node::{Kind, Node};
use crate::run::local::check::value::{
    By, Names, Part, canonical, function_name, is_absent, is_function, parts, resource_type,
};
use crate::run::local::check::{config, sam};

/// Reads a template's functions, pools and permissions.
pub(super) fn read(template: &Node, form: Form) -> Facts {
    let section = |name| template.get(name).into_iter().flat_map(Node::entries);
    let names = Names {
        resources: section("Resources").collect::<BTreeMap<_, _>>(),
        parameters: section("Parameters").map(|(name, _)| name).collect(),
    };
    let globals = template.get("Globals").and_then(|globals| globals.get("Function"));
    let (mut functions, mut pools, mut permissions, mut notes) = (vec![], vec![], vec![], vec![]);
    let mut is_open = false;
    let macros = template.get("Transform").map(Node::list).unwrap_or_default();
    let here = template.entries().filter(|(name, _)| name.starts_with("Fn::")).map(|(_, node)| node);
    for transform in macros.into_iter().chain(here) {
        if transform.text().is_none_or(|name| !name.starts_with("AWS::")) {
            is_open = true;
            let name = transform.text().or(transform.get("Name").and_then(Node::text)).unwrap_or("a macro");
            let line = transform.line;
            notes.push((line, format!("the macro `{name}` may attach more than the file says")));
        }
    }
    // In the file's order.
    for (id, resource) in section("Resources") {
        let empty = Node { line: resource.line, kind: Kind::Null };
        let properties = resource.get("Properties").unwrap_or(&empty);
        match resource_type(resource) {
            _ if id.starts_with("Fn::") => {
                is_open = true;
                notes.push((resource.line, format!("the resources that `{id}` makes are not looked at")));
            }
            "AWS::Cognito::UserPool" => pools.push(pool(&names, id, resource, properties, &mut notes)),
            "AWS::Lambda::Permission" => permissions.push(permission(&names, id, resource.line, properties)),
            _ if is_function(resource) => {
                let runtime = properties.get("Runtime").or_else(|| globals?.get("Runtime"));
                functions.push(Function {
                    id: id.to_owned(),
                    name: function_name(resource),
                    is_other_language: runtime.and_then(Node::text).is_some_and(is_other_language),
                });
            }
            _ => {}
        }
    }
    let mut facts = Facts { form, functions, pools, permissions: Some(permissions), is_open, notes };
    sam::events(&names, &mut facts);
    for pool in &mut facts.pools {
        config::settle(pool);
        pool.is_open |= facts.is_open;
    }
    facts
}

fn is_other_language(runtime: &str) -> bool {
    !runtime.starts_with("provided")
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
    // Beside other properties too, a macro may make more of them.
    if let Some((name, _)) =
        [resource, properties].into_iter().flat_map(Node::entries).find(|(name, _)| name.starts_with("Fn::"))
    {
        config::cannot_be_read(&mut pool, "the properties", name, notes);
    }
    if let Some(config) = properties.get("LambdaConfig").filter(|config| !is_absent(config)) {
        config::read(&mut pool, config, names, notes);
    }
    pool
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
            .map_or(Caller::Pools, |arn| source(names, arn)),
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
    let is_pool = |id: &&String| {
        let resource = names.resources.get(id.as_str());
        resource.is_some_and(|resource| resource_type(resource) == "AWS::Cognito::UserPool")
    };
    let parts = parts(arn);
    let id = match parts.as_slice() {
        [Part::Attribute(id, attribute), ..] if attribute == "Arn" => Some(id),
        [.., Part::Text(before), Part::Ref(id)] if before.ends_with(":userpool/") => Some(id),
        _ => None,
    };
    id.filter(is_pool).map_or(Caller::Pools, |id| Caller::Pool(id.clone()))
}
