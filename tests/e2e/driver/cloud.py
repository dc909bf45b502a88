"""ministack: the Lambda API that runs our functions, a Cognito of its own, the mails that it sends."""

import io
import json
import stat
import zipfile

import boto3
from botocore.config import Config

from processes import HOST, free_port, request
from report import equal

REGION = "eu-central-1"


def client(service, url):
    """A client that never asks the real AWS, and that reports the first error."""
    return boto3.client(
        service,
        endpoint_url=url,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}),
    )


def bundle(binary):
    """A deployment package: a zip with the executable `bootstrap`."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_STORED) as archive:
        entry = zipfile.ZipInfo("bootstrap")
        entry.external_attr = (stat.S_IFREG | 0o755) << 16
        archive.writestr(entry, binary.read_bytes())
    return package.getvalue()


class Cloud:
    """One ministack for the whole run."""

    def __init__(self, run):
        self.run = run
        port = free_port()
        url = f"http://{HOST}:{port}"
        self.process = run.start(
            "ministack",
            [run.parts / "venv/bin/ministack"],
            port,
            GATEWAY_PORT=port,
            BIND_HOST=HOST,
            IOT_MTLS_ENABLED=0,
            SFTP_ENABLED=0,
            AWS_ENDPOINT_URL=url,
            AWS_DEFAULT_REGION=REGION,
            STATE_DIR=run.work / "state",
            # As on AWS, a failing token trigger means no tokens.
            MINISTACK_COGNITO_PRETOKEN_STRICT=1,
        ).wait()
        self.url = url
        self.functions = client("lambda", url)
        self.pools = client("cognito-idp", url)
        self.logs = client("logs", url)
        self.keys = client("kms", url)

    def deploy(self, binary, name, **variables):
        """Makes a function of one of our programs, and gives its ARN."""
        return self.functions.create_function(
            FunctionName=name,
            Runtime="provided.al2023",
            Handler="bootstrap",
            Role="arn:aws:iam::000000000000:role/function",
            Timeout=10,
            Code={"ZipFile": bundle(self.run.binaries / binary)},
            Environment={"Variables": variables},
        )["FunctionArn"]

    def log(self, name):
        """All that a function wrote, and Lambda's lines around it."""
        try:
            found = self.logs.filter_log_events(logGroupName=f"/aws/lambda/{name}")
        except self.logs.exceptions.ResourceNotFoundException:
            return []
        return [event["message"] for event in found["events"]]

    def calls(self, name):
        """How often a function was called."""
        return sum(line.startswith("START RequestId") for line in self.log(name))

    def mails(self, to):
        """The subject and the body of each mail to an address, the oldest first."""
        status, answer = request(f"{self.url}/_ministack/ses/messages")
        equal(status, 200, "the status of the outbox")
        accounts = json.loads(answer)["messages"]
        mails = [mail for mails in accounts.values() for mail in mails if to in mail["To"]]
        return [(mail["Subject"], mail["BodyHtml"] or mail["BodyText"]) for mail in mails]
