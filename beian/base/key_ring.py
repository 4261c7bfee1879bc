"""The keys that data at rest are encrypted with. They lie outside the data: who copies the one
can't read it without the other.

A key file holds a key a line, the newest first, 32 random bytes each in URL-safe base64; a line
that begins with # is a comment. The first key encrypts, all of them decrypt, so that a new key is
added above the old ones, and an old one removed when nothing is encrypted with it any more.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from collections.abc import Collection, Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from beian.base import private_files
from beian.base.errors import BeianError, SettingsError
from beian.base.settings import Settings

KEY_BYTES = 32
_NONCE_BYTES = 12
_FORMAT = "1"


class SealBroken(BeianError):
    """Something encrypted can't be decrypted: it was altered, belongs elsewhere, or its key is not
    in the key file."""


class KeyRing:
    """The keys of a key file, the newest first."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._keys = {key_id(key): key for key in keys}
        self.newest = key_id(keys[0])

    @property
    def ids(self) -> Collection[str]:
        """Return what tells the keys apart, and gives nothing of them away."""
        return self._keys.keys()

    def seal(self, content: bytes, context: str) -> str:
        """Return `content` encrypted with the newest key; `context`: where it belongs, which has
        to be told again to open it."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = AESGCM(self._keys[self.newest]).encrypt(nonce, content, context.encode())
        return f"{_FORMAT}.{self.newest}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, context: str) -> bytes:
        """Return what was sealed in this context. Raises SealBroken."""
        key = self._keys.get(sealing_key(sealed))
        if key is None:
            raise SealBroken(f"The key {sealing_key(sealed)} is not in the key file.")
        try:
            raw = base64.urlsafe_b64decode(sealed.rpartition(".")[2])
            return AESGCM(key).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], context.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBroken(
                "What was encrypted has been altered, or belongs elsewhere."
            ) from error


def key_id(key: bytes) -> str:
    return hashlib.sha256(b"beian key " + key).hexdigest()[:12]


def sealing_key(sealed: str) -> str:
    """Return the id of the key that something was sealed with; "" where it is no such text."""
    version, _, rest = sealed.partition(".")
    return rest.partition(".")[0] if version == _FORMAT else ""


def key_ring_of(settings: Settings, used: Collection[str]) -> KeyRing | None:
    """Return the keys of BEIAN_KEY_FILE; with the embedded default, made on the first start. None
    where database servers are used and no file is named.

    `used`: the ids of the keys that stored data are encrypted with. Raises SettingsError if one of
    them is missing: a new key would not open what is there.
    """
    file = settings.key_file
    if file.exists():
        ring = KeyRing(read_keys(file))
    elif used:
        raise SettingsError(
            f"{file} is not there, and stored data are encrypted with its keys"
            f" ({', '.join(sorted(used))}). Put the key file back from where it is kept, or let"
            " BEIAN_KEY_FILE name it: without it, uploaded files can't be read by anybody."
        )
    elif settings.names_key_file:
        raise SettingsError(
            f"BEIAN_KEY_FILE: there is no file {file}. Make it with `beian keys add`."
        )
    elif not settings.embedded:
        return None
    else:
        add_key(file, only_first=True)
        ring = KeyRing(read_keys(file))
    missing = sorted(set(used) - set(ring.ids))
    if missing:
        raise SettingsError(
            f"{file} lacks keys that stored data are encrypted with: {', '.join(missing)}. Put"
            " their lines back below the others; an old key goes only when nothing uses it."
        )
    return ring


def read_keys(file: Path) -> list[bytes]:
    """Return the keys of a file, the newest first. Raises SettingsError."""
    try:
        lines = file.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The key file {file} can't be read: {error}.") from error
    keys = []
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text and not text.startswith("#"):
            keys.append(_key(text, f"{file}:{number}"))
    if not keys:
        raise SettingsError(f"{file} holds no key. `beian keys add` adds one.")
    return keys


def add_key(file: Path, *, only_first: bool = False) -> str:
    """Add a new key above the others, and return its id; make the file where it is missing.
    `only_first`: nothing is added to a file that another process made meanwhile. Raises
    SettingsError."""
    key = secrets.token_bytes(KEY_BYTES)
    text = base64.urlsafe_b64encode(key).decode() + "\n"
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if only_first or not file.exists():
            private_files.write_once(text, file)
        else:
            read_keys(file)
            private_files.replace(text + file.read_text(encoding="ascii"), file)
    except OSError as error:
        reason = error.strerror or "unknown error"
        raise SettingsError(
            f"The key file {file} can't be written: {reason}. Make its folder writable, or let"
            " BEIAN_KEY_FILE name another place, outside the folder of the data."
        ) from error
    return key_id(key)


def _key(text: str, place: str) -> bytes:
    try:
        key = base64.b64decode(text, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise SettingsError(
            f"{place} is no key: {KEY_BYTES} bytes in URL-safe base64 are needed, as"
            " `beian keys add` writes them."
        )
    return key
