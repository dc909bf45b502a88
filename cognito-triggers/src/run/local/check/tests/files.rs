//! Which file, which function, which pool.

use super::super::{Options, check, run};
use super::{TEMPLATE, described, lines, need, needs, of_cdk, replaced, to_json};
use crate::run::local::check::yaml;
use crate::spec::source::Trigger;

fn error(text: &str, function: Option<&str>) -> String {
    check(&needs(), &Options { file: "template.yaml", function }, text).unwrap_err()
}

#[test]
fn a_function_is_asked_for_where_several_can_be_meant() {
    let two = replaced(TEMPLATE, "nodejs22.x", "provided.al2023");
    assert_eq!(
        error(&two, None),
        "several functions can be meant: Triggers, Other. Write the one that runs this program: --function Triggers"
    );
    for name in ["Triggers", "arn:aws:lambda:eu-central-1:123456789012:function:Triggers:live"] {
        assert_eq!(lines(&two, "template.yaml", Some(name), &needs()), (vec![], vec![]), "{name}");
    }
    // By its `FunctionName`.
    let other = [need(Trigger::PostConfirmation, &[])];
    let (problems, _) = lines(&two, "template.yaml", Some("other"), &other);
    assert!(problems.len() == 1 && problems[0].starts_with("Users may not call Other"), "{problems:?}");
    assert_eq!(error(&two, Some("Trigger")), "there is no function Trigger, but these: Triggers, Other");

    // In a template of the CDK, by the name that the app gave.
    let cdk = two.replace("Triggers", "Triggers9FC6E4FC").replace("Other", "Other12AB34CD");
    let cdk = format!("{cdk}Rules: {{CheckBootstrapVersion: {{}}}}\n");
    assert_eq!(lines(&cdk, "App.template.json", Some("Triggers"), &needs()), (vec![], vec![]));

    // In a description, by the ARNs.
    let pool = described(&to_json(&yaml::read(TEMPLATE).unwrap())).to_string();
    assert_eq!(
        error(&pool, None),
        "several functions can be meant: Triggers, Other. Write the one that runs this program: --function Triggers"
    );
    let (problems, _) = lines(&pool, "pool.json", Some("new"), &[need(Trigger::PreAuthentication, &[])]);
    assert!(
        problems.len() == 1 && problems[0].starts_with("Users does not call new for `PreAuthentication`"),
        "{problems:?}"
    );
}

#[test]
fn a_pool_that_calls_other_functions_alone_does_not_call_this_one() {
    let other = TEMPLATE.replace("!GetAtt Triggers.Arn", "!GetAtt Other.Arn");
    for (text, file, function) in [
        (other.clone(), "template.yaml", None),
        (described(&to_json(&yaml::read(TEMPLATE).unwrap())).to_string(), "pool.json", Some("misspelt")),
    ] {
        let (problems, _) = lines(&text, file, function, &needs());
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(problems.iter().all(|problem| problem.starts_with("Users does not call")), "{problems:?}");
    }
    // Unless nobody knows.
    let (problems, notes) =
        lines(&other.replacen("!GetAtt Other.Arn", "!Ref Given", 2), "template.yaml", None, &needs());
    assert_eq!(problems, Vec::<String>::new(), "{notes:?}");
}

#[test]
fn a_function_of_another_stack_is_the_one_that_the_pool_names() {
    for value in [
        "!Ref TriggersArn",
        "!ImportValue TriggersArn",
        "!GetAtt Stack.Outputs.Arn",
        "arn:aws:lambda:eu-central-1:123456789012:function:named",
    ] {
        let template = format!(
            "\
Parameters: {{TriggersArn: {{Type: String}}}}
Resources:
  Stack: {{Type: AWS::CloudFormation::Stack}}
  Users:
    Type: AWS::Cognito::UserPool
    Properties: {{LambdaConfig: {{PreSignUp: {value}, UserMigration: {value}}}}}
"
        );
        let (problems, notes) = lines(&template, "template.yaml", None, &[need(Trigger::PreSignUp, &[])]);
        assert!(
            problems.len() == 1 && problems[0].contains("for `UserMigration`, but no handler takes it"),
            "{value}: {problems:?}"
        );
        assert!(notes.len() == 1 && notes[0].contains("whether Users may call"), "{value}: {notes:?}");
    }
}

