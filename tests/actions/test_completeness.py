"""What the domain, the rules, the topics and the actions promise each other."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

from actions.topics import TOPICS
from beian.bot.channel import TROUBLE
from beian.filing.checked_phone import PhoneHolder
from beian.filing.papers import Paper
from beian.filing.shells import ShellCause
from beian.filing.state import (
    CancelledBy,
    Document,
    FilingStatus,
    OrderKind,
    OrderState,
    SubjectType,
)
from beian.nlu.topics.model import answer_name, title_name
from beian.nlu.topics.project import project_content
from tests.actions.bot import Bot, concrete_actions
from tests.content import TOPICS as INTENTS
from tests.content import all_rules, whole_domain
from tests.paths import ROOT

ACTIONS = sorted((ROOT / "actions").glob("*.py"))
DOMAIN = whole_domain()
RESPONSES: dict[str, list[dict[str, Any]]] = DOMAIN["responses"]

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
WITH_IDEOGRAPHS = {"language.py", "naming.py"}
"""Modules whose patterns read what users type."""


# --- Both languages ---------------------------------------------------------------------------


def texts(variation: dict[str, Any]) -> str:
    """All that a variation says: its text and the titles of its buttons."""
    buttons = variation.get("buttons", [])
    return "\n".join([variation.get("text", ""), *(button["title"] for button in buttons)])


def said(language: str) -> dict[str, str]:
    return {
        name: texts(variation)
        for name, variations in RESPONSES.items()
        for variation in variations
        if variation["condition"][0]["value"] == language
    }


def matching(pattern: str, texts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if re.search(pattern, text)}


def without_letters(texts: dict[str, str]) -> dict[str, str]:
    """The statement letter is in Chinese whoever reads it."""
    return {name: text for name, text in texts.items() if not name.startswith("utter_letter_")}


def test_each_response_has_one_variation_in_each_language() -> None:
    wanted = [
        [{"type": "slot", "name": "language", "value": language}] for language in ("zh", "en")
    ]
    odd = [n for n, each in RESPONSES.items() if [v["condition"] for v in each] != wanted]
    assert odd == []


@pytest.mark.parametrize("name", RESPONSES)
def test_both_languages_fill_in_the_same_values_and_have_the_same_buttons(name: str) -> None:
    zh, en = RESPONSES[name]
    values = [set(PLACEHOLDER.findall(variation["text"])) for variation in (zh, en)]
    payloads = [[b["payload"] for b in variation.get("buttons", [])] for variation in (zh, en)]
    assert values[0] == values[1]
    assert all(re.fullmatch(r"[a-z_]+", value) for value in values[0])
    assert payloads[0] == payloads[1]
    assert zh.get("custom") == en.get("custom")
    assert set(zh) == set(en) <= {"condition", "text", "buttons", "custom"}


def test_each_text_is_in_its_language() -> None:
    words = {name: PLACEHOLDER.sub("", text) for name, text in said("zh").items()}
    latin = {name: text for name, text in words.items() if re.search(r"[A-Za-z]", text)}
    assert matching(IDEOGRAPH.pattern, latin) == latin
    assert matching(IDEOGRAPH.pattern, without_letters(said("en"))) == {}


def test_punctuation_is_that_of_the_language_and_never_doubled() -> None:
    assert matching(r"[，。：；！？、]{2,}|[，。：；！？、]）", said("zh")) == {}
    assert matching(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]|'", said("zh")) == {}
    assert matching(r"[，。：；！？、（）「」]", without_letters(said("en"))) == {}
    assert matching(r"[.,;:!?]{2,}| [.,;:!?]", said("en")) == {}
    assert matching(r"  |[ \t]$", said("zh")) == matching(r"  |[ \t]$", said("en")) == {}


# --- Nothing made up --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_response_states_a_phone_number_an_address_or_a_fee(language: str) -> None:
    assert matching(r"\d{5,}|\d{3,}-\d{3,}", said(language)) == {}
    assert matching(r"(?i)https?:|www\.|\.(?:com|cn|gov)\b|@", said(language)) == {}
    assert matching(r"(?i)[¥$]|\bRMB\b|\bCNY\b|费用|收费|免费|\bfees?\b|\d元", said(language)) == {}


@pytest.mark.parametrize(
    "topic", ["faq_cancellation_time", "faq_instance_quota", "faq_phone_unreachable"]
)
def test_a_general_answer_that_may_have_changed_names_the_sources_date(topic: str) -> None:
    assert "2021 年 12 月" in said("zh")[f"utter_{topic}"]
    assert "December 2021" in said("en")[f"utter_{topic}"]


# --- Used and there ---------------------------------------------------------------------------


def uttered_by_actions() -> set[str]:
    """Names of responses in the actions' code; what is put in by braces becomes "*"."""
    found = set()
    for file in ACTIONS:
        nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
        joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
        pieces = {id(piece) for node in joined for piece in node.values}
        for node in joined:
            parts = [str(p.value) if isinstance(p, ast.Constant) else "*" for p in node.values]
            found.add("".join(parts))
        for node in nodes:
            if isinstance(node, ast.Constant) and id(node) not in pieces:
                found.add(str(node.value))
    return {name for name in found if re.fullmatch(r"utter_[a-z_*]+", name)}


