"""What needs no account: arguments, fixtures, and that everything is deleted. `python3 -m unittest discover tests/aws`"""

import contextlib
import io
import json
import pathlib
import tempfile
import unittest

import ask
import function
import interview
from account import PREFIX, Account, known


class Pages:
    def __init__(self, pages):
        self.pages = pages

    def paginate(self, **_more):
        return self.pages


class Refused(Exception):
    """What the fake refuses on purpose."""


class Fake:
    """One client for all services, which remembers what there is, and refuses one operation."""

    class exceptions:
        class InvalidParameterValueException(Exception):
            pass

        class ResourceNotFoundException(Exception):
            pass

    def __init__(self, refuses=None, raises=Refused):
        self.refuses, self.raises = refuses, raises
        self.there = {("user pool", "somebody's own"), ("function", "somebody's own")}

    def __getattr__(self, operation):
        def call(**request):
            if operation == self.refuses:
                raise self.raises(operation)
            name = next((request[key] for key in ("RoleName", "FunctionName", "PoolName", "UserPoolId", "logGroupName") if key in request), None)
            kind = {"role": "role", "function": "function", "pool": "user pool", "group": "log group"}.get(operation.split("_")[-1])
            if operation.startswith("create_") and kind:
                self.there.add((kind, name))
            if operation.startswith("delete_") and kind:
                self.there.remove((kind, name))
            return {
                "Role": {"Arn": f"arn:role/{name}"},
                "FunctionArn": f"arn:function/{name}",
                "UserPool": {"Id": name, "Arn": f"arn:pool/{name}"},
                "UserPoolClient": {"ClientId": "client"},
                "PolicyNames": ["log"],
            }

        return call

    def get_waiter(self, _name):
        return type("Waiter", (), {"wait": lambda *_, **__: None})()

    def get_paginator(self, operation):
        def names(kind):
            return [name for there, name in sorted(self.there) if there == kind]

        return Pages(
            {
                "list_user_pools": [{"UserPools": [{"Name": name, "Id": name} for name in names("user pool")]}],
                "list_functions": [{"Functions": [{"FunctionName": name} for name in names("function")]}],
                "list_roles": [{"Roles": [{"RoleName": name} for name in names("role")]}],
                "describe_log_groups": [{"logGroups": [{"logGroupName": name} for name in names("log group")]}],
            }[operation]
        )


OTHERS = {("user pool", "somebody's own"), ("function", "somebody's own")}


