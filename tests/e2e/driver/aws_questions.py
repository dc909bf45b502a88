"""The questions of `tests/aws`, asked of ministack: it is not AWS, but it has the same API."""

import json
import subprocess
import sys

from cloud import REGION, Cloud
from processes import environment
from report import equal

QUESTIONS = ("user_after_failed_message", "custom_rounds", "unknown_response_member")


def asked(run):
    """Each question has its record, with the events that the function got; and nothing that was made is left."""
    cloud = run.once(Cloud)
    own = cloud.pools.create_user_pool(PoolName="somebody's own")["UserPool"]["Id"]
    seen = run.work / "seen"

    def ask(*words):
        command = [sys.executable, run.root / "tests/aws/ask.py", *words, "--region", REGION, "--endpoint", cloud.url]
        done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=300, check=False)
        equal(done.returncode, 0, f"the exit code, with {done.stdout}{done.stderr}")
        return done.stdout

    said = ask("run", "--yes", "--out", seen, *QUESTIONS)
    equal(said.count("deleted the "), 4, f"how much was deleted, by {said}")
    left = [pool["Name"] for pool in cloud.pools.list_user_pools(MaxResults=60)["UserPools"]]
    left += [function["FunctionName"] for function in cloud.functions.list_functions()["Functions"]]
    equal([name for name in left if name.startswith("cognito-triggers-ask-")], [], "what is left")
    equal("somebody's own" in left, True, "whether the pool of another name is there")
    cloud.pools.delete_user_pool(UserPoolId=own)
    equal(ask("clean"), "", "what is cleaned after a run that has cleaned up")

    records = {path.stem: json.loads(path.read_text()) for path in seen.glob("*.json")}
    equal(sorted(records), sorted(QUESTIONS), "the records")
    rounds = records["custom_rounds"]
    equal(rounds["steps"][0]["answer"]["ChallengeName"], "CUSTOM_CHALLENGE", "the challenge")
    sources = {event["triggerSource"].split("_")[0] for event in rounds["events"]}
    equal(sorted(sources), ["CreateAuthChallenge", "DefineAuthChallenge", "VerifyAuthChallengeResponse"], "the events")
    equal({event["userName"] for event in rounds["events"]}, {"custom_rounds"}, "the user, without the run")
    equal({event["userPoolId"] for event in rounds["events"]}, {"POOL"}, "the pool in the events")
    return [f"{name}: {len(record['steps'])} calls, {len(record['events'])} events" for name, record in records.items()]


FLOWS = {"aws: the questions, asked of ministack": asked}
