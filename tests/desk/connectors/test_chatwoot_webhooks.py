"""Which webhooks are believed, what of them is taken, and how fast they are answered."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import func, select

from beian.base.errors import SettingsError
from beian.base.settings import Settings
from beian.desk.config import DeskConfig
from beian.desk.connectors.chatwoot.config import ChatwootConfig
from beian.desk.connectors.chatwoot.events import Event, event_of
from beian.desk.connectors.chatwoot.receiving import LONGEST_BODY
from beian.desk.connectors.chatwoot.tables import chatwoot_events
from beian.desk.connectors.choice import connector_of
from beian.desk.errors import ConfigError
from tests.desk.connectors.chatwoot_desk import environment, transcript
from tests.desk.connectors.fake_chatwoot import (
    ACCOUNT,
    INBOX,
    FakeChatwoot,
    Talk,
    webhook_body,
)
from tests.desk.running import RunningDesk

CONFIG = ChatwootConfig("https://chatwoot.example.com", ACCOUNT, inbox=INBOX)


def written(text: str = "How long?", talk_id: int = 41, **more: Any) -> dict[str, Any]:
    """The body of a user's message."""
    message = {
        "id": 901,
        "content": text,
        "content_type": "text",
        "content_attributes": {},
        "message_type": "incoming",
        "private": False,
        "sender": {"type": "contact"},
    }
    return {**webhook_body(Talk(talk_id), "message_created", message), **more}


def stored(desk: RunningDesk) -> int:
    with desk.app.state.desk.conversations.database.reading() as connection:
        query = select(func.count()).select_from(chatwoot_events)
        return int(connection.execute(query).scalar_one())


def post(fake: FakeChatwoot, body: bytes, **how: str) -> int:
    return asyncio.run(fake.post(body, how.pop("delivery", "one"), **how))


def test_a_signature_is_the_hmac_over_timestamp_and_raw_body(
    desk: RunningDesk, chatwoot: FakeChatwoot
) -> None:
    body = json.dumps(written(), indent=3).encode()
    now = int(time.time())

    def signed(at: int, said: bytes = body, secret: str = chatwoot.secret) -> dict[str, str]:
        over = f"{at}.".encode() + said
        digest = hmac.new(secret.encode(), over, hashlib.sha256).hexdigest()
        return {"timestamp": str(at), "signature": f"sha256={digest}"}

    assert post(chatwoot, body + b" ", **signed(now)) == 401
    assert post(chatwoot, body, **signed(now, secret="another")) == 401
    assert post(chatwoot, body, **signed(now - 301)) == 401
    assert post(chatwoot, body, **signed(now + 310)) == 401
    assert post(chatwoot, body, **{**signed(now), "timestamp": str(now - 1)}) == 401
    assert post(chatwoot, body, timestamp="soon", signature="sha256=00") == 401
    assert post(chatwoot, body, timestamp=str(now), signature="sha256=ü") == 401
    assert stored(desk) == 0
    assert post(chatwoot, body, **signed(now - 290)) == 200
    assert stored(desk) == 1


def test_what_is_no_event_of_ours_is_acknowledged_and_left_alone(
    desk: RunningDesk, chatwoot: FakeChatwoot
) -> None:
    for body in (
        written(event="webwidget_triggered"),
        written(inbox={"id": INBOX + 1}),
        written(account={"id": ACCOUNT + 1}),
        written(message_type="activity"),
        written(" "),
        written(event="message_updated"),
        [],
    ):
        assert post(chatwoot, json.dumps(body).encode()) == 200
    assert post(chatwoot, b"{") == 400
    assert post(chatwoot, b" " * (LONGEST_BODY + 1)) == 413
    assert stored(desk) == 0


def test_a_delivery_and_an_event_of_a_message_are_taken_once(
    desk: RunningDesk, chatwoot: FakeChatwoot
) -> None:
    chatwoot.mute.add("outgoing")
    talk = chatwoot.talk(41)
    for body, delivery in (
        (written("first"), "one"),
        (written("first"), "one"),
        (written("first"), "two"),
        (written("other", id=902), "one"),
        (written("second", id=903), "three"),
    ):
        assert post(chatwoot, json.dumps(body).encode(), delivery=delivery) == 200
    chatwoot.until(lambda: talk.said() == ["nobody: first", "nobody: second"])
    assert stored(desk) == 2


def test_what_was_worked_off_is_not_kept_a_second_time(
    desk: RunningDesk, chatwoot: FakeChatwoot
) -> None:
    talk = chatwoot.talk(42)
    chatwoot.writes(talk, "My secret")

    def contents() -> list[Any]:
        with desk.app.state.desk.conversations.database.reading() as connection:
            return list(connection.execute(select(chatwoot_events.c.content)).scalars())

    chatwoot.until(lambda: len(talk.said()) == 1 and contents() == [{}, {}])
    assert ("visitor", "My secret") in transcript(desk, talk)


