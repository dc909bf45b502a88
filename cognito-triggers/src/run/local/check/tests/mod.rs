//! Each mistake in each form of file.

mod files;
mod values;

use serde_json::{Value, json};

use super::node::{Kind, Node};
use super::{Options, check, yaml};
use crate::run::local::notation::Attachment;
use crate::spec::source::Trigger;
use crate::spec::version::LambdaVersion;

const TEMPLATE: &str = "\
Resources:
  Triggers:
    Type: AWS::Serverless::Function
    Properties: {Runtime: provided.al2023, Handler: bootstrap}
  Other:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x, FunctionName: other}
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !GetAtt Triggers.Arn
      Principal: cognito-idp.amazonaws.com
      SourceArn: !GetAtt Users.Arn
  Users:
    Type: AWS::Cognito::UserPool
    Properties:
      LambdaConfig:
        PreSignUp: !GetAtt Triggers.Arn
        PreTokenGenerationConfig: {LambdaArn: !GetAtt Triggers.Arn, LambdaVersion: V2_0}
        CustomEmailSender: {LambdaArn: !GetAtt Triggers.Arn, LambdaVersion: V1_0}
        PostConfirmation: !GetAtt Other.Arn
        KMSKeyID: !GetAtt CodesKey.Arn
";

fn need(trigger: Trigger, versions: &[LambdaVersion]) -> Attachment {
    Attachment { trigger, versions: versions.to_vec() }
}

fn needs() -> Vec<Attachment> {
    vec![
        need(Trigger::PreSignUp, &[]),
        need(Trigger::PreTokenGeneration, &[LambdaVersion::V2_0]),
        need(Trigger::CustomEmailSender, &[]),
    ]
}

/// Checks a file, and returns the problems and the notes.
fn lines(text: &str, file: &str, function: Option<&str>, needs: &[Attachment]) -> (Vec<String>, Vec<String>) {
    let outcome = check(needs, &Options { file, function }, text);
    let (count, printed) = outcome.unwrap_or_else(|error| panic!("{error}\n{text}"));
    let (mut problems, mut notes, mut well) = (Vec::new(), Vec::new(), 0);
    for printed_line in printed.lines() {
        let (place, line) = printed_line.split_once(": ").expect("a place and a text");
        assert!(place.starts_with(file), "{printed_line}");
        match line {
            note if note.starts_with("note: ") => notes.push(note.to_owned()),
            _ if line.contains(", as the handlers need") || line.starts_with("nothing in it contradicts") => {
                well += 1;
            }
            problem => problems.push(problem.to_owned()),
        }
    }
    assert_eq!(problems.len(), count, "{printed}");
    assert_eq!(well, usize::from(count == 0), "{printed}");
    (problems, notes)
}

/// Replaces the only occurrence.
fn replaced(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "how often there is {old:?}");
    text.replace(old, new)
}

fn to_json(node: &Node) -> Value {
    match &node.kind {
        Kind::Null => Value::Null,
        Kind::Text(text) => Value::from(text.as_str()),
        Kind::List(values) => values.iter().map(|value| to_json(value)).collect(),
        Kind::Map(entries) => {
            Value::Object(entries.iter().map(|(name, value)| (name.clone(), to_json(value))).collect())
        }
    }
}

/// What `describe-user-pool` prints of the template's pool.
fn described(template: &Value) -> Value {
    let config = template["Resources"]["Users"]["Properties"]["LambdaConfig"].to_string();
    let mut config = config;
    for name in ["Triggers", "Other"] {
        let arn = format!("\"arn:aws:lambda:eu-central-1:123456789012:function:{name}\"");
        config = config.replace(&format!("{{\"Fn::GetAtt\":\"{name}.Arn\"}}"), &arn);
    }
    let config: Value = serde_json::from_str(&config).expect("it is JSON");
    json!({"UserPool": {"Id": "Users", "Name": "users", "LambdaConfig": config}})
}

/// The template with the rule that `cdk synth` adds.
fn of_cdk(template: &Value) -> Value {
    let mut template = template.clone();
    template["Rules"] = json!({"CheckBootstrapVersion": {}});
    template
}

