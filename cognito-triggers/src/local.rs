//! The program outside Lambda: a tool to try handlers with nothing installed.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};

use lambda_runtime::Context;
use serde_json::Value;

use crate::envelope::{Envelope, Member, RequestMember};
use crate::json;
use crate::router::{HandlerSet, Triggers};
use crate::runtime::RunError;
use crate::samples;
use crate::source::{Source, Trigger};
use crate::version::LambdaVersion;

const USAGE: &str = "\
Usage: without arguments   play a sample event for each trigger source that is handled
       --event FILE|-      answer the event in FILE, or on standard input
       --list              name the trigger sources, and the triggers to attach in the user pool";

/// What a sample's user would type in.
const CODE: &str = "123456";
const PASSWORD: &str = "Tmp-4r7!kQ9z";

pub(crate) async fn run<Handlers, State>(
    triggers: &Triggers<Handlers, State>,
    arguments: impl Iterator<Item = OsString>,
) -> Result<(), RunError>
where
    Handlers: HandlerSet<State>,
{
    let arguments: Vec<String> = arguments.map(|a| a.to_string_lossy().into_owned()).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => play(triggers).await,
        ["--event", file] => answer(triggers, file).await,
        ["--event"] => Err(RunError("--event needs a file, or - for standard input".to_owned())),
        ["--list"] => print(&list(triggers)),
        ["--help" | "-h"] => print(USAGE),
        ["--event" | "--list" | "--help" | "-h", .., extra] => {
            Err(RunError(format!("unknown argument {extra:?}\n{USAGE}")))
        }
        [unknown, ..] => Err(RunError(format!("unknown argument {unknown:?}\n{USAGE}"))),
    }
}

/// `--event`: the answer, byte for byte, and a newline.
async fn answer<Handlers: HandlerSet<State>, State>(
    triggers: &Triggers<Handlers, State>,
    file: &str,
) -> Result<(), RunError> {
    let mut payload = Vec::new();
    let read = match file {
        "-" => io::stdin().read_to_end(&mut payload).map(drop),
        path => std::fs::read(path).map(|bytes| payload = bytes),
    };
    read.map_err(|e| RunError(format!("cannot read the event from {file:?}: {e}")))?;
    let envelope = Envelope::parse(&payload).map_err(|e| RunError(e.to_string()))?;
    let answer = triggers.answer(Ok(envelope), &Context::default()).await;
    let answer = answer.map_err(|failure| RunError(failure.to_string()))?;
    print(&answer)
}

