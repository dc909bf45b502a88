"""boto3 -> cognito-local -> the AWS SDK for JavaScript -> ministack's Lambda API -> our functions."""

import json
import pathlib

from cloud import REGION, Cloud, client
from processes import HOST, free_port
from report import equal, refused
from tokens import claims

SECRET = "Correct-Horse-7"


class Pool:
    """A cognito-local with these functions as its triggers, and one user pool and app client in it.

    `variables` are the functions' environment, `settings` more of cognito-local's configuration, and
    `hooks` more scripts of this folder that it runs first.
    """

    def __init__(self, run, name, functions, variables=None, settings=None, hooks=(), **options):
        self.run = run
        self.name = name
        self.cloud = run.once(Cloud)
        home = run.work / name
        (home / ".cognito").mkdir(parents=True)
        self.outbox = home / "outbox.jsonl"
        self.outbox.touch()
        port = free_port()
        for trigger, binary in functions.items():
            self.cloud.deploy(binary, self.function(trigger), **(variables or {}))
        login = {"accessKeyId": "test", "secretAccessKey": "test"}
        config = {
            "LambdaClient": {
                "endpoint": self.cloud.url, "region": REGION, "credentials": login, "maxRetries": 0,
            },
            "ServerConfig": {"hostname": HOST, "port": port},
            "TokenConfig": {"IssuerDomain": f"http://{HOST}:{port}"},
            "TriggerFunctions": {trigger: self.function(trigger) for trigger in functions},
            # The default, e-mail addresses, wins over what a pool says.
            "UserPoolDefaults": {"UsernameAttributes": []},
            **(settings or {}),
        }
        (home / ".cognito/config.json").write_text(json.dumps(config))
        modules = run.parts / "node/node_modules"
        command = ["node"]
        for hook in ("outbox.js", *hooks):
            command += ["--require", run.root / "tests/e2e/driver" / hook]
        command.append(modules / "cognito-local/lib/bin/start.js")
        self.process = run.start(name, command, port, home, NODE_PATH=modules, OUTBOX=self.outbox).wait()
        self.api = client("cognito-idp", self.process.url)
        pool = self.api.create_user_pool(PoolName=name, AutoVerifiedAttributes=["email"], **options)
        self.id = pool["UserPool"]["Id"]
        app = self.api.create_user_pool_client(
            UserPoolId=self.id,
            ClientName="app",
            ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        )
        self.app = app["UserPoolClient"]["ClientId"]

    def function(self, trigger):
        return f"{self.name}-{trigger}"

    def calls(self, trigger):
        return self.cloud.calls(self.function(trigger))

    def sign_up(self, user, email, metadata=None, **attributes):
        given = {"email": email, **attributes}
        return self.api.sign_up(
            ClientId=self.app,
            Username=user,
            Password=SECRET,
            UserAttributes=[{"Name": name, "Value": value} for name, value in given.items()],
            ClientMetadata=metadata or {},
        )

    def sign_in(self, user, password=SECRET):
        return self.api.initiate_auth(
            ClientId=self.app,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": user, "PASSWORD": password},
        )

    def delivered(self, to):
        """The last message, which has gone to this address: its code and its texts."""
        lines = self.outbox.read_text().splitlines()
        message = json.loads(lines[-1]) if lines else {}
        equal(message.get("to"), to, "the address of the last message")
        return message

    def email(self, to, subject, body):
        """The code of the last message, whose texts are these with the code in it."""
        message = self.delivered(to)
        code = message["__code"]
        equal(message.get("emailSubject"), subject, "the subject")
        equal(message.get("emailMessage"), body.replace("CODE", code), "the body")
        return code, f"{to}: {subject} | {message['emailMessage']}"


class Shop(Pool):
    """An allow list, texts of AWS's own example, claims."""

    def __init__(self, run):
        functions = {
            "PreSignUp": "email-allow-list",
            "CustomMessage": "custom-message",
            "PostConfirmation": "every-trigger",
            "PostAuthentication": "every-trigger",
            "PreTokenGeneration": "every-trigger",
        }
        super().__init__(run, "shop", functions)


class Club(Pool):
    """Every message, users who are confirmed at once, users from an old directory."""

    def __init__(self, run):
        functions = {
            "PreSignUp": "every-trigger",
            "CustomMessage": "every-trigger",
            "PostConfirmation": "every-trigger",
            "UserMigration": "user-migration",
        }
        super().__init__(run, "club", functions)


class Company(Pool):
    """One function for several triggers: `one-lambda`, without the extension that ministack lacks."""

    def __init__(self, run):
        functions = dict.fromkeys(["PreSignUp", "CustomMessage", "PostConfirmation"], "one-lambda-plain")
        super().__init__(run, "company", functions)


class World(Pool):
    """Texts in languages."""

    def __init__(self, run):
        super().__init__(run, "world", {"CustomMessage": "localized"})


