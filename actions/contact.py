"""The support contact data that a site sets up in contact.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML, YAMLError

from actions.wording import Value, wording
from filing.errors import SettingsError

CONTACT_FILE = Path(__file__).resolve().parents[1] / "contact.yml"
_PLAIN = ("phone", "email", "url")
_HOURS = "hours"


def contact_lines(path: Path = CONTACT_FILE) -> list[Value]:
    """A line for each way to reach support that is set up; none where nothing is."""
    data = read_contact(path)
    found = [wording(f"utter_contact_{key}", value=data[key]) for key in _PLAIN if data.get(key)]
    hours = data.get(_HOURS) or {}
    if hours.get("zh") and hours.get("en"):
        found.append(wording("utter_contact_hours", zh=hours["zh"], en=hours["en"]))
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
    unknown = set(data) - {*_PLAIN, _HOURS} if isinstance(data, dict) else {"a list or text"}
    if unknown:
        raise SettingsError(
            f"{path.name} holds {', '.join(sorted(map(str, unknown)))}; "
            f"it may hold {', '.join(_PLAIN)} and {_HOURS}."
        )
    return dict(data)
