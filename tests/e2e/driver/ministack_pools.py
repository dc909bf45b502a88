"""boto3 -> ministack's Cognito -> our functions."""

import base64
import json
import urllib.parse

from botocore.exceptions import ClientError

from cloud import Cloud
from processes import request
from report import equal, refused
from tokens import claims

SECRET = "Correct-Horse-7"

TENANT = {
    "id": "t-204",
    "plan": {"name": 'team "Ü"', "seats": 25},
    "regions": ["eu-central-1", "eu-west-1"],
    "trial": False,
}


class Pool:
    """A user pool with these triggers: names of our programs, or of programs and their environment."""

    def __init__(self, run, name, triggers, token_version=None, **options):
        self.cloud = run.once(Cloud)
        self.api = self.cloud.pools
        config = {}
        for trigger, binary in triggers.items():
            binary, variables = binary if isinstance(binary, tuple) else (binary, {})
            arn = self.cloud.deploy(binary, f"{name}-{trigger}", **variables)
            if token_version and trigger == "PreTokenGeneration":
                trigger, arn = "PreTokenGenerationConfig", {"LambdaArn": arn, "LambdaVersion": token_version}
            config[trigger] = arn
        self.name = name
        pool = self.api.create_user_pool(PoolName=name, LambdaConfig=config, **options)
        self.id = pool["UserPool"]["Id"]
        flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
        app = self.api.create_user_pool_client(UserPoolId=self.id, ClientName="app", ExplicitAuthFlows=flows)
        self.app = app["UserPoolClient"]["ClientId"]

    def calls(self, trigger):
        return self.cloud.calls(f"{self.name}-{trigger}")

    def add_user(self, user, **attributes):
        """A confirmed user with a password, and no message about it."""
        self.api.admin_create_user(
            UserPoolId=self.id, Username=user, MessageAction="SUPPRESS", UserAttributes=listed(attributes)
        )
        self.api.admin_set_user_password(UserPoolId=self.id, Username=user, Password=SECRET, Permanent=True)

    def sign_in(self, user):
        return self.api.initiate_auth(
            ClientId=self.app,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": user, "PASSWORD": SECRET},
        )["AuthenticationResult"]

    def refresh(self, tokens):
        return self.api.initiate_auth(
            ClientId=self.app,
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
        )["AuthenticationResult"]


def listed(attributes):
    """Attributes as the API takes them; `custom_x` stands for `custom:x`."""
    return [{"Name": name.replace("custom_", "custom:"), "Value": value} for name, value in attributes.items()]


def chosen(token, *names):
    return json.dumps({name: token.get(name) for name in names}, ensure_ascii=False)


def custom_auth(run):
    """A wrong answer, then the code that was sent; and three wrong answers."""
    codes = run.work / "codes.jsonl"
    codes.touch()

    def sent():
        return [json.loads(line) for line in codes.read_text().splitlines()]

    challenges = ["DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse"]
    program = ("passwordless-to-file", {"CODES": str(codes)})
    pool = Pool(run, "passwordless", dict.fromkeys(challenges, program))
    pool.add_user("ines", email="ines@example.org", email_verified="true")

    def start():
        return pool.api.initiate_auth(
            ClientId=pool.app, AuthFlow="CUSTOM_AUTH", AuthParameters={"USERNAME": "ines"}
        )

    def answer(step, text):
        equal(step["ChallengeName"], "CUSTOM_CHALLENGE", "the challenge")
        equal(step["ChallengeParameters"].get("medium"), "email", "what the client is told")
        shown = json.dumps(step["ChallengeParameters"])
        equal(sent()[-1]["code"] in shown, False, "whether the client is told the code")
        return pool.api.respond_to_auth_challenge(
            ClientId=pool.app,
            ChallengeName="CUSTOM_CHALLENGE",
            Session=step["Session"],
            ChallengeResponses={"USERNAME": "ines", "ANSWER": text},
        )

    second = answer(start(), "no code")
    equal([mail["to"] for mail in sent()], ["ines@example.org"], "who was sent a code")
    code = sent()[0]["code"]
    tokens = answer(second, code)["AuthenticationResult"]
    token = claims(tokens["IdToken"])
    equal((token["cognito:username"], token["email"]), ("ines", "ines@example.org"), "whose token it is")
    equal(len(sent()), 1, "codes that were sent for two rounds")

    step = answer(answer(start(), "no code"), "no code")
    message = refused("NotAuthorizedException", answer, step=step, text="no code")
    return [
        f"wrong answer, then {code}, sent to ines@example.org: tokens of {token['cognito:username']}",
        f"three wrong answers: NotAuthorizedException, {message}",
    ]