def sign_up(run):
    """A user signs up under a hostile name, confirms, signs in, refreshes."""
    pool = run.once(Shop)
    signed_up = pool.sign_up("ines", "ines@example.org", given_name="Ines <b>&{####}{username}")
    equal(signed_up["UserConfirmed"], False, "whether the user is confirmed")
    code, delivered = pool.email(
        "ines@example.org",
        "Welcome to the service",
        "<p>Your user name is ines, your code or password is <b>CODE</b></p>",
    )
    message = pool.delivered("ines@example.org")
    equal(message["smsMessage"], f"Your user name is ines, your code or password is {code}", "the SMS")
    refused("UserNotConfirmedException", pool.sign_in, user="ines")
    wrong = "000000" if code != "000000" else "000001"
    confirm = {"ClientId": pool.app, "Username": "ines"}
    refused("CodeMismatchException", pool.api.confirm_sign_up, ConfirmationCode=wrong, **confirm)
    equal(pool.calls("PostConfirmation"), 0, "calls before the confirmation")
    pool.api.confirm_sign_up(ConfirmationCode=code, **confirm)
    equal(pool.calls("PostConfirmation"), 1, "calls after the confirmation")

    tokens = pool.sign_in("ines")["AuthenticationResult"]
    equal(pool.calls("PostAuthentication"), 1, "calls after the sign-in")
    seen = token_of_shop(tokens, "ines")
    refreshed = pool.api.initiate_auth(
        ClientId=pool.app, AuthFlow="REFRESH_TOKEN_AUTH", AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]}
    )
    token_of_shop(refreshed["AuthenticationResult"], "ines")
    equal(pool.calls("PreTokenGeneration"), 2, "calls for tokens")
    return [delivered, f"SMS: {message['smsMessage']}", f"ID token after sign-in and after refresh: {seen}"]


def token_of_shop(tokens, user):
    """Our claim is in, the suppressed one is out, and the rest is as the pool made it."""
    token = claims(tokens["IdToken"])
    equal(token["tenant"], "t-204", "the claim")
    equal("email" in token, False, "whether the suppressed claim is there")
    equal(token["cognito:username"], user, "the user")
    return json.dumps({name: token.get(name) for name in ("cognito:username", "tenant", "email")})


def denial(run):
    """The caller reads our text, and there is no such user."""
    pool = run.once(Shop)
    message = refused("UserLambdaValidationException", pool.sign_up, user="eve", email="eve@elsewhere.net")
    text = "Only addresses of example.com and example.org may sign up"
    equal(message, f"{pool.function('PreSignUp')} failed with error {text}.", "what the caller reads")
    refused("UserNotFoundException", pool.api.admin_get_user, UserPoolId=pool.id, Username="eve")
    return message


def admin_create(run):
    """An invitation by e-mail and one by SMS; the password in it works once."""
    pool = run.once(Shop)
    create = {"UserPoolId": pool.id, "ForceAliasCreation": False}
    pool.api.admin_create_user(
        Username="ada",
        UserAttributes=[{"Name": "email", "Value": "ada@example.net"}],
        DesiredDeliveryMediums=["EMAIL"],
        **create,
    )
    secret, delivered = pool.email(
        "ada@example.net",
        "Welcome to the service",
        "<p>Your user name is ada, your code or password is <b>CODE</b></p>",
    )
    challenge = pool.sign_in("ada", secret)
    equal(challenge["ChallengeName"], "NEW_PASSWORD_REQUIRED", "the challenge")
    done = pool.api.respond_to_auth_challenge(
        ClientId=pool.app,
        ChallengeName="NEW_PASSWORD_REQUIRED",
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": "ada", "NEW_PASSWORD": SECRET},
    )
    token_of_shop(done["AuthenticationResult"], "ada")

    pool.api.admin_create_user(
        Username="bob", UserAttributes=[{"Name": "phone_number", "Value": "+4930123456"}], **create
    )
    message = pool.delivered("+4930123456")
    expected = f"Your user name is bob, your code or password is {message['__code']}"
    equal(message["smsMessage"], expected, "the SMS")
    return [delivered, f"+4930123456: {expected}"]


def forgot_password(run):
    pool = run.once(Club)
    # Our answer to PreSignUp confirms the user at once.
    equal(pool.sign_up("ines", "ines@example.org")["UserConfirmed"], True, "whether the user is confirmed")
    equal(pool.calls("PostConfirmation"), 1, "calls after the sign-up")
    pool.api.forgot_password(ClientId=pool.app, Username="ines")
    code, delivered = pool.email("ines@example.org", "Your code", "Your code is CODE.")
    pool.api.confirm_forgot_password(
        ClientId=pool.app, Username="ines", ConfirmationCode=code, Password="Another-Horse-8"
    )
    equal(pool.calls("PostConfirmation"), 2, "calls after the new password")
    # The real Cognito says NotAuthorizedException.
    refused("InvalidPasswordException", pool.sign_in, user="ines")
    equal("AccessToken" in pool.sign_in("ines", "Another-Horse-8")["AuthenticationResult"], True, "a token")
    return delivered


