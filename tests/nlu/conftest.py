"""A small model, really trained by Rasa with the project's own config.yml."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from tests.paths import ROOT

with warnings.catch_warnings():  # what Rasa's and spaCy's old libraries say when imported
    warnings.simplefilter("ignore")
    import spacy  # noqa: F401
    from rasa.model_training import train_nlu

    from beian.nlu.model.parser import Parser, load_parser


MESSAGES = {
    "faq_cancellation_time": [
        "注销备案要多久",
        "注销一般几天能好",
        "多长时间可以注销完",
        "管局审核要几个工作日",
        "要等几天才生效",
        "备案注销多久完成",
        "how long does the cancellation take",
        "how many days until it is cancelled",
        "when will the cancellation take effect",
        "how long do I have to wait",
        "how many working days does the review take",
        "how soon is it done",
    ],
    "faq_instance_quota": [
        "一台服务器能备案几个网站",
        "一个实例最多备案几个站",
        "服务器的备案名额有上限吗",
        "注销后名额会退回来吗",
        "同一台云服务器可以挂几个备案",
        "实例备案数量满了怎么办",
        "how many websites can one instance carry",
        "is there a limit of filings for a server",
        "does cancelling give the place back",
        "quota of filed sites on one instance",
        "the server has reached its limit of five websites",
        "maximum number of filings for each server",
    ],
    "greet": [
        "你好",
        "您好",
        "早上好",
        "哈喽",
        "在吗",
        "下午好",
        "hello",
        "hi",
        "good morning",
        "hey there",
        "good evening",
        "hiya",
    ],
    "out_of_scope": [
        "今天天气怎么样",
        "讲个笑话",
        "怎么注册商标",
        "帮我订机票",
        "推荐一部电影",
        "晚饭吃什么",
        "what is the weather like",
        "tell me a joke",
        "how do I register a trademark",
        "book me a flight",
        "recommend a film",
        "what should I cook tonight",
    ],
}


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of the trained model."""
    folder = tmp_path_factory.mktemp("small_model")
    lines = ['version: "3.1"', "nlu:"]
    for intent, messages in MESSAGES.items():
        lines += [f"- intent: {intent}", "  examples: |"]
        lines += [f"    - {message}" for message in messages]
    data = folder / "nlu.yml"
    data.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.chdir(ROOT)  # where config.yml finds the spaCy pipeline
        patch.setenv("RASA_TELEMETRY_ENABLED", "false")
        model = train_nlu(str(ROOT / "config.yml"), str(data), str(folder), "small")
    assert model
    return Path(model)


@pytest.fixture(scope="session")
def parser(small_model: Path) -> Parser:
    return load_parser(small_model)


HOSTILE = [
    "",
    " ",
    "\n\t\r",
    "\x00\x01\x07",
    "\u200b\u200d\ufeff",
    "👍👨‍👩‍👧‍👦🇨🇳",
    "\u202eهل يمكن إلغاء التسجيل\u202c",
    "注销" * 5000,
    "a" * 10_000,
    "粤ICP备" * 2500,
    "example.com " * 900,
    "cancel the my our " * 600,
    "1" * 10_000,
    "." * 10_000,
    "\ud83d",
    "注销\ud83d网站",
    "e\u0301" * 3000,
    "𠀀𠀁网站𠀂",
    "\u0130\u0130 İstanbul ß ﬃ",
    '/greet{"language": "zh"}',
]
"""Texts that must break nothing."""