def tokens_v1(run):
    pool = Pool(run, "tokens-v1", {"PreTokenGeneration": "every-trigger"})
    pool.add_user("ines", email="ines@example.org")
    tokens = pool.sign_in("ines")
    seen = []
    for token in (tokens, pool.refresh(tokens)):
        token = claims(token["IdToken"])
        equal((token["tenant"], "email" in token), ("t-204", False), "the claims")
        seen.append(chosen(token, "cognito:username", "tenant", "email"))
    equal("tenant" in claims(tokens["AccessToken"]), False, "whether the access token has the claim")
    equal(pool.calls("PreTokenGeneration"), 2, "calls")

    invited = {"UserPoolId": pool.id, "Username": "ada", "MessageAction": "SUPPRESS"}
    pool.api.admin_create_user(TemporaryPassword=SECRET, UserAttributes=listed({"email": "ada@example.org"}), **invited)
    start = {"USERNAME": "ada", "PASSWORD": SECRET}
    step = pool.api.initiate_auth(ClientId=pool.app, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=start)
    token = pool.api.respond_to_auth_challenge(
        ClientId=pool.app,
        ChallengeName="NEW_PASSWORD_REQUIRED",
        Session=step["Session"],
        ChallengeResponses={"USERNAME": "ada", "NEW_PASSWORD": "Another-Horse-8"},
    )
    token = claims(token["AuthenticationResult"]["IdToken"])
    equal((token["tenant"], "email" in token), ("t-204", False), "the claims")
    seen.append(chosen(token, "cognito:username", "tenant", "email"))
    return f"ID tokens after sign-in, after refresh, with a new password: {', '.join(seen)}"


def tokens_v2(run):
    """The example `token-claims`, for an editor and for another user."""
    schema = [{"Name": "tenant", "AttributeDataType": "String", "Mutable": True}]
    pool = Pool(run, "tokens-v2", {"PreTokenGeneration": "token-claims"}, "V2_0", Schema=schema)
    pool.api.create_group(UserPoolId=pool.id, GroupName="editors")
    delivered = []
    for user, editor, scopes in (
        ("ada", True, ["aws.cognito.signin.user.admin", "orders/read", "orders/write"]),
        ("bob", False, ["aws.cognito.signin.user.admin", "orders/read"]),
    ):
        pool.add_user(user, email=f"{user}@example.org", custom_tenant="t-9")
        if editor:
            pool.api.admin_add_user_to_group(UserPoolId=pool.id, Username=user, GroupName="editors")
        tokens = pool.sign_in(user)
        for issued in (tokens, pool.refresh(tokens)):
            identity, access = claims(issued["IdToken"]), claims(issued["AccessToken"])
            equal((identity["tenant"], identity["is_editor"]), ("t-9", editor), "the claims of the ID token")
            equal(access["tenant"], "t-9", "the claim of the access token")
            equal(sorted(access["scope"].split()), scopes, "the scopes")
        delivered.append(f"{chosen(identity, 'cognito:username', 'tenant', 'is_editor')}, {chosen(access, 'scope')}")
    return delivered


def nested(version):
    """Objects and lists as claims, scopes that come and go."""

    def flow(run):
        pool = Pool(run, f"nested-{version.lower()}", {"PreTokenGeneration": "nested-claims"}, version)
        pool.add_user("ines", email="ines@example.org")
        tokens = pool.sign_in("ines")
        for issued in (tokens, pool.refresh(tokens)):
            identity, access = claims(issued["IdToken"]), claims(issued["AccessToken"])
            equal((identity["tenant"], "email" in identity), (TENANT, False), "the claims of the ID token")
            equal(access["tenant"], TENANT, "the claim of the access token")
            equal(sorted(access["scope"].split()), ["orders/read", "orders/write"], "the scopes")
        return f"in both tokens {chosen(access, 'tenant')}, {chosen(access, 'scope')}"

    return flow


def machine(run):
    """A machine's access token, which only V3_0 can change."""
    pool = Pool(run, "machine", {"PreTokenGeneration": "nested-claims"}, "V3_0")
    scope = {"ScopeName": "list", "ScopeDescription": "list orders"}
    pool.api.create_resource_server(UserPoolId=pool.id, Identifier="shop", Name="shop", Scopes=[scope])
    app = pool.api.create_user_pool_client(
        UserPoolId=pool.id,
        ClientName="machine",
        GenerateSecret=True,
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["client_credentials"],
        AllowedOAuthScopes=["shop/list"],
    )["UserPoolClient"]
    login = base64.b64encode(f"{app['ClientId']}:{app['ClientSecret']}".encode()).decode()
    status, answer = request(
        f"{pool.cloud.url}/oauth2/token",
        urllib.parse.urlencode({"grant_type": "client_credentials", "scope": "shop/list"}).encode(),
        {"Authorization": f"Basic {login}", "Content-Type": "application/x-www-form-urlencoded"},
    )
    equal(status, 200, f"the status of {answer}")
    access = claims(json.loads(answer)["access_token"])
    equal(access["tenant"], TENANT, "the claim")
    equal(sorted(access["scope"].split()), ["orders/read", "orders/write", "shop/list"], "the scopes")
    equal(pool.calls("PreTokenGeneration"), 1, "calls")
    return f"access token with {chosen(access, 'tenant')}, {chosen(access, 'scope')}"