def test_a_store_that_does_not_answer_is_told_in_time_and_nothing_is_lost(
    desk: RunningDesk,
    chatwoot: FakeChatwoot,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del desk
    monkeypatch.setattr("beian.desk.connectors.chatwoot.receiving.STORE_SECONDS", 0.2)
    talk = chatwoot.talk(43)
    body = json.dumps(written("Still there?", 43)).encode()
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    started = time.monotonic()
    assert post(chatwoot, body) == 503
    assert time.monotonic() - started < 5
    other.execute("ROLLBACK")
    other.close()
    assert post(chatwoot, body) == 200
    chatwoot.until(lambda: talk.said() == ["nobody: Still there?"])


def test_files_are_told_by_their_addresses_and_texts_made_storable() -> None:
    found = event_of(
        written("look\0", attachments=[{"data_url": "https://chatwoot.example.com/a.png"}, 1]),
        CONFIG,
    )
    assert found is not None
    assert (found.text, found.files) == ("look\ufffd", ("https://chatwoot.example.com/a.png",))
    assert Event.of_object(json.loads(json.dumps(found.as_object()))) == found
    assert found.chatwoot_id == f"chatwoot.example.com/{ACCOUNT}/41"


@pytest.mark.parametrize(
    ("inbox_says", "meta_says", "identifier", "account"),
    [
        (True, True, "lin", "lin"),
        (True, None, "lin", "lin"),
        (None, True, "lin", "lin"),
        (True, False, "lin", None),
        (False, True, "lin", None),
        (None, None, "lin", None),
        ("true", None, "lin", None),
        (1, None, "lin", None),
        (True, True, "", None),
        (True, True, None, None),
        (True, True, "l" * 256, None),
    ],
)
def test_an_account_is_believed_only_where_nothing_speaks_against_it(
    inbox_says: object, meta_says: object, identifier: object, account: str | None
) -> None:
    body = written()
    conversation = body["conversation"]
    conversation["meta"]["sender"]["identifier"] = identifier
    for part, says in (
        (conversation["contact_inbox"], inbox_says),
        (conversation["meta"], meta_says),
    ):
        del part["hmac_verified"]
        if says is not None:
            part["hmac_verified"] = says
    found = event_of(body, CONFIG)
    assert found is not None
    assert found.account == account


def test_an_event_that_an_earlier_version_stored_is_read() -> None:
    found = event_of(written(), CONFIG)
    assert found is not None
    stored = found.as_object()
    assert stored["place"] == f"chatwoot.example.com/{ACCOUNT}/41"
    assert Event.of_object(stored) == found


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@examples(max_examples=40)
@given(st.sampled_from([*written(), "conversation.id", "conversation.meta"]), JSON)
def test_whatever_a_body_holds_it_is_an_event_or_none(name: str, value: Any) -> None:
    body = written()
    whole, _, part = name.partition(".")
    if part:
        body[whole][part] = value
    else:
        body[whole] = value
    found = event_of(body, CONFIG)
    assert found is None or json.dumps(found.as_object())


def loaded(tmp_path: Path, text: str) -> DeskConfig:
    file = tmp_path / "desk.yml"
    file.write_text(text, encoding="utf-8")
    return DeskConfig.load(file)


def test_the_connector_is_the_built_in_desk_unless_another_is_chosen(tmp_path: Path) -> None:
    section = "chatwoot: {base_url: https://chatwoot.example.com/, account_id: 2}"
    settings = Settings.from_environment({}, var=tmp_path)
    assert connector_of(settings, loaded(tmp_path, "")).asks
    assert connector_of(settings, loaded(tmp_path, section)).asks
    chosen = loaded(tmp_path, f"connector: chatwoot\n{section}")
    assert chosen.sections["chatwoot"] == ChatwootConfig("https://chatwoot.example.com", 2)
    with pytest.raises(ConfigError, match="BEIAN_CHATWOOT_TOKEN and BEIAN_CHATWOOT_SECRET"):
        connector_of(settings, chosen)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("connector: zendesk", "connector: one of desk, chatwoot is needed."),
        ("connector: chatwoot", "chatwoot: connector: chatwoot needs this section."),
        ("chatwoot: {account_id: 1}", "chatwoot: base_url must be there."),
        ("chatwoot: {inbox: 1}", "chatwoot: base_url and account_id must be there."),
        ("chatwoot: {base_url: chatwoot.example.com, account_id: 1}", "Chatwoot's address"),
        ("chatwoot: {base_url: 'http://[', account_id: 1}", "Chatwoot's address"),
        ("chatwoot: {base_url: 'https://c.example', account_id: x}", "a whole number"),
        ("chatwoot: {team: 1}", "unknown; known are"),
    ],
)
def test_faulty_settings_of_chatwoot(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as error:
        loaded(tmp_path, text)
    assert said in str(error.value)


@pytest.mark.parametrize("name", ["TOKEN", "SECRET", "READER_TOKEN"])
def test_a_variable_that_no_header_can_hold_is_refused_by_name_alone(
    tmp_path: Path, name: str
) -> None:
    variables = environment(tmp_path, "s" * 32, "sqlite:////srv/desk.sqlite3", FakeChatwoot())
    variables[f"BEIAN_CHATWOOT_{name}"] = "my t\u00f6ken"
    settings = Settings.from_environment(variables, var=tmp_path)
    with pytest.raises(SettingsError) as error:
        connector_of(settings, DeskConfig.load(settings.desk_config))
    assert (
        str(error.value) == f"BEIAN_CHATWOOT_{name} holds characters that can't be: copy it again."
    )


def test_token_and_secret_are_not_shown(tmp_path: Path) -> None:
    variables = environment(tmp_path, "s" * 32, "sqlite:////srv/desk.sqlite3", FakeChatwoot())
    settings = Settings.from_environment(variables, var=tmp_path)
    assert "agent bot" not in repr(settings)
