"""Writes the first inputs of the fuzz targets into `corpus`, from the test vectors: `python3 fuzz/seed.py`."""

import base64
import json
import pathlib

here = pathlib.Path(__file__).resolve().parent
corpus = here / "corpus/message"
corpus.mkdir(parents=True, exist_ok=True)
for file in sorted((here.parent / "cognito-triggers-codes/tests/vectors").glob("*.jsonl")):
    for line in file.read_text().splitlines():
        vector = json.loads(line)
        name = vector["name"].replace(" ", "-")
        # As bytes, and as the text that an event has.
        (corpus / name).write_bytes(base64.b64decode(vector["message"]))
        (corpus / f"{name}.base64").write_text(vector["message"])
