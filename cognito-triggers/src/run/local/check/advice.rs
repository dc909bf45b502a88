//! What to write for a mistake, in the notation of the file.

use crate::run::local::check::facts::{Attached, Facts, Form, Pool};
use crate::run::local::check::this::This;
use crate::run::local::notation::{Attachment, Member};
use crate::spec::source::Trigger;

/// Returns what attaches the function for a trigger, in place of what attaches it now.
pub(super) fn attach(facts: &Facts, this: &This, need: &Attachment, now: Option<&Attached>) -> String {
    let form = facts.form;
    if form == Form::Cdk {
        return in_the_app(need);
    }
    let arn = this.id().map_or_else(|| unknown_arn(form).to_owned(), |id| arn(form, id));
    let member = need.member();
    let now = match now {
        Some(Attached { event: Some(event), .. }) => format!(" in place of the event `{event}`"),
        Some(now) if now.member != member.name() => format!(" in place of `{}`", now.member),
        _ => String::new(),
    };
    let member = match (form, member) {
        (Form::Yaml, Member::Arn(name)) => format!("{name}: {arn}"),
        (Form::Yaml, Member::Versioned(name, version)) => {
            format!("{name}: {{LambdaArn: {arn}, LambdaVersion: {version}}}")
        }
        (_, Member::Arn(name)) => format!("\"{name}\": {arn}"),
        (_, Member::Versioned(name, version)) => {
            format!("\"{name}\": {{\"LambdaArn\": {arn}, \"LambdaVersion\": \"{version}\"}}")
        }
    };
    format!("write `{member}`{now} in {}", config(form))
}

fn unknown_arn(form: Form) -> &'static str {
    match form {
        Form::Yaml => "FUNCTION_ARN",
        _ => "\"FUNCTION_ARN\"",
    }
}

/// Returns the ARN of a function of the file.
fn arn(form: Form, id: &str) -> String {
    match form {
        Form::Yaml => format!("!GetAtt {id}.Arn"),
        _ => format!("{{\"Fn::GetAtt\": [\"{id}\", \"Arn\"]}}"),
    }
}

/// Returns what to write for a function's name, where its ARN belongs.
pub(super) fn arn_of(form: Form, id: &str) -> String {
    match form {
        Form::Cdk => "write `functionArn` in place of `functionName` in the app".to_owned(),
        _ => format!("write `{}`", arn(form, id)),
    }
}

fn in_the_app(need: &Attachment) -> String {
    if need.trigger == Trigger::InboundFederation {
        return "write in the app what `--list cdk` prints".to_owned();
    }
    let operation = need.snake_case().to_uppercase();
    let version =
        need.versions.last().map(|version| format!(", cognito.LambdaVersion.{version}")).unwrap_or_default();
    format!("write `users.addTrigger(cognito.UserPoolOperation.{operation}, triggers{version})` in the app")
}

/// Returns where a member of `LambdaConfig` is written.
fn config(form: Form) -> &'static str {
    match form {
        Form::Description => "the `--lambda-config` of the command that `--list cli` prints",
        _ => "its `LambdaConfig`",
    }
}

/// Returns what gives the pool a key for the codes.
pub(super) fn key(form: Form) -> &'static str {
    match form {
        Form::Yaml => "write `KMSKeyID: !GetAtt CodesKey.Arn` in its `LambdaConfig`, with a key `CodesKey`",
        Form::Json => {
            "write `\"KMSKeyID\": {\"Fn::GetAtt\": [\"CodesKey\", \"Arn\"]}` in its `LambdaConfig`, with a key `CodesKey`"
        }
        Form::Cdk => "write `customSenderKmsKey: codesKey` in the pool's properties",
        Form::Description => {
            "write `\"KMSKeyID\": \"KEY_ARN\"` in the `--lambda-config` of the command that `--list cli` prints"
        }
    }
}

/// Returns what lets the pool call the function.
pub(super) fn permit(facts: &Facts, this: &This, pool: &Pool) -> String {
    match facts.form {
        Form::Cdk => "attach it with `users.addTrigger(..)`, which adds the permission".to_owned(),
        _ => format!(
            "write the `AWS::Lambda::Permission` that `--list sam` prints, with {} as `Triggers` and {} as `Users`",
            this.name, pool.id
        ),
    }
}
