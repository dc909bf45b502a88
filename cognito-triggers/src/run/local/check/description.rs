//! What `aws cognito-idp describe-user-pool` prints.

use crate::run::local::check::config;
use crate::run::local::check::facts::{Facts, Form, Pool};
use crate::run::local::check::node::Node;
use crate::run::local::check::value::Names;

/// Reads the pool. Who may call the functions is nothing that it shows.
pub(super) fn read(pool: &Node) -> Facts {
    let id = pool.get("Id").and_then(Node::text).unwrap_or("the pool");
    let mut read =
        Pool { id: id.to_owned(), line: pool.line, attached: Vec::new(), is_open: false, has_key: false };
    let mut notes = Vec::new();
    if let Some(config) = pool.get("LambdaConfig") {
        config::read(&mut read, config, &Names::default(), &mut notes);
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
