"""A small project, with all that `beian check` looks at, and ways to break it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from beian.content.project_check import all_faults

FACTS = """\
- id: days
  says: It takes days.
  zh: 要几天。
  source:
    publisher: 某接入商
    title: 注销说明
    date: 2025-12
    address: https://example.com/help
  provider: any
  provinces: all
  confidence: high
"""
FILES = {
    "config.yml": """\
recipe: default.v1
assistant_id: small
importers:
  - name: beian.nlu.model.training_files.TrainingFiles
language: zh
pipeline:
  - name: beian.nlu.model.classifier.KernelIntentClassifier
  - name: FallbackClassifier
    threshold: 0.3
policies:
  - name: RulePolicy
""",
    "domain.yml": """\
version: "3.1"
intents:
  - greet
  - inform
entities:
  - language
  - document
slots:
  language:
    type: text
    mappings:
      - type: from_entity
        entity: language
  papers_question:
    type: bool
    mappings:
      - type: custom
  document:
    type: text
    mappings:
      - type: from_entity
        entity: document
        intent: [inform]
forms:
  papers_form:
    required_slots:
      - document
actions:
  - action_small_talk
responses:
  utter_trouble:
    - condition: &zh [{type: slot, name: language, value: zh}]
      text: 抱歉，出了点问题。
      buttons:
        - title: 转人工
          payload: /inform
    - condition: &en [{type: slot, name: language, value: en}]
      text: Sorry, something went wrong.
      buttons:
        - title: Talk to a person
          payload: /inform
  utter_ask_papers_form_document:
    - condition: *zh
      text: 用的是哪种证件？
    - condition: *en
      text: Which document was used?
""",
    "endpoints.yml": "nlg:\n  type: beian.bot.responses.BilingualResponses\n",
    "credentials.yml": "beian.bot.channel.DeskChannel:\n",
    "contact.yml": "phone:\nhours:\n  zh:\n  en:\n",
    "desk.yml": "origins: []\nlimits:\n  text_length: 2000\n",
    "data/topics/faq_time.yml": """\
topic: faq_time
title:
  zh: 注销要多久？
  en: How long does it take?
answer:
  zh: 要几天。
  en: "It takes days: a few."
parts:
  website:
    title: {zh: 注销网站要多久？, en: How long for a website?}
    answer: {zh: 一样久。, en: As long.}
    examples:
      zh: {plain: [网站多久能销]}
      en: {plain: [how long for the site]}
facts: [days]
asks: papers
"responses":
  utter_order_draft:
    zh: |-
      {order}：
      还没提交，{day} 前有效。
    en: |-
      {order}:
      not submitted yet, valid until {day}.
examples:
  zh:
    terse:
    - 多久
    - 几天能好
  en:
    plain:
    - how long does it take
    - when is it done
""",
    "data/responses/orders.yml": """\
utter_order_done:
  zh: "{order}：已办完。"
  en: "{order} is done."
utter_greet:
  zh: 您好！
  en: Hello!
""",
    "data/intents.yml": "greet: {zh: 问候, en: Greeting}\ninform: {zh: 信息, en: Information}\n",
    "data/facts.yml": FACTS,
    "data/nlu/greet.yml": """\
version: "3.1"
nlu:
- intent: greet
  metadata:
    language: zh
    style: terse
  examples: |
    - 你好
    - 您好
""",
    "data/nlu/inform.yml": """\
version: "3.1"
nlu:
- intent: inform
  metadata: {language: en, style: plain}
  examples: |
    - passport
""",
    "data/rules/rules.yml": """\
version: "3.1"
rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_greet
- rule: papers
  condition:
  - active_loop: papers_form
  steps:
  - intent: inform
  - action: papers_form
  - active_loop: papers_form
  - slot_was_set:
    - requested_slot: null
  - action: action_small_talk
- rule: while papers_form waits, greet
  condition: [active_loop: papers_form]
  steps: [intent: greet, action: utter_greet]
- rule: inform
  steps: [intent: inform, action: utter_greet]
""",
    "data/conversations/time.yml": """\
conversation: time
as: lin-individual
language: zh
rules: [5]
turns:
- user: 多久
  holds: [几天]
  topic: faq_time/website
""",
    "tests/nlu/dev_zh.yml": """\
nlu:
- intent: greet
  metadata: {language: zh, style: terse}
  examples: |
    - 早上好呀
""",
    "actions/orders.py": """\
def order(state):
    return reply(f"utter_order_{state}", order="A", day="B")

class SmallTalk:
    def name(self):
        return "action_small_talk"
""",
    "actions/built_names.py": 'BUILT_NAMES = {"utter_order_*": (("draft", "done"),)}\n',
}


class Break(NamedTuple):
    """A change of a file that makes it faulty, and what has to be told of it, where."""

    file: str
    old: str
    new: str
    place: str
    said: str


class SmallProject:
    """The project in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def replace(self, name: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which stands in the file once."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old, text.count(old))
        self.write(name, text.replace(old, new))

    def told_of(self, change: Break) -> list[str]:
        """All faults after a change; the expected one is among them."""
        self.replace(change.file, change.old, change.new)
        told = self.told()
        wanted = f"{change.file}:{change.place}"
        assert any(one.startswith(wanted) and change.said in one for one in told), told
        return told

    def told(self) -> list[str]:
        """All faults, each with its file as seen from the project."""
        faults = all_faults(self.folder, self.folder / "contact.yml", self.folder / "desk.yml")
        return [str(fault).replace(f"{self.folder}/", "") for fault in faults]
