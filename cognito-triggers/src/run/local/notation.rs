//! The notations for attaching a function to a user pool, one for each deployment tool.
//!
//! `src/guide/deploying.md` has the versions of the tools that were looked at, with dates and sources: there they
//! cost a function nothing.

use crate::spec::source::Trigger;
use crate::spec::version::LambdaVersion;

/// One trigger to attach, and the versions of its events that have a handler.
pub(super) struct Attachment {
    pub(super) trigger: Trigger,
    pub(super) versions: Vec<LambdaVersion>,
}

#[derive(Clone, Copy)]
pub(super) enum Notation {
    Sam,
    Cdk,
    Terraform,
    Cli,
}

impl Notation {
    pub(super) const ALL: [Self; 4] = [Self::Sam, Self::Cdk, Self::Terraform, Self::Cli];

    /// Returns the name that `--list` takes.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sam => "sam",
            Self::Cdk => "cdk",
            Self::Terraform => "terraform",
            Self::Cli => "cli",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notation| notation.name() == name)
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Sam => "AWS SAM and CloudFormation",
            Self::Cdk => "AWS CDK",
            Self::Terraform => "Terraform",
            Self::Cli => "AWS CLI",
        }
    }

    pub(super) fn write(self, attachments: &[Attachment]) -> String {
        match self {
            _ if attachments.is_empty() => String::new(),
            Self::Sam => sam(attachments),
            Self::Cdk => cdk(attachments),
            Self::Terraform => terraform(attachments),
            Self::Cli => cli(attachments),
        }
    }
}

/// A member of `LambdaConfig`.
pub(super) enum Member {
    /// `"CustomMessage": "<arn>"`
    Arn(String),
    /// `"PreTokenGenerationConfig": {"LambdaArn": "<arn>", "LambdaVersion": "V2_0"}`
    Versioned(String, LambdaVersion),
}

#[cfg(feature = "check")]
impl Member {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Arn(name) | Self::Versioned(name, _) => name,
        }
    }
}

impl Attachment {
    /// Returns the member for this trigger. A pool sends one version, so it states the highest that
    /// has a handler, which has the most members.
    pub(super) fn member(&self) -> Member {
        let name = self.trigger.name();
        match self.trigger {
            trigger if has_one_version(trigger) => Member::Versioned(name.to_owned(), LambdaVersion::V1_0),
            _ => match self.versions.last() {
                Some(&highest) => Member::Versioned(format!("{name}Config"), highest),
                None => Member::Arn(name.to_owned()),
            },
        }
    }

    /// Returns a name such as `pre_token_generation_config`. Terraform spells it like this, and the
    /// CDK in capitals.
    pub(super) fn snake_case(&self) -> String {
        let name = self.trigger.attribute();
        if self.versions.is_empty() { name.to_owned() } else { format!("{name}_config") }
    }

    /// Writes a comment on the versions that could be configured instead.
    fn other_versions(&self, comment: &str) -> String {
        let others = self.versions.split_last().map(|(_, others)| others).unwrap_or_default();
        let others: Vec<_> = others.iter().map(|version| version.name()).collect();
        match others[..] {
            [] => String::new(),
            [one] => format!("{comment} {one} is handled, too.\n"),
            _ => format!("{comment} {} are handled, too.\n", others.join(" and ")),
        }
    }
}

/// Returns whether the trigger's member of `LambdaConfig` has a version, of which there is one.
pub(super) fn has_one_version(trigger: Trigger) -> bool {
    takes_codes(trigger) || trigger == Trigger::InboundFederation
}

/// Returns whether the trigger gets codes. Cognito encrypts them with the pool's key.
pub(super) fn takes_codes(trigger: Trigger) -> bool {
    matches!(trigger, Trigger::CustomEmailSender | Trigger::CustomSMSSender)
}

/// Returns whether the pool needs a key.
fn needs_key(attachments: &[Attachment]) -> bool {
    attachments.iter().any(|attachment| takes_codes(attachment.trigger))
}

fn sam(attachments: &[Attachment]) -> String {
    let mut out = "# In the user pool's Properties:\nLambdaConfig:\n".to_owned();
    for attachment in attachments {
        out += &match attachment.member() {
            Member::Arn(name) => format!("  {name}: !GetAtt Triggers.Arn\n"),
            Member::Versioned(name, version) => format!(
                "  {name}:\n{}    LambdaArn: !GetAtt Triggers.Arn\n    LambdaVersion: {version}\n",
                attachment.other_versions("    #")
            ),
        };
    }
    if needs_key(attachments) {
        out += "  KMSKeyID: !GetAtt CodesKey.Arn\n";
    }
    out + "\
# In the template's Resources. Without it, Cognito is not allowed to call the function:
TriggersPermission:
  Type: AWS::Lambda::Permission
  Properties:
    Action: lambda:InvokeFunction
    FunctionName: !GetAtt Triggers.Arn
    Principal: cognito-idp.amazonaws.com
    SourceAccount: !Ref AWS::AccountId
    SourceArn: !GetAtt Users.Arn
"
}

fn cdk(attachments: &[Attachment]) -> String {
    let mut out = "// `addTrigger` also lets the pool call the function.\n".to_owned();
    if needs_key(attachments) {
        out += "// The pool needs `customSenderKmsKey: codesKey` in its properties.\n";
    }
    for attachment in attachments {
        let operation = format!("cognito.UserPoolOperation.{}", attachment.snake_case().to_uppercase());
        out += &attachment.other_versions("//");
        out += &match attachment.versions.last() {
            _ if attachment.trigger == Trigger::InboundFederation => INBOUND_FEDERATION_CDK.to_owned(),
            Some(version) => {
                format!("users.addTrigger({operation}, triggers, cognito.LambdaVersion.{version});\n")
            }
            None => format!("users.addTrigger({operation}, triggers);\n"),
        };
    }
    out
}

const INBOUND_FEDERATION_CDK: &str = "\
// The CDK has no `UserPoolOperation` for this trigger. The guide's page on deploying names the version.
(users.node.defaultChild as cognito.CfnUserPool).addPropertyOverride('LambdaConfig.InboundFederation', {
  LambdaArn: triggers.functionArn,
  LambdaVersion: 'V1_0',
});
triggers.addPermission('InboundFederation', {
  principal: new iam.ServicePrincipal('cognito-idp.amazonaws.com'),
  sourceArn: users.userPoolArn,
});
";

fn terraform(attachments: &[Attachment]) -> String {
    const ARN: &str = "aws_lambda_function.triggers.arn";
    let mut arns: Vec<(String, &str)> = Vec::new();
    let mut blocks = String::new();
    for attachment in attachments {
        let name = attachment.snake_case();
        match attachment.member() {
            Member::Arn(_) => arns.push((name, ARN)),
            Member::Versioned(..) if attachment.trigger == Trigger::InboundFederation => {
                blocks += INBOUND_FEDERATION_TERRAFORM;
            }
            Member::Versioned(_, version) => {
                blocks += &format!(
                    "  {name} {{\n{}    lambda_arn     = {ARN}\n    lambda_version = \"{version}\"\n  }}\n",
                    attachment.other_versions("    #")
                );
            }
        }
    }
    if needs_key(attachments) {
        arns.push(("kms_key_id".to_owned(), "aws_kms_key.codes.arn"));
    }
    // `terraform fmt` aligns the equal signs of neighbouring lines.
    let width = arns.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let arns: Vec<_> = arns.iter().map(|(name, arn)| format!("  {name:width$} = {arn}\n")).collect();
    format!(
        "# In the resource \"aws_cognito_user_pool\" \"users\":\nlambda_config {{\n{}{blocks}}}\n{}",
        arns.concat(),
        "\
# Without it, Cognito is not allowed to call the function:
resource \"aws_lambda_permission\" \"triggers\" {
  action        = \"lambda:InvokeFunction\"
  function_name = aws_lambda_function.triggers.function_name
  principal     = \"cognito-idp.amazonaws.com\"
  source_arn    = aws_cognito_user_pool.users.arn
}
"
    )
}

const INBOUND_FEDERATION_TERRAFORM: &str =
    "  # InboundFederation: the AWS provider does not know this trigger. Attach it by other means, after each apply:
  # the provider detaches what it does not know. The guide's page on deploying names the version.
";

fn cli(attachments: &[Attachment]) -> String {
    let mut members: Vec<String> = Vec::new();
    let mut others = String::new();
    for attachment in attachments {
        members.push(match attachment.member() {
            Member::Arn(name) => format!("  \"{name}\": \"FUNCTION_ARN\""),
            Member::Versioned(name, version) => {
                format!("  \"{name}\": {{\"LambdaArn\": \"FUNCTION_ARN\", \"LambdaVersion\": \"{version}\"}}")
            }
        });
        others += &attachment.other_versions("# LambdaVersion:");
    }
    if needs_key(attachments) {
        members.push("  \"KMSKeyID\": \"KEY_ARN\"".to_owned());
    }
    format!(
        "\
# Without it, Cognito is not allowed to call the function:
aws lambda add-permission --function-name FUNCTION_ARN --statement-id cognito --action lambda:InvokeFunction \\
  --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
# `update-user-pool` resets what it is not given. Give it everything that `describe-user-pool` shows.
{others}aws cognito-idp update-user-pool --user-pool-id POOL_ID --lambda-config '{{\n{}\n}}'\n",
        members.join(",\n")
    )
}

#[cfg(test)]
mod tests {
    use super::{Attachment, Notation};
    use crate::spec::source::Trigger;
    use crate::spec::version::LambdaVersion;

    #[test]
    fn each_notation_attaches_each_kind_of_trigger() {
        let attachment = |trigger, versions: &[_]| Attachment { trigger, versions: versions.to_vec() };
        let attachments = [
            attachment(Trigger::PreSignUp, &[]),
            attachment(Trigger::PreTokenGeneration, &[LambdaVersion::V1_0, LambdaVersion::V2_0]),
            attachment(Trigger::CustomSMSSender, &[]),
            attachment(Trigger::InboundFederation, &[]),
        ];
        let written =
            Notation::ALL.map(|notation| format!("== {}\n{}", notation.name(), notation.write(&attachments)));
        expect_test::expect_file!["notation.expected"].assert_eq(&written.concat());
    }

    #[test]
    fn no_handlers_attach_nothing() {
        assert_eq!(Notation::ALL.map(|notation| notation.write(&[])), ["", "", "", ""]);
    }
}
