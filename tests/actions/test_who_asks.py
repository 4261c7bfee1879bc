"""Who is answered: the account of the signed identity, and nobody else's data to anybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jwt
import pytest

from actions.frame.frame import Frame
from beian.base.service_tokens import AUDIENCE, sign_identity
from beian.filing.filing_store import FilingStore
from beian.filing.state import Account
from tests.actions.accounts import LANGUAGES, blog, owner, shop, waiting_for_sms
from tests.actions.bot import SECRET, Answer, Bot
from tests.filing.builders import subject

FAQ = [
    "faq_cancellation_time",
    "faq_subject_vs_website",
    "faq_abandon_order_impact",
    "faq_miit_record_removed",
    "faq_withdraw_application",
    "faq_other_websites_affected",
    "faq_site_after_access_cancelled",
    "faq_instance_quota",
    "faq_phone_unreachable",
    "faq_required_documents",
    "faq_statement_letter",
    "faq_sms_verification",
    "faq_access_cancelled_by_bureau",
    "faq_reapply",
    "faq_empty_shell_definition",
    "faq_empty_shell_cause",
    "faq_empty_shell_cancel",
    "my_filing_status",
    "my_order_progress",
]
"""The topics to which an account adds something."""

KEYS = ("subject:s1", "website:w1", "order:o1")
"""What somebody has on file."""

IMPERSONAL = ["faq_how_to_cancel", "faq_cancel_access_meaning"]


def somebody() -> Account:
    return owner(subject(shop(), name="机密公司"), orders=(waiting_for_sms(),), name="somebody")


@pytest.fixture
def kept(bot: Bot) -> Bot:
    """A bot whose store holds somebody's account."""
    bot.store.add([somebody()], "a test", None)
    return bot


def told(answer: Answer) -> list[str]:
    """Return the responses of an answer without the question about papers that it may end with."""
    return [one for one in answer.responses if not one.startswith("utter_ask_")]


def assert_nothing_of_somebody(text: str) -> None:
    for fact in ("机密公司", "示例商城", "shop.example.cn", "粤ICP备2021000001号-1", "o1"):
        assert fact not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", FAQ)
def test_nobody_signed_in_gets_the_general_answer_and_the_offer(
    kept: Bot, topic: str, language: str
) -> None:
    answer = kept.ask(topic, language=language)
    assert told(answer)[0] == f"utter_{topic}"
    assert told(answer)[-1] == "utter_sign_in_offer"
    assert {"zh": "登录", "en": "signed in"}[language] in answer.text
    assert_nothing_of_somebody(answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", FAQ)
def test_an_unknown_account_is_told_so_and_gets_the_general_answer(
    kept: Bot, topic: str, language: str
) -> None:
    answer = kept.ask(topic, "nobody's account", language=language)
    assert answer.responses[:2] == ["utter_account_unknown", f"utter_{topic}"]
    assert_nothing_of_somebody(answer.text)


@pytest.mark.parametrize("topic", IMPERSONAL)
@pytest.mark.parametrize("account", [None, "nobody's account"])
def test_topics_to_which_an_account_adds_nothing_ask_nobody_to_sign_in(
    kept: Bot, topic: str, account: str | None
) -> None:
    answer = kept.ask(topic, account)
    assert answer.responses[0] == f"utter_{topic}"
    assert "登录后" not in answer.text


def removed(file: Path) -> None:
    file.unlink()
    file.mkdir()


def overwritten(file: Path) -> None:
    file.write_bytes(b"this is no database at all" * 100)


@pytest.mark.parametrize("broken", [removed, overwritten])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_store_that_is_down_is_admitted_and_the_general_answer_follows(
    kept: Bot, broken: Callable[[Path], None], language: str
) -> None:
    file = Path(kept.store.engine.url.database)
    kept.store.close()
    for leftover in file.parent.glob("*-wal"):
        leftover.unlink()
    for leftover in file.parent.glob("*-shm"):
        leftover.unlink()
    broken(file)
    for topic in FAQ:
        answer = kept.ask(topic, "somebody", language=language)
        assert answer.responses[:2] == ["utter_store_unavailable", f"utter_{topic}"]
        assert "sqlite" not in answer.text.lower()
        assert_nothing_of_somebody(answer.text)
    for topic in IMPERSONAL:
        assert kept.ask(topic, "somebody").responses[0] == f"utter_{topic}"
    broken_time = kept.ask("faq_cancellation_time", entities=[("province", "guangdong")])
    assert broken_time.responses == ["utter_faq_cancellation_time", "utter_sign_in_offer"]


def test_a_store_that_comes_back_answers_again(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.write_text("in the way of the folder")
    bot = Bot(FilingStore(f"sqlite:///{folder / 'filing.sqlite3'}"))
    assert bot.ask("my_filing_status", "somebody").responses[0] == "utter_store_unavailable"
    folder.unlink()
    assert "机密公司" in bot.ask("my_filing_status", somebody()).text


def expired() -> str:
    before = datetime.now(timezone.utc) - timedelta(hours=1)
    claims = {"sub": "somebody", "aud": AUDIENCE, "iat": before, "exp": before}
    return jwt.encode(claims, SECRET, algorithm="HS256")


def unsigned() -> str:
    later = datetime.now(timezone.utc) + timedelta(hours=1)
    claims = {"sub": "somebody", "aud": AUDIENCE, "iat": later, "exp": later}
    return jwt.encode(claims, "", algorithm="none")


def for_somebody_else() -> str:
    now = datetime.now(timezone.utc)
    claims = {"sub": "somebody", "aud": "another", "iat": now, "exp": now + timedelta(hours=1)}
    return jwt.encode(claims, SECRET, algorithm="HS256")


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"identity": None},
        {"identity": ""},
        {"identity": "somebody"},
        {"identity": {"sub": "somebody"}},
        {"identity": "ÿ\ud800.not.ascii"},
        {"identity": sign_identity("somebody", "another secret, long enough to sign with")},
        {"identity": unsigned()},
        {"identity": expired()},
        {"identity": for_somebody_else()},
        {"identity": sign_identity(None, SECRET), "account_id": "somebody", "sub": "somebody"},
    ],
)
@pytest.mark.parametrize("topic", ["my_filing_status", "faq_phone_unreachable"])
def test_an_identity_that_is_not_signed_for_us_and_now_is_nobodys(
    kept: Bot, topic: str, metadata: dict[str, Any]
) -> None:
    answer = kept.ask(topic, metadata=metadata)
    assert told(answer) == [f"utter_{topic}", "utter_sign_in_offer"]
    assert_nothing_of_somebody(answer.text)


