"""What `--list` prints: read by what the tools behind each notation read it with."""

import io
import json
import re
import subprocess

import hcl2

from cloud import Cloud
from processes import environment
from report import equal
from template import problems

FUNCTION = "arn:aws:lambda:eu-central-1:000000000000:function:triggers"
KEY = "arn:aws:kms:eu-central-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab"
# What the snippet refers to.
AROUND = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Triggers:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: provided.al2023
      Handler: bootstrap
      Role: arn:aws:iam::000000000000:role/triggers
      Code: {S3Bucket: code, S3Key: triggers.zip}
  CodesKey:
    Type: AWS::KMS::Key
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      KeyPolicy:
        Version: "2012-10-17"
        Statement:
          - {Effect: Allow, Principal: {Service: cognito-idp.amazonaws.com}, Action: kms:CreateGrant, Resource: "*"}
  Users:
    Type: AWS::Cognito::UserPool
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
"""


def printed(run, function, notation):
    command = [run.binaries / function, "--list", notation]
    return subprocess.run(command, env=environment(), capture_output=True, check=True, text=True).stdout


def indented(text, by):
    return "".join(f"{' ' * by}{line}\n" for line in text.splitlines())


def lambda_config(run, function):
    """The LambdaConfig of the AWS CLI's notation."""
    text = printed(run, function, "cli")
    return json.loads(text[text.index("--lambda-config '") + 17 : text.rindex("'")])


def sam(run):
    """cfn-lint takes the snippet into a template, and finds a trigger that it does not know."""
    snippet = printed(run, "every-trigger", "sam")
    config, permission = snippet.split("# In the template's Resources", 1)
    config = re.sub(r"^ *#.*\n", "", config, flags=re.MULTILINE)
    permission = permission.split("\n", 1)[1]
    text = AROUND + indented(config, 6) + indented(permission, 2)
    equal(problems(run, text), [], "problems")
    equal(problems(run, text.replace("CustomMessage:", "Custommessage:")), ["E3002"], "misspelt: problems")
    return f"every-trigger: {len(lambda_config(run, 'every-trigger')) - 1} triggers and a key, no problem"


def cli(run):
    """The pool has what the command gives it."""
    pools = run.once(Cloud).pools
    text = json.dumps(lambda_config(run, "every-trigger"))
    config = json.loads(text.replace("FUNCTION_ARN", FUNCTION).replace("KEY_ARN", KEY))
    pool = pools.create_user_pool(PoolName="listed")["UserPool"]["Id"]
    # botocore refuses members that the API model does not have.
    pools.update_user_pool(UserPoolId=pool, LambdaConfig=config)
    attached = pools.describe_user_pool(UserPoolId=pool)["UserPool"]["LambdaConfig"]
    equal({name: attached.get(name) for name in config}, config, "the triggers")
    return f"attached: {', '.join(config)}"


def terraform(run):
    """The blocks say what the AWS CLI's notation says, but for the trigger that Terraform lacks."""
    text = printed(run, "every-trigger", "terraform")
    document = hcl2.load(io.StringIO(text))
    (block,) = document["lambda_config"]
    # `custom_sms_sender` is CustomSMSSender.
    known = {name.lower(): name for name in lambda_config(run, "every-trigger")}

    def plain(value):
        """Without what the reader adds: quotes, a list around a block, `${}`."""
        if isinstance(value, list):
            (value,) = value
        if isinstance(value, dict):
            return {"LambdaArn": plain(value["lambda_arn"]), "LambdaVersion": plain(value["lambda_version"])}
        name = value.strip('"').removeprefix("${").removesuffix("}")
        return {"aws_lambda_function.triggers.arn": "FUNCTION_ARN", "aws_kms_key.codes.arn": "KEY_ARN"}.get(name, name)

    said = {known[name.replace("_", "")]: plain(value) for name, value in block.items() if not name.startswith("__")}
    expected = lambda_config(run, "every-trigger")
    equal(expected.pop("InboundFederation"), {"LambdaArn": "FUNCTION_ARN", "LambdaVersion": "V1_0"}, "federation")
    equal(said, expected, "lambda_config")
    equal("# InboundFederation: the AWS provider does not know" in text, True, "whether the missing one is named")
    return f"every-trigger: {len(said) - 1} triggers and a key"


FLOWS = {
    "list: sam, by cfn-lint": sam,
    "list: cli, attached at ministack": cli,
    "list: terraform, by an HCL reader": terraform,
}
