"""A security key made of software, for tests: what a phone does when it makes or uses a passkey.

It writes the bytes of the W3C specification (Web Authentication, level 2, §6.1 and §6.5) with `cbor` and
P-256 signatures, apart from the library that reads them.
"""

import base64
import hashlib
import json
import secrets
import struct
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor

USER_PRESENT, USER_VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class SoftKey:
    def __init__(self, *, counts: bool = False) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = secrets.token_bytes(32)
        self.user: str | None = None
        self.counter = 0
        self.counts = counts

    def make(
        self, options: dict[str, Any], origin: str, flags: int = USER_PRESENT | USER_VERIFIED
    ) -> dict[str, Any]:
        """Answer `navigator.credentials.create`."""
        asked = options["publicKey"]
        self.user = asked["user"]["id"]
        numbers = self.private.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        attested = bytes(16) + struct.pack(">H", 32) + self.credential_id + cbor.encode(public)
        data = self._data(asked["rp"]["id"], flags | ATTESTED) + attested
        client = self._client("webauthn.create", asked["challenge"], origin)
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer({"clientDataJSON": text(client), "attestationObject": text(statement)})

    def use(
        self, options: dict[str, Any], origin: str, flags: int = USER_PRESENT | USER_VERIFIED
    ) -> dict[str, Any]:
        """Answer `navigator.credentials.get`."""
        asked = options["publicKey"]
        self.counter += self.counts
        data = self._data(asked["rpId"], flags)
        client = self._client("webauthn.get", asked["challenge"], origin)
        signature = self.private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": text(client),
                "authenticatorData": text(data),
                "signature": text(signature),
                "userHandle": self.user,
            }
        )

    def _data(self, host: str, flags: int) -> bytes:
        return hashlib.sha256(host.encode()).digest() + struct.pack(">BI", flags, self.counter)

    def _client(self, kind: str, challenge: str, origin: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}
        ).encode()

    def _answer(self, response: dict[str, Any]) -> dict[str, Any]:
        number = text(self.credential_id)
        return {
            "id": number,
            "rawId": number,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }
