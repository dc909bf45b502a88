"""The examples with `--serve`, and the clients that apps use: boto3, pycognito, and those of `clients/`."""

import functools
import json
import os
import signal
import subprocess

import boto3
from botocore.config import Config
from jose import jwt
from jose.exceptions import JWTError
from pycognito import Cognito
from pycognito.exceptions import ForceChangePasswordException, SMSMFAChallengeException

from processes import HOST, environment, free_port, request
from report import equal, refused

POOL = "eu-central-1_Served01"
CLIENT = "1served2client3"
PASSWORD = "Correct-horse-9"
FUNCTIONS = ("one-lambda", "passwordless", "user-migration")
DESCRIBED = {
    "UserPool": {
        "Id": POOL,
        "AutoVerifiedAttributes": ["email"],
        "MfaConfiguration": "OPTIONAL",
        "EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"},
    },
    "UserPoolClient": {
        "ClientId": CLIENT,
        "UserPoolId": POOL,
        "ExplicitAuthFlows": [
            f"ALLOW_{flow}"
            for flow in ("USER_PASSWORD_AUTH", "USER_SRP_AUTH", "CUSTOM_AUTH", "REFRESH_TOKEN_AUTH")
        ],
    },
}


class Served:
    """An example that serves a pool."""

    def __init__(self, run, function, *more, name=None, pool=None):
        settings = run.work / f"{name or function}-described.json"
        settings.write_text(json.dumps(DESCRIBED | {"UserPool": DESCRIBED["UserPool"] | (pool or {})}))
        port = free_port()
        command = [run.served / function, "--serve", f"{HOST}:{port}", "--settings", settings, *more]
        self.process = run.start(name or f"{function}-served", command, port).wait()
        self.url = self.process.url
        self.api = boto3.client(
            "cognito-idp",
            endpoint_url=self.url,
            region_name=POOL.split("_")[0],
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"max_attempts": 0}),
        )

    def page(self, name):
        return json.loads(request(f"{self.url}/page/{name}")[1])

    def code(self, user, medium="EMAIL"):
        """The code of the newest message for a user."""
        return [m for m in self.page("inbox")["messages"] if m["user"] == user and m["medium"] == medium][-1]["code"]

    def answer(self):
        """The right answer of the newest custom challenge, which no client is told."""
        trace = self.page("trace?secrets=yes")["steps"]
        steps = [s for s in trace if s["source"] == "CreateAuthChallenge_Authentication"]
        return steps[-1]["answer"]["response"]["privateChallengeParameters"]["answer"]

    @functools.cached_property
    def keys(self):
        return json.loads(request(f"{self.url}/{POOL}/.well-known/jwks.json")[1])

    def verified(self, result):
        """The claims of both tokens, whose signatures python-jose has checked."""
        issuer = f"https://cognito-idp.{POOL.split('_')[0]}.amazonaws.com/{POOL}"
        access = jwt.decode(result["AccessToken"], self.keys, algorithms=["RS256"], issuer=issuer)
        options = {"verify_at_hash": False}
        identity = jwt.decode(
            result["IdToken"], self.keys, algorithms=["RS256"], issuer=issuer, audience=CLIENT, options=options
        )
        equal((identity["token_use"], access["token_use"]), ("id", "access"), "the uses of the tokens")
        return identity, access

    def prepare(self, prefix):
        """Users whom an administrator makes."""
        admin = functools.partial(dict, UserPoolId=POOL)
        email = {"Name": "email", "Value": "ines@example.org"}
        verified = [email, {"Name": "email_verified", "Value": "true"}]
        for name, more in {
            "invited": {"DesiredDeliveryMediums": ["EMAIL"], "UserAttributes": verified},
            "mfa": {
                "MessageAction": "SUPPRESS",
                "UserAttributes": [
                    *verified,
                    {"Name": "phone_number", "Value": "+491700001234"},
                    {"Name": "phone_number_verified", "Value": "true"},
                ],
            },
            "known": {"MessageAction": "SUPPRESS", "UserAttributes": verified},
        }.items():
            self.api.admin_create_user(**admin(Username=f"{prefix}-{name}", **more))
            if name != "invited":
                self.api.admin_set_user_password(
                    **admin(Username=f"{prefix}-{name}", Password=PASSWORD, Permanent=True)
                )
        self.api.admin_set_user_mfa_preference(
            **admin(Username=f"{prefix}-mfa", SMSMfaSettings={"Enabled": True, "PreferredMfa": True})
        )


def script(run, served, client, flow):
    """The lines of one of the scripts in `clients/`: what has worked."""
    arguments = {"url": served.url, "pool": POOL, "client": CLIENT, "prefix": client, "flow": flow}
    done = subprocess.run(
        ["node", run.root / "tests" / "e2e" / "clients" / f"{client}.js", json.dumps(arguments)],
        env=environment(NODE_PATH=run.parts / "node" / "node_modules"),
        capture_output=True,
        text=True,
        timeout=300,
    )
    if done.returncode:
        raise AssertionError(f"{done.stdout}{done.stderr}")
    return done.stdout.splitlines()


def in_javascript(client):
    def flow(run, function):
        served = run.once(Served, function)
        served.prepare(client)
        return script(run, served, client, function)

    return flow


def devices(run):
    """The second sign-in is one with the device of the first, proven by SRP."""
    remembers = {"DeviceConfiguration": {"ChallengeRequiredOnNewDevice": False}}
    served = Served(run, "user-migration", name="devices-served", pool=remembers)
    delivered = script(run, served, "identity", "devices")
    lines = served.process.output.read_text().splitlines()
    calls = [line.split(":")[0] for line in lines if ": 200" in line]
    equal(
        calls,
        ["InitiateAuth", "ConfirmDevice", "InitiateAuth"] + 3 * ["RespondToAuthChallenge"],
        "the calls: PASSWORD_VERIFIER, DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER at the end",
    )
    return delivered


