"""Codes that AWS's Encryption SDKs encrypt, and our functions decrypt."""

import base64
import json
import subprocess
import sys

from aws_cryptographic_material_providers.mpl.models import CreateAwsKmsKeyringInput

from cloud import REGION, Cloud
from cognito_local_pools import SECRET, Pool
from processes import HOST, environment
from report import equal


def encryptor(run):
    """The script that makes the test vectors of `cognito-triggers-codes`."""
    folder = str(run.root / "cognito-triggers-codes/tests/vectors")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    import make

    return make


def decrypted(run, messages, **variables):
    """What `decrypt-codes` says to each of these messages."""
    program = subprocess.run(
        [run.binaries / "decrypt-codes"],
        input="".join(f"{message}\n" for message in messages),
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in program.stdout.splitlines()]


def every_message(run, keyring, **variables):
    """A new message of every suite and body, compared with what was encrypted; and each one altered."""
    make = encryptor(run)
    made = [
        (plaintext, make.encrypt(suite, frame_length, plaintext, make.POOL, keyring))
        for suite in make.SUITES
        for frame_length, plaintext in make.BODIES.values()
    ]
    answers = decrypted(run, [message for _, message in made], **variables)
    equal(answers, [{"plaintext": plaintext} for plaintext, _ in made], "the plaintexts")
    altered = []
    for _, message in made:
        message = bytearray(base64.b64decode(message))
        # The pool's id: what the data key is bound to.
        message[message.index(b"eu-central-1_") + 15] ^= 1
        altered.append(base64.b64encode(message).decode())
    refusals = decrypted(run, altered, **variables)
    equal([list(answer) for answer in refusals], [["error"]] * len(made), "the answers to altered messages")
    suites = ", ".join(f"0x{suite}" for suite in make.SUITES)
    return [
        f"{len(made)} messages of the suites {suites}, {', '.join(make.BODIES)}: decrypted",
        f"with another pool's id in them: {refusals[0]['error']}",
    ]


def raw_aes(run):
    return every_message(run, encryptor(run).SAMPLES)


def kms_key(cloud):
    return cloud.keys.create_key()["KeyMetadata"]["Arn"]


def kms_keyring(run, arn):
    cloud = run.once(Cloud)
    given = CreateAwsKmsKeyringInput(kms_key_id=arn, kms_client=cloud.keys)
    return encryptor(run).PROVIDERS.create_aws_kms_keyring(given)


def login(cloud):
    """What Lambda would put into the environment."""
    return {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_ENDPOINT_URL": cloud.url,
        "AWS_REGION": REGION,
    }


def kms(run):
    cloud = run.once(Cloud)
    arn = kms_key(cloud)
    return every_message(run, kms_keyring(run, arn), KEY_ARN=arn, **login(cloud))


def kms_refuses(run):
    """A key that the keyring does not name is not asked for; one that KMS refuses is told so."""
    cloud = run.once(Cloud)
    make = encryptor(run)
    ours, other = kms_key(cloud), kms_key(cloud)
    message = make.encrypt("0378", 4096, "123456", make.POOL, kms_keyring(run, other))
    [refused] = decrypted(run, [message], KEY_ARN=ours, **login(cloud))
    equal(
        refused["error"],
        f"the code is encrypted under `{other}`, which the keyring does not have: "
        "give it the key that the user pool's LambdaConfig names as `KMSKeyID`",
        "the error",
    )
    # Both keys in one message: the one that it has is found.
    both = make.several(kms_keyring(run, other), kms_keyring(run, ours))
    message = make.encrypt("0578", 4096, "123456", make.POOL, both)
    equal(decrypted(run, [message], KEY_ARN=ours, **login(cloud)), [{"plaintext": "123456"}], "the plaintext")
    cloud.keys.disable_key(KeyId=ours)
    [disabled] = decrypted(run, [message], KEY_ARN=ours, **login(cloud))
    start = "the code's data key could not be decrypted: the function needs `kms:Decrypt` for the user pool's key: "
    equal(disabled["error"].startswith(start), True, f"whether this is what was expected: {disabled}")
    return [f"another key: {refused['error']}", f"a disabled key: {disabled['error']}"]


class Sender(Pool):
    """A pool that encrypts its codes, and `email-sender`."""

    def __init__(self, run, name, hooks):
        cloud = run.once(Cloud)
        arn = kms_key(cloud)
        alias = f"alias/{name}"
        cloud.keys.create_alias(AliasName=alias, TargetKeyId=arn)
        self.mails = run.work / f"{name}.jsonl"
        self.mails.touch()
        settings = {
            "KMSConfig": {
                "endpoint": cloud.url,
                "region": REGION,
                "credentials": {"accessKeyId": "test", "secretAccessKey": "test"},
                "KMSKeyId": arn,
                "KMSKeyAlias": arn.split("key/")[0] + alias,
            }
        }
        variables = {"CODES_KEY_ARN": arn, "MAILS": str(self.mails)}
        super().__init__(run, name, {"CustomEmailSender": "email-sender"}, variables, settings, hooks)

    def sent(self):
        return [json.loads(line) for line in self.mails.read_text().splitlines()]

    def code(self, to, subject, before, after=""):
        """The code in the last mail, whose text is this."""
        mail = self.sent()[-1]
        equal((mail["to"], mail["subject"]), (to, subject), "address and subject")
        text = mail["text"]
        equal((text.startswith(before), text.endswith(after)), (True, True), f"whether {text!r} is the text")
        return text[len(before) : len(text) - len(after)]


