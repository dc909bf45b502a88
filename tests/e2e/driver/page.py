"""The page of `--serve`, which a browser without a window looks at; and `--preview`."""

import email
import email.policy
import functools
import json
import shutil
import subprocess

from processes import HOST, environment, free_port, request
from report import equal


def script(run, name, url, **more):
    """The lines of one of the scripts in `page/`: what has worked."""
    done = subprocess.run(
        ["node", run.root / "tests" / "e2e" / "page" / f"{name}.js", json.dumps({"url": url} | more, default=str)],
        env=environment(NODE_PATH=run.parts / "node" / "node_modules"),
        capture_output=True,
        text=True,
        timeout=500,
    )
    if done.returncode:
        raise AssertionError(f"{done.stdout}{done.stderr}")
    return done.stdout.splitlines()


def looks(run, name, function, *options, program=None):
    """A browser looks at what a function serves."""
    port = free_port()
    command = [program or run.served / function, "--serve", f"{HOST}:{port}", *options]
    return script(run, name, run.start(f"{function}-{name}-page", command, port).wait().url)


def scenarios(run):
    """A folder with a scenario whose name is markup."""
    folder = run.work / "hostile-scenarios"
    folder.mkdir(exist_ok=True)
    scenario = {"name": "<img src=x onerror=alert(6)>", "sources": ["CustomMessage_SignUp"]}
    (folder / "image.json").write_text(json.dumps(scenario))
    return folder


def hostile(run):
    # The page shows the program's name too.
    program = run.work / "<img src=x onerror=alert(8)>"
    shutil.copy2(run.served / "hostile", program)
    return looks(run, "hostile", "hostile", "--scenarios", scenarios(run), program=program)


def localized(run):
    """Every language and scenario of the example: on the page, and as files."""
    folder = run.root / "examples" / "localized" / "scenarios"
    seen = looks(run, "languages", "localized", "--scenarios", folder)
    files = run.work / "localized"
    command = [run.served / "localized", "--preview", files, "--scenarios", folder]
    written = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    source = "CustomMessage_SignUp"
    for name, text in (
        (f"{source}-ja-EMAIL.html", "メールアドレス"),
        (f"{source}-A-long-name-fr-EMAIL.html", "Maximiliane"),
        (f"{source}-Arabic-from-right-to-left-ar-EMAIL.html", "أمل"),
        (f"{source}-A-language-without-texts-en-SMS.txt", "123456"),
    ):
        equal(text in (files / name).read_text(), True, f"{text} in {name}")
    names = [path.name for path in files.iterdir()]
    equal([name for name in names if "French-ja" in name], [], "a scenario in French has no Japanese")
    return [*seen, written.stdout.strip()]


def link(run):
    """A pool that verifies by link, whose mail is Cognito's own."""
    settings = run.work / "by-link.json"
    template = {"DefaultEmailOption": "CONFIRM_WITH_LINK"}
    pool = {"Id": "eu-central-1_Served01", "AutoVerifiedAttributes": ["email"], "VerificationMessageTemplate": template}
    settings.write_text(json.dumps({"UserPool": pool}))
    port = free_port()
    command = [run.served / "passwordless", "--serve", f"{HOST}:{port}", "--settings", settings]
    return script(run, "link", run.start("link-page", command, port).wait().url)


def described(run, name, pool=None, client=None):
    """A file with the settings of a pool and one of a client, as AWS describes them, as options of `--serve`."""
    flows = ("USER_PASSWORD_AUTH", "USER_AUTH", "CUSTOM_AUTH", "REFRESH_TOKEN_AUTH")
    own_pool = {
        "Id": "eu-central-1_Tried0001",
        "AutoVerifiedAttributes": ["email"],
        "EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"},
    }
    own_client = {
        "ClientId": "tried",
        "ExplicitAuthFlows": [f"ALLOW_{flow}" for flow in flows],
        "PreventUserExistenceErrors": "ENABLED",
    }
    settings = {"UserPool": own_pool | (pool or {}), "UserPoolClient": own_client | (client or {})}
    file = run.work / f"{name}-described.json"
    file.write_text(json.dumps(settings))
    return ["--settings", file]