def with_boto3(run, function):
    served = run.once(Served, function)
    served.prepare("boto3")
    api, done = served.api, []

    def sign_in(name, password):
        parameters = {"USERNAME": name, "PASSWORD": password}
        return api.initiate_auth(ClientId=CLIENT, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters)

    def respond(name, challenge, **responses):
        return api.respond_to_auth_challenge(
            ClientId=CLIENT,
            ChallengeName=challenge["ChallengeName"],
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": name, **responses},
        )

    if function == "passwordless":
        start = api.initiate_auth(
            ClientId=CLIENT, AuthFlow="CUSTOM_AUTH", AuthParameters={"USERNAME": "boto3-known"}
        )
        again = respond("boto3-known", start, ANSWER="wrong")
        served.verified(respond("boto3-known", again, ANSWER=served.answer())["AuthenticationResult"])
        return ["CUSTOM_AUTH"]
    if function == "user-migration":
        refused("UserNotFoundException", sign_in, name="boto3-mover", password="short")
        identity, _ = served.verified(sign_in("boto3-mover", PASSWORD)["AuthenticationResult"])
        equal(identity["email"], "boto3-mover@example.org", "the address from the old directory")
        api.forgot_password(ClientId=CLIENT, Username="boto3-forgetful")
        api.confirm_forgot_password(
            ClientId=CLIENT,
            Username="boto3-forgetful",
            ConfirmationCode=served.code("boto3-forgetful"),
            Password=PASSWORD,
        )
        sign_in("boto3-forgetful", PASSWORD)
        return ["UserMigration_Authentication", "UserMigration_ForgotPassword"]

    user = {"ClientId": CLIENT, "Username": "boto3-ines"}
    attributes = [{"Name": "email", "Value": "ines@example.org"}]
    text = refused(
        "UserLambdaValidationException",
        api.sign_up,
        ClientId=CLIENT,
        Username="boto3-eve",
        Password=PASSWORD,
        UserAttributes=[{"Name": "email", "Value": "eve@example.com"}],
    )
    equal(text, "PreSignUp failed with error Please sign up with the address of your company.", "the denial")
    answer = api.sign_up(**user, Password=PASSWORD, UserAttributes=attributes)
    equal(answer["CodeDeliveryDetails"]["Destination"], "i***@e***", "the masked address")
    refused("UsernameExistsException", api.sign_up, **user, Password=PASSWORD, UserAttributes=attributes)
    done.append("SignUp")
    api.resend_confirmation_code(**user)
    done.append("ResendConfirmationCode")
    refused("UserNotConfirmedException", sign_in, name="boto3-ines", password=PASSWORD)
    refused("CodeMismatchException", api.confirm_sign_up, **user, ConfirmationCode="000000")
    api.confirm_sign_up(**user, ConfirmationCode=served.code("boto3-ines"))
    done.append("ConfirmSignUp")

    refused("NotAuthorizedException", sign_in, name="boto3-ines", password="Wrong-horse-9")
    refused("UserNotFoundException", sign_in, name="boto3-nobody", password=PASSWORD)
    tokens = sign_in("boto3-ines", PASSWORD)["AuthenticationResult"]
    identity, access = served.verified(tokens)
    equal((identity["tenant"], access["username"]), ("t-204", "boto3-ines"), "the claims")
    head, body, signature = tokens["AccessToken"].split(".")
    forged = ".".join([head, body, ("B" if signature[0] == "A" else "A") + signature[1:]])
    try:
        served.verified(tokens | {"AccessToken": forged})
        raise AssertionError("a forged token was accepted")
    except JWTError:
        pass
    done.append("InitiateAuth USER_PASSWORD_AUTH")

    refresh = {"REFRESH_TOKEN": tokens["RefreshToken"]}
    again = api.initiate_auth(ClientId=CLIENT, AuthFlow="REFRESH_TOKEN_AUTH", AuthParameters=refresh)
    served.verified(again["AuthenticationResult"])
    done.append("InitiateAuth REFRESH_TOKEN_AUTH")
    again = api.get_tokens_from_refresh_token(ClientId=CLIENT, RefreshToken=tokens["RefreshToken"])
    served.verified(again["AuthenticationResult"])
    done.append("GetTokensFromRefreshToken")

    token = {"AccessToken": tokens["AccessToken"]}
    api.update_user_attributes(**token, UserAttributes=[{"Name": "email", "Value": "new@example.org"}])
    done.append("UpdateUserAttributes")
    refused("CodeMismatchException", api.verify_user_attribute, **token, AttributeName="email", Code="000000")
    api.verify_user_attribute(**token, AttributeName="email", Code=served.code("boto3-ines"))
    done.append("VerifyUserAttribute")
    seen = {one["Name"]: one["Value"] for one in api.get_user(**token)["UserAttributes"]}
    equal((seen["email"], seen["email_verified"]), ("new@example.org", "true"), "the changed address")
    done.append("GetUser")
    api.change_password(**token, PreviousPassword=PASSWORD, ProposedPassword="Second-horse-9")
    done.append("ChangePassword")
    api.forgot_password(**user)
    done.append("ForgotPassword")
    api.confirm_forgot_password(**user, ConfirmationCode=served.code("boto3-ines"), Password="Third-horse-9")
    sign_in("boto3-ines", "Third-horse-9")
    done.append("ConfirmForgotPassword")

    challenge = sign_in("boto3-invited", served.code("boto3-invited"))
    equal(challenge["ChallengeName"], "NEW_PASSWORD_REQUIRED", "the challenge")
    served.verified(respond("boto3-invited", challenge, NEW_PASSWORD=PASSWORD)["AuthenticationResult"])
    done.append("NEW_PASSWORD_REQUIRED")
    challenge = sign_in("boto3-mfa", PASSWORD)
    equal(challenge["ChallengeName"], "SMS_MFA", "the challenge")
    refused("CodeMismatchException", respond, name="boto3-mfa", challenge=challenge, SMS_MFA_CODE="000000")
    respond("boto3-mfa", challenge, SMS_MFA_CODE=served.code("boto3-mfa", "SMS"))
    done.append("SMS_MFA")

    api.revoke_token(ClientId=CLIENT, Token=tokens["RefreshToken"])
    refused(
        "NotAuthorizedException",
        api.initiate_auth,
        ClientId=CLIENT,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters=refresh,
    )
    done.append("RevokeToken")
    token = {"AccessToken": sign_in("boto3-ines", "Third-horse-9")["AuthenticationResult"]["AccessToken"]}
    api.global_sign_out(**token)
    equal(refused("NotAuthorizedException", api.get_user, **token), "Access Token has been revoked", "the text")
    done.append("GlobalSignOut")
    token = {"AccessToken": sign_in("boto3-ines", "Third-horse-9")["AuthenticationResult"]["AccessToken"]}
    api.delete_user(**token)
    refused("UserNotFoundException", sign_in, name="boto3-ines", password="Third-horse-9")
    done.append("DeleteUser")
    return done


