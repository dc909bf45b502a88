//! What `aws cognito-idp describe-user-pool` prints.

use crate::run::local::check::config;
use crate::run::local::check::facts::{Facts, Form, Pool, Target};
use crate::run::local::check::node::Node;
use crate::run::local::check::value::{By, Names};

/// Reads the pool. Who may call the functions is nothing that it shows.
pub(super) fn read(pool: &Node) -> Facts {
    let names = Names { resources: std::collections::BTreeMap::new(), parameters: Vec::new() };
    let id = pool.get("Id").and_then(Node::text).unwrap_or("the pool");
    let mut read =
        Pool { id: id.to_owned(), line: pool.line, attached: Vec::new(), is_open: false, has_key: false };
    let mut notes = Vec::new();
    if let Some(config) = pool.get("LambdaConfig") {
        let function = |node: &Node| -> Target { names.function(node, By::Arn) };
        config::read(&mut read, config, &function, &mut notes);
        config::settle(&mut read);
    }
    Facts {
        form: Form::Description,
        functions: Vec::new(),
        pools: vec![read],
        permissions: None,
        is_open: false,
        notes,
    }
}
