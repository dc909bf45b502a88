"""Makes the test vectors, and the codes of the sample events, with AWS's Encryption SDK for Python.

    python3 -m venv v && v/bin/pip install -r requirements.txt
    v/bin/python make.py              # writes the vectors beside this file
    v/bin/python make.py samples      # writes new codes into the sample events of `cognito-triggers`

The SDK chooses data keys, ids and IVs at random, so each run makes other messages of the same kind.
"""

import base64
import json
import pathlib
import re
import sys

from aws_cryptographic_material_providers.mpl import AwsCryptographicMaterialProviders
from aws_cryptographic_material_providers.mpl.config import MaterialProvidersConfig
from aws_cryptographic_material_providers.mpl.models import (
    AesWrappingAlg,
    CreateMultiKeyringInput,
    CreateRawAesKeyringInput,
)
from aws_encryption_sdk import Algorithm, CommitmentPolicy, EncryptionSDKClient

HERE = pathlib.Path(__file__).resolve().parent
POOL = {"userpool-id": "eu-central-1_Qm7vK2xTb"}

SUITES = {
    "0178": Algorithm.AES_256_GCM_IV12_TAG16_HKDF_SHA256,
    "0378": Algorithm.AES_256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384,
    "0478": Algorithm.AES_256_GCM_HKDF_SHA512_COMMIT_KEY,
    "0578": Algorithm.AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384,
}

# The frame length, where 0 is a body without frames; and the plaintext.
BODIES = {
    "framed": (4096, "123456"),
    "framed-empty": (4096, ""),
    # A final frame that is shorter, and one that is as long as the others. 128 is the SDK's least.
    "frames-3": (128, "Wien, Österreich: 日本語. " * 10),
    "frames-full": (128, "0123456789abcdef" * 16),
    "unframed": (0, "Tmp-4r7!&lt;Q9z"),
    "unframed-empty": (0, ""),
}

CONTEXTS = {
    "no-context": {},
    "pool": POOL,
    "many": POOL | {"": "an empty key", "empty": "", "zürich": "日本", "A": "x" * 300, "\U0001f512": "astral"},
}

PROVIDERS = AwsCryptographicMaterialProviders(config=MaterialProvidersConfig())


def keyring(namespace, name, key):
    return PROVIDERS.create_raw_aes_keyring(
        CreateRawAesKeyringInput(
            key_namespace=namespace,
            key_name=name,
            wrapping_key=key,
            wrapping_alg=AesWrappingAlg.ALG_AES256_GCM_IV12_TAG16,
        )
    )


SAMPLES = keyring("cognito-triggers", "samples", b"published key, for samples only!")
OTHER = keyring("somebody", "else", bytes(range(32)))
# The same name, so that our keyring tries it and fails, and then the next one.
SAME_NAME = keyring("cognito-triggers", "samples", bytes(range(32)))


def several(*keyrings):
    first, *others = keyrings
    return PROVIDERS.create_multi_keyring(CreateMultiKeyringInput(generator=first, child_keyrings=list(others)))


def encrypt(suite, frame_length, plaintext, context, keys=SAMPLES):
    """A message, in base64."""
    committed = suite in ("0478", "0578")
    policy = CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT if committed else CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT
    message, _ = EncryptionSDKClient(commitment_policy=policy).encrypt(
        source=plaintext.encode(),
        keyring=keys,
        encryption_context=context,
        algorithm=SUITES[suite],
        frame_length=frame_length,
    )
    return base64.b64encode(message).decode()


def vector(name, suite, frame_length, plaintext, context, keys=SAMPLES):
    return {
        "name": name,
        "context": context,
        "plaintext": plaintext,
        "message": encrypt(suite, frame_length, plaintext, context, keys),
    }


def vectors(suite):
    for body, (frame_length, plaintext) in BODIES.items():
        for name, context in CONTEXTS.items():
            yield vector(f"{suite} {body} {name}", suite, frame_length, plaintext, context)
    for name, keys in {
        "ours-last": several(OTHER, SAMPLES),
        "ours-first": several(SAMPLES, OTHER),
        "same-name-first": several(SAME_NAME, OTHER, SAMPLES),
    }.items():
        yield vector(f"{suite} framed pool {name}", suite, 4096, "123456", POOL, keys)


def samples():
    """As Cognito makes them: format 1, signed, one frame. Only the key is another."""
    for event in sorted((HERE.parents[2] / "cognito-triggers/samples").glob("Custom*Sender_*.json")):
        text = event.read_text()
        pool = re.search(r'"userPoolId": "([^"]+)"', text)[1]
        code = "Tmp-4r7!&lt;Q9z" if "AdminCreateUser" in event.name else "123456"
        code = encrypt("0378", 4096, code, {"userpool-id": pool})
        event.write_text(re.sub(r'"code": "[^"]+"', f'"code": "{code}"', text))


if __name__ == "__main__":
    if sys.argv[1:] == ["samples"]:
        samples()
    else:
        for suite in SUITES:
            made = "".join(json.dumps(one) + "\n" for one in vectors(suite))
            (HERE / f"{suite}.jsonl").write_text(made)
