//! The example `passwordless` as it is, but for the sender: codes go to the file `$CODES`, one line
//! of JSON each, where the test reads them.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

use cognito_triggers::prelude::*;
use example::{SendCode, passwordless};

#[allow(dead_code, reason = "its `main` is of no use here")]
#[path = "../../../examples/passwordless.rs"]
mod example;

struct ToFile(PathBuf);

impl SendCode for ToFile {
    async fn send(&self, address: &str, code: &str) -> Result<()> {
        let line = serde_json::json!({ "to": address, "code": code });
        let mut file = OpenOptions::new().create(true).append(true).open(&self.0)?;
        Ok(writeln!(file, "{line}")?)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    let codes = std::env::var_os("CODES").expect("CODES names a file");
    run(passwordless(ToFile(codes.into()))).await
}