def quietly(work, *arguments):
    """What a function returns or raises, and what it prints."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            result = work(*arguments)
        except (SystemExit, Refused, KeyboardInterrupt) as error:
            result = error
    return result, out.getvalue(), err.getvalue()


def run(fake, *more):
    with tempfile.TemporaryDirectory() as folder:
        words = ["run", "--region", "eu-central-1", "--endpoint", "fake", "--yes", "--out", folder, *more]
        return quietly(ask.main, words, lambda _: lambda _service: fake)


class Arguments(unittest.TestCase):
    def test_nothing_is_made_without_a_yes(self):
        error, _, said = quietly(ask.main, ["run", "--region", "eu-central-1"])
        self.assertEqual(error.code, 2)
        self.assertIn("add --yes", said)
        self.assertIn("below one US dollar", said)

    def test_a_region_is_needed(self):
        for command in ("run", "clean"):
            error, _, said = quietly(ask.main, [command])
            self.assertEqual(error.code, 2)
            self.assertIn("--region", said)

    def test_a_question_that_is_not_there_is_named(self):
        error, _, said = quietly(ask.main, ["run", "--region", "x", "--yes", "text_empty", "why"])
        self.assertEqual(error.code, 2)
        self.assertIn("no question has the name why", said)

    def test_the_questions_are_printed_without_an_account(self):
        code, said, _ = quietly(ask.main, ["questions"])
        self.assertEqual(code, 0)
        self.assertEqual(said.count("?\n"), len(known()[1]))
        self.assertIn("It deletes all of it", said)


class Deleted(unittest.TestCase):
    def test_everything_is_deleted_whichever_step_fails(self):
        for refused in ("put_role_policy", "create_function", "create_user_pool", "add_permission", "create_user_pool_client"):
            with self.subTest(refused):
                fake = Fake(refused)
                error, _, _ = run(fake)
                self.assertEqual(str(error), refused)
                self.assertEqual(fake.there, OTHERS)

    def test_everything_is_deleted_on_ctrl_c(self):
        fake = Fake("create_user_pool", KeyboardInterrupt)
        error, _, _ = run(fake)
        self.assertIsInstance(error, KeyboardInterrupt)
        self.assertEqual(fake.there, OTHERS)

    def test_a_question_that_fails_is_named_and_everything_is_deleted(self):
        fake = Fake("update_user_pool")
        code, _, said = run(fake, "response_is_null")
        self.assertEqual(code, 1)
        self.assertIn("FAILED: response_is_null: Refused", said)
        self.assertEqual(fake.there, OTHERS)

    def test_what_cannot_be_deleted_is_named_and_the_rest_is_deleted(self):
        fake = Fake("delete_function")
        code, _, said = run(fake, "response_is_null")
        self.assertEqual(code, 1)
        self.assertIn(f"NOT DELETED: the function {PREFIX}", said)
        self.assertIn("ask.py clean --region eu-central-1", said)
        self.assertEqual({kind for kind, _ in fake.there - OTHERS}, {"function"})
        # A later run cleans up.
        fake.refuses = None
        words = ["clean", "--region", "eu-central-1", "--endpoint", "fake"]
        self.assertEqual(quietly(ask.main, words, lambda _: lambda _service: fake)[0], 0)
        self.assertEqual(fake.there, OTHERS)

    def test_questions_about_texts_wait_for_an_identity(self):
        _, said, _ = run(Fake(), "text_empty")
        self.assertIn("skipped text_empty: it needs --ses-arn", said)


class Fixtures(unittest.TestCase):
    def test_nothing_in_a_fixture_identifies_an_account(self):
        hidden = {"eu-central-1_Abc": "POOL", "client1": "CLIENT", "-4f2a": "", "eu-central-1": "REGION"}
        seen = {
            "userName": "text_empty-4f2a",
            "arn": "arn:aws:lambda:eu-central-1:123456789012:function:x",
            "sub": "11111111-2222-4333-8444-555555555555",
            "pools": ["eu-central-1_Abc", None, 5],
            "tokens": {"AccessToken": "ey", "Session": "s", "RefreshToken": None},
        }
        self.assertEqual(
            interview.plain(seen, hidden),
            {
                "userName": "text_empty",
                "arn": "arn:aws:lambda:REGION:ACCOUNT:function:x",
                "sub": "UUID",
                "pools": ["POOL", None, 5],
                "tokens": {"AccessToken": "...", "Session": "...", "RefreshToken": None},
            },
        )

    def test_a_fixture_is_a_file_with_its_date(self):
        with tempfile.TemporaryDirectory() as folder:
            path = interview.write(pathlib.Path(folder) / "new", {"question": "q", "steps": []}, "eu-central-1")
            self.assertEqual(path.name, "q.json")
            record = json.loads(path.read_text())
            self.assertEqual((record["region"], record["steps"]), ("eu-central-1", []))
            self.assertRegex(record["asked"], r"^\d{4}-\d\d-\d\d$")


class Answers(unittest.TestCase):
    def event(self, source, **request):
        return {"userName": "x-1", "triggerSource": source, "version": "1", "request": request, "response": {"a": None}}

    def test_each_kind_of_answer(self):
        answer, event = function.answer, self.event("S")
        self.assertEqual(answer({"answers": {}}, event), event)
        self.assertEqual(answer({"answers": {"S": {"response": None}}}, self.event("S"))["response"], None)
        self.assertEqual(answer({"answers": {"S": {"set": {"b": "$USER"}}}}, self.event("S"))["response"], {"a": None, "b": "x-1"})
        self.assertEqual(answer({"answers": {"S": {"top": {"version": "9"}}}}, self.event("S"))["version"], "9")
        with self.assertRaisesRegex(function.Denied, "no"):
            answer({"answers": {"S": {"error": "no"}}}, self.event("S"))
        rounds = {"answers": {"S": [{"response": 1}, {"response": 2}]}}
        for session, expected in ((None, 1), ([{}], 2), ([{}, {}, {}], 2)):
            self.assertEqual(answer(rounds, self.event("S", session=session))["response"], expected)

    def test_the_function_finds_its_question(self):
        event = self.event("PreSignUp_SignUp") | {"userName": "response_is_null-4f2a"}
        answer, said, _ = quietly(function.handler, event, None)
        self.assertEqual(answer["response"], None)
        self.assertTrue(said.startswith("ASKED {"))

    def test_every_question_is_complete(self):
        for name, question in known()[1].items():
            self.assertTrue(question["asks"].endswith("?"), name)
            self.assertTrue(question["triggers"] and question["steps"], name)
            self.assertTrue(set(question) <= {"name", "asks", "needs", "triggers", "answers", "prepare", "steps"}, name)
            self.assertNotIn("-", name)


if __name__ == "__main__":
    unittest.main()
