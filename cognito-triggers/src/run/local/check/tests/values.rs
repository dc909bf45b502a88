//! The ways to name a function, a version and a pool.

use super::super::{Options, check};
use super::{TEMPLATE, forms, lines, need, needs, replaced};
use crate::spec::source::Trigger;
use crate::spec::version::LambdaVersion;

/// What comes of a value of `PreSignUp`: nothing, a note that has these words, or a problem.
enum Expected {
    Fine,
    Note(&'static str),
    Problem(&'static str),
}

/// What the template has in addition.
const MORE: &str = "\
Parameters:
  Given: {Type: String, Default: 'arn:aws:lambda:eu-central-1:123456789012:function:Triggers'}
Resources:
  Live:
    Type: AWS::Lambda::Alias
    Properties: {FunctionName: !Ref Triggers, FunctionVersion: !GetAtt V1.Version, Name: live}
  V1:
    Type: AWS::Lambda::Version
    Properties: {FunctionName: !GetAtt Triggers.Arn}
  Loop:
    Type: AWS::Lambda::Alias
    Properties: {FunctionName: !Ref Loop}
  Nested:
    Type: AWS::CloudFormation::Stack
  Setting:
    Type: AWS::SSM::Parameter
  Role:
    Type: AWS::IAM::Role
  Lookup:
    Type: AWS::CloudFormation::CustomResource
  Gateway:
    Type: AWS::EC2::CustomerGateway
";

#[test]
fn a_function_is_known_by_each_of_its_names() {
    use Expected::{Fine, Note, Problem};
    for (value, expected) in [
        ("{'Fn::GetAtt': [Triggers, Arn]}", Fine),
        ("!Sub '${Triggers.Arn}'", Fine),
        ("!Sub ['${f}', {f: !GetAtt Triggers.Arn}]", Fine),
        ("!Join ['', [!GetAtt Triggers.Arn]]", Fine),
        ("!Sub 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Triggers}'", Fine),
        (
            "!Join [':', ['arn:aws:lambda', !Ref AWS::Region, !Ref AWS::AccountId, function, !Ref Triggers]]",
            Fine,
        ),
        ("!If [isProduction, !GetAtt Triggers.Arn, !Sub '${Triggers.Arn}']", Fine),
        // An alias has permissions of its own.
        ("!Ref Live", Note("calls Triggers by `live`, but the permission `Permission` is for no alias")),
        ("!Sub '${Triggers.Arn}:live'", Note("calls Triggers by `live`")),
        ("!Join [':', [!GetAtt Triggers.Arn, live]]", Note("calls Triggers by `live`")),
        ("!Ref V1", Note("calls Triggers by `V1`")),
        ("!Ref Triggers.Alias", Note("calls Triggers by `Alias`")),
        ("[!GetAtt Triggers.Arn]", Problem("is a list, which is no function's ARN")),
        ("{LambdaArn: !GetAtt Triggers.Arn}", Problem("is a mapping, which is no function's ARN")),
        ("{}", Problem("is a mapping, which is no function's ARN")),
        // Nobody knows before the deployment.
        ("{'Fn::Transform': {Name: AWS::Include}, a: b}", Note("known only at the deployment")),
        (
            "!Ref Given",
            Note(
                "`PreSignUp` of Users calls the parameter `Given`; whether that is Triggers is known only at the deployment",
            ),
        ),
        ("!ImportValue triggers-arn", Note("calls the import `triggers-arn`;")),
        (
            "!ImportValue {'Fn::Sub': '${AWS::StackName}-arn'}",
            Note("calls the import `${AWS::StackName}-arn`;"),
        ),
        (
            "!If [isProduction, !GetAtt Triggers.Arn, !GetAtt Other.Arn]",
            Note("calls the condition `isProduction`;"),
        ),
        ("!FindInMap [Arns, !Ref AWS::Region, arn]", Note("calls `Fn::FindInMap`;")),
        ("'{{resolve:ssm:/triggers/arn}}'", Note("calls a dynamic reference;")),
        ("!GetAtt Nested.Outputs.TriggersArn", Note("calls `Nested.Outputs.TriggersArn`;")),
        ("!GetAtt Setting.Value", Note("calls `Setting.Value`;")),
        ("!GetAtt Lookup.Arn", Note("calls `Lookup.Arn`;")),
        ("!Ref Loop", Note("calls `Loop`;")),
        ("!GetAtt Nothing.Arn", Note("which the file does not define")),
        (
            "arn:aws:lambda:eu-central-1:123456789012:function:named-elsewhere",
            Note("calls the function `named-elsewhere`;"),
        ),
        (
            "!Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-x'",
            Note("calls the function `${AWS::StackName}-x`;"),
        ),
        // Another function is no mistake.
        (
            "!GetAtt Other.Arn",
            Note("`PreSignUp` of Users calls Other, so the handler of Triggers is not called"),
        ),
        ("arn:aws:lambda:eu-central-1:123456789012:function:other:live", Note("calls Other, so")),
        // Cognito does not take these.
        (
            "!Ref Triggers",
            Problem(
                "`PreSignUp` of Users is `Ref: Triggers`, which is a name, and Cognito wants an ARN: write `!GetAtt Triggers.Arn`",
            ),
        ),
        (
            "!GetAtt Role.Arn",
            Problem(
                "`PreSignUp` of Users is `Role.Arn`, which is no function's ARN: write `PreSignUp: !GetAtt Triggers.Arn`",
            ),
        ),
        ("!Ref Gateway", Problem("`PreSignUp` of Users is `Gateway`, which is no function: write")),
        ("!Ref Role", Problem("`PreSignUp` of Users is `Role`, which is no function: write")),
        ("Triggers", Problem("`PreSignUp` of Users is \"Triggers\", which is no function's ARN: write")),
        ("!Sub '${!Triggers.Arn}'", Problem("is \"${Triggers.Arn}\", which is no function's ARN: write")),
        ("!Ref AWS::NoValue", Problem("Users does not call Triggers for `PreSignUp`")),
        ("~", Problem("Users does not call Triggers for `PreSignUp`")),
    ] {
        let template = replaced(TEMPLATE, "PreSignUp: !GetAtt Triggers.Arn", &format!("PreSignUp: {value}"));
        let template = template.replace("Resources:\n", MORE);
        let (problems, notes) = lines(&template, "template.yaml", None, &needs());
        let expected: (&[&str], &[&str]) = match &expected {
            Fine => (&[], &[]),
            Note(words) => (&[], &[words]),
            Problem(words) => (&[words], &[]),
        };
        let fit = |lines: &[String], words: &[&str]| {
            lines.len() == words.len() && lines.iter().zip(words).all(|(line, words)| line.contains(words))
        };
        assert!(fit(&problems, expected.0) && fit(&notes, expected.1), "{value}: {problems:#?} {notes:#?}");
    }
}

#[test]
fn the_advice_for_a_name_is_in_the_notation_of_the_file() {
    let template = replaced(TEMPLATE, "PreSignUp: !GetAtt Triggers.Arn", "PreSignUp: !Ref Triggers");
    let advice = [
        "!GetAtt Triggers.Arn`",
        "{\"Fn::GetAtt\": [\"Triggers\", \"Arn\"]}`",
        "functionArn` in place of `functionName` in the app",
    ];
    for ((file, text), advice) in forms(&template).into_iter().zip(advice) {
        let fact = "`PreSignUp` of Users is `Ref: Triggers`, which is a name, and Cognito wants an ARN";
        let expected = format!("{fact}: write `{advice}");
        assert_eq!(lines(&text, file, Some("Triggers"), &needs()), (vec![expected], vec![]), "{file}");
    }
}

#[test]
fn a_function_is_known_by_its_function_name() {
    for (name, in_arn) in [
        ("triggers", "triggers"),
        ("!Sub '${AWS::StackName}-triggers'", "${AWS::StackName}-triggers"),
        ("!Join ['-', [!Ref AWS::StackName, triggers]]", "${AWS::StackName}-triggers"),
        ("!Ref Name", "${Name}"),
    ] {
        let arn = format!("!Sub 'arn:aws:lambda:${{AWS::Region}}:${{AWS::AccountId}}:function:{in_arn}'");
        let template = replaced(TEMPLATE, "Handler: bootstrap", &format!("FunctionName: {name}"));
        let template =
            template.replace("FunctionName: !GetAtt Triggers.Arn", &format!("FunctionName: {name}"));
        let template =
            template.replace("!GetAtt Triggers.Arn", &arn) + "Parameters: {Name: {Type: String}}\n";
        let (problems, notes) = lines(&template, "template.yaml", None, &needs());
        assert_eq!((problems.len(), notes.len()), (0, 0), "{name}: {problems:?} {notes:?}");
    }
}

#[test]
fn another_name_is_another_function_if_both_are_fixed() {
    let named = replaced(TEMPLATE, "Handler: bootstrap", "FunctionName: triggers");
    for (name, note) in [
        ("other-one", "calls other-one, so the handler of Triggers is not called"),
        ("${AWS::StackName}", "whether that is Triggers is known only at the deployment"),
    ] {
        let arn = format!("PreSignUp: !Sub 'arn:aws:lambda:eu-central-1:123456789012:function:{name}'");
        let template = replaced(&named, "PreSignUp: !GetAtt Triggers.Arn", &arn);
        let (problems, notes) = lines(&template, "template.yaml", None, &needs());
        assert!(problems.is_empty() && notes.len() == 1 && notes[0].contains(note), "{problems:?} {notes:?}");
    }
}

#[test]
fn an_alias_with_its_own_permission_is_fine() {
    let alias = TEMPLATE.replace("!GetAtt Triggers.Arn", "!Ref Triggers.Alias");
    // SAM lets the pool call the alias that it makes.
    let event =
        "Events: {E: {Type: Cognito, Properties: {UserPool: !Ref Users, Trigger: PostAuthentication}}}";
    let (permission, users) = (TEMPLATE.find("  Permission:").unwrap(), TEMPLATE.find("  Users:").unwrap());
    let by_sam = replaced(TEMPLATE, &TEMPLATE[permission..users], "");
    let by_sam =
        replaced(&by_sam, "Handler: bootstrap", event).replace("!GetAtt Triggers.Arn", "!Ref Triggers.Alias");
    let also = needs().into_iter().chain([need(Trigger::PostAuthentication, &[])]).collect();
    for (template, needs) in [(alias, needs()), (by_sam, also)] {
        let (problems, notes) = lines(&template, "template.yaml", None, &needs);
        assert_eq!((problems.len(), notes.len()), (0, 0), "{problems:?} {notes:?}");
    }
}

#[test]
fn versions_are_those_that_a_handler_takes() {
    let tokens = |versions: &[_]| vec![need(Trigger::PreTokenGeneration, versions)];
    let (v1, v2, v3) = (LambdaVersion::V1_0, LambdaVersion::V2_0, LambdaVersion::V3_0);
    let versioned = |version: &str| {
        format!("PreTokenGenerationConfig: {{LambdaArn: !GetAtt Triggers.Arn, LambdaVersion: {version}}}")
    };
    let plain = "PreTokenGeneration: !GetAtt Triggers.Arn".to_owned();
    for (member, needs, problem, note) in [
        (versioned("V1_0"), tokens(&[v1]), None, None),
        (versioned("V3_0"), tokens(&[v2, v3]), None, None),
        (plain.clone(), tokens(&[v1]), None, None),
        (plain.clone(), tokens(&[v1, v2]), None, None),
        (
            plain.clone(),
            tokens(&[v2, v3]),
            Some(
                "means V1_0, but the handlers take V2_0 and V3_0: write `PreTokenGenerationConfig: {LambdaArn: !GetAtt Triggers.Arn, LambdaVersion: V3_0}`",
            ),
            None,
        ),
        (
            versioned("V3_0"),
            tokens(&[v2]),
            Some("has the `LambdaVersion` V3_0, but the handler takes V2_0"),
            None,
        ),
        (versioned("V2"), tokens(&[v2]), Some("has the `LambdaVersion` \"V2\", which does not exist"), None),
        (
            versioned("!Ref Version"),
            tokens(&[v2]),
            None,
            Some("has a `LambdaVersion` that this file does not say; the handler takes V2_0"),
        ),
        (
            "PreTokenGenerationConfig: {LambdaArn: !GetAtt Triggers.Arn}".to_owned(),
            tokens(&[v2]),
            None,
            Some("that this file does not say"),
        ),
        // `describe-user-pool` shows both.
        (format!("{plain}\n        {}", versioned("V2_0")), tokens(&[v2]), None, None),
        (
            "InboundFederation: {LambdaArn: !GetAtt Triggers.Arn, LambdaVersion: V2_0}".to_owned(),
            vec![need(Trigger::InboundFederation, &[])],
            Some("has the `LambdaVersion` V2_0, but the version is V1_0"),
            None,
        ),
        (
            "InboundFederation: !GetAtt Triggers.Arn".to_owned(),
            vec![need(Trigger::InboundFederation, &[])],
            Some("is an ARN alone, but needs an ARN and a version"),
            None,
        ),
    ] {
        let config = TEMPLATE.find("        PreSignUp").unwrap();
        let template = format!("{}        {member}\n", &TEMPLATE[..config]);
        let (problems, notes) = lines(&template, "template.yaml", None, &needs);
        for (lines, words) in [(problems, problem), (notes, note)] {
            assert_eq!(lines.len(), usize::from(words.is_some()), "{member}: {lines:?}");
            assert!(lines.iter().all(|line| line.contains(words.unwrap())), "{member}: {lines:?}");
        }
    }
}

#[test]
fn values_that_stand_for_billions_are_given_up() {
    for (innermost, around) in [
        ("x", ["!Sub ['${a}${a}', {a: ", "}]"]),
        ("''", ["!Sub ['${a}${a}', {a: ", "}]"]),
        ("x", ["!If [c, !Sub ['${a}${a}', {a: ", "}], x]"]),
        ("x", ["!Join ['', [!ImportValue x, !Sub ['${a}${a}', {a: ", "}]]]"]),
    ] {
        let value = format!("{}{innermost}{}", around[0].repeat(40), around[1].repeat(40));
        let template = replaced(TEMPLATE, "PreSignUp: !GetAtt Triggers.Arn", &format!("PreSignUp: {value}"));
        let (problems, notes) = lines(&template, "template.yaml", None, &needs());
        assert_eq!(problems, Vec::<String>::new());
        assert!(notes.iter().any(|note| note.contains("calls a long value;")), "{notes:?}");
    }
}

#[test]
fn each_line_is_one_whatever_the_file_has() {
    let value = r#"!Sub "arn:aws:lambda:eu-central-1:123456789012:function:a\n\u001b[2Jb""#;
    let template = replaced(TEMPLATE, "PreSignUp: !GetAtt Triggers.Arn", &format!("PreSignUp: {value}"));
    let (problems, notes) = lines(&template, "template.yaml", None, &needs());
    assert_eq!(problems, Vec::<String>::new());
    assert!(notes.len() == 1 && notes[0].contains("calls the function `a  [2Jb`;"), "{notes:?}");
}

#[test]
fn what_cannot_be_read_is_noted_and_refuses_nothing() {
    let sign_up = "        PreSignUp: !GetAtt Triggers.Arn\n";
    let (permission, users) = (TEMPLATE.find("  Permission:").unwrap(), TEMPLATE.find("  Users:").unwrap());
    let config = TEMPLATE.find("      LambdaConfig:").unwrap();
    let unattached = replaced(TEMPLATE, sign_up, "");
    let bare = replaced(&unattached, &TEMPLATE[permission..users], "");
    for (template, words) in [
        (
            replaced(TEMPLATE, sign_up, "        Fn::Transform: {Name: AWS::Include}\n"),
            "`LambdaConfig` of Users cannot be read, since it is `Fn::Transform`",
        ),
        (
            format!(
                "{}      LambdaConfig: !If [c, {{PreSignUp: !GetAtt Triggers.Arn}}, ~]\n",
                &TEMPLATE[..config]
            ),
            "`LambdaConfig` of Users cannot be read, since it is `Fn::If`",
        ),
        (
            format!("{}      Fn::Transform: {{Name: AWS::Include}}\n", &TEMPLATE[..config]),
            "the properties of Users cannot be read, since it is `Fn::Transform`",
        ),
        (
            format!(
                "{}      UserPoolName: users\n      Fn::Transform: {{Name: AWS::Include}}\n",
                &TEMPLATE[..config]
            ),
            "the properties of Users cannot be read, since it is `Fn::Transform`",
        ),
        (
            replaced(&bare, "Resources:\n", "Resources:\n  'Fn::ForEach::More': [x, [a], {}]\n"),
            "the resources that `Fn::ForEach::More` makes are not looked at",
        ),
        (
            format!("Transform: [AWS::Serverless-2016-10-31, Attach]\n{bare}"),
            "the macro `Attach` may attach more than the file says",
        ),
        (
            format!("{bare}Fn::Transform: {{Name: AWS::Include, Parameters: {{Location: more.yaml}}}}\n"),
            "the macro `AWS::Include` may attach more than the file says",
        ),
        (
            replaced(&bare, "Handler: bootstrap", "Events: {E: !If [c, {}, {}]}"),
            "the event `E` of Triggers cannot be read",
        ),
    ] {
        let (problems, notes) = lines(&template, "template.yaml", None, &needs());
        assert_eq!(problems, Vec::<String>::new(), "{words}");
        assert!(notes.iter().any(|note| note.contains(words)), "{words}: {notes:?}");
        let is_bare = !template.contains("AWS::Lambda::Permission");
        assert_eq!(notes.iter().any(|note| note.contains("whether Users may call")), is_bare, "{notes:?}");
    }
    // Each macro has its own place.
    let template = format!(
        "Description: x\nTransform:\n  - AWS::Serverless-2016-10-31\n  - Attach\n  - Name: More\n{bare}"
    );
    let options = Options { file: "template.yaml", function: Some("Triggers") };
    let (_, printed) = check(&needs(), &options, &template).unwrap();
    for place in ["template.yaml:4: note: the macro `Attach`", "template.yaml:5: note: the macro `More`"] {
        assert!(printed.contains(place), "{printed}");
    }
    // A name that is no trigger attaches nothing.
    let misspelt = replaced(TEMPLATE, "        PreSignUp:", "        PreSignup:");
    let (problems, notes) = lines(&misspelt, "template.yaml", None, &needs());
    assert!(problems.len() == 1 && problems[0].starts_with("Users does not call Triggers for `PreSignUp`"));
    assert_eq!(
        notes,
        ["note: `PreSignup` in the `LambdaConfig` of Users is no trigger that this version knows"]
    );
}
