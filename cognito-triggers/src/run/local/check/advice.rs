//! What to write for a mistake, in the notation of the file.

use crate::run::local::check::facts::{Facts, Form, Pool};
use crate::run::local::check::this::This;
use crate::run::local::notation::{Attachment, Member};
use crate::spec::source::Trigger;

/// Returns what attaches the function for a trigger.
pub(super) fn attach(facts: &Facts, this: &This, attachment: &Attachment) -> String {
    let arn = match (facts.form, this.id()) {
        (Form::Yaml, Some(id)) => format!("!GetAtt {id}.Arn"),
        (Form::Json, Some(id)) => format!("{{\"Fn::GetAtt\": [\"{id}\", \"Arn\"]}}"),
        (Form::Yaml, None) => "FUNCTION_ARN".to_owned(),
        _ => "\"FUNCTION_ARN\"".to_owned(),
    };
    match (facts.form, attachment.member()) {
        (Form::Cdk, _) if attachment.trigger == Trigger::InboundFederation => {
            "write in the app what `--list cdk` prints".to_owned()
        }
        (Form::Cdk, member) => {
            let operation = attachment.snake_case().to_uppercase();
            let version = match member {
                Member::Versioned(_, version) if !attachment.versions.is_empty() => {
                    format!(", cognito.LambdaVersion.{version}")
                }
                _ => String::new(),
            };
            format!(
                "write `users.addTrigger(cognito.UserPoolOperation.{operation}, triggers{version})` in the app"
            )
        }
        (Form::Yaml, Member::Arn(name)) => format!("write `{name}: {arn}` in its `LambdaConfig`"),
        (Form::Yaml, Member::Versioned(name, version)) => {
            format!("write `{name}: {{LambdaArn: {arn}, LambdaVersion: {version}}}` in its `LambdaConfig`")
        }
        (form, member) => {
            let member = match member {
                Member::Arn(name) => format!("\"{name}\": {arn}"),
                Member::Versioned(name, version) => {
                    format!("\"{name}\": {{\"LambdaArn\": {arn}, \"LambdaVersion\": \"{version}\"}}")
                }
            };
            format!("write `{member}` in {}", config(form))
        }
    }
}

/// Returns where a member of `LambdaConfig` is written.
pub(super) fn config(form: Form) -> &'static str {
    match form {
        Form::Yaml | Form::Json => "its `LambdaConfig`",
        Form::Cdk => "the app",
        Form::Description => "the `--lambda-config` of the command that `--list cli` prints",
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