#[test]
fn each_pool_that_calls_the_function_is_looked_at() {
    let users = &TEMPLATE[TEMPLATE.find("  Users:").unwrap()..];
    let permission = &TEMPLATE[TEMPLATE.find("  Permission:").unwrap()..TEMPLATE.find("  Users:").unwrap()];
    let second = format!(
        "{TEMPLATE}{}{}",
        permission.replace("Permission:\n", "Permission2:\n").replace("Users", "Staff"),
        users.replace("Users", "Staff")
    );
    assert_eq!(lines(&second, "template.yaml", None, &needs()), (vec![], vec![]));
    let at = second.find("  Staff:").unwrap();
    let (first, staff) = second.split_at(at);

    let (problems, _) =
        lines(&format!("{first}{}", replaced(staff, "V2_0", "V3_0")), "template.yaml", None, &needs());
    assert!(
        problems.len() == 1 && problems[0].starts_with("`PreTokenGenerationConfig` of Staff has"),
        "{problems:?}"
    );
    // Each trigger is called by one pool: this may be meant.
    let (problems, notes) = lines(
        &format!("{first}{}", replaced(staff, "        PreSignUp: !GetAtt Triggers.Arn\n", "")),
        "template.yaml",
        None,
        &needs(),
    );
    assert_eq!(
        (problems, notes),
        (vec![], vec!["note: Users calls Triggers for `PreSignUp`, but Staff does not".to_owned()])
    );
    // Nor is it noted of a pool that cannot be read in full.
    let open = replaced(
        staff,
        "        PreSignUp: !GetAtt Triggers.Arn\n",
        "        Fn::Transform: {Name: AWS::Include}\n",
    );
    let (problems, notes) = lines(&format!("{first}{open}"), "template.yaml", None, &needs());
    assert!(problems.is_empty() && notes.len() == 1 && notes[0].contains("cannot be read"), "{notes:?}");
    // A pool of other functions alone is nobody's business.
    let other = staff.replace("Triggers", "Other");
    assert_eq!(lines(&format!("{first}{other}"), "template.yaml", None, &needs()), (vec![], vec![]));
    let none = TEMPLATE.replace("LambdaConfig", "Nothing") + "  Staff: {Type: AWS::Cognito::UserPool}\n";
    let (problems, _) = lines(&none, "template.yaml", None, &[need(Trigger::PreSignUp, &[])]);
    assert!(
        problems.len() == 1 && problems[0].starts_with("no user pool calls Triggers for `PreSignUp`"),
        "{problems:?}"
    );
}

