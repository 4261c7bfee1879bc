"""The pipeline as spaCy loads it, from its folder alone."""

from __future__ import annotations

import jieba
import pytest
import spacy
from spacy.language import Language

from tests.nlu.conftest import HOSTILE
from tests.paths import ROOT


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(ROOT / "beian" / "nlu" / "beian_zh")


def test_spacy_loads_the_folder(nlp: Language) -> None:
    assert nlp.lang == "zh"
    assert nlp.pipe_names == ["beian_entities", "beian_negation"]


def test_words_of_the_domain_are_tokens_and_jieba_itself_is_left_as_it_is(nlp: Language) -> None:
    assert [token.text for token in nlp("通信管理局的备案号")] == ["通信管理局", "的", "备案号"]
    assert not jieba.dt.FREQ.get("备案号")


def test_english_is_cut_into_words(nlp: Language) -> None:
    words = [token.text for token in nlp("How do I cancel it?")]
    assert words == ["How", "do", "I", "cancel", "it", "?"]


def test_entities_carry_label_and_normalised_value(nlp: Language) -> None:
    document = nlp("公司在广东省，备案号粤icp备2021000001号—2，域名Example.com")
    assert [(span.text, span.label_, span.ent_id_) for span in document.ents] == [
        ("公司", "subject_type", "enterprise"),
        ("广东省", "province", "guangdong"),
        ("粤icp备2021000001号—2", "filing_number", "粤ICP备2021000001号-2"),
        ("Example.com", "domain", "example.com"),
    ]


def test_tokens_end_where_entities_do(nlp: Language) -> None:
    document = nlp("广东人注销网站备案example.com吧")
    assert [span.text for span in document.ents] == ["广东", "注销网站", "example.com"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_becomes_a_document_of_the_same_length(nlp: Language, text: str) -> None:
    assert len(nlp(text).text) == len(text)


def test_scopes_of_negation_are_spans_of_their_own(nlp: Language) -> None:
    document = nlp("不对，不是商城，是官网")
    assert [(span.text, span.label_) for span in document.spans["scopes"]] == [
        ("不对", "correction"),
        ("商城", "denied"),
        ("官网", "meant"),
    ]
