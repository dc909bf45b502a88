"""The AWS SAM template that the examples come with: checked, and deployed to ministack."""

import json
import subprocess

from cloud import REGION, Cloud, bundle, client
from ministack_pools import SECRET, listed
from processes import environment
from report import equal, refused
from tokens import claims

FILE = "examples/deploy/sam/template.yaml"
# That of `cargo lambda new --template templates/function`.
NEW = "templates/function/template.yaml"


def replaced(text, old, new):
    """The text with its only `old` replaced."""
    equal(text.count(old), 1, f"how often there is {old!r}")
    return text.replace(old, new)


def problems(run, text):
    """The rules of cfn-lint that a template breaks."""
    file = run.work / "linted.yaml"
    file.write_text(text)
    command = [run.parts / "venv/bin/cfn-lint", "--format", "json", "--include-checks", "I", "--", file]
    output = subprocess.run(command, env=environment(), capture_output=True, check=False).stdout
    return sorted(problem["Rule"]["Id"] for problem in json.loads(output or b"null"))


def lint(run):
    """cfn-lint finds nothing, and would have found a misspelt trigger and an unknown version."""
    text = (run.root / FILE).read_text()
    misspelt = replaced(text, "        PreSignUp:", "        PreSignup:")
    unknown = replaced(text, "LambdaVersion: V2_0", "LambdaVersion: V9_0")
    equal(problems(run, text), [], "problems")
    equal(problems(run, (run.root / NEW).read_text()), [], f"{NEW}: problems")
    equal(problems(run, misspelt), ["E3002"], "misspelt: problems")
    equal(problems(run, unknown), ["E3030"], "unknown: problems")
    return f"{FILE}, {NEW}: no problem; E3002 for a misspelt trigger, E3030 for an unknown version"


def validate(run):
    """AWS's SAM CLI finds the template valid, and one with a misspelt trigger not."""

    def status(text):
        file = run.work / "validated.yaml"
        file.write_text(text)
        command = [run.parts / "sam/bin/sam", "validate", "--lint", "--template", file]
        own = environment(HOME=run.work, SAM_CLI_TELEMETRY=0, AWS_DEFAULT_REGION=REGION)
        done = subprocess.run(command, env=own, capture_output=True, check=False, text=True)
        return done.returncode, done.stdout + done.stderr

    text = (run.root / FILE).read_text()
    for template in (text, (run.root / NEW).read_text()):
        code, output = status(template)
        equal((code, "is a valid SAM Template" in output), (0, True), f"the verdict in {output!r}")
    code, output = status(replaced(text, "        PreSignUp:", "        PreSignup:"))
    equal((code, "E3002" in output), (1, True), f"misspelt: the verdict in {output!r}")
    return f"{FILE}, {NEW}: valid; refused with a misspelt trigger"


def deployed(run):
    """The stack's pool calls the function, which is all that may be called, and by this pool alone."""
    cloud = run.once(Cloud)
    bucket = client("s3", cloud.url)
    bucket.create_bucket(
        Bucket="code", CreateBucketConfiguration={"LocationConstraint": bucket.meta.region_name}
    )
    bucket.put_object(Bucket="code", Key="triggers.zip", Body=bundle(run.binaries / "one-lambda-plain"))
    # What `sam build` and `sam deploy` do, and this machine's processor.
    text = (run.root / FILE).read_text()
    text = replaced(text, "CodeUri: ../../..", "CodeUri: s3://code/triggers.zip")
    text = replaced(text, "Architectures: [arm64]", "Architectures: [x86_64]")
    metadata = "    Metadata:\n      BuildMethod: rust-cargolambda\n      BuildProperties:\n        Binary: one-lambda\n"
    text = replaced(text, metadata, "")
    stacks = client("cloudformation", cloud.url)
    capabilities = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
    stacks.create_stack(StackName="triggers", TemplateBody=text, Capabilities=capabilities)
    stacks.get_waiter("stack_create_complete").wait(
        StackName="triggers", WaiterConfig={"Delay": 1, "MaxAttempts": 60}
    )
    stack = stacks.describe_stacks(StackName="triggers")["Stacks"][0]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    function, pool = outputs["FunctionArn"], outputs["UserPoolId"]

    attached = cloud.pools.describe_user_pool(UserPoolId=pool)["UserPool"]
    expected = dict.fromkeys(["PreSignUp", "CustomMessage", "PostConfirmation"], function)
    expected["PreTokenGenerationConfig"] = {"LambdaArn": function, "LambdaVersion": "V2_0"}
    equal(attached["LambdaConfig"], expected, "the triggers")
    policy = json.loads(cloud.functions.get_policy(FunctionName=function)["Policy"])["Statement"]
    sources = [json.dumps(statement["Condition"]) for statement in policy]
    equal((len(policy), attached["Arn"] in sources[0]), (1, True), f"who may call: {policy}")

    def sign_up(user):
        return cloud.pools.sign_up(
            ClientId=outputs["ClientId"],
            Username=user,
            Password=SECRET,
            UserAttributes=listed({"email": user}),
        )

    message = refused("UserLambdaValidationException", sign_up, user="eve@elsewhere.net")
    equal("Please sign up with the address of your company" in message, True, f"the denial in {message!r}")
    equal(sign_up("ines@example.org")["UserConfirmed"], False, "whether the user is confirmed")
    cloud.pools.admin_confirm_sign_up(UserPoolId=pool, Username="ines@example.org")
    # The stack's app signs in by SRP; this one with the password itself.
    app = cloud.pools.create_user_pool_client(
        UserPoolId=pool, ClientName="test", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    tokens = cloud.pools.initiate_auth(
        ClientId=app,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ines@example.org", "PASSWORD": SECRET},
    )["AuthenticationResult"]
    equal(claims(tokens["IdToken"])["tenant"], "t-204", "the claim")
    return [message, "ines@example.org signs up, and signs in with the claim tenant t-204"]


FLOWS = {
    "sam template: cfn-lint": lint,
    "sam template: sam validate --lint": validate,
    "sam template: deployed to ministack": deployed,
}
