"""The support contact data that a site sets up in contact.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from beian.base.errors import SettingsError
from beian.base.languages import LANGUAGES
from beian.base.project import project

CONTACT_FILE = "contact.yml"
_PLAIN = ("phone", "email", "url")
_HOURS = "hours"
_LINKS = "links"
PAGES = ("ministry", "endings")
CONSOLES = "consoles"
"""Keys of `links`: pages by their names, and the filing consoles of providers by their codes."""


@lru_cache(maxsize=4)
def read_contact(path: Path | None = None) -> dict[str, Any]:
    """Return the content of contact.yml: phone, email, url (texts or empty), hours {zh, en} and
    links: {ministry, endings, consoles: {CODE: address}}.

    Raises SettingsError if the file exists and can't be used.
    """
    path = path or project().file(CONTACT_FILE)
    if not path.exists():
        return {}
    try:
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise SettingsError(f"{path.name} can't be read: {error}") from error
    _check(data, (*_PLAIN, _HOURS, _LINKS), path.name)
    hours = data.get(_HOURS) or {}
    _check(hours, LANGUAGES, f"{_HOURS} in {path.name}")
    if len({bool(hours.get(language)) for language in LANGUAGES}) > 1:
        raise SettingsError(
            f"{_HOURS} in {path.name} needs both {' and '.join(LANGUAGES)}, or neither."
        )
    links = data.get(_LINKS) or {}
    _check(links, (*PAGES, CONSOLES), f"{_LINKS} in {path.name}")
    consoles = links.get(CONSOLES) or {}
    if not isinstance(consoles, dict):
        raise SettingsError(f"{CONSOLES} in {path.name} needs a line for each provider.")
    addresses = [*links.items(), *consoles.items()]
    for name, value in [*data.items(), *hours.items(), *addresses]:
        if name not in (_HOURS, _LINKS, CONSOLES) and not isinstance(value, str | None):
            raise SettingsError(
                f'{name} in {path.name} is not text: write it in quotes, "{value}".'
            )
    for name, value in addresses:
        if name != CONSOLES and value and not value.startswith("https://"):
            raise SettingsError(
                f"{name} under {_LINKS} in {path.name} is no address of a page: it begins with "
                "https://."
            )
    return dict(data)


def _check(data: Any, known: tuple[str, ...], where: str) -> None:
    unknown = set(data) - set(known) if isinstance(data, dict) else {"a list or text"}
    if unknown:
        raise SettingsError(
            f"{where} holds {', '.join(sorted(map(str, unknown)))}; it may hold {', '.join(known)}."
        )