def with_pycognito(run, function):
    """Signs in by SRP alone."""
    served = run.once(Served, function)
    served.prepare("pycognito")
    done = []

    def user(name, **more):
        one = Cognito(POOL, CLIENT, username=f"pycognito-{name}", user_pool_region=POOL.split("_")[0], **more)
        one.client = served.api
        # It would fetch them from AWS.
        one.pool_jwk = served.keys
        return one

    if function == "user-migration":
        forgetful = user("forgetful")
        forgetful.initiate_forgot_password()
        forgetful.confirm_forgot_password(served.code("pycognito-forgetful"), PASSWORD)
        forgetful.authenticate(PASSWORD)
        return ["UserMigration_ForgotPassword"]

    ines = user("ines")
    ines.set_base_attributes(email="ines@example.org")
    ines.register("pycognito-ines", PASSWORD)
    done.append("SignUp")
    ines.confirm_sign_up(served.code("pycognito-ines"))
    done.append("ConfirmSignUp")
    refused("NotAuthorizedException", ines.authenticate, password="Wrong-horse-9")
    # Numbers and salts differ each time, and some have leading zeros.
    for _ in range(10):
        ines.authenticate(PASSWORD)
    served.verified({"AccessToken": ines.access_token, "IdToken": ines.id_token})
    done.append("InitiateAuth USER_SRP_AUTH")
    ines.renew_access_token()
    served.verified({"AccessToken": ines.access_token, "IdToken": ines.id_token})
    done.append("InitiateAuth REFRESH_TOKEN_AUTH")
    ines.update_profile({"email": "new@example.org"})
    done.append("UpdateUserAttributes")
    ines.validate_verification(served.code("pycognito-ines"), "email")
    done.append("VerifyUserAttribute")
    equal(ines.get_user().email, "new@example.org", "the changed address")
    done.append("GetUser")
    ines.change_password(PASSWORD, "Second-horse-9")
    done.append("ChangePassword")
    ines.initiate_forgot_password()
    done.append("ForgotPassword")
    ines.confirm_forgot_password(served.code("pycognito-ines"), "Third-horse-9")
    ines.authenticate("Third-horse-9")
    done.append("ConfirmForgotPassword")

    invited = user("invited")
    temporary = served.code("pycognito-invited")
    try:
        invited.authenticate(temporary)
        raise AssertionError("the temporary password is enough")
    except ForceChangePasswordException:
        invited.new_password_challenge(temporary, PASSWORD)
    served.verified({"AccessToken": invited.access_token, "IdToken": invited.id_token})
    done.append("NEW_PASSWORD_REQUIRED")
    mfa = user("mfa")
    try:
        mfa.authenticate(PASSWORD)
        raise AssertionError("the password is enough")
    except SMSMFAChallengeException as challenge:
        tokens = challenge.get_tokens()
    mfa.respond_to_sms_mfa_challenge(served.code("pycognito-mfa", "SMS"), tokens)
    served.verified({"AccessToken": mfa.access_token, "IdToken": mfa.id_token})
    done.append("SMS_MFA")
    ines.logout()
    done.append("GlobalSignOut")
    return done


def over_restarts(run, function):
    """A program that is stopped and started again has its users, and so has a browser its tokens."""
    state = run.work / "state.json"
    served = Served(run, function, "--state", state, name="before-restart")
    served.prepare("state")
    sign_in = {"AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": {"USERNAME": "state-known", "PASSWORD": PASSWORD}}
    tokens = served.api.initiate_auth(ClientId=CLIENT, **sign_in)["AuthenticationResult"]
    # As Ctrl-C does.
    os.kill(served.process.process.pid, signal.SIGINT)
    equal(served.process.process.wait(timeout=30), 0, "the exit code")
    equal(oct(state.stat().st_mode & 0o777), "0o600", "the mode of the state file")

    served = Served(run, function, "--state", state, name="after-restart")
    equal(served.api.get_user(AccessToken=tokens["AccessToken"])["Username"], "state-known", "whose token it is")
    lines = served.process.output.read_text().splitlines()
    equal(lines[-1], "GetUser: 200", "the line of the call")
    return lines


def flows():
    clients = {
        "boto3": with_boto3,
        "pycognito": with_pycognito,
        "sdk": in_javascript("sdk"),
        "identity": in_javascript("identity"),
        "amplify": in_javascript("amplify"),
    }
    for function in FUNCTIONS:
        for name, flow in clients.items():
            # Pycognito has no custom authentication.
            if (name, function) != ("pycognito", "passwordless"):
                yield f"serve: {function} by {name}", functools.partial(flow, function=function)
    yield "serve: devices by identity", devices
    yield "serve: state over a restart", functools.partial(over_restarts, function="one-lambda")


FLOWS = dict(flows())