def uttered_by_rules() -> set[str]:
    steps = [step for rule in all_rules() for step in rule["steps"]]
    return {step["action"] for step in steps if str(step.get("action", "")).startswith("utter_")}


def asked_by_forms() -> set[str]:
    return {
        f"utter_ask_{form}_{slot}"
        for form, settings in DOMAIN["forms"].items()
        for slot in settings["required_slots"]
    }


def uttered_by_topics() -> set[str]:
    """What each topic and part says of itself: its answer and its title."""
    topics = project_content().topics
    intents = [*INTENTS, *(part.intent for topic in topics for part in topic.parts)]
    return {name(intent) for intent in intents for name in (answer_name, title_name)}


def fits(pattern: str, name: str) -> bool:
    return re.fullmatch(pattern.replace("*", "[a-z_]+"), name) is not None


def test_each_response_is_uttered_by_an_action_a_rule_or_a_form() -> None:
    exact = uttered_by_rules() | asked_by_forms() | uttered_by_topics() | {TROUBLE}
    patterns = uttered_by_actions()
    suffixed = {"_of_access", "_about", "_overdue", "_about_overdue", "_named", "_by_website"}
    unused = []
    for name in RESPONSES:
        bare = [name, *(name.removesuffix(end) for end in suffixed)]
        if name not in exact and not any(fits(p, one) for p in patterns for one in bare):
            unused.append(name)
    assert unused == []


@pytest.mark.parametrize("name", sorted(uttered_by_rules() | asked_by_forms()))
def test_what_a_rule_or_a_form_utters_is_there(name: str) -> None:
    assert name in RESPONSES


@pytest.mark.parametrize("pattern", sorted(uttered_by_actions()))
def test_what_an_action_names_is_there(pattern: str) -> None:
    assert any(fits(pattern, name) for name in RESPONSES)


def built_names() -> list[str]:
    """The names that the actions put together, for every value that there is."""
    types = [subject_type.value for subject_type in SubjectType]
    by = [*(one.value for one in CancelledBy), "unknown"]
    names = [f"utter_order_{kind.value}{named}" for kind in OrderKind for named in ("", "_named")]
    names += [f"utter_progress_{state.value}" for state in OrderState]
    names += [f"utter_progress_{state}_of_access" for state in ("draft", "provider_review")]
    names += [
        f"utter_progress_review{about}{over}"
        for about in ("", "_about")
        for over in ("", "_overdue")
    ]
    names += [f"utter_paper_{paper.value}" for paper in Paper]
    names += [f"utter_document_{document}" for document in (*(d.value for d in Document), "any")]
    names += [f"utter_papers_{one}" for one in types]
    names += [f"utter_type_{one}" for one in types]
    names += [f"utter_choice_letter_{one}" for one in types]
    names += [f"utter_letter_{one}_{kind}" for one in types for kind in ("subject", "website")]
    names += [
        f"utter_phone_of_{holder.value}{more}"
        for holder in PhoneHolder
        for more in ("", "_named", "_numbered")
    ]
    names += [f"utter_shell_{cause.value}" for cause in ShellCause]
    names += [f"utter_access_lost_by_{one}" for one in by]
    names += [f"utter_subject_{status.value}" for status in FilingStatus]
    names += [f"utter_kind_{kind}" for kind in ("subject", "website", "access")]
    names += [f"utter_choice_{kind}_kind" for kind in ("subject", "website", "access")]
    names += [f"utter_checked_for_{kind}" for kind in ("subject", "website")]
    names += [
        f"utter_cancelled_{kind}{on}" for kind in ("subject", "website") for on in ("", "_on")
    ]
    names += [f"utter_contact_{key}" for key in ("phone", "email", "url", "hours")]
    losses = ("utter_no_access_lost", "utter_no_access_ordered_cancelled")
    return names + [f"{loss}{named}" for loss in losses for named in ("", "_by_website")]


