"""The whole pipeline as Rasa runs it, on a small model that Rasa trained."""

from __future__ import annotations

import os
import tarfile
from pathlib import Path

import pytest

from beian.nlu.intents import FALLBACK
from beian.nlu.model.parser import ModelUnavailable, Parser, load_parser
from tests.nlu.conftest import HOSTILE, MESSAGES


def test_a_message_is_understood(parser: Parser) -> None:
    result = parser.parse("一台服务器最多备案几个网站呢")
    assert result.intent == "faq_instance_quota"
    assert result.language == "zh"
    assert result.ranking[0] == (result.intent, result.confidence)
    assert {name for name, _ in result.ranking} == set(MESSAGES)
    assert [(e["entity"], e["value"]) for e in result.entities] == [("target", "website")]
    assert result.elapsed > 0


def test_entities_have_normalised_values_and_the_offsets_of_the_message(parser: Parser) -> None:
    text = "How long does 粤icp备2021000001号—2 of Example.com take?"
    result = parser.parse(text)
    assert result.language == "en"
    assert [(e["entity"], e["value"], text[e["start"] : e["end"]]) for e in result.entities] == [
        ("filing_number", "粤ICP备2021000001号-2", "粤icp备2021000001号—2"),
        ("domain", "example.com", "Example.com"),
    ]


def test_what_is_denied_meant_and_taken_back_is_handed_on_to_rasa(parser: Parser) -> None:
    found = parser.parse("不对，要注销的不是主体，是网站").entities
    assert [(e["entity"], e["value"], e.get("role")) for e in found] == [
        ("target", "subject", "denied"),
        ("target", "website", None),
        ("scope", "主体", "denied"),
        ("scope", "网站", "meant"),
        ("correction", "correction", None),
    ]


def test_a_command_typed_by_hand_is_text(parser: Parser) -> None:
    result = parser.parse('/faq_instance_quota{"target": "website"}')
    assert result.text == '/faq_instance_quota{"target": "website"}'
    assert result.confidence < 1


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_nothing_is_guessed_from_a_blank_message(parser: Parser, text: str) -> None:
    result = parser.parse(text)
    assert (result.intent, result.ranking, result.language) == (FALLBACK, [], None)


def test_an_unsure_message_falls_back_but_real_intents_are_ranked(parser: Parser) -> None:
    result = parser.parse("qwxz")
    if result.intent == FALLBACK:
        assert result.confidence <= 0.4 or result.ranking[0][1] - result.ranking[1][1] <= 0.05
    assert FALLBACK not in [name for name, _ in result.ranking]
    assert {name for name, _ in result.ranking} == set(MESSAGES)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_parsed(parser: Parser, text: str) -> None:
    result = parser.parse(text)
    assert result.text == text
    assert result.intent in {*MESSAGES, FALLBACK}


def test_the_same_from_a_loaded_copy_and_from_any_folder(
    small_model: Path, parser: Parser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    again = load_parser(Path(os.path.relpath(small_model)))
    assert again.parse("注销要几天").ranking == parser.parse("注销要几天").ranking
    assert Path.cwd() == tmp_path


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"no model at .*beian\.tar\.gz"):
        load_parser(tmp_path / "beian.tar.gz")


def _damaged(path: Path, model: Path) -> None:
    path.write_bytes(model.read_bytes()[:5000])


def _foreign(path: Path, model: Path) -> None:
    with tarfile.open(path, "w:gz") as archive:
        archive.add(model.parent / "nlu.yml", "nlu.yml")


def _no_archive(path: Path, model: Path) -> None:
    del model
    path.write_text("not an archive")


@pytest.mark.parametrize("spoil", [_damaged, _foreign, _no_archive])
def test_a_model_that_is_none_is_named(spoil: object, small_model: Path, tmp_path: Path) -> None:
    assert callable(spoil)
    spoil(tmp_path / "model.tar.gz", small_model)
    with pytest.raises(ModelUnavailable, match="can't be read"):
        load_parser(tmp_path / "model.tar.gz")


def test_several_questions_are_told_with_what_each_asks(parser: Parser) -> None:
    asked = parser.parse("注销要多久？一台服务器能备案几个网站？").questions
    assert [(one["text"], one["intent"], one["part"]) for one in asked] == [
        ("注销要多久", "faq_cancellation_time", None),
        ("一台服务器能备案几个网站", "faq_instance_quota", None),
    ]
    assert all(one["confidence"] > 0.5 for one in asked)
    assert parser.parse("注销要多久？").questions == []