/// `--list`: each source, under the trigger to attach.
fn list<Handlers: HandlerSet<State>, State>(triggers: &Triggers<Handlers, State>) -> String {
    let mut out = String::new();
    for &trigger in Trigger::ALL {
        let taken: Vec<_> = handled(triggers).filter(|(source, _)| source.trigger() == trigger).collect();
        let names = |versions: Vec<LambdaVersion>, between: &str| {
            let names: Vec<_> = versions.iter().map(LambdaVersion::to_string).collect();
            names.join(between)
        };
        let mut versions: Vec<LambdaVersion> = taken.iter().filter_map(|(_, version)| *version).collect();
        versions.sort_unstable();
        versions.dedup();
        out += &match (taken.is_empty(), versions.is_empty()) {
            (true, _) => continue,
            (_, true) => {
                format!("{trigger}: attach this function as `{trigger}` in the user pool's LambdaConfig\n")
            }
            _ => format!(
                "{trigger}: attach this function as `{trigger}Config` in the user pool's LambdaConfig, with the LambdaVersion {}\n",
                names(versions, " or ")
            ),
        };
        let mut sources: Vec<Source> = taken.iter().map(|(source, _)| *source).collect();
        sources.dedup();
        for source in sources {
            let of: Vec<_> = taken.iter().filter(|(s, _)| *s == source).filter_map(|(_, v)| *v).collect();
            out += &if of.is_empty() {
                format!("  {source}\n")
            } else {
                format!("  {source} ({})\n", names(of, ", "))
            };
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Each source that has a handler, once for each version.
fn handled<Handlers: HandlerSet<State>, State>(
    triggers: &Triggers<Handlers, State>,
) -> impl Iterator<Item = (Source, Option<LambdaVersion>)> + use<Handlers, State> {
    let handlers = triggers.handlers();
    Source::ALL.iter().flat_map(move |&source| {
        let takers = handlers.iter().filter(move |handler| handler.sources.contains(source));
        takers.map(move |handler| (source, handler.version))
    })
}

/// No argument: what the user would get for each source.
async fn play<Handlers: HandlerSet<State>, State>(
    triggers: &Triggers<Handlers, State>,
) -> Result<(), RunError> {
    let bold = io::stdout().is_terminal();
    for (source, version) in handled(triggers) {
        let title = version.map_or(source.to_string(), |version| format!("{source} ({version})"));
        let title = if bold { format!("\x1b[1m{title}\x1b[0m") } else { title };
        let sample = samples::envelope(source, version);
        let outcome = match triggers.answer(Ok(sample), &Context::default()).await {
            Ok(answer) => outcome(&answer),
            Err(failure) => format!("  error: {failure}\n"),
        };
        print(&format!("{title}\n{}", outcome.trim_end()))?;
    }
    Ok(())
}

/// What the answer decides, a line each; a message's placeholders filled in as Cognito does.
fn outcome(answer: &str) -> String {
    let Ok(envelope) = Envelope::from_text(answer) else { return String::new() };
    let mut out = String::new();
    let response = envelope.member(Member::Response).and_then(|raw| serde_json::from_str::<Value>(raw).ok());
    for (name, value) in response.as_ref().and_then(Value::as_object).into_iter().flatten() {
        match value {
            Value::Null => {}
            Value::String(text) => out += &format!("  {name}: {}\n", indent(&deliver(&envelope, text))),
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

fn deliver(envelope: &Envelope<'_>, text: &str) -> String {
    let user_name = json::member(envelope.request(RequestMember::UserAttributes).unwrap_or("{}"), "email")
        .and_then(json::text)
        .unwrap_or_default();
    let invitation = envelope.source() == Some(Source::CustomMessageAdminCreateUser);
    let mut text = text.to_owned();
    let mut fill = |member, value: &str| {
        if let Some(parameter) = envelope.request_text(member).filter(|parameter| !parameter.is_empty()) {
            text = text.replace(&*parameter, value);
        }
    };
    fill(RequestMember::CodeParameter, if invitation { PASSWORD } else { CODE });
    fill(RequestMember::UsernameParameter, &user_name);
    text
}

fn indent(text: &str) -> String {
    text.replace('\n', "\n    ")
}

fn print(text: &str) -> Result<(), RunError> {
    writeln!(io::stdout(), "{text}").map_err(|e| RunError(format!("cannot print: {e}")))
}

#[cfg(test)]
mod tests {
    use super::list;
    use crate::pre_token_generation::{Event, V1_0, V2_0};
    use crate::{pre_sign_up, pre_token_generation, triggers};

    #[pre_sign_up(SignUp, crate = crate)]
    fn sign_up(_: pre_sign_up::Event<'_>) {}

    #[pre_token_generation(V1_0, HostedAuth, RefreshTokens, crate = crate)]
    fn first(_: Event<'_, V1_0>) {}

    #[pre_token_generation(V2_0, HostedAuth, crate = crate)]
    fn second(_: Event<'_, V2_0>) {}

    #[test]
    fn the_list_says_which_version_to_configure() {
        let expected = "\
PreSignUp: attach this function as `PreSignUp` in the user pool's LambdaConfig
  PreSignUp_SignUp
PreTokenGeneration: attach this function as `PreTokenGenerationConfig` in the user pool's LambdaConfig, with the LambdaVersion V1_0 or V2_0
  TokenGeneration_HostedAuth (V1_0, V2_0)
  TokenGeneration_RefreshTokens (V1_0)";
        assert_eq!(list(&triggers![sign_up, first, second]), expected);
    }
}