#[test]
fn events_of_sam_attach_and_permit() {
    let template = |events: &str| {
        format!(
            "\
Globals: {{Function: {{Runtime: provided.al2023}}}}
Resources:
  Triggers:
    Type: AWS::Serverless::Function
    Properties:
      Events:
{events}
  Users:
    Type: AWS::Cognito::UserPool
"
        )
    };
    let event = |trigger: &str| {
        format!(
            "        E:\n          Type: Cognito\n          Properties: {{UserPool: !Ref Users, Trigger: {trigger}}}"
        )
    };
    let (sign_up, tokens) =
        (need(Trigger::PreSignUp, &[]), |version| need(Trigger::PreTokenGeneration, &[version]));
    let (v1, v2) = (crate::LambdaVersion::V1_0, crate::LambdaVersion::V2_0);
    for (events, needs, problem, note) in [
        (event("PreSignUp"), vec![sign_up], "", ""),
        (event("[PreSignUp, PreTokenGeneration]"), vec![need(Trigger::PreSignUp, &[]), tokens(v1)], "", ""),
        (
            event("PreTokenGeneration"),
            vec![tokens(v2)],
            "`PreTokenGeneration` of Users means V1_0, but the handler takes V2_0: write `PreTokenGenerationConfig: {LambdaArn: !GetAtt Triggers.Arn, LambdaVersion: V2_0}` in place of the event `E` in its `LambdaConfig`",
            "",
        ),
        (
            event("CustomEmailSender"),
            vec![],
            "Users calls Triggers for `CustomEmailSender`, but no handler takes it",
            "",
        ),
        (
            event("InboundFederation"),
            vec![need(Trigger::InboundFederation, &[])],
            "`InboundFederation` of Users is an ARN alone",
            "",
        ),
        (
            event("PreSignup"),
            vec![need(Trigger::PreSignUp, &[])],
            "Users does not call Triggers for `PreSignUp`",
            "`PreSignup` in the event `E` of Triggers is no trigger",
        ),
        (event("!Ref Trigger"), vec![need(Trigger::PreSignUp, &[])], "", "known only at the deployment"),
        (
            event("PreSignUp").replace("Users", "Elsewhere"),
            vec![],
            "",
            "names a `UserPool` that the file does not define",
        ),
    ] {
        let (problems, notes) = lines(&template(&events), "template.yaml", None, &needs);
        let is_sender = events.contains("CustomEmailSender");
        for (lines, words) in [(problems, problem), (notes, note)] {
            assert_eq!(
                lines.len(),
                usize::from(!words.is_empty()) + usize::from(is_sender && !words.is_empty()),
                "{events}: {lines:?}"
            );
            assert!(lines.iter().any(|line| line.contains(words)) || words.is_empty(), "{events}: {lines:?}");
        }
    }
}

#[test]
fn a_file_that_is_none_of_these_is_one_sentence() {
    for (text, says) in [
        ("", "it is empty"),
        ("Resources: {}", "it has no `AWS::Cognito::UserPool`: write the template that has the pool"),
        ("[1]", "it has neither `Resources`"),
        ("{\"Users\": []}", "it has neither `Resources`"),
        ("{\"UserPools\": [{\"Id\": \"x\"}]}", "it has neither `Resources`"),
        ("Resources: [a]", "it has neither `Resources`"),
        ("Resources:\n  a: 1\n  a: 2\n", "the name \"a\" stands twice in one mapping at line 3 column 3"),
    ] {
        let error = error(text, None);
        assert!(error.starts_with(says) && !error.contains('\n'), "{text}: {error}");
    }
    let json = check(&needs(), &Options { file: "a.json", function: None }, "{\"Resources\": {\"a\": 1,}}");
    assert_eq!(json.unwrap_err(), "it is no JSON: trailing comma at line 1 column 23");
    let terraform =
        "it is of Terraform: write what `aws cognito-idp describe-user-pool` prints after `terraform apply`";
    let options = Options { file: "main.tf", function: None };
    assert_eq!(check(&needs(), &options, "resource \"a\" \"b\" {}").unwrap_err(), terraform);
    assert_eq!(error("{\"terraform_version\": \"1.9.0\", \"values\": {}}", None), terraform);
    // With `--query UserPool`, and in YAML.
    for pool in [
        "{\"Id\": \"x\", \"LambdaConfig\": {}}",
        "UserPool:\n  Id: x\n",
        "UserPool: {Id: x, LambdaConfig: {}}",
    ] {
        let (problems, _) = lines(pool, "pool", None, &[need(Trigger::PreSignUp, &[])]);
        assert!(
            problems.len() == 1 && problems[0].starts_with("x does not call this function for"),
            "{problems:?}"
        );
    }
    // A member without a value is none.
    for empty in ["LambdaConfig:\n", "LambdaConfig: {}\n", "LambdaConfig: !Ref AWS::NoValue\n"] {
        let config = TEMPLATE.find("LambdaConfig:").unwrap();
        let (problems, notes) =
            lines(&format!("{}{empty}", &TEMPLATE[..config]), "template.yaml", None, &needs());
        assert_eq!((problems.len(), notes.len()), (4, 0), "{empty}: {problems:?} {notes:?}");
    }
    // Nor does a value of another kind attach anything.
    for (config, says) in
        [("[a]", "is a list, and has to be a mapping"), ("x", "is a text, and has to be a mapping")]
    {
        for (file, text) in [
            (
                "template.yaml",
                format!(
                    "Resources: {{Users: {{Type: AWS::Cognito::UserPool, Properties: {{LambdaConfig: {config}}}}}}}"
                ),
            ),
            ("pool.yaml", format!("UserPool: {{Id: Users, LambdaConfig: {config}}}")),
        ] {
            let (problems, notes) = lines(&text, file, None, &[need(Trigger::PreSignUp, &[])]);
            assert!(problems.len() == 1 && problems[0].starts_with("Users does not call"), "{problems:?}");
            assert!(notes.len() == 1 && notes[0].contains(says), "{notes:?}");
        }
    }
    // YAML may begin with a brace.
    let (problems, _) =
        lines("{Resources: {Users: {Type: AWS::Cognito::UserPool}}}", "template.yaml", None, &[]);
    assert_eq!(problems.len(), 0);
}

