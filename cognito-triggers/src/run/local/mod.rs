//! The local tool: outside Lambda the program tries its handlers with nothing installed.

#[cfg(feature = "check")]
mod check;
mod list;
mod notation;
mod note;
mod plan;
#[cfg(feature = "serve")]
mod serve;

use std::any::TypeId;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};

use lambda_runtime::Context;
use serde_json::Value;
use tokio::time::Instant;

use crate::router::{HandlerSet, Triggers};
use crate::run::error::RunError;
use crate::run::local::notation::Notation;
use crate::run::local::plan::Plan;
use crate::run::{plain, scenario};
use crate::spec::rules;
use crate::spec::source::{Source, Trigger};
use crate::spec::version::LambdaVersion;
use crate::wire::envelope::{Envelope, Member, RequestMember};
use crate::wire::{json, members};

const USAGE: &str = "\
Usage: [SOURCE..]          play a sample event for each trigger source that has a handler, or for these,
                           and in each scenario of the folder `scenarios`
           --scenario NAME         in this scenario alone
           --scenarios DIR         in the scenarios of this folder
       --event FILE|-      answer the event in FILE, or from standard input
       --sample SOURCE     print a sample event from that trigger source, as Cognito sends it; with
                           --scenario NAME, as it is in this scenario
       --list [NOTATION]   list the trigger sources and what to attach to the user pool; with the
                           notation sam, cdk, terraform or cli, only what to attach";

#[cfg(feature = "serve")]
const SERVE: &str = "\
--serve [ADDRESS]   serve a user pool with these handlers to the SDKs of AWS, by default at
                           127.0.0.1:9229
           --state FILE            keep its users in FILE when it restarts
           --settings FILE         use the settings that `aws cognito-idp describe-user-pool` has
                                   printed, or `describe-user-pool-client`; may be given twice
           --allow-origin ORIGIN   let web pages of ORIGIN use it, in addition to those of localhost
           --scenarios DIR         show messages in the scenarios of this folder too, instead of `scenarios`
           --anyone                allow an ADDRESS that other machines can reach
       --preview DIR [SOURCE..]
                           write each message as files into DIR, for a pull request or a designer; with
                           --scenario NAME or --scenarios DIR as above";

/// Functions on Lambda carry this text, so it is short.
#[cfg(not(feature = "serve"))]
const SERVE: &str =
    "--serve and --preview need a feature: cargo run --features cognito-triggers/serve -- --serve";

#[cfg(feature = "check")]
const CHECK: &str = "\
--check FILE        check that FILE attaches this function as the handlers need: a template in YAML or
                           JSON, what `cdk synth` has written, or what `aws cognito-idp
                           describe-user-pool` has printed; - for standard input
           --function NAME         the function that runs this program, where several can be meant";

#[cfg(not(feature = "check"))]
const CHECK: &str = "--check needs a feature: cargo run --features cognito-triggers/check -- --check FILE";

/// Splits `--event=FILE` into `--event FILE`.
fn split(argument: &str) -> Option<(&str, &str)> {
    let (option, value) = argument.split_once('=')?;
    let takes_value = matches!(
        option,
        "--event" | "--sample" | "--list" | "--serve" | "--check" | "--scenario" | "--scenarios"
    ) || (cfg!(feature = "serve")
        && matches!(option, "--state" | "--settings" | "--allow-origin" | "--preview"))
        || (cfg!(feature = "check") && option == "--function");
    takes_value.then_some((option, value))
}

/// The code that the user of a sample would type in.
const CODE: &str = "123456";
/// Temporary passwords have such characters, which Cognito does not escape.
const PASSWORD: &str = "Tm<4r%7&kQ#9";

pub(crate) async fn run<Handlers, State>(
    triggers: Triggers<Handlers, State>,
    arguments: impl Iterator<Item = OsString>,
) -> Result<(), RunError>
where
    Handlers: HandlerSet<State>,
    State: Send + Sync + 'static,
{
    let arguments: Vec<String> = arguments.map(|a| a.to_string_lossy().into_owned()).collect();
    let arguments: Vec<&str> = arguments
        .iter()
        .flat_map(|argument| match split(argument) {
            Some((option, value)) => vec![option, value],
            None => vec![argument.as_str()],
        })
        .collect();
    match arguments[..] {
        ["--event", file] => answer(&triggers, file).await,
        ["--event"] => Err(RunError::new("--event needs a file, or - for standard input")),
        ["--sample", source, ref rest @ ..] => sample(&triggers, plan::source(source)?, &Plan::read(rest)?),
        ["--sample"] => Err(RunError::new("--sample needs a trigger source, such as PreSignUp_SignUp")),
        ["--list"] => print(&list::everything(&triggers)),
        ["--list", notation] => match Notation::from_name(notation) {
            Some(notation) => {
                // Standard output may go to a file.
                if let Some(note) = note::about(&triggers) {
                    eprintln!("{note}");
                }
                print(&list::only(&triggers, notation))
            }
            None => {
                Err(RunError::new(format!("unknown notation {notation:?}: write sam, cdk, terraform or cli")))
            }
        },
        #[cfg(feature = "serve")]
        ["--serve", ref options @ ..] => serve::run(triggers, options).await,
        #[cfg(feature = "serve")]
        ["--preview", folder, ref plan @ ..] if !folder.is_empty() && !folder.starts_with('-') => {
            serve::preview::run(triggers, folder, &Plan::read(plan)?).await
        }
        #[cfg(feature = "serve")]
        ["--preview", ..] => Err(RunError::new("--preview needs a folder, which is made if it is not there")),
        #[cfg(not(feature = "serve"))]
        ["--serve" | "--preview", ..] => Err(RunError::new(SERVE)),
        #[cfg(feature = "check")]
        ["--check", ref options @ ..] => check::run(&list::attachments(&triggers), options),
        #[cfg(not(feature = "check"))]
        ["--check", ..] => Err(RunError::new(CHECK)),
        ["--help" | "-h"] => print(&usage()),
        ["--event" | "--list" | "--help" | "-h", .., extra] => Err(unknown(extra)),
        ref plan => match plan.iter().find(|argument| is_unknown(argument)) {
            Some(argument) => Err(unknown(argument)),
            None => play(&triggers, &Plan::read(plan)?).await,
        },
    }
}

