"""`beian forget`: what is stored of an account's conversations is gone, whichever the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from beian.base.engine import open_engine
from beian.cli import main
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.erasure_tables import erasures
from beian.desk.storage.refusals import switch_kinds
from tests.desk.front_desk import Hours
from tests.desk.stored_words import stored_words

WORDS = {"lin", "pomegranate"}


@pytest.fixture
def database(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DeskDatabase:
    """The desk store of the command's settings."""
    monkeypatch.setenv("BEIAN_DATABASE_URL", f"sqlite:///{tmp_path / 'filing.sqlite3'}")
    monkeypatch.setenv("BEIAN_DESK_DATABASE_URL", database_url)
    monkeypatch.setenv("BEIAN_TRACKER_DATABASE_URL", tracker_url(tmp_path))
    monkeypatch.setenv("BEIAN_SECRET", "a secret for the tests of forgetting")
    return DeskDatabase(database_url)


def tracker_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'tracker.sqlite3'}"


def conversation_of(database: DeskDatabase, account: str, said: str) -> str:
    store = ConversationStore(database, FrontDesk(Hours()))
    where = store.begin("en", account).conversation.id
    store.accept(where, "message-1", text=said, account_id=account)
    return where


def trackers(folder: Path, *conversations: str) -> None:
    """Trackers as Rasa keeps them."""
    with open_engine(tracker_url(folder)).begin() as connection:
        connection.execute(text("CREATE TABLE events (id INTEGER, sender_id TEXT)"))
        for each in conversations:
            connection.execute(text("INSERT INTO events VALUES (1, :id)"), {"id": each})


def test_an_account_is_forgotten(
    database: DeskDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = [conversation_of(database, "lin", f"pomegranate {each}") for each in range(2)]
    other = conversation_of(database, "wright", "a lighthouse")
    with database.writing() as connection:
        switch_kinds(connection, "lin", ["deadline"], on=False, by="chat")
    trackers(tmp_path, *mine, other)
    assert main.run(["forget", "lin"]) == 0
    assert "Deleted 2 conversations of lin, and 1 other entries." in capsys.readouterr().out
    assert stored_words(database.engine, {*WORDS, "lighthouse"}).keys() == {"desk_messages"}
    kept = stored_words(database.engine, {*mine, other})
    assert {table for table, words in kept.items() if words & set(mine)} == {erasures.name}
    assert stored_words(open_engine(tracker_url(tmp_path)), {*mine, other}) == {"events": {other}}
    assert main.run(["forget", "lin"]) == 1
    assert "beian remove lin" in capsys.readouterr().err.replace("\n", " ")


def test_one_conversation_is_forgotten(
    database: DeskDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trackers(tmp_path)
    gone, _ = (conversation_of(database, "lin", f"pomegranate {each}") for each in range(2))
    assert main.run(["forget", "--conversation", gone]) == 0
    found = stored_words(database.engine, {"pomegranate 0", "pomegranate 1"})
    assert found == {"desk_messages": {"pomegranate 1"}}
    assert main.run(["forget", "--conversation", gone]) == 1
    assert f"There is no conversation {gone}." in capsys.readouterr().err.replace("\n", "")


def test_either_an_account_or_a_conversation_is_named(database: DeskDatabase) -> None:
    del database
    for arguments in (["forget"], ["forget", "lin", "--conversation", "c"]):
        with pytest.raises(SystemExit) as ended:
            main.run(arguments)
        assert ended.value.code == 2