#[test]
fn a_template_of_the_cdk_is_known_by_more_than_its_name() {
    let folder = std::env::temp_dir().join(format!("cognito-triggers-cdk-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("Shop.template.json");
    let file = file.to_str().unwrap();
    let config = TEMPLATE.find("LambdaConfig:").unwrap();
    let template = to_json(&yaml::read(&TEMPLATE[..config]).unwrap());
    let with = |member: &str, value: serde_json::Value| {
        let mut template = template.clone();
        template[member] = value;
        template.to_string()
    };
    let advice =
        |text: &str| lines(text, file, Some("Triggers"), &[need(Trigger::PreSignUp, &[])]).0.concat();
    // A template that somebody wrote is mended in the template.
    let by_hand = [template.to_string(), with("Transform", "AWS::Serverless-2016-10-31".into())];
    for text in &by_hand {
        let advice = advice(text);
        assert!(advice.contains("in its `LambdaConfig`") && !advice.contains("in the app"), "{advice}");
    }
    let parts = serde_json::json!({"CDKMetadata": {"Type": "AWS::CDK::Metadata"}});
    let mut with_metadata = template.clone();
    with_metadata["Resources"].as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    for text in [of_cdk(&template).to_string(), with_metadata.to_string()] {
        assert!(advice(&text).contains("in the app"), "{text}");
    }
    // Without metadata and without that rule, by the folder that `cdk synth` writes.
    std::fs::write(folder.join("cdk.out"), "{\"version\":\"48.0.0\"}").unwrap();
    assert!(advice(&by_hand[0]).contains("in the app"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn arguments_and_files_that_are_wrong_are_named() {
    let folder = std::env::temp_dir().join(format!("cognito-triggers-check-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    std::fs::write(path("A.template.json"), "{}").unwrap();
    std::fs::write(path("utf16.json"), [0xff, 0xfe, b'{', 0]).unwrap();
    std::fs::write(path("latin1.yaml"), b"a: b\nc: \xe9\n").unwrap();
    let (out, utf16, latin1) = (folder.to_str().unwrap().to_owned(), path("utf16.json"), path("latin1.yaml"));
    for (arguments, says) in [
        (
            vec![],
            "--check needs a file: a template, or what `aws cognito-idp describe-user-pool` has printed",
        ),
        (vec!["a", "b"], "--check takes one file, and \"b\" is a second one"),
        (vec!["a", "--function"], "--function needs a function's name"),
        (vec!["a", "--pool", "b"], "--check does not take \"--pool\", but --function NAME"),
        (vec!["/no/such/file"], "cannot check /no/such/file: "),
        (vec![&out], "it is a folder: write "),
        (vec![&utf16], "it is UTF-16, as `>` of PowerShell writes: save it as UTF-8"),
        (vec![&latin1], "it is no UTF-8 from line 2 on"),
    ] {
        let error = run(&needs(), &arguments).unwrap_err();
        assert!(error.to_string().contains(says), "{arguments:?}: {error}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}
