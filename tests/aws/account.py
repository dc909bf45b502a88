"""What is made in the account, and how it is deleted: everything has the run's name, and is found by it."""

import io
import json
import pathlib
import time
import zipfile

from function import questions

PREFIX = "cognito-triggers-ask-"
HERE = pathlib.Path(__file__).parent
ASSUMED = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}
LOGS = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": "*",
        }
    ],
}


def bundle():
    """The function and the questions, as a deployment package."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("function.py", "questions.json"):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, (HERE / name).read_bytes())
    return package.getvalue()


class Account:
    """The AWS clients of one region: `client` is boto3's, or a test's."""

    def __init__(self, client, patience=5, ses_arn=None):
        self.pools, self.functions = client("cognito-idp"), client("lambda")
        self.roles, self.logs = client("iam"), client("logs")
        self.patience, self.ses_arn = patience, ses_arn

    def make(self, name, settings):
        """Makes the role, the function, the pool and its app client."""
        role = self.roles.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(ASSUMED))["Role"]["Arn"]
        self.roles.put_role_policy(RoleName=name, PolicyName="log", PolicyDocument=json.dumps(LOGS))
        self.function = self._function(name, role)
        self.settings = dict(settings["pool"])
        if self.ses_arn:
            self.settings["EmailConfiguration"] = {"EmailSendingAccount": "DEVELOPER", "SourceArn": self.ses_arn}
        pool = self.pools.create_user_pool(PoolName=name, **self.settings)["UserPool"]
        self.pool = pool["Id"]
        self.functions.add_permission(
            FunctionName=name,
            StatementId="cognito",
            Action="lambda:InvokeFunction",
            Principal="cognito-idp.amazonaws.com",
            SourceArn=pool["Arn"],
        )
        self.client = self.pools.create_user_pool_client(
            UserPoolId=self.pool, ClientName=name, **settings["client"]
        )["UserPoolClient"]["ClientId"]
        return self

    def _function(self, name, role):
        """A new role is not known everywhere at once."""
        for rest in reversed(range(10)):
            try:
                made = self.functions.create_function(
                    FunctionName=name,
                    Runtime="python3.13",
                    Handler="function.handler",
                    Role=role,
                    Timeout=5,
                    Code={"ZipFile": bundle()},
                )
            except self.functions.exceptions.InvalidParameterValueException:
                if not rest:
                    raise
                time.sleep(self.patience)
            else:
                self.functions.get_waiter("function_active_v2").wait(FunctionName=name)
                return made["FunctionArn"]

    def attach(self, triggers):
        """Attaches the function to these triggers alone. `update_user_pool` resets what it is not given."""
        config = {}
        for trigger in triggers:
            name, _, version = trigger.partition(" ")
            if version:
                config[f"{name}Config"] = {"LambdaArn": self.function, "LambdaVersion": version}
            else:
                config[name] = self.function
        self.pools.update_user_pool(UserPoolId=self.pool, LambdaConfig=config, **self.settings)
        time.sleep(self.patience)

    def events(self, name):
        """The events that the function got, the oldest first. The log is some seconds behind, so it is read until
        nothing more has come four times."""
        found, same = [], 0
        while same < 4:
            pages = self.logs.get_paginator("filter_log_events").paginate(logGroupName=f"/aws/lambda/{name}")
            try:
                entries = sorted((e for page in pages for e in page["events"]), key=lambda entry: entry.get("timestamp", 0))
                lines = [entry["message"] for entry in entries]
            except self.logs.exceptions.ResourceNotFoundException:
                lines = []
            now = [json.loads(line.partition("ASKED ")[2]) for line in lines if line.startswith("ASKED ")]
            found, same = now, same + 1 if len(now) == len(found) else 0
            time.sleep(self.patience)
        return found

    def named(self, prefix):
        """What there is in the account whose name begins so: (kind, name, how to delete it)."""
        def pages(client, operation, member):
            for page in client.get_paginator(operation).paginate(**({"MaxResults": 60} if member == "UserPools" else {})):
                yield from page[member]

        for pool in pages(self.pools, "list_user_pools", "UserPools"):
            if pool["Name"].startswith(prefix):
                yield "user pool", pool["Name"], lambda i=pool["Id"]: self.pools.delete_user_pool(UserPoolId=i)
        for function in pages(self.functions, "list_functions", "Functions"):
            if (name := function["FunctionName"]).startswith(prefix):
                yield "function", name, lambda n=name: self.functions.delete_function(FunctionName=n)
        for role in pages(self.roles, "list_roles", "Roles"):
            if (name := role["RoleName"]).startswith(prefix):
                yield "role", name, lambda n=name: self._delete_role(n)
        for group in pages(self.logs, "describe_log_groups", "logGroups"):
            if (name := group["logGroupName"]).startswith(f"/aws/lambda/{prefix}"):
                yield "log group", name, lambda n=name: self.logs.delete_log_group(logGroupName=n)

    def _delete_role(self, name):
        for policy in self.roles.list_role_policies(RoleName=name)["PolicyNames"]:
            self.roles.delete_role_policy(RoleName=name, PolicyName=policy)
        self.roles.delete_role(RoleName=name)

    def delete(self, prefix=PREFIX):
        """Deletes everything whose name begins so, goes on after a failure, and returns what is left."""
        left = []
        for kind, name, delete in list(self.named(prefix)):
            try:
                delete()
                print(f"deleted the {kind} {name}")
            except Exception as error:  # noqa: BLE001 - the next thing must be deleted all the same
                left.append(f"the {kind} {name}: {error}")
        return left


def known():
    """The settings and the questions."""
    return json.loads((HERE / "questions.json").read_text()), questions()