def attributes(run):
    """A new address, verified with the code; then a code on request."""
    pool = run.once(Club)
    pool.sign_up("noor", "noor@example.org")
    token = pool.sign_in("noor")["AuthenticationResult"]["AccessToken"]
    pool.api.update_user_attributes(
        AccessToken=token, UserAttributes=[{"Name": "email", "Value": "noor@example.com"}]
    )
    code, changed = pool.email("noor@example.com", "Your code", "Your code is CODE.")
    verify = {"AccessToken": token, "AttributeName": "email"}
    pool.api.verify_user_attribute(Code=code, **verify)

    pool.api.get_user_attribute_verification_code(**verify)
    code, asked = pool.email("noor@example.com", "Your code", "Your code is CODE.")
    pool.api.verify_user_attribute(Code=code, **verify)
    user = {a["Name"]: a["Value"] for a in pool.api.get_user(AccessToken=token)["UserAttributes"]}
    equal(user["email_verified"], "true", "whether the address is verified")
    return [f"changed: {changed}", f"asked for: {asked}"]


def migration(run):
    """A user whom the pool does not know comes with the attributes that we give."""
    pool = run.once(Club)
    tokens = pool.sign_in("lena@example.org", "old-password")["AuthenticationResult"]
    token = claims(tokens["IdToken"])
    equal(token["email"], "lena@example.org", "the address")
    equal(token["email_verified"], True, "whether it is verified")
    user = pool.api.admin_get_user(UserPoolId=pool.id, Username=token["cognito:username"])
    equal(user["UserStatus"], "CONFIRMED", "the status")
    stored = {a["Name"]: a["Value"] for a in user["UserAttributes"]}
    equal(stored, {"email": "lena@example.org", "email_verified": "true"}, "the attributes")
    equal(pool.calls("UserMigration"), 1, "calls")
    return f"a new user, {user['UserStatus']}, with {json.dumps(stored)}"


def one_lambda(run):
    """Denials of a shared function, its text, and what it logs."""
    pool = run.once(Company)
    unknown = refused("UserLambdaValidationException", pool.sign_up, user="eve", email="eve@elsewhere.net")
    failed = f"{pool.function('PreSignUp')} failed with error"
    equal(unknown, f"{failed} Please sign up with the address of your company.", "what the caller reads")
    suspended = refused("UserLambdaValidationException", pool.sign_up, user="sam", email="sam@example.net")
    equal(
        suspended,
        f"{failed} Your company's account is suspended. Please ask your administrator.",
        "what the caller reads",
    )
    pool.sign_up("ines", "ines@example.org")
    code, delivered = pool.email(
        "ines@example.org", "Your code for Example", "<p>Your code is <b>CODE</b>.</p><p>Example</p>"
    )
    pool.api.confirm_sign_up(ClientId=pool.app, Username="ines", ConfirmationCode=code)
    log = [line for line in pool.cloud.log(pool.function("PostConfirmation")) if '"a new user"' in line]
    equal(len(log), 1, "lines about the new user")
    return [unknown, suspended, delivered, f"log: {log[0].strip()}"]


def languages(run):
    """Letters of any script, through Rust, ministack's JSON, and JavaScript."""
    pool = run.once(World)
    pool.sign_up("yui", "yui@example.jp", {"locale": "ja"}, given_name="結衣")
    _, japanese = pool.email(
        "yui@example.jp",
        "メールアドレスの確認",
        localized("ja", "メールアドレスの確認", "<p>結衣&#12288;様</p><p>確認コードは <b>CODE</b> です。</p>"),
    )
    pool.sign_up("amal", "amal@example.com", given_name="أمل", locale="ar-EG")
    _, arabic = pool.email(
        "amal@example.com",
        "تأكيد عنوانك",
        localized("ar", "تأكيد عنوانك", "<p>مرحبا أمل!</p><p>رمزك هو <b>CODE</b></p>"),
    )
    return [japanese, arabic]


def localized(language, subject, text):
    """A mail of `examples/localized`, of its files."""
    mails = pathlib.Path(__file__).parents[3] / "examples/localized/mails"
    mail = (mails / "verify" / f"{language}.html").read_text()
    for part in ["header", "footer"]:
        mail = mail.replace(f"{{{{> ../{part}.html}}}}", (mails / f"{part}.html").read_text().removesuffix("\n"))
    start, _ = mail.split("<body>\n")
    _, end = mail.split("\n<p><a href")
    mail = f"{start}<body>\n{text}\n<p><a href{end}"
    assert f"<title>{subject}</title>" in mail, mail
    return mail.replace("{{ language }}", language)


FLOWS = {
    "cognito-local: sign-up, confirmation, sign-in, refresh": sign_up,
    "cognito-local: a denied sign-up": denial,
    "cognito-local: users made by an administrator": admin_create,
    "cognito-local: forgotten password": forgot_password,
    "cognito-local: attribute change and verification": attributes,
    "cognito-local: migration": migration,
    "cognito-local: one function for many triggers": one_lambda,
    "cognito-local: languages": languages,
}
