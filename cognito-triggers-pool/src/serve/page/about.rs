//! The program behind the page: its name, its pool, its triggers.

use std::env;

use serde_json::{Value, json};

use super::super::shared::Shared;

pub(super) fn document(shared: &Shared) -> Value {
    let engine = shared.pool.engine();
    let triggers: Vec<String> = engine.triggers.iter().map(ToString::to_string).collect();
    let client = engine.client(shared.pool.client_id()).ok();
    json!({
        "program": program(),
        "run": shared.page.run,
        "pool_id": shared.pool.id(),
        "client_id": shared.pool.client_id(),
        // The page computes SECRET_HASH, as an app's server does.
        "client_secret": client.and_then(|client| client.secret.as_deref()),
        "region": engine.settings.region(),
        "triggers": triggers,
    })
}

fn program() -> String {
    let path = env::current_exe().unwrap_or_default();
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