def sender(run):
    """The code in each mail is the right one: cognito-local takes it."""
    pool = Sender(run, "sender", ["context.js"])
    delivered = []

    pool.sign_up("ines", "ines@example.org", given_name="Ines")
    code = pool.code("ines@example.org", "Confirm your address", "Hello Ines, your code is ", ".")
    pool.api.confirm_sign_up(ClientId=pool.app, Username="ines", ConfirmationCode=code)
    delivered.append(f"sign-up: {pool.sent()[-1]['text']}")

    pool.api.forgot_password(ClientId=pool.app, Username="ines")
    before, after = "Hello Ines, with the code ", " you can choose a new password."
    code = pool.code("ines@example.org", "Your new password", before, after)
    pool.api.confirm_forgot_password(ClientId=pool.app, Username="ines", ConfirmationCode=code, Password=SECRET)
    delivered.append(f"forgotten password: {pool.sent()[-1]['text']}")

    token = pool.sign_in("ines")["AuthenticationResult"]["AccessToken"]
    changed = [{"Name": "email", "Value": "ines@example.com"}]
    pool.api.update_user_attributes(AccessToken=token, UserAttributes=changed)
    for what in ("changed address", "code on request"):
        code = pool.code("ines@example.com", "Confirm your address", "Hello Ines, your code is ", ".")
        pool.api.verify_user_attribute(AccessToken=token, AttributeName="email", Code=code)
        delivered.append(f"{what}: {pool.sent()[-1]['text']}")
        if what == "changed address":
            pool.api.get_user_attribute_verification_code(AccessToken=token, AttributeName="email")
            equal(len(pool.sent()), 4, "mails")

    pool.api.admin_create_user(
        UserPoolId=pool.id,
        Username="ada",
        UserAttributes=[{"Name": "email", "Value": "ada@example.org"}],
        DesiredDeliveryMediums=["EMAIL"],
    )
    before = "Hello there, your user name is ada, your temporary password "
    password = pool.code("ada@example.org", "You are invited", before)
    equal(pool.sign_in("ada", password)["ChallengeName"], "NEW_PASSWORD_REQUIRED", "the challenge")
    delivered.append(f"invitation: {pool.sent()[-1]['text']}")

    equal(len(pool.sent()), 5, "mails")
    equal(len({mail["key"] for mail in pool.sent()}), 5, "different keys")
    equal(pool.calls("CustomEmailSender"), 5, "calls")
    return delivered


def without_pool(run):
    """As cognito-local is: its codes name no pool, so nobody gets them."""
    pool = Sender(run, "nobody", [])
    pool.sign_up("ines", "ines@example.org")
    said = "the code names no user pool, so it cannot be Cognito's: send nothing"
    log = [line for line in pool.cloud.log(pool.function("CustomEmailSender")) if said in line]
    equal(pool.calls("CustomEmailSender"), 1, "calls")
    equal(pool.sent(), [], "the mails")
    equal(len(log), 1, "lines about it in the function's log")
    return f"no mail; the log: {log[0].strip()}"


def twice(run):
    """Lambda calls again with the same event: one mail."""
    cloud = run.once(Cloud)
    make = encryptor(run)
    arn = kms_key(cloud)
    mails = run.work / "twice.jsonl"
    mails.touch()
    cloud.deploy("email-sender", "twice", CODES_KEY_ARN=arn, MAILS=str(mails))
    sample = run.root / "cognito-triggers/samples/CustomEmailSender_AdminCreateUser.json"
    event = json.loads(sample.read_text())
    event["request"]["code"] = make.encrypt("0378", 4096, "a&lt;b&amp;lt;c&gt;", make.POOL, kms_keyring(run, arn))
    for _ in range(3):
        answer = cloud.functions.invoke(FunctionName="twice", Payload=json.dumps(event))
        equal(answer.get("FunctionError"), None, "the function's error")
    event["userPoolId"] = "eu-central-1_Another99"
    answer = cloud.functions.invoke(FunctionName="twice", Payload=json.dumps(event))
    equal(answer.get("FunctionError"), "Unhandled", "the function's error")
    sent = [json.loads(line) for line in mails.read_text().splitlines()]
    equal([mail["text"].split()[-1] for mail in sent], ["a<b&lt;c>"], "the passwords in the mails")
    return [f"three calls, one mail: {sent[0]['text']}", "in an event of another pool: no mail"]


def not_started(run):
    """On Lambda, without a key: an error while it starts, and no published key in its place."""
    messages = []
    arn = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd"
    for variables in ({}, {"CODES_KEY_ARN": "alias/codes"}, {"CODES_KEY_ARN": arn}):
        started = subprocess.run(
            [run.binaries / "email-sender"],
            env=environment(AWS_LAMBDA_RUNTIME_API=f"{HOST}:9", AWS_REGION=REGION, **variables),
            capture_output=True,
            text=True,
            timeout=30,
        )
        equal(started.returncode, 1, "the exit code")
        messages.append(started.stderr.strip())
    for message, part in zip(messages, ["CODES_KEY_ARN is not set", "is not the ARN of a KMS key", "MAILS is not set"]):
        equal(part in message, True, f"whether {part!r} is in {message!r}")
    return messages


FLOWS = {
    "codes: of the Encryption SDK for Python, a key in memory": raw_aes,
    "codes: of the Encryption SDK for Python, a key in KMS": kms,
    "codes: keys that KMS does not give": kms_refuses,
    "codes: a sender without its key does not start": not_started,
    "codes: the same event again, and another pool's": twice,
    "cognito-local: codes to a sender of our own": sender,
    "cognito-local: a code without a user pool": without_pool,
}
