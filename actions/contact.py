"""The support contact data that a site sets up in contact.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from actions.wording import Value, in_language, wording
from filing.errors import SettingsError

CONTACT_FILE = Path(__file__).resolve().parents[1] / "contact.yml"
_PLAIN = ("phone", "email", "url")
_HOURS = "hours"
_LANGUAGES = ("zh", "en")


def contact_lines(path: Path = CONTACT_FILE) -> list[Value]:
    """A line for each way to reach support that is set up; none where nothing is."""
    data = read_contact(path)
    found = [wording(f"utter_contact_{key}", value=data[key]) for key in _PLAIN if data.get(key)]
    hours = data.get(_HOURS) or {}
    if all(hours.get(language) for language in _LANGUAGES):
        found.append(wording("utter_contact_hours", value=in_language(hours["zh"], hours["en"])))
    return found


@lru_cache(maxsize=4)
def read_contact(path: Path) -> dict[str, Any]:
    """The file's content: phone, email, url (texts or empty) and hours {zh, en}.

    Raises SettingsError where the file is there and can't be used.
    """
    if not path.exists():
        return {}
    try:
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise SettingsError(f"{path.name} can't be read: {error}") from error
    _check(data, (*_PLAIN, _HOURS), path.name)
    hours = data.get(_HOURS) or {}
    _check(hours, _LANGUAGES, f"{_HOURS} in {path.name}")
    if len({bool(hours.get(language)) for language in _LANGUAGES}) > 1:
        raise SettingsError(f"{_HOURS} in {path.name} needs both zh and en, or neither.")
    for name, value in [*data.items(), *hours.items()]:
        if name != _HOURS and not isinstance(value, str | None):
            raise SettingsError(f'{name} in {path.name} is no text: write it in quotes, "{value}".')
    return dict(data)


def _check(data: Any, known: tuple[str, ...], place: str) -> None:
    unknown = set(data) - set(known) if isinstance(data, dict) else {"a list or text"}
    if unknown:
        raise SettingsError(
            f"{place} holds {', '.join(sorted(map(str, unknown)))}; it may hold {', '.join(known)}."
        )
