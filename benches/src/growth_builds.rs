//! Programs that are written here, with more and more handlers, mails or languages: their size, and what it costs
//! to compile them.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use benches::ways::Grown;
use cognito_triggers::{Source, Trigger};

use crate::builds::{cpu_of, touch};
use crate::tools::{Outcome, cargo, grouped, median, output, root};
use crate::written;

/// How often each is compiled.
const ROUNDS: usize = 3;

/// The table of all of them.
pub(crate) fn table() -> Outcome<String> {
    let folder = write()?;
    let mut out = String::from(
        "| program | check, CPU seconds | build, CPU seconds | release program, bytes | of that per further one |\n\
         |---|---:|---:|---:|---:|\n",
    );
    let mut last: Option<(Grown, u64)> = None;
    for grown in Grown::ALL {
        let bin = bin(grown);
        let (mut checks, mut builds) = (vec![], vec![]);
        for _ in 0..ROUNDS {
            for (command, times) in [("check", &mut checks), ("build", &mut builds)] {
                // The first of them builds the libraries.
                run(&folder, command, &bin)?;
                touch(&folder.join(format!("src/bin/{bin}.rs")))?;
                times.push(cpu_of(|| run(&folder, command, &bin))?);
            }
        }
        output(cargo(&["build", "--quiet", "--release", "--bin", &bin]).current_dir(&folder))?;
        let file = folder.join("target/release").join(&bin);
        let bytes = fs::metadata(&file).map_err(|e| format!("cannot read {}: {e}", file.display()))?.len();
        let further = match last.replace((grown, bytes)) {
            Some((fewer, less)) if fewer.least() == grown.least() => {
                grouped(bytes.saturating_sub(less) / u64::from(grown.number() - fewer.number()))
            }
            _ => String::new(),
        };
        let (check, build) = (median(checks), median(builds));
        let _ =
            writeln!(out, "| {} | {check:.2} | {build:.2} | {} | {further} |", grown.name(), grouped(bytes));
    }
    Ok(out)
}

/// A row on the tests of a function with the pool: from scratch, and after an edit.
pub(crate) fn tests() -> Outcome<String> {
    let folder = write()?;
    let target = root().join("target/benches/pool");
    if target.exists() {
        fs::remove_dir_all(&target).map_err(|e| format!("cannot remove {}: {e}", target.display()))?;
    }
    let test = || {
        let mut cargo = cargo(&["test", "--quiet", "--lib", "--target-dir"]);
        output(cargo.arg(&target).current_dir(&folder)).map(drop)
    };
    let clean = cpu_of(test)?;
    let mut again = vec![];
    for _ in 0..ROUNDS {
        touch(&folder.join("src/lib.rs"))?;
        again.push(cpu_of(test)?);
    }
    let again = median(again);
    Ok(format!(
        "\n`cargo test` of a function with one handler and one test with the pool: {clean:.1} CPU seconds from scratch, \
         {again:.2} after an edit.\n"
    ))
}

fn bin(grown: Grown) -> String {
    grown.name().replace(' ', "-")
}

fn run(folder: &Path, command: &str, bin: &str) -> Outcome<()> {
    let mut cargo = cargo(&[command, "--quiet", "--bin", bin]);
    output(cargo.current_dir(folder).env("CARGO_INCREMENTAL", "0")).map(drop)
}

/// Writes the package.
fn write() -> Outcome<PathBuf> {
    let library = root().join("cognito-triggers").display().to_string();
    let dependencies = written::library()
        + &format!(
            "\n[dev-dependencies]\ncognito-triggers = {{ path = {library:?}, features = [\"pool\"] }}\n"
        );
    let mails = LANGUAGES.iter().map(|(tag, greeting)| (format!("mails/{tag}.html"), mail(tag, greeting)));
    let programs = Grown::ALL.map(|grown| (format!("src/bin/{}.rs", bin(grown)), program(grown)));
    let tested = [("src/lib.rs".to_owned(), TESTED.to_owned())];
    let files: Vec<_> = tested.into_iter().chain(mails).chain(programs).collect();
    written::package("grown", &dependencies, &files)
}

/// The program of the README as a library, with its test.
const TESTED: &str = r#"use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp, ResendCode)]
pub async fn verify(event: Event<'_>) -> Result<Email> {
    let user = event.user_attributes();
    let name = user.given_name().unwrap_or("there");
    Ok(email!("Confirm your address", "<p>Hello {name}, your code is <b>{code}</b>.</p>"))
}

#[cfg(test)]
mod tests {
    use cognito_triggers::pool::Pool;

    use super::*;

    #[tokio::test]
    async fn a_new_user_signs_up_and_in() {
        let pool = Pool::new(triggers![verify]);
        let user = pool.sign_up("ines", "Correct-horse-9");
        let ines = user.attribute("email", "ines@example.org").await.unwrap();
        ines.confirm(ines.email().code()).await.unwrap();
        ines.sign_in("Correct-horse-9").await.unwrap().tokens();
    }
}
"#;

const LANGUAGES: [(&str, &str); 8] = [
    ("en", "Hello"),
    ("de", "Guten Tag"),
    ("fr", "Bonjour"),
    ("es", "Hola"),
    ("it", "Ciao"),
    ("pt", "Bom dia"),
    ("nl", "Hallo"),
    ("ja", "こんにちは"),
];