fn is_unknown(argument: &str) -> bool {
    argument.starts_with('-') && !matches!(argument, "--scenario" | "--scenarios")
}

fn unknown(argument: &str) -> RunError {
    RunError::new(format!("unknown argument {argument:?}\n{}", usage()))
}

fn usage() -> String {
    format!("{USAGE}\n       {SERVE}\n       {CHECK}")
}

/// Reads a file, or standard input for `-`.
fn read(file: &str) -> io::Result<Vec<u8>> {
    if file != "-" {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Runs `--event`: prints the answer byte for byte, and a newline.
async fn answer<Handlers: HandlerSet<State>, State>(
    triggers: &Triggers<Handlers, State>,
    file: &str,
) -> Result<(), RunError> {
    let payload =
        read(file).map_err(|e| RunError::caused(format!("cannot read the event from {file:?}"), e))?;
    let envelope = Envelope::parse(&payload).map_err(|e| RunError::new(e.to_string()))?;
    let answer = triggers.answer(Ok(envelope), &Context::default(), Instant::now()).await;
    let answer = answer.map_err(|failure| RunError::new(failure.to_string()))?;
    print(&answer)
}

/// Runs `--sample`: prints an event that `--event` and `cargo lambda invoke --data-file` take. If
/// several versions have a handler, the event is of the highest, as in `--list`.
fn sample<Handlers: HandlerSet<State>, State>(
    triggers: &Triggers<Handlers, State>,
    source: Source,
    plan: &Plan<'_>,
) -> Result<(), RunError> {
    let version =
        handled(triggers).filter(|(taken, _)| *taken == source).filter_map(|(_, version)| version).max();
    let scenarios = if plan.names_scenario() { plan.scenarios()? } else { Vec::new() };
    let scenario = scenarios.first();
    if let Some(scenario) = scenario.filter(|scenario| !scenario.is_for(source)) {
        return Err(RunError::new(format!("the scenario {:?} is not for {source}", scenario.name)));
    }
    let event = scenario::event((source, version, scenario)).map_err(RunError::new)?;
    print(event.text().trim_end())
}

/// Returns each source that has a handler, once for each version.
fn handled<Handlers: HandlerSet<State>, State>(
    triggers: &Triggers<Handlers, State>,
) -> impl Iterator<Item = (Source, Option<LambdaVersion>)> + use<Handlers, State> {
    let handlers = triggers.handlers();
    Source::ALL.iter().flat_map(move |&source| {
        let takers = handlers.iter().filter(move |handler| handler.sources.contains(source));
        takers.map(move |handler| (source, handler.version))
    })
}

/// Plays: prints what the user would get for each source, and in each scenario.
async fn play<Handlers: HandlerSet<State>, State: 'static>(
    triggers: &Triggers<Handlers, State>,
    plan: &Plan<'_>,
) -> Result<(), RunError> {
    let scenarios = plan.scenarios()?;
    let handled: Vec<_> = handled(triggers).collect();
    if let Some(source) =
        plan.sources.iter().find(|source| !handled.iter().any(|(taken, _)| taken == *source))
    {
        return Err(RunError::new(format!("no handler takes {source}: write one that --list names")));
    }
    let wanted = handled.into_iter().filter(|(source, _)| plan.takes(*source));
    if TypeId::of::<State>() != TypeId::of::<()>() {
        eprintln!(
            "note: handlers run with the program's state, and may write and send; name sources to run only those"
        );
    }
    let bold = io::stdout().is_terminal();
    for play in scenario::plays(wanted, &scenarios) {
        let (source, version, scenario) = play;
        if scenario.is_none() && plan.names_scenario() {
            continue;
        }
        let mut title = version.map_or(source.to_string(), |version| format!("{source} ({version})"));
        if let Some(scenario) = scenario {
            title += &format!(", {:?}", scenario.name);
        }
        let title = if bold { format!("\x1b[1m{title}\x1b[0m") } else { title };
        let event = scenario::event(play).map_err(RunError::new)?;
        let outcome = match triggers.answer(Ok(event), &Context::default(), Instant::now()).await {
            Ok(answer) => outcome(&answer),
            Err(failure) => format!("  error: {failure}\n"),
        };
        print(&format!("{title}\n{}", plain::lines(outcome.trim_end())))?;
    }
    note::about(triggers).map_or(Ok(()), |note| print(&note))
}

/// Describes the answer's decisions, one on each line. Fills in a message's placeholders as Cognito
/// does.
fn outcome(answer: &str) -> String {
    let Ok(envelope) = Envelope::from_text(answer) else { return String::new() };
    let mut out = String::new();
    let response = envelope.member(Member::Response).and_then(|raw| serde_json::from_str::<Value>(raw).ok());
    for (name, value) in response.as_ref().and_then(Value::as_object).into_iter().flatten() {
        match value {
            Value::Null => {}
            Value::String(text) => {
                out += &format!("  {name}: {}\n", indent(&deliver(&envelope, text)));
                out += &notes(&envelope, name, text);
            }
            value => out += &format!("  {name}: {value}\n"),
        }
    }
    if out.is_empty() {
        out.push_str(match envelope.source().map(Source::trigger) {
            Some(Trigger::CustomMessage) => "  (Cognito's own text)\n",
            _ => "  (nothing set)\n",
        });
    }
    out
}

/// Says what the rules allow, and what goes wrong nevertheless.
fn notes(envelope: &Envelope<'_>, member: &str, text: &str) -> String {
    let mut out = String::new();
    let code = envelope.request_text(RequestMember::CodeParameter).filter(|code| !code.is_empty());
    let has_full_stop = code.is_some_and(|code| text.contains(&format!("{code}.")));
    if has_full_stop && is_invitation(envelope) {
        out += "    note: people type the full stop behind the password too\n";
    }
    let newer = rules::newer_character(text).filter(|_| matches!(member, "emailSubject" | "emailMessage"));
    if let Some((c, at)) = newer {
        let code = u32::from(c);
        out += &format!(
            "    note: U+{code:04X} at {at} is newer than Unicode 13.0, and Cognito may refuse it\n"
        );
    }
    out
}

fn is_invitation(envelope: &Envelope<'_>) -> bool {
    envelope.source() == Some(Source::CustomMessageAdminCreateUser)
}

fn deliver(envelope: &Envelope<'_>, text: &str) -> String {
    let user_name = members::member(envelope.request(RequestMember::UserAttributes).unwrap_or("{}"), "email")
        .and_then(json::text)
        .unwrap_or_default();
    let mut text = text.to_owned();
    let mut fill = |member, value: &str| {
        if let Some(parameter) = envelope.request_text(member).filter(|parameter| !parameter.is_empty()) {
            text = text.replace(parameter, value);
        }
    };
    fill(RequestMember::CodeParameter, if is_invitation(envelope) { PASSWORD } else { CODE });
    fill(RequestMember::UsernameParameter, &user_name);
    text
}

fn indent(text: &str) -> String {
    text.replace('\n', "\n    ")
}

fn print(text: &str) -> Result<(), RunError> {
    match writeln!(io::stdout(), "{text}") {
        // The reader, such as `head`, has seen enough.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => printed.map_err(|e| RunError::caused("cannot print", e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played(source: &str, member: &str, text: &str) -> String {
        let text = serde_json::Value::from(text);
        outcome(&format!(
            r#"{{"triggerSource": "CustomMessage_{source}", "request": {{"codeParameter": "{{####}}"}}, "response": {{"{member}": {text}}}}}"#
        ))
    }

    #[test]
    fn what_goes_wrong_nevertheless_is_marked() {
        for (source, member, text, notes) in [
            ("AdminCreateUser", "emailMessage", "Your password is {####}.", 1),
            ("AdminCreateUser", "smsMessage", "{####}. Hello", 1),
            ("AdminCreateUser", "emailMessage", "Your password is <b>{####}</b>.", 0),
            ("SignUp", "emailMessage", "Your code is {####}.", 0),
            ("SignUp", "emailMessage", "{####} \u{1fae0}", 1),
            ("SignUp", "emailSubject", "\u{1fae0}\u{1fae0}", 1),
            ("SignUp", "emailMessage", "{####} \u{1f600}\u{3042}\u{e9}", 0),
            ("SignUp", "smsMessage", "{####} \u{1fae0}", 0),
        ] {
            let played = played(source, member, text);
            assert_eq!(played.matches("note: ").count(), notes, "{played}");
        }
        let password = played("AdminCreateUser", "smsMessage", "{####}");
        assert!(['<', '%', '&', '#'].iter().all(|c| password.contains(*c)), "{password}");
    }
}