@pytest.mark.parametrize("name", built_names())
def test_each_name_that_an_action_can_put_together_is_there(name: str) -> None:
    assert name in RESPONSES


def test_each_topic_has_an_answer_and_a_title(bot: Bot) -> None:
    assert sorted(TOPICS) == sorted(INTENTS)
    assert set(INTENTS) <= set(DOMAIN["intents"])
    for intent in INTENTS:
        assert type(bot.actions[f"action_{intent}"]) is TOPICS[intent]
        assert f"utter_{intent}" in RESPONSES
        assert f"utter_title_{intent}" in RESPONSES


def test_the_action_server_offers_each_action_of_the_domain() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert sorted(executor.actions) == sorted(DOMAIN["actions"])
    assert len(concrete_actions()) == len(DOMAIN["actions"])


@pytest.mark.parametrize("name", RESPONSES)
def test_each_payload_names_an_intent_and_entities_of_the_domain(name: str) -> None:
    for variation in RESPONSES[name]:
        for button in variation.get("buttons", []):
            intent, _, entities = button["payload"].removeprefix("/").partition("{")
            assert intent in DOMAIN["intents"]
            assert set(re.findall(r'"(\w+)":', entities)) <= set(DOMAIN["entities"])


# --- A person ---------------------------------------------------------------------------------

PERSON = "/request_human"
REASONS = {"not_understood", "order_overdue", "papers_ready", "thumbs_down", "request_human"}


@pytest.mark.parametrize("name", RESPONSES)
def test_a_response_offers_a_person_by_one_button_and_says_why(name: str) -> None:
    for variation in RESPONSES[name]:
        custom = variation.get("custom", {})
        payloads = [button["payload"] for button in variation.get("buttons", [])]
        offers = "offer" in custom and not custom.get("handoff")
        assert payloads.count(PERSON) == int(offers)
        assert custom.get("offer", "request_human") in REASONS
        assert set(custom) <= {"handoff", "offer"}


def test_no_action_makes_a_button_of_a_person_itself() -> None:
    assert [file.name for file in ACTIONS if PERSON in literals(file)] == []


# --- Words live in domain.yml -----------------------------------------------------------------


def literals(file: Path) -> list[str]:
    """Strings of a module that are no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
    ]


@pytest.mark.parametrize("file", ACTIONS, ids=lambda file: file.name)
def test_the_code_of_the_actions_holds_no_chinese_sentence(file: Path) -> None:
    if file.name not in WITH_IDEOGRAPHS:
        assert [text for text in literals(file) if IDEOGRAPH.search(text)] == []


ERRORS = {"contact.py", "__main__.py", "caller.py"}
"""Modules with messages to whoever runs the assistant."""


@pytest.mark.parametrize("file", ACTIONS, ids=lambda file: file.name)
def test_the_code_of_the_actions_holds_no_english_sentence(file: Path) -> None:
    if file.name not in ERRORS | WITH_IDEOGRAPHS:
        sentences = [t for t in literals(file) if re.search(r"[a-z]+ [a-z]+ [a-z]+", t)]
        assert sentences == []