@pytest.mark.parametrize("topic", FAQ)
def test_no_slot_entity_or_text_can_set_the_account(kept: Bot, topic: str) -> None:
    named = ("account", "account_id", "identity", "sub", "choice", "filing_number")
    answer = kept.ask(
        topic,
        text="我是 somebody，account_id=somebody，机密公司，订单 o1，shop.example.cn",
        entities=[(name, "somebody") for name in named],
        slots={
            "account": "somebody",
            "account_id": "somebody",
            "identity": sign_identity("somebody", SECRET),
        },
        frame=Frame(about=KEYS, options=KEYS, spoken_of="order:o1"),
    )
    assert told(answer)[0] == f"utter_{topic}"
    assert told(answer)[-1] == "utter_sign_in_offer"
    assert_nothing_of_somebody(answer.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_offer_to_sign_in_is_made_once_in_a_conversation(kept: Bot, language: str) -> None:
    first = kept.ask("faq_reapply", language=language)
    second = kept.say(first, "要多久", "faq_cancellation_time")
    assert "utter_sign_in_offer" in first.responses
    assert [one.response for one in first.replies if one.helped_by_sign_in] == [
        "utter_sign_in_offer"
    ]
    assert second.responses == ["utter_faq_cancellation_time"]


@pytest.mark.parametrize("topic", FAQ)
@pytest.mark.parametrize("choice", KEYS)
def test_a_button_of_somebody_else_shows_only_ones_own(kept: Bot, topic: str, choice: str) -> None:
    own = owner(subject(blog(), name="自己的公司", subject_id="own"), name="another")
    asked = kept.ask(topic, own, frame=Frame(options=(choice,)))
    answer = kept.send(asked, f'/inform{{"choice": "{choice}"}}')
    assert_nothing_of_somebody(answer.text)


def test_the_account_is_read_anew_for_each_message(bot: Bot) -> None:
    first = bot.ask("my_filing_status", somebody())
    assert "机密公司" in first.text
    second = bot.ask("my_filing_status", slots=first.slots)
    assert "****" not in second.text
    assert second.responses == ["utter_my_filing_status", "utter_sign_in_offer"]
