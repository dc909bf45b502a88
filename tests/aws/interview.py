"""Asks one question, and writes down what was seen, without what identifies the account or a run."""

import datetime
import json
import re

from function import email, filled

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ACCOUNT = re.compile(r"(?<!\d)\d{12}(?!\d)")
# Of these members, only that they are there is kept.
SECRET = {"AccessToken", "IdToken", "RefreshToken", "Session", "SECRET_HASH", "password", "code"}


def ask(question, account, run, settings):
    """Runs the steps of a question, and returns what became of them."""
    user = f"{question['name']}-{run}"
    names = {"USER": user, "EMAIL": email(user), "PASSWORD": settings["password"]}
    account.attach([])
    for step in question.get("prepare", []):
        _, error = call(account, step, names)
        if error:
            raise RuntimeError(f"{question['name']}: {step['call']}: {error}")
    account.attach(question["triggers"])
    steps = []
    for step in question["steps"]:
        if missing := wanted(step["with"], names):
            steps.append({"call": step["call"], "skipped": f"no answer before it had {missing}"})
            continue
        answer, error = call(account, step, names)
        steps.append({"call": step["call"], **({"error": error} if error else {"answer": answer})})
    return steps


def record(question, steps, events, account, run, settings):
    """What was seen of a question, without what identifies the account or the run."""
    user = f"{question['name']}-{run}"
    own = [event for event in events if event["userName"] == user]
    seen = {"question": question["name"], "asks": question["asks"], "steps": steps, "events": own}
    hidden = {
        account.pool: "POOL",
        account.client: "CLIENT",
        f"-{run}": "",
        account.pool.split("_")[0]: "REGION",
        settings["password"]: "PASSWORD",
    }
    return plain(seen, hidden)


def wanted(request, names):
    """What a request takes from an answer that did not have it."""
    return next((name for name in ("SESSION", "ACCESS") if f"${name}" in json.dumps(request) and name not in names), None)


def call(account, step, names):
    """The answer and the error of one operation."""
    name, request = step["call"], filled(step["with"], names)
    operation = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
    shape = account.pools.meta.service_model.operation_model(name).input_shape.members
    own = {"UserPoolId": account.pool, "ClientId": account.client}
    request |= {member: value for member, value in own.items() if member in shape}
    try:
        answer = getattr(account.pools, operation)(**request)
    except account.pools.exceptions.ClientError as error:
        said = error.response["Error"]
        return None, {"name": said["Code"], "message": said["Message"]}
    answer.pop("ResponseMetadata", None)
    for name, path in step.get("keep", {}).items():
        value = answer
        for member in path.split("."):
            value = (value or {}).get(member)
        if value:
            names[name] = value
    return answer, None


def plain(value, hidden):
    """The value without what identifies an account, a pool, a run or a user."""
    if isinstance(value, dict):
        return {
            plain(key, hidden): "..." if key in SECRET and value[key] else plain(value[key], hidden) for key in value
        }
    if isinstance(value, list):
        return [plain(member, hidden) for member in value]
    if isinstance(value, datetime.datetime):
        return "TIME"
    if isinstance(value, str):
        for text, name in hidden.items():
            value = value.replace(text, name)
        return ACCOUNT.sub("ACCOUNT", UUID.sub("UUID", value))
    return value


def write(folder, seen, region):
    """Writes a record as a fixture, and returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{seen['question']}.json"
    dated = {"asked": datetime.date.today().isoformat(), "region": region, **seen}
    path.write_text(json.dumps(dated, indent=2, ensure_ascii=False, default=str) + "\n")
    return path
