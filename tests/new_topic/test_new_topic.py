"""A topic that is added as one file, and nothing else, is a full citizen at once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from beian.nlu.topics.reading import read_topic
from tests.cli.conftest import buttons, said
from tests.new_topic.conftest import NEW, Project
from tests.paths import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

TOPIC = read_topic(NEW)
PART = TOPIC.parts[0]
PAPERS = "备案时的手机号早就停机了，怎么注销"
_NAMES = (
    "import asyncio; from starlette.requests import Request;"
    "from beian.desk.console_api.intents import listed;"
    "print(asyncio.run(listed(Request({'type': 'http'}), None)).body.decode())"
)
"""What the console is told of intents."""
_CALL = {
    "next_action": "action_nlu_fallback",
    "domain": {},
    "tracker": {
        "sender_id": "somebody",
        "slots": {"language": "en"},
        "latest_message": {
            "text": "weekend?",
            "intent": {"name": "nlu_fallback"},
            "intent_ranking": [{"name": TOPIC.name, "confidence": 0.2}],
            "entities": [],
        },
        "events": [{"event": "user"}],
        "paused": False,
        "active_loop": {},
        "latest_action_name": None,
    },
}
_UNSURE = (
    "import asyncio, json; from rasa_sdk.executor import ActionExecutor;"
    "executor = ActionExecutor(); executor.register_package('actions');"
    f"print(json.dumps(asyncio.run(executor.run(json.loads({json.dumps(_CALL)!r})))))"
)
"""What the actions answer to a message that may be about the topic."""


@pytest.fixture(scope="module")
def turns(project: Project) -> list[dict[str, Any]]:
    """One conversation with somebody who is not signed in."""
    return project.chat(
        "周日管局有人审核吗",
        "is the administration closed at weekends?",
        "那企业呢",
        "过年期间审核吗",
        "are filings reviewed over chinese new year?",
        PAPERS,
        "周末管局上班吗",
    )


def test_it_is_answered_in_both_languages(turns: list[dict[str, Any]]) -> None:
    zh, en = turns[:2]
    assert (zh["intent"], zh["part"], en["intent"], en["part"]) == (TOPIC.name, None) * 2
    assert said(zh) == TOPIC.answer.text.zh
    assert said(en) == TOPIC.answer.text.en


def test_a_follow_up_leans_on_it(turns: list[dict[str, Any]]) -> None:
    assert said(turns[2]).endswith(TOPIC.answer.text.zh)
    assert turns[2]["intent"] == TOPIC.name, "the topic that was answered"


def test_its_part_is_answered_in_its_own_words(turns: list[dict[str, Any]]) -> None:
    zh, en = turns[3:5]
    assert (zh["intent"], zh["part"], en["intent"], en["part"]) == (TOPIC.name, PART.name) * 2
    assert said(zh) == PART.answer.text.zh
    assert said(en) == PART.answer.text.en


def test_it_is_answered_while_a_question_waits_which_is_asked_again(
    turns: list[dict[str, Any]],
) -> None:
    asked, interrupted = turns[5:7]
    assert buttons(asked)
    assert said(interrupted).startswith(TOPIC.answer.text.zh)
    again = buttons(interrupted)
    assert again and all(button in buttons(asked) for button in again)


def test_it_is_offered_when_the_assistant_is_unsure(project: Project) -> None:
    uttered = json.loads(project.python("-c", _UNSURE))["responses"]
    choices = [choice for response in uttered for choice in response["choices"]]
    assert choices == [
        {"title": {"response": f"utter_title_{TOPIC.name}"}, "payload": f"/{TOPIC.name}"}
    ]


def test_a_pressed_button_asks_it(project: Project) -> None:
    (turn,) = project.beian("parse", "--json", messages=[TOPIC.title.zh])
    assert turn["intent"] == TOPIC.name


def test_agents_read_its_title_in_the_console(project: Project) -> None:
    names = json.loads(project.python("-c", _NAMES))["intents"]
    assert {"intent": TOPIC.name, "zh": TOPIC.title.zh, "en": TOPIC.title.en} in names


def test_its_title_and_its_parts_are_asked_again_by_the_test_of_stored_questions(
    project: Project,
) -> None:
    printed = project.python(
        *("-m", "pytest", "-p", "no:cacheprovider", "-n", "0", "-q", "-rA"),
        *("--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml")),
        *("-k", TOPIC.name),
        str(ROOT / "tests" / "conversations" / "test_titles.py"),
    )
    for title in (TOPIC.title.zh, TOPIC.title.en, PART.title.zh, PART.title.en):
        assert f"{TOPIC.name}-" in printed
        assert title.isascii() is False or f"-{title}]" in printed
    assert "6 passed" in printed


def test_rasas_own_validation_sees_it(project: Project) -> None:
    done = project.attempt("-m", "rasa", "data", "validate")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"utter_title_{TOPIC.name}" in done.stdout + done.stderr


def test_nothing_but_its_file_was_added(project: Project) -> None:
    ours = {path.relative_to(ROOT) for path in (ROOT / "data").rglob("*.yml")}
    theirs = {path.relative_to(project.folder) for path in project.folder.glob("data/**/*.yml")}
    assert [str(path) for path in theirs - ours] == [f"data/topics/{NEW.name}"]


def test_faulty_content_leaves_the_model_that_is_there(project: Project) -> None:
    model = project.folder / "models" / "beian.tar.gz"
    before = model.read_bytes()
    file = project.folder / "data" / "topics" / NEW.name
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("  en: Does the administration review on", "  fr: Est-ce que"))
    try:
        done = project.attempt("-m", "beian.cli.main", "train")
        assert done.returncode == 1
        assert "title lacks en" in " ".join(done.stderr.split())
        assert model.read_bytes() == before
    finally:
        file.write_text(whole, encoding="utf-8")
    again = project.attempt("-m", "beian.cli.main", "train")
    assert "is up to date" in " ".join(again.stderr.split())