def tries(run, flow, function, **settings):
    """A browser does on Try what an app's developer does."""
    port = free_port()
    command = [run.served / function, "--serve", f"{HOST}:{port}", *described(run, flow, **settings)]
    return script(run, "try", run.start(f"{flow}-page", command, port).wait().url, flow=flow)


CHOICE = {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}}
SECRET = {"ClientSecret": "s3cr3t-of-the-client"}


def picture(run):
    """Draws the picture of the README anew."""
    port = free_port()
    process = run.start("picture-page", [run.served / "html-file", "--serve", f"{HOST}:{port}"], port).wait()
    return script(run, "picture", process.url, file=run.root / "docs" / "page.png")


def restart(run):
    """The script starts the programs itself."""
    return script(run, "restart", f"http://{HOST}:{free_port()}", program=run.served / "hostile")


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "\"><script>fetch('/page/owned?script')</script>",
    "</pre></script><svg onload=fetch('/page/owned?svg')>",
    "javascript:fetch('/page/owned?link')",
    "\u202egnp.exe\u2066",
    "\x1b[2J\x1b]0;owned\x07\x9b31m",
    "a\x00b\r\nc\u2028d\ufffe",
    "__proto__",
    "{####} {username} ${7*7} {{7*7}} %s",
    "<" * 30_000,
    "é" * 30_000,
]

ELSEWHERE = "https://elsewhere.test"
# What a mail does that has more in it than the one of `hostile`.
MAILS = [
    f"<ifr\x00ame src={ELSEWHERE}/nul></iframe><\x00iframe src={ELSEWHERE}/nul><iframe\x00src={ELSEWHERE}/nul></iframe>",
    f"<svg><foreignObject><iframe src={ELSEWHERE}/svg></iframe></foreignObject><use href={ELSEWHERE}/use.svg#a></use>"
    f"<feImage href={ELSEWHERE}/fe.png /><script href={ELSEWHERE}/s.js></script></svg>",
    f"<math><annotation-xml encoding=text/html><iframe src={ELSEWHERE}/math></iframe></annotation-xml></math>",
    f"<noscript><iframe src={ELSEWHERE}/noscript></iframe></noscript><template><iframe src={ELSEWHERE}/t></iframe></template>",
    f"<!--><iframe src={ELSEWHERE}/comment></iframe>--><frameset><frame src={ELSEWHERE}/frame></frameset>",
    f"<embed src={ELSEWHERE}/embed><object data={ELSEWHERE}/object></object><portal src={ELSEWHERE}/portal></portal>"
    f"<fencedframe src={ELSEWHERE}/fenced></fencedframe><audio src={ELSEWHERE}/audio autoplay></audio>",
    f"<meta\x0chttp-equiv=refresh content='0;url={ELSEWHERE}/refresh'><meta http-equiv = refresh content=0;url={ELSEWHERE}/r>",
    f"<img srcset='{ELSEWHERE}/a.png 1x'><image src={ELSEWHERE}/b.png><input type=image src={ELSEWHERE}/c.png>"
    f"<table background={ELSEWHERE}/d.png><tr><td>x</table><style>@import '{ELSEWHERE}/e.css';</style>",
    f"<script type=speculationrules>{{\"prefetch\":[{{\"urls\":[\"{ELSEWHERE}/rules\"]}}]}}</script>",
    f"<a href='javascript:fetch(`/page/owned?link`)'>Click me</a> <a href='data:text/html,<script>alert(1)</script>'>Click me</a> "
    f"<a href='{ELSEWHERE}/click' ping='{ELSEWHERE}/ping' target=_top>Click me</a> "
    f"<form action={ELSEWHERE}/form><button formaction='javascript:alert(1)'>Press me</button></form>",
    "<style" + "<" * 100_000,
    "<meta a" * 30_000,
    "<div>" * 10_000,
    "\x1b[2J\u202e\x00<b>bold</b>",
]