/// The same file in each form, with a name that fits.
fn forms(template: &str) -> [(&'static str, String); 4] {
    let tree = to_json(&yaml::read(template).expect("it is YAML"));
    [
        ("template.yaml", template.to_owned()),
        ("template.json", tree.to_string()),
        ("App.template.json", of_cdk(&tree).to_string()),
        ("pool.json", described(&tree).to_string()),
    ]
}

#[test]
fn what_is_attached_as_the_handlers_need_is_fine_in_each_form() {
    for (file, text) in forms(TEMPLATE) {
        let options = Options { file, function: Some("Triggers") };
        let line = "Users calls Triggers for PreSignUp, PreTokenGeneration V2_0, CustomEmailSender, as the handlers need";
        let unseen = match file {
            "pool.json" => "; this file does not show whether it may: see `aws lambda get-policy`",
            _ => "",
        };
        // JSON as the tests write it has its members in alphabetical order.
        let sorted = |line: &str| {
            let mut words: Vec<String> = line.split([' ', ',', ';']).map(str::to_owned).collect();
            words.sort();
            words
        };
        let (count, printed) = check(&needs(), &options, &text).unwrap();
        assert_eq!((count, printed.lines().count()), (0, 1), "{printed}");
        assert_eq!(sorted(&printed), sorted(&format!("{file}: {line}{unseen}")), "{printed}");
    }
}

/// A change of the template, and the line about it in each form.
type Row = (&'static str, &'static str, [&'static str; 4]);

const ROWS: &[Row] = &[
    // A trigger is missing.
    (
        "        PreSignUp: !GetAtt Triggers.Arn\n",
        "",
        [
            "Users does not call Triggers for `PreSignUp`, which has a handler: write `PreSignUp: !GetAtt Triggers.Arn` in its `LambdaConfig`",
            "Users does not call Triggers for `PreSignUp`, which has a handler: write `\"PreSignUp\": {\"Fn::GetAtt\": [\"Triggers\", \"Arn\"]}` in its `LambdaConfig`",
            "Users does not call Triggers for `PreSignUp`, which has a handler: write `users.addTrigger(cognito.UserPoolOperation.PRE_SIGN_UP, triggers)` in the app",
            "Users does not call Triggers for `PreSignUp`, which has a handler: write `\"PreSignUp\": \"FUNCTION_ARN\"` in the `--lambda-config` of the command that `--list cli` prints",
        ],
    ),
    (
        "        PreTokenGenerationConfig: {LambdaArn: !GetAtt Triggers.Arn, LambdaVersion: V2_0}\n",
        "",
        [
            "Users does not call Triggers for `PreTokenGeneration`, which has a handler: write `PreTokenGenerationConfig: {LambdaArn: !GetAtt Triggers.Arn, LambdaVersion: V2_0}` in its `LambdaConfig`",
            "Users does not call Triggers for `PreTokenGeneration`, which has a handler: write `\"PreTokenGenerationConfig\": {\"LambdaArn\": {\"Fn::GetAtt\": [\"Triggers\", \"Arn\"]}, \"LambdaVersion\": \"V2_0\"}` in its `LambdaConfig`",
            "Users does not call Triggers for `PreTokenGeneration`, which has a handler: write `users.addTrigger(cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, triggers, cognito.LambdaVersion.V2_0)` in the app",
            "Users does not call Triggers for `PreTokenGeneration`, which has a handler: write `\"PreTokenGenerationConfig\": {\"LambdaArn\": \"FUNCTION_ARN\", \"LambdaVersion\": \"V2_0\"}` in the `--lambda-config` of the command that `--list cli` prints",
        ],
    ),
    // The version is another one.
    (
        "LambdaVersion: V2_0",
        "LambdaVersion: V1_0",
        [
            "`PreTokenGenerationConfig` of Users has the `LambdaVersion` V1_0, but the handler takes V2_0: write `PreTokenGenerationConfig: {LambdaArn: !GetAtt Triggers.Arn, LambdaVersion: V2_0}` in its `LambdaConfig`",
            "`PreTokenGenerationConfig` of Users has the `LambdaVersion` V1_0, but the handler takes V2_0: write `\"PreTokenGenerationConfig\": {\"LambdaArn\": {\"Fn::GetAtt\": [\"Triggers\", \"Arn\"]}, \"LambdaVersion\": \"V2_0\"}` in its `LambdaConfig`",
            "`PreTokenGenerationConfig` of Users has the `LambdaVersion` V1_0, but the handler takes V2_0: write `users.addTrigger(cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, triggers, cognito.LambdaVersion.V2_0)` in the app",
            "`PreTokenGenerationConfig` of Users has the `LambdaVersion` V1_0, but the handler takes V2_0: write `\"PreTokenGenerationConfig\": {\"LambdaArn\": \"FUNCTION_ARN\", \"LambdaVersion\": \"V2_0\"}` in the `--lambda-config` of the command that `--list cli` prints",
        ],
    ),
    (
        "PreTokenGenerationConfig: {LambdaArn: !GetAtt Triggers.Arn, LambdaVersion: V2_0}",
        "PreTokenGeneration: !GetAtt Triggers.Arn",
        [
            "`PreTokenGeneration` of Users means V1_0, but the handler takes V2_0: write `PreTokenGenerationConfig: {LambdaArn: !GetAtt Triggers.Arn, LambdaVersion: V2_0}` in place of `PreTokenGeneration` in its `LambdaConfig`",
            "`PreTokenGeneration` of Users means V1_0, but the handler takes V2_0: write `\"PreTokenGenerationConfig\": {\"LambdaArn\": {\"Fn::GetAtt\": [\"Triggers\", \"Arn\"]}, \"LambdaVersion\": \"V2_0\"}` in place of `PreTokenGeneration` in its `LambdaConfig`",
            "`PreTokenGeneration` of Users means V1_0, but the handler takes V2_0: write `users.addTrigger(cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, triggers, cognito.LambdaVersion.V2_0)` in the app",
            "`PreTokenGeneration` of Users means V1_0, but the handler takes V2_0: write `\"PreTokenGenerationConfig\": {\"LambdaArn\": \"FUNCTION_ARN\", \"LambdaVersion\": \"V2_0\"}` in place of `PreTokenGeneration` in the `--lambda-config` of the command that `--list cli` prints",
        ],
    ),
    (
        "LambdaVersion: V1_0",
        "LambdaVersion: V9_0",
        [
            "`CustomEmailSender` of Users has the `LambdaVersion` \"V9_0\", which does not exist: write `CustomEmailSender: {LambdaArn: !GetAtt Triggers.Arn, LambdaVersion: V1_0}` in its `LambdaConfig`",
            "`CustomEmailSender` of Users has the `LambdaVersion` \"V9_0\", which does not exist: write `\"CustomEmailSender\": {\"LambdaArn\": {\"Fn::GetAtt\": [\"Triggers\", \"Arn\"]}, \"LambdaVersion\": \"V1_0\"}` in its `LambdaConfig`",
            "`CustomEmailSender` of Users has the `LambdaVersion` \"V9_0\", which does not exist: write `users.addTrigger(cognito.UserPoolOperation.CUSTOM_EMAIL_SENDER, triggers)` in the app",
            "`CustomEmailSender` of Users has the `LambdaVersion` \"V9_0\", which does not exist: write `\"CustomEmailSender\": {\"LambdaArn\": \"FUNCTION_ARN\", \"LambdaVersion\": \"V1_0\"}` in the `--lambda-config` of the command that `--list cli` prints",
        ],
    ),
    // Nothing here takes it.
    (
        "        KMSKeyID",
        "        UserMigration: !GetAtt Triggers.Arn\n        KMSKeyID",
        ["Users calls Triggers for `UserMigration`, but no handler takes it: remove `UserMigration`, or write a handler with `#[user_migration]`";
            4],
    ),
    // The senders have no key.
    (
        "        KMSKeyID: !GetAtt CodesKey.Arn\n",
        "",
        [
            "Users has no `KMSKeyID`, which `CustomEmailSender` needs: write `KMSKeyID: !GetAtt CodesKey.Arn` in its `LambdaConfig`, with a key `CodesKey`",
            "Users has no `KMSKeyID`, which `CustomEmailSender` needs: write `\"KMSKeyID\": {\"Fn::GetAtt\": [\"CodesKey\", \"Arn\"]}` in its `LambdaConfig`, with a key `CodesKey`",
            "Users has no `KMSKeyID`, which `CustomEmailSender` needs: write `customSenderKmsKey: codesKey` in the pool's properties",
            "Users has no `KMSKeyID`, which `CustomEmailSender` needs: write `\"KMSKeyID\": \"KEY_ARN\"` in the `--lambda-config` of the command that `--list cli` prints",
        ],
    ),
];

#[test]
fn each_mistake_is_one_line_in_each_form() {
    for (old, new, expected) in ROWS {
        let template = replaced(TEMPLATE, old, new);
        for ((file, text), expected) in forms(&template).into_iter().zip(expected) {
            let (problems, _) = lines(&text, file, Some("Triggers"), &needs());
            assert_eq!(problems, [*expected], "{file}, {new:?} in place of {old:?}");
        }
    }
}

#[test]
fn a_missing_permission_is_found_where_the_file_would_say_it() {
    const PERMIT: &str = "write the `AWS::Lambda::Permission` that `--list sam` prints, with Triggers as `Triggers` and Users as `Users`";
    let start = TEMPLATE.find("  Permission:").unwrap();
    let end = TEMPLATE.find("  Users:").unwrap();
    for (template, fact) in [
        (replaced(TEMPLATE, &TEMPLATE[start..end], ""), "Users may not call Triggers: "),
        (
            replaced(TEMPLATE, "FunctionName: !GetAtt Triggers.Arn", "FunctionName: !Ref Other"),
            "Users may not call Triggers: ",
        ),
        (
            replaced(TEMPLATE, "cognito-idp.amazonaws.com", "cognito-identity.amazonaws.com"),
            "Users may not call Triggers (the permission `Permission` is not for Cognito, since its `Principal` is `cognito-identity.amazonaws.com`): ",
        ),
        (
            replaced(TEMPLATE, "lambda:InvokeFunction", "lambda:GetFunction"),
            "Users may not call Triggers (the permission `Permission` is not for Cognito, since its `Action` is `lambda:GetFunction`): ",
        ),
        (
            format!(
                "{}  Staff: {{Type: AWS::Cognito::UserPool}}\n",
                replaced(TEMPLATE, "!GetAtt Users.Arn", "!GetAtt Staff.Arn")
            ),
            "Users may not call Triggers (the permission `Permission` is for the pool Staff): ",
        ),
    ] {
        let [yaml, json, cdk, _] = forms(&template);
        for (file, text) in [yaml, json] {
            let (problems, _) = lines(&text, file, None, &needs());
            assert_eq!(problems, [format!("{fact}{PERMIT}")], "{file}");
        }
        let (problems, _) = lines(&cdk.1, cdk.0, None, &needs());
        assert_eq!(
            problems,
            [format!("{fact}attach it with `users.addTrigger(..)`, which adds the permission")]
        );
    }
}

#[test]
fn permissions_that_let_the_pool_call_are_fine() {
    for (old, new) in [
        ("      SourceArn: !GetAtt Users.Arn\n", ""),
        ("!GetAtt Users.Arn", "!Sub '${Users.Arn}'"),
        (
            "!GetAtt Users.Arn",
            "!Sub 'arn:${AWS::Partition}:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/${Users}'",
        ),
        ("!GetAtt Users.Arn", "!Sub 'arn:aws:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/*'"),
        ("!GetAtt Users.Arn", "!ImportValue pool"),
        ("!GetAtt Users.Arn", "!If [c, !GetAtt Users.Arn, !Ref AWS::NoValue]"),
        ("FunctionName: !GetAtt Triggers.Arn", "FunctionName: !Ref Triggers"),
        (
            "FunctionName: !GetAtt Triggers.Arn",
            "FunctionName: !Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Triggers}'",
        ),
        ("cognito-idp.amazonaws.com", "!Sub 'cognito-idp.${AWS::URLSuffix}'"),
        ("lambda:InvokeFunction", "lambda:*"),
        ("lambda:InvokeFunction", "lambda:invokefunction"),
    ] {
        let (problems, notes) = lines(&replaced(TEMPLATE, old, new), "t.yaml", None, &needs());
        assert_eq!((problems.len(), notes.len()), (0, 0), "{new}: {problems:?} {notes:?}");
    }
}