def tokens_denied(run):
    """No tokens for a customer whose account is suspended: `one-lambda`."""
    pool = Pool(run, "suspended", {"PreTokenGeneration": "one-lambda-plain"}, "V2_0")
    pool.add_user("ines", email="ines@example.org")
    equal(claims(pool.sign_in("ines")["IdToken"])["tenant"], "t-204", "the claim")
    pool.add_user("sam", email="sam@example.net")
    try:
        tokens = pool.sign_in("sam")
    except ClientError as error:
        message = str(error)
    else:
        raise AssertionError(f"there are tokens: {tokens}")
    text = "Your company's account is suspended. Please ask your administrator"
    equal(text in message, True, f"whether the text is in {message!r}")
    return f"t-204 for ines; for sam no tokens: {message}"


def sign_up_denied(run):
    pool = Pool(run, "listed", {"PreSignUp": "email-allow-list"})

    def sign_up(user, email):
        return pool.api.sign_up(
            ClientId=pool.app, Username=user, Password=SECRET, UserAttributes=listed({"email": email})
        )

    message = refused("UserLambdaValidationException", sign_up, user="eve", email="eve@elsewhere.net")
    text = "Only addresses of example.com and example.org may sign up"
    equal(text in message, True, f"whether the text is in {message!r}")
    refused("UserNotFoundException", pool.api.admin_get_user, UserPoolId=pool.id, Username="eve")
    equal(sign_up("ines", "ines@example.org")["UserConfirmed"], False, "whether the user is confirmed")
    return message


def invitation(run):
    """The mail to a user whom an administrator made, sent, and sent again."""
    pool = Pool(run, "invited", {"CustomMessage": "custom-message"})
    address = "ada@example.org"
    create = {"UserPoolId": pool.id, "Username": "ada", "DesiredDeliveryMediums": ["EMAIL"]}
    text = f"Your user name is ada, your code or password is <b>{SECRET}</b>"
    mail = ("Welcome to the service", f"<p>{text}</p>")
    pool.api.admin_create_user(TemporaryPassword=SECRET, UserAttributes=listed({"email": address}), **create)
    equal(pool.cloud.mails(address), [mail], "the mails")
    # Here the first password stays. The real Cognito makes a new one.
    pool.api.admin_create_user(MessageAction="RESEND", **create)
    equal(pool.cloud.mails(address), [mail, mail], "the mails")
    equal(pool.calls("CustomMessage"), 2, "calls")
    return f"twice to {address}: {' | '.join(mail)}"


def wrong_texts(run):
    """What does not compile with the library, sent by a function without it, is refused by the pool."""
    delivered = []
    right = "You are {username}, your password is {####}"
    for name, body, allowed in (
        ("both", right, True),
        ("no-user-name", right.replace("{username}", "somebody"), False),
        ("no-code", right.replace("{####}", "a secret"), False),
    ):
        response = json.dumps({"smsMessage": None, "emailSubject": "Welcome", "emailMessage": body})
        pool = Pool(run, f"raw-{name}", {"CustomMessage": ("raw", {"RESPONSE": response})})
        create = {
            "UserPoolId": pool.id,
            "Username": "ada",
            "TemporaryPassword": SECRET,
            "UserAttributes": listed({"email": f"{name}@example.org"}),
            "DesiredDeliveryMediums": ["EMAIL"],
        }
        if allowed:
            pool.api.admin_create_user(**create)
            mails = pool.cloud.mails(f"{name}@example.org")
            equal(mails, [("Welcome", f"You are ada, your password is {SECRET}")], "the mails")
            delivered.append(f"{body!r} is sent")
        else:
            message = refused("InvalidLambdaResponseException", pool.api.admin_create_user, **create)
            equal(pool.cloud.mails(f"{name}@example.org"), [], "the mails")
            delivered.append(f"{body!r} is refused: {message}")
    return delivered


FLOWS = {
    "ministack: custom authentication, wrong answer, then right": custom_auth,
    "ministack: tokens V1_0": tokens_v1,
    "ministack: tokens V2_0": tokens_v2,
    "ministack: nested claims and scopes V2_0": nested("V2_0"),
    "ministack: nested claims and scopes V3_0": nested("V3_0"),
    "ministack: a machine's token V3_0": machine,
    "ministack: denied tokens": tokens_denied,
    "ministack: a denied sign-up": sign_up_denied,
    "ministack: invitation": invitation,
    "ministack: wrong texts": wrong_texts,
}
