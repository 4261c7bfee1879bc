"""Uploaded files in the desk's database, in databases of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from beian.base.clock import utc_now
from beian.desk.config import FilesConfig
from beian.desk.conversations.attachments import (
    MOST_UNFINISHED,
    AttachmentStore,
    Sender,
    TooManyFiles,
    Upload,
    WantedUpload,
    new_file_id,
    used_keys,
)
from beian.desk.conversations.conversation_store import ConversationClosed, ConversationStore
from beian.desk.conversations.file_messages import FileMessages, KeptFile, NoSuchFile
from beian.desk.conversations.inbox import Wanted
from beian.desk.conversations.listing import ConversationListing
from beian.desk.conversations.presence import is_there
from beian.desk.conversations.search_index import SearchIndex
from beian.desk.conversations.search_terms import key_of
from beian.desk.files.storage import StorageFull
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.attachment_tables import attachments
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import AttachmentState, Review, Role, View
from beian.desk.storage.records import FirstLook
from beian.desk.storage.tables import conversations
from tests.desk.front_desk import Hours, Person, hired
from tests.desk.visitor import new_id

KEPT = KeptFile("photo.jpg", "image/jpeg", 900, None, has_thumbnail=True)
DELETED = {"zh": "（文件已删除）", "en": "(deleted file)"}


class Uploads:
    """Uploads of one conversation."""

    def __init__(self, database: DeskDatabase, config: FilesConfig) -> None:
        self.database = database
        self.store = AttachmentStore(database, config)
        reception = FrontDesk(Hours())
        self.messages = FileMessages(database, reception)
        self.conversations = ConversationStore(database, reception)
        self.conversation = self.conversations.begin("en", None).conversation.id

    def begun(self, size: int = 1000, message: str | None = None) -> Upload:
        wanted = WantedUpload(message or new_id(), "photo.heic", size)
        file_id = new_file_id()
        return self.store.begin(
            self.conversation, Sender(), wanted, file_id=file_id, sealed_key="1.key.sealed"
        )

    def whole(self) -> Upload:
        upload = self.begun()
        self.store.add_part(upload.id, 0, "part-0", upload.declared)
        return upload

    def shown(self) -> Upload:
        upload = self.whole()
        taken = self.store.take_to_check(upload.id)
        assert taken is not None
        assert self.messages.show(taken, KEPT)
        return taken

    def state(self, upload: Upload) -> str:
        found = self.store.find(upload.id)
        assert found is not None
        return found.state

    def changed(self, upload: Upload, **values: object) -> None:
        with self.database.writing() as connection:
            connection.execute(
                update(attachments).where(attachments.c.id == upload.id).values(**values)
            )


@pytest.fixture
def uploads(desk_database: DeskDatabase) -> Uploads:
    return Uploads(desk_database, FilesConfig(most_per_account=MOST_UNFINISHED + 1))


def test_parts_are_taken_in_order_and_once(uploads: Uploads) -> None:
    upload = uploads.begun(size=30)
    assert uploads.begun(size=99, message=upload.message_id) == upload
    assert uploads.store.add_part(upload.id, 10, "b", 10) is None
    first = uploads.store.add_part(upload.id, 0, "a", 10)
    assert first is not None
    assert (first.received, first.parts) == (10, ("a",))
    assert uploads.store.add_part(upload.id, 0, "a-again", 10) is None
    assert uploads.store.take_to_check(upload.id) is None


def test_one_process_checks_an_upload_and_another_when_that_one_is_gone(uploads: Uploads) -> None:
    upload = uploads.whole()
    assert uploads.store.take_to_check(upload.id) is not None
    assert uploads.store.take_to_check(upload.id) is None
    assert uploads.store.to_check() == []
    uploads.changed(upload, checked_until=utc_now() - timedelta(seconds=1))
    assert uploads.store.to_check() == [upload.id]
    assert uploads.store.take_to_check(upload.id) is not None
    uploads.store.give_back(upload.id)
    assert uploads.state(upload) == AttachmentState.UPLOADING


def test_a_file_is_shown_once_in_its_place_and_only_as_a_row(uploads: Uploads) -> None:
    upload = uploads.shown()
    assert uploads.messages.show(upload, KEPT) == []
    message, notice = uploads.conversations.newest(uploads.conversation, 10)
    assert (message.seq, message.id, message.author) == (1, upload.message_id, "visitor")
    assert notice.author == "notice"
    (record,) = message.attachments or []
    assert (record["id"], record["size"], record["review"]) == (upload.id, 900, None)
    assert not uploads.conversations.is_waiting(uploads.conversation)


def test_who_gives_up_or_ends_the_conversation_meanwhile_is_shown_nothing(
    uploads: Uploads,
) -> None:
    given_up = uploads.whole()
    taken = uploads.store.take_to_check(given_up.id)
    assert taken is not None
    assert uploads.store.delete(given_up.id, DELETED) is None
    assert uploads.messages.show(taken, KEPT) == []
    late = uploads.whole()
    taken = uploads.store.take_to_check(late.id)
    assert taken is not None
    uploads.conversations.end(uploads.conversation)
    assert uploads.messages.show(taken, KEPT) == []
    with pytest.raises(ConversationClosed):
        uploads.begun()


def test_what_is_old_or_was_left_is_found_and_what_has_ended_is_purged(uploads: Uploads) -> None:
    old, left, young = uploads.shown(), uploads.begun(), uploads.shown()
    assert uploads.store.to_end() == []
    uploads.changed(old, created_at=utc_now() - timedelta(days=91))
    uploads.changed(left, changed_at=utc_now() - timedelta(hours=25))
    assert set(uploads.store.to_end()) == {old.id, left.id}
    record = uploads.store.delete(old.id, DELETED)
    assert record is not None
    assert (record["deleted"], record["name"]) == (True, "(deleted file)")
    assert uploads.store.to_purge() == [old.id]
    uploads.store.without_bytes(old.id)
    assert uploads.store.to_purge() == []
    assert used_keys(uploads.database) == {"key"}
    assert uploads.state(young) == AttachmentState.STORED


def test_a_file_is_accepted_or_wanted_again_for_a_reason(uploads: Uploads) -> None:
    li = hired(uploads.database, "li")
    upload = uploads.shown()
    reviewed = uploads.messages.review(upload.id, li.id, Review.AGAIN, "it is blurred")
    assert (reviewed.record["review"], reviewed.record["reason"]) == ("again", "it is blurred")
    assert "it is blurred" in reviewed.said[0].text
    again = uploads.messages.review(upload.id, li.id, Review.ACCEPTED, None)
    assert (again.record["review"], again.record["reason"]) == ("accepted", None)
    (shown,) = uploads.conversations.newest(uploads.conversation, 50)[0].attachments or []
    assert shown["review"] == "accepted"
    uploads.store.delete(upload.id, DELETED)
    with pytest.raises(NoSuchFile):
        uploads.messages.review(upload.id, li.id, Review.ACCEPTED, None)


def test_a_first_look_stands_at_the_file_until_it_is_deleted(uploads: Uploads) -> None:
    look: FirstLook = {"quality": "dark", "paper": "id_front", "match": None, "name": None}
    upload = uploads.shown()
    told = uploads.messages.look(upload.id, look)
    assert told is not None
    assert (told.message_id, told.record["look"]) == (upload.message_id, look)
    (shown,) = uploads.conversations.newest(uploads.conversation, 50)[0].attachments or []
    assert shown["look"] == look
    uploads.store.delete(upload.id, DELETED)
    (shown,) = uploads.conversations.newest(uploads.conversation, 50)[0].attachments or []
    assert shown["look"] is None
    assert uploads.messages.look(upload.id, look) is None
    assert uploads.messages.look("deleted-with-its-conversation", look) is None


def test_who_sends_a_file_is_there(uploads: Uploads) -> None:
    query = select(conversations).where(conversations.c.id == uploads.conversation)
    uploads.begun()
    with uploads.database.reading() as connection:
        assert is_there(connection.execute(query).one())


def test_a_deleted_file_is_found_by_its_name_no_more(uploads: Uploads) -> None:
    index = SearchIndex(uploads.database, key_of("the key of the index, which is long enough"))
    listing = ConversationListing(uploads.database, index)
    boss = Person("agent-boss", "Boss", frozenset({Role.MANAGER}))

    def found() -> list[str]:
        index.index_some()
        return [each.id for each in listing.listed(View.ALL, boss, Wanted("photo"))[0]]

    upload = uploads.shown()
    assert found() == [uploads.conversation]
    uploads.store.delete(upload.id, DELETED)
    assert found() == []


def test_files_are_bounded_by_number_bytes_and_in_all(uploads: Uploads) -> None:
    for _ in range(MOST_UNFINISHED):
        last = uploads.begun()
    with pytest.raises(TooManyFiles):
        uploads.begun()
    uploads.store.delete(last.id, DELETED)
    uploads.begun()
    other = Uploads(uploads.database, replace(FilesConfig(), account_mb=1, total_mb=2))
    with pytest.raises(TooManyFiles):
        other.begun(size=1_000_001)
    with pytest.raises(StorageFull):
        other.begun(size=2_000_000)


def test_keys_are_sealed_anew_unless_the_file_is_gone(uploads: Uploads) -> None:
    kept, gone = uploads.begun(), uploads.begun()
    assert set(uploads.store.not_sealed_with("newer")) == {kept.id, gone.id}
    uploads.store.delete(gone.id, DELETED)
    for upload in (kept, gone):
        uploads.store.reseal(upload.id, "1.key.sealed", "1.newer.sealed")
    assert uploads.store.not_sealed_with("newer") == []
    assert used_keys(uploads.database) == {"newer"}
