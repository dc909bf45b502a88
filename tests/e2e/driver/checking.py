"""What `--check` says of the templates that the examples come with, and of a pool of ministack."""

import json
import subprocess

from cloud import Cloud
from listing import FUNCTION, KEY, lambda_config
from processes import environment
from report import equal
from template import FILE, replaced


def checked(run, program, text, *more):
    """The exit code and the lines about a file's text."""
    command = [run.served / program, "--check", "-", *more]
    done = subprocess.run(command, env=environment(), input=text, capture_output=True, check=False, text=True)
    return done.returncode, done.stdout.splitlines()


def fine(run, program, text, *more):
    """The line about a file in which all is as the handlers need."""
    code, lines = checked(run, program, text, *more)
    equal((code, ", as the handlers need" in lines[-1]), (0, True), f"the verdict in {lines}")
    return lines[-1].removeprefix("-: ")


def wrong(run, program, text, problem, *more):
    """A file has one problem, whose line has these words."""
    code, lines = checked(run, program, text, *more)
    problems = [line for line in lines if ": note: " not in line]
    equal((code, len(problems), problem in problems[0]), (1, 1, True), f"{problem!r} in {lines}")


def sam(run):
    """The SAM template is fine, and planted mistakes are found."""
    text = (run.root / FILE).read_text()
    permission = text[text.index("  # Only this pool") : text.index("  Users:\n")]
    for old, new, problem in (
        ("LambdaVersion: V2_0", "LambdaVersion: V1_0", "has the `LambdaVersion` V1_0, but the handler takes V2_0"),
        (permission, "", "Users may not call Triggers"),
        ("        CustomMessage: !GetAtt Triggers.Arn\n", "", "Users does not call Triggers for `CustomMessage`"),
        ("        CustomMessage:", "        UserMigration: !GetAtt Triggers.Arn\n        CustomMessage:", "no handler takes it"),
    ):
        wrong(run, "one-lambda", replaced(text, old, new), problem)
    return [f"{FILE}: {fine(run, 'one-lambda', text)}", "four planted mistakes are found"]


def synthesized(run):
    """The template that the CDK app writes. Its function is not built."""
    app = run.work / "app/examples/deploy/cdk"
    app.mkdir(parents=True)
    source = run.root / "examples/deploy/cdk"
    for name in ("app.ts", "package.json", "tsconfig.json"):
        (app / name).write_text((source / name).read_text())
    (app / "node_modules").symlink_to(run.parts / "cdk/node_modules")
    (app.parents[1] / "one-lambda").symlink_to(run.root / "examples/one-lambda")
    out = run.work / "cdk.out"
    context = json.dumps({"aws:cdk:bundling-stacks": []})
    own = environment(CDK_OUTDIR=out, CDK_CONTEXT_JSON=context)
    subprocess.run([app / "node_modules/.bin/tsx", "app.ts"], cwd=app, env=own, check=True)
    return out


def cdk(run):
    """What the CDK app writes is fine, and a planted version is found; its folder is told which file to write."""
    out = synthesized(run)
    file = out / "Triggers.template.json"
    line = fine(run, "one-lambda", file.read_text())
    wrong(run, "one-lambda", replaced(file.read_text(), '"V2_0"', '"V3_0"'), "has the `LambdaVersion` V3_0")
    done = subprocess.run(
        [run.served / "one-lambda", "--check", out], env=environment(), capture_output=True, check=False, text=True
    )
    equal((done.returncode, f"write {file}\n" in done.stderr), (1, True), f"the folder: {done.stderr!r}")
    return f"examples/deploy/cdk: {line}"


def described(run):
    """The pool that `--list cli` asks for is fine as `describe-user-pool` shows it; another version is not."""
    pools = run.once(Cloud).pools
    config = json.loads(
        json.dumps(lambda_config(run, "every-trigger")).replace("FUNCTION_ARN", FUNCTION).replace("KEY_ARN", KEY)
    )
    pool = pools.create_user_pool(PoolName="checked", LambdaConfig=config)["UserPool"]["Id"]

    def shown():
        return json.dumps({"UserPool": pools.describe_user_pool(UserPoolId=pool)["UserPool"]}, default=str)

    line = fine(run, "every-trigger", shown())
    for name in ("no-such", "triggers:live"):
        code, _ = checked(run, "every-trigger", shown(), "--function", name)
        equal(code, 1 if name == "no-such" else 0, f"the verdict about {name}")
    pools.update_user_pool(UserPoolId=pool, LambdaConfig={**config, "CustomMessage": FUNCTION.replace("triggers", "other")})
    code, lines = checked(run, "every-trigger", shown(), "--function", "triggers")
    equal(code, 0, f"another function is no problem: {lines}")
    equal(any("`CustomMessage` of" in line and "calls other" in line for line in lines), True, f"the note in {lines}")
    del config["KMSKeyID"]
    pools.update_user_pool(UserPoolId=pool, LambdaConfig=config)
    wrong(run, "every-trigger", shown(), "has no `KMSKeyID`")
    return line


FLOWS = {
    "check: the SAM template": sam,
    "check: what the CDK app writes": cdk,
    "check: a pool of ministack": described,
}