/// A mail of 2 KB.
fn mail(tag: &str, greeting: &str) -> String {
    let mut rows = String::new();
    for row in 0..20 {
        let _ = writeln!(
            rows,
            "<tr><td style=\"padding: 4px 16px; color: #20242{row:02}\">{greeting} {tag} {row}</td></tr>"
        );
    }
    format!(
        "<!doctype html>\n<html lang=\"{{{{ language }}}}\">\n<head><title>{greeting}</title></head>\n<body>\n\
         <p>{greeting} {{{{ name }}}}: <b>{{{{ code }}}}</b></p>\n<table>\n{rows}</table>\n</body>\n</html>\n"
    )
}

/// What a handler for the source is listed with, takes and returns, and its body.
fn handler(source: Source) -> (String, String, &'static str, &'static str) {
    let (module, short) = (source.trigger().attribute(), source.short_name());
    let (output, body) = match source.trigger() {
        Trigger::CustomMessage if short == "AdminCreateUser" => {
            ("custom_message::Email<(custom_message::Code, custom_message::Username)>", INVITATION)
        }
        Trigger::CustomMessage => ("custom_message::Email", MAIL),
        Trigger::DefineAuthChallenge => {
            ("define_auth_challenge::Decision", "define_auth_challenge::Decision::FailAuthentication")
        }
        Trigger::CreateAuthChallenge => ("create_auth_challenge::Challenge", CHALLENGE),
        Trigger::VerifyAuthChallengeResponse => ("bool", "event.answer_matches(\"answer\")"),
        Trigger::UserMigration => ("user_migration::Migration", "user_migration::Migration::NotFound"),
        Trigger::InboundFederation => ("inbound_federation::Mapping", "inbound_federation::Mapping::KeepAll"),
        _ => ("()", ""),
    };
    let version = match (source.trigger(), short) {
        (Trigger::PreTokenGeneration, "ClientCredentials") => Some("V3_0"),
        (Trigger::PreTokenGeneration, _) => Some("V2_0"),
        _ => None,
    };
    let listed = version.map_or(short.to_owned(), |version| format!("{version}, {short}"));
    let event = version.map_or_else(
        || format!("{module}::Event<'_>"),
        |version| format!("{module}::Event<'_, {module}::{version}>"),
    );
    (listed, event, output, body)
}

const INVITATION: &str = "email!(\"You are invited\", \"<p>User name {username}, password {code} </p>\")";
const CHALLENGE: &str = "create_auth_challenge::Challenge::new(create_auth_challenge::PrivateParameters::new(\"answer\", \"490215\"))";
const MAIL: &str =
    "email!(\"Your code\", \"<p>Hello {name}, your code is <b>{code}</b>.</p>\", name = event.user_name())";

/// The text of a program.
fn program(grown: Grown) -> String {
    let mut out = String::from(
        "#![allow(unused_imports, unused_variables)]\nuse cognito_triggers::prelude::*;\nuse cognito_triggers::*;\n\n",
    );
    let mut names = Vec::new();
    match grown {
        Grown::Handlers(number) => {
            // The one that is measured is in each of them.
            let others = Source::ALL.iter().copied().filter(|source| *source != Source::CustomMessageSignUp);
            for source in [Source::CustomMessageSignUp].into_iter().chain(others).take(usize::from(number)) {
                let (name, attribute) = (format!("handler_{}", names.len()), source.trigger().attribute());
                let (listed, event, output, body) = handler(source);
                let _ = writeln!(
                    out,
                    "#[{attribute}({listed})]\nasync fn {name}(event: {event}) -> {output} {{ {body} }}\n"
                );
                names.push(name);
            }
        }
        Grown::Mails(number) => {
            let mut arms = String::new();
            for mail in 1..number {
                let _ = writeln!(
                    arms,
                    "        {mail} => email!(\"Mail {mail}\", \"<p>Mail {mail} for {{name}}: your code is <b>{{code}}</b>.</p>\"),"
                );
            }
            let _ = writeln!(
                out,
                "#[custom_message(SignUp)]\nasync fn verify(event: custom_message::Event<'_>) -> custom_message::Email {{\n    \
                 let user = event.user_attributes();\n    let name = user.given_name().unwrap_or(\"there\");\n    \
                 let number = user.get(\"custom:mail\").and_then(|number| number.parse().ok());\n    \
                 match number.unwrap_or(0u8) {{\n{arms}        _ => email!(\"Your code\", \"<p>Hello {{name}}, your code is <b>{{code}}</b>.</p>\"),\n    }}\n}}\n"
            );
            names.push("verify".to_owned());
        }
        Grown::Languages(number) => {
            let tags: Vec<&str> = LANGUAGES.iter().take(usize::from(number)).map(|(tag, _)| *tag).collect();
            let _ = writeln!(
                out,
                "languages!(LANGUAGES = {tags:?});\n\n#[custom_message(SignUp)]\nasync fn verify(event: custom_message::Event<'_>) -> custom_message::Email {{\n    \
                 let language = event.language(LANGUAGES);\n    \
                 email!(files = \"mails/{{language}}.html\", languages = LANGUAGES, language = language, name = event.user_name())\n}}\n"
            );
            names.push("verify".to_owned());
        }
    }
    let _ = writeln!(
        out,
        "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() -> std::result::Result<(), RunError> {{\n    run(triggers![{}]).await\n}}",
        names.join(", ")
    );
    out
}