def prepared(run, file):
    """Signs somebody up, and writes hostile texts into all texts of the mail in the state file."""
    port = free_port()
    process = run.start("prepared-page", [run.served / "hostile", "--serve", f"{HOST}:{port}", "--state", file], port)
    url = process.wait().url
    about = json.loads(request(f"{url}/page/about")[1])
    attributes = [{"Name": "email", "Value": "ines@example.org"}]
    body = {"ClientId": about["client_id"], "Username": "ines", "Password": "Correct-horse-9", "UserAttributes": attributes}
    target = "AWSCognitoIdentityProviderService.SignUp"
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target}
    status, answer = request(url, json.dumps(body).encode(), headers)
    equal(status, 200, answer)
    process.stop()
    state = json.loads(file.read_text())
    (message,) = state["state"]["inbox"]
    texts = ("source", "user", "to", "subject", "body", "code")
    inbox = [message | {name: text for name in texts} | {"medium": medium} for text in HOSTILE for medium in ("Email", "Sms")]
    inbox += [message | {"body": mail, "medium": "Email"} for mail in MAILS]
    state["state"]["inbox"] = inbox
    (user,) = state["state"]["users"].values()
    for number, text in enumerate(HOSTILE):
        state["state"]["users"][text] = user | {"name": text, "attributes": user["attributes"] | {"name": text}}
    file.write_text(json.dumps(state))


def state(run):
    """A state file of somebody else: the page shows what is in it, and a terminal what is not."""
    file = run.work / "hostile-state.json"
    prepared(run, file)
    port = free_port()
    command = [run.served / "hostile", "--serve", f"{HOST}:{port}", "--state", file]
    process = run.start("state-page", command, port).wait()
    seen = script(run, "state", process.url, state=file)
    printed = process.output.read_text()
    equal([c for c in printed if c != "\n" and not c.isprintable()], [], "what the terminal gets")
    return seen


def preview(run):
    """The files hold the texts of the page, and nothing in the folder is lost."""
    folder = run.work / "preview"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    command = [run.served / "hostile", "--preview", folder, "--scenarios", scenarios(run)]
    written = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    names = sorted(path.name for path in folder.iterdir())
    messages = ("CustomMessage_ForgotPassword", "CustomMessage_SignUp", "CustomMessage_SignUp-img-src-x-onerror-alert-6")
    files = [f"{message}-{end}" for message in messages for end in ("EMAIL.eml", "EMAIL.html", "SMS.txt")]
    equal(names, sorted([*files, "index.html", "mine.txt"]), "the files")
    with (folder / files[0]).open("rb") as file:
        mail = email.message_from_binary_file(file, policy=email.policy.default)
    equal(mail["subject"], "Hello <img src=x onerror=alert(1)> Ines", "the subject")
    page = (folder / files[1]).read_text()
    body = mail.get_content().strip()
    # Links and frames have another name in a page.
    equal(page.replace("<x-", "<").rstrip().endswith(body), True, "the page has the same text as the mail")
    equal("Your code is 123456." in body, True, "the code is filled in")
    return [written.stdout.strip(), *script(run, "preview", f"file://{folder}/index.html")]


# It changes a file of the repository, so it runs on request alone.
ON_REQUEST = {"picture": picture}

FLOWS = {
    "page: sign-up, confirmation, sign-in": functools.partial(looks, name="sign_up", function="one-lambda"),
    "page: keyboard": functools.partial(looks, name="keyboard", function="one-lambda"),
    "page: languages and scenarios": localized,
    "page: Try, a user from elsewhere": functools.partial(tries, flow="migration", function="user-migration"),
    "page: Try, a choice": functools.partial(tries, flow="choice", function="one-lambda", pool=CHOICE),
    "page: Try, custom challenges": functools.partial(tries, flow="custom", function="passwordless"),
    "page: Try, an invitation": functools.partial(tries, flow="invitation", function="one-lambda"),
    "page: Try, a client with a secret": functools.partial(
        tries, flow="secret", function="one-lambda", client=SECRET
    ),
    "page: markup in every text": hostile,
    "page: a state file that somebody has prepared": state,
    "page: the link of a mail": link,
    "page: a program that is built anew": restart,
    "page: preview": preview,
}
