"""The programs of the guide's page `your_app`: taken from the page, run, and their output compared with the page's."""

import re
import subprocess
import sys

from processes import HOST, environment, free_port
from report import equal

# What the page tells to configure. The run has a port of its own.
ADDRESS = "http://127.0.0.1:9229"


def programs(page):
    """Each program of the page, with the output that the page shows below it."""
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [
        (language, text, output)
        for (language, text), (kind, output) in zip(blocks, blocks[1:])
        if language in ("python", "js") and kind == "text"
    ]


def your_app(run):
    page = (run.root / "cognito-triggers" / "src" / "guide" / "your_app.md").read_text()
    found = programs(page)
    shown = len(re.findall(r"^```(?:python|js)$", page, re.MULTILINE))
    equal((len(found), shown), (3, 3), "the programs with an output, and all programs")
    port = free_port()
    command = [run.served / "one-lambda", "--serve", f"{HOST}:{port}"]
    served = run.start("guide-served", command, port).wait()
    started = served.output.read_text()
    for told in ("eu-central-1_TestPool1", "1test2client3id4of5the6pool"):
        equal(told in started, True, f"the first lines have {told}")
    folder = run.work / "guide"
    folder.mkdir()
    # Programs find packages beside them.
    (folder / "node_modules").symlink_to(run.parts / "node" / "node_modules")
    delivered = []
    for number, (language, text, output) in enumerate(found):
        equal(text.count(ADDRESS), 1, "how often the program has the address")
        end, command = {"python": ("py", sys.executable), "js": ("mjs", "node")}[language]
        program = folder / f"program{number}.{end}"
        program.write_text(text.replace(ADDRESS, served.url))
        done = subprocess.run(
            [command, program], env=environment(), cwd=folder, capture_output=True, text=True, timeout=120
        )
        equal((done.returncode, done.stdout), (0, output), f"what it prints, and {done.stderr}\n{text}")
        delivered += [f"program {number + 1}, {language}:", *done.stdout.splitlines()]
    return delivered


FLOWS = {"guide: your app against your triggers": your_app}
