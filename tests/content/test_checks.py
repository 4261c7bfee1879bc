"""Each check of content finds its fault, on its line, and says the way out."""

from __future__ import annotations

import subprocess
import sys

import pytest

from beian.content.checking import content_faults
from tests.content.small_project import Break, SmallProject

TOPIC = "data/topics/faq_time.yml"
ORDERS = "data/responses/orders.yml"
GREET = "data/nlu/greet.yml"
RULES = "data/rules/rules.yml"
INTENTS = "data/intents.yml"
OUT = "steps: [intent: out_of_scope, action: utter_greet]"

LANGUAGES = [
    Break(TOPIC, "  zh: 要几天。\n", "", "6", "answer lacks zh. Add it."),
    Break(TOPIC, "  en: How", "  eng: How", "4", "title has no eng. Do you mean en?"),
    Break(TOPIC, "一样久。", "", "11", "zh of answer of the part website is empty"),
    Break(
        TOPIC, "要几天。", "A few days.", "6:7", "The Chinese text holds no Chinese: A few days."
    ),
    Break(
        TOPIC,
        "How long does it take?\n",
        "注销 takes long?\n",
        "4:7",
        "Chinese stands in the English",
    ),
    Break(INTENTS, "en: Greeting", "en: 问候", "1:", "Chinese stands in the English text: 问候."),
    Break(INTENTS, ", en: Greeting", "", "1", "greet lacks en. Add it."),
    Break(
        "domain.yml",
        "    - condition: *en\n      text: Which document was used?\n",
        "",
        "42",
        "lacks en",
    ),
    Break(
        "domain.yml",
        "    - condition: *en\n      text: Which",
        "    - text: Which",
        "45",
        "lacks condition",
    ),
    Break(
        "domain.yml", "    - condition: *en\n", "    - condition: *zh\n", "45", "second text in zh"
    ),
    Break(
        "domain.yml",
        "name: language, value: en}]",
        "name: lang, value: en}]",
        "37",
        "condition: *zh or *en",
    ),
]
PLACEHOLDERS = [
    Break(
        TOPIC,
        "until {day}.",
        "until {dya}.",
        "24:38",
        "Nothing fills in {dya} in utter_order_draft. Do you",
    ),
    Break(
        TOPIC,
        "{day} 前有效",
        "有效",
        "19",
        "The Chinese text lacks {day}, which the English one has.",
    ),
    Break(
        TOPIC, "要几天。", "要 {day}。", "6:9", "It is said as it stands: write it without braces."
    ),
    Break(TOPIC, "{day} 前", "{day 前", "21:12", "The brace { has no counterpart."),
    Break(TOPIC, "{day} 前", "{日期} 前", "21:12", "Between braces stands the name of a value"),
    Break(TOPIC, "{day} 前", "｛day｝ 前", "21:12", "A full-width brace stands here"),
]
PUNCTUATION = [
    Break(
        TOPIC, "要几天。", "要几天。。", "6:10", "Two marks of punctuation follow each other: 。。."
    ),
    Break(
        TOPIC,
        "要几天。",
        "要几天(大约)。",
        "6:9",
        "Half-width punctuation stands beside Chinese: 天(.",
    ),
    Break(TOPIC, "要几天。", "要（几天。）", "6:", "punctuation stands before the bracket"),
    Break(TOPIC, "要几天。", "要'几天'。", "6:8", "straight quotation mark"),
    Break(TOPIC, "a few.", "a few。", "7:", "Chinese punctuation stands in the English text: 。."),
    Break(TOPIC, "a few.", "a few..", "7:", "Two marks of punctuation"),
    Break(TOPIC, "a few.", "a few etc..", "7:", "Two marks of punctuation follow each other: .."),
    Break(TOPIC, "a few.", "a few....", "7:", "Two marks of punctuation follow each other: ....."),
    Break(TOPIC, "a few.", "a few .", "7:", 'A space stands before the punctuation: " ."'),
    Break(TOPIC, "submitted yet", "submitted  yet", "24:20", "Two spaces follow each other"),
    Break(
        TOPIC,
        "      {order}:\n",
        "      {order}: \n",
        "23:15",
        "A space stands at the end of a line",
    ),
]
NOTHING_MADE_UP = [
    Break(
        TOPIC,
        "要几天。",
        "请拨打 400-820-8888。",
        "6:11",
        "400-820-8888 looks like a phone number.",
    ),
    Break(
        TOPIC, "a few.", "see beian.miit.gov.cn.", "7:", "beian.miit.gov.cn looks like an address."
    ),
    Break(TOPIC, "a few.", "write to a@b.org.", "7:", "a@b.org looks like an address"),
    Break(TOPIC, "要几天。", "请看beian.cn。", "6:9", "beian.cn looks like an address"),
    *(
        Break(TOPIC, "要几天。", f"请拨打 {number}。", "6:11", f"{number} looks like a phone")
        for number in ("12381", "95588", "62501234", "400 820 8888", "010-62501234", "13800138000")
    ),
    *(
        Break(TOPIC, "要几天。", f"{money}，要几天。", "6:7", f"{money} speaks of money")
        for money in ("免费", "收费", "费用", "100 元", "￥100", "人民币", "价格")
    ),
    *(
        Break(TOPIC, "a few.", f"a few, {money}.", "7:30", f"{money} speaks of money")
        for money in ("free of charge", "charged", "fees", "100 yuan", "$100", "RMB", "cost")
    ),
    Break(TOPIC, "As long.", "No fee.", "11:", "fee speaks of money"),
    Break(TOPIC, "还没提交", "还没收费", "21:9", "收费 speaks of money"),
    Break(ORDERS, "已办完", "已收费", "2:17", "收费 speaks of money"),
    Break("domain.yml", "出了点问题", "要收费", "33:", "收费 speaks of money"),
]
BUTTONS = [
    Break(
        "domain.yml",
        "转人工\n          payload: /inform",
        "转人工\n          payload: /infrom",
        "35",
        "there is no intent infrom. Do you mean inform?",
    ),
    Break(
        "domain.yml",
        "person\n          payload: /inform",
        "person\n          payload: inform",
        "40",
        "A payload is a slash and an intent",
    ),
    Break(
        "domain.yml",
        "person\n          payload: /inform",
        "person\n          payload: /greet",
        "40",
        "The buttons of utter_trouble differ: /inform in Chinese, /greet in English.",
    ),
    Break(
        "domain.yml",
        "person\n          payload: /inform",
        "person\n          payload: '/inform{\"x\": 1}'",
        "40",
        "there is no entity x",
    ),
    Break(
        "domain.yml",
        "person\n          payload: /inform",
        "person\n          payload: '/inform{x}'",
        "40",
        "Close its brackets",
    ),
    Break(
        "domain.yml",
        "      text: Which document was used?\n",
        "      text: Which document was used?\n      custom: {offer: not_understood}\n",
        "42",
        "custom of utter_ask_papers_form_document differs",
    ),
    Break(
        ORDERS,
        '  en: "{order} is done."\n',
        '  en: "{order} is done."\n  offer: papers_redy\n',
        "1",
        "There is no reason papers_redy to offer a person. Do you mean papers_ready?",
    ),
    Break(
        ORDERS,
        '  en: "{order} is done."\n',
        '  en: "{order} is done."\n  offer: papers_ready\n',
        "1",
        "has no button that sends /request_human. Add the button",
    ),
]
MESSAGES = [
    Break(
        TOPIC, "    - 多久\n", "    - 多久\n    - 多久\n", "29", "“多久” stands on line 28 already."
    ),
    Break(
        TOPIC,
        "    - 多久\n",
        "    - 多久\n    - 多 久？\n",
        "29",
        "“多 久？” differs from “多久” (line 28) in case, width or punctuation alone.",
    ),
    Break(
        TOPIC,
        "    - when is it done",
        "    - How long does it take?",
        "33",
        "differs from “how long does it take” (line 32)",
    ),
    Break(
        GREET,
        "    - 您好",
        "    - 多久！",
        "9",
        "is a message of faq_time, too (faq_time.yml, line 28)",
    ),
    Break(GREET, "    - 您好", "    - 网站多久能销", "9", "is a message of faq_time/website, too"),
    Break(
        GREET,
        "    - 您好",
        "    - 早上好呀",
        "9",
        "is in a set that measures the assistant (tests/nlu/dev_zh.yml",
    ),
    Break(
        GREET,
        "    - 您好",
        "    - '[您好](language)'",
        "9",
        "The message holds [, which Rasa reads as markup",
    ),
    Break(
        TOPIC,
        "    - 多久\n",
        '    - "{多久}"\n',
        "28",
        "The message holds {, which Rasa reads as markup",
    ),
    Break(
        GREET, "    - 您好", "    您好", "9", 'A line without a dash: “您好”. Begin it with "- ".'
    ),
    Break(
        TOPIC, "    - 几天能好\n", "    - 几天能好\n      多久能好\n", "30", "A line without a dash"
    ),
    Break(GREET, "    - 您好", "    -", "9", "A line without a dash"),
    Break(
        TOPIC,
        "    - 几天能好",
        "    - #几天能好",
        "29",
        "A text that holds a # needs quotation marks",
    ),
    Break(GREET, "  examples: |", "  examples:", "8", "examples: needs a | behind it"),
    Break(TOPIC, "    terse:\n", "    ters:\n", "27", "There is no style ters. Do you mean terse?"),
    Break(GREET, "style: terse", "style: ters", "6", "There is no style ters. Do you mean terse?"),
    Break(GREET, "    style: terse\n", "", "3", "metadata lacks style"),
    Break(
        GREET, "language: zh", "language: cn", "5", "There is no language cn. It may be zh or en."
    ),
    Break(TOPIC, "  en:\n    plain:", "  eng:\n    plain:", "30", "has no eng. Do you mean en?"),
    Break(
        TOPIC, "    - 多久\n    - 几天能好\n", "", "26", "There are no examples in zh. Write some."
    ),
    Break(
        GREET,
        "- intent: greet",
        "- intent: great",
        "3",
        "There is no intent great. Do you mean greet?",
    ),
]
NAMES = [
    Break(
        TOPIC, "asks: papers", "asks: paper", "16", "no waiting question paper. Do you mean papers?"
    ),
    Break(
        TOPIC,
        "facts: [days]",
        "facts: [dayz]",
        "15",
        "no fact dayz in data/facts.yml. Do you mean days?",
    ),
    Break("data/facts.yml", "- id: days\n  says", "- says", "1", "The fact lacks id. Add it."),
    Break(
        TOPIC,
        "topic: faq_time",
        "topic: faq_times",
        "1",
        "The file of faq_times must be named faq_times.yml.",
    ),
    Break(
        RULES,
        "- intent: greet",
        "- intent: great",
        "5",
        "There is no intent great. Do you mean greet?",
    ),
    Break(
        RULES,
        "- action: action_small_talk",
        "- action: action_smalltalk",
        "16",
        "There is no action action_smalltalk. Do",
    ),
    Break(
        RULES,
        "  condition:\n  - active_loop: papers_form",
        "  condition:\n  - active_loop: paper_form",
        "9",
        "There is no form paper_form. Do you mean papers_form?",
    ),
    Break(
        RULES,
        "    - requested_slot",
        "    - requestd_slot",
        "15",
        "There is no slot requestd_slot. Do you",
    ),
    Break(
        RULES,
        "- action: utter_greet",
        "- action: utter_great",
        "6",
        "A rule says utter_great, which nobody defines. Do you mean utter_greet?",
    ),
    Break(
        RULES, "- rule: papers", "- rule: greet", "7", "The rule on line 3 has this name already."
    ),
    Break(
        RULES,
        "- rule: while papers_form waits, greet\n"
        "  condition: [active_loop: papers_form]\n"
        "  steps: [intent: greet, action: utter_greet]\n",
        "",
        "5",
        "No rule answers greet while papers_form waits for an answer. Write this rule's twin, with "
        "condition: [{active_loop: papers_form}].",
    ),
    Break(
        RULES,
        "- rule: inform\n  steps: [intent: inform, action: utter_greet]\n",
        "",
        "11",
        "Rules answer inform only while papers_form waits for an answer. Write this rule's twin",
    ),
    Break(
        "domain.yml",
        "    required_slots:\n      - document",
        "    required_slots:\n      - documnt",
        "27",
        "asks for the slot documnt, which nobody defines. Do you mean document?",
    ),
    Break(
        "domain.yml",
        "        entity: document",
        "        entity: documnt",
        "22",
        "There is no entity documnt. Do you mean",
    ),
    Break(
        "domain.yml", "[inform]", "[infrom]", "23", "There is no intent infrom. Do you mean inform?"
    ),
    Break("domain.yml", "type: bool", "type: boole", "15", "There is no type boole of a slot."),
    Break(
        "domain.yml",
        "  - action_small_talk",
        "  - action_smalltalk",
        "29",
        "No action in actions/ has the name",
    ),
    Break(
        "domain.yml",
        "  - inform\n",
        "  - inform\n  - inform\n",
        "5",
        "inform stands on line 4 already",
    ),
    Break(
        "domain.yml",
        "  - inform\n",
        "  - inform\n  - bye\n",
        "5",
        "There are no examples of bye. Write some in",
    ),
    Break("domain.yml", "entities:\n", "entites:\n", "5", "has no entites. Do you mean entities?"),
    Break(
        INTENTS,
        "inform:",
        "infrom:",
        "2",
        "no intent infrom of the conversation. Do you mean inform?",
    ),
    Break(
        ORDERS,
        "utter_order_done:",
        "utter_order_don:",
        "1",
        "Nothing says utter_order_don. Do you mean utter_order_done?",
    ),
    Break(ORDERS, "utter_greet:", "order_greet:", "4", "begins with utter_: utter_order_greet"),
    Break(
        ORDERS,
        "utter_greet:",
        "utter_bye: {zh: 再见。, en: Bye.}\nutter_greet:",
        "4",
        "Nothing says utter_bye. Take it out.",
    ),
    Break(
        ORDERS,
        "utter_greet:",
        "utter_faq_time: {zh: 好。, en: Good.}\nutter_greet:",
        "4",
        "line 5, already",
    ),
    Break(
        "actions/orders.py",
        'return "action_small_talk"',
        'return reply("utter_ordr_done") or "action_small_talk"',
        "6",
        "An action says utter_ordr_done, which nobody defines.",
    ),
    Break(
        "actions/orders.py",
        "utter_order_{state}",
        "utter_orders_{state}",
        "2",
        "utter_orders_* is put together here",
    ),
]
TALK = "data/conversations/time.yml"
CONVERSATIONS = [
    Break(TALK, "as: lin-ind", "as: len-ind", "2", "no account len-individual. Do you mean lin-"),
    Break(TALK, "faq_time/website", "faq_time/site", "8", "no topic faq_time/site. Do"),
    Break(TALK, "rules: [5]", "rules: [14]", "4", "There is no rule 14."),
    Break(TALK, "holds: [几天]", "holds: [", "7:1", "Close the bracket"),
]
CONFIGURATION = [
    Break(
        "config.yml",
        "FallbackClassifier",
        "FallbackClasifier",
        "8",
        "Rasa has no FallbackClasifier. Do you mean",
    ),
    Break(
        "config.yml",
        "KernelIntentClassifier",
        "KernelClassifier",
        "7",
        "has no class KernelClassifier. Do you",
    ),
    Break(
        "config.yml",
        "beian.nlu.model.classifier",
        "beian.nlu.clasifier",
        "7",
        "There is no module beian.nlu.clasifier",
    ),
    Break(
        "config.yml", "threshold: 0.3", "threshold: abc", "9", "threshold is abc; write a number"
    ),
    Break("config.yml", "threshold: 0.3", "threshold: 3", "9", "threshold is 3; write a number"),
    Break("config.yml", "default.v1", "default.v9", "1", "Rasa knows default.v1"),
    Break(
        "config.yml",
        "importers:\n  - name: beian.nlu.model.training_files.TrainingFiles\n",
        "",
        "1",
        "lacks importers, so no topic is read",
    ),
    Break(
        "config.yml",
        "policies:",
        "policy:",
        "10",
        "config.yml has no policy. Do you mean policies?",
    ),
    Break(
        "credentials.yml",
        "DeskChannel",
        "DeskChanel",
        "1",
        "has no class DeskChanel. Do you mean DeskChannel?",
    ),
    Break("endpoints.yml", "BilingualResponses", "Bilingual", "2", "has no class Bilingual"),
    Break("endpoints.yml", "nlg:", "nlgs:", "1", "endpoints.yml has no nlgs. Do you mean nlg?"),
    Break("contact.yml", "phone:", "fone:", "1", "contact.yml holds fone; it may hold phone"),
    Break("contact.yml", "phone:", "phone: 4008208888", "1", "phone in contact.yml is not text"),
    Break("contact.yml", "  zh:", "  zh: 每天", "2", "hours in contact.yml needs both zh and en"),
    Break(
        "desk.yml",
        "text_length",
        "text_lenght",
        "3",
        "limits.text_lenght: unknown; do you mean text_length?",
    ),
    Break("desk.yml", "2000", "many", "3", "limits.text_length: a whole number"),
    Break("desk.yml", "origins: []", "origins: [x]", "1", "origins[0]: an origin is needed"),
    Break(
        "desk.yml",
        "origins: []",
        "origins: []\norigins: []",
        "2",
        "origins stands on line 1 already",
    ),
]


def test_a_project_in_order_has_no_faults(project: SmallProject) -> None:
    assert project.told() == []


@pytest.mark.parametrize(
    "change",
    [
        *LANGUAGES,
        *PLACEHOLDERS,
        *PUNCTUATION,
        *NOTHING_MADE_UP,
        *BUTTONS,
        *MESSAGES,
        *NAMES,
        *CONVERSATIONS,
        *CONFIGURATION,
    ],
)
def test_a_fault_is_told_on_its_line_with_the_way_out(project: SmallProject, change: Break) -> None:
    project.told_of(change)


def test_what_two_files_say_is_told_in_one_and_names_the_other(project: SmallProject) -> None:
    project.replace(TOPIC, "    - 多久\n", "    - 你好\n")
    (told,) = project.told()
    assert told.startswith(
        f"{GREET}:8: “你好” is a message of faq_time, too (faq_time.yml, line 28)."
    )


def test_messages_out_of_scope_may_have_a_response_of_their_own(project: SmallProject) -> None:
    project.replace("domain.yml", "  - inform\n", "  - inform\n  - out_of_scope\n")
    project.replace(
        RULES,
        "- rule: inform\n",
        f"- rule: out\n  {OUT}\n- rule: while papers_form waits, out\n"
        f"  condition: [active_loop: papers_form]\n  {OUT}\n- rule: inform\n",
    )
    block = "- intent: {}\n  metadata: {{language: en, style: plain}}\n  examples: |\n    - {}\n"
    blocks = block.format("out_of_scope", "rain") + block.format("out_of_scope/price", "a price")
    project.write("data/nlu/out_of_scope.yml", f'version: "3.1"\nnlu:\n{blocks}')
    named = (project.folder / INTENTS).read_text(encoding="utf-8")
    project.write(INTENTS, f"{named}out_of_scope: {{zh: 超出范围, en: Out of scope}}\n")
    (told,) = project.told()
    assert told.startswith("data/nlu/out_of_scope.yml:7: There is no intent out_of_scope/price.")
    said = "utter_out_of_scope__price:\n  zh: 请问卖它的。\n  en: Ask who sells it.\n"
    project.write("data/responses/out_of_scope.yml", said)
    assert project.told() == []
    project.write(
        "data/nlu/out_of_scope.yml",
        f'version: "3.1"\nnlu:\n{block.format("out_of_scope", "rain")}',
    )
    (told,) = project.told()
    assert "Nothing says utter_out_of_scope__price." in told


def test_an_intent_that_no_rule_answers_is_told(project: SmallProject) -> None:
    project.replace(RULES, "  - intent: greet\n", "")
    project.replace(RULES, "[intent: greet, action", "[action")
    assert "domain.yml:3: No rule says what is answered to greet. Write one in data/rules/." in (
        project.told()
    )


def test_a_topic_named_like_an_intent_of_the_conversation_is_told(project: SmallProject) -> None:
    project.replace("domain.yml", "  - inform\n", "  - inform\n  - faq_time\n")
    wanted = f"{TOPIC}:1: faq_time is an intent of domain.yml. Choose another."
    assert wanted in project.told()


def test_topics_with_the_same_title_are_told(project: SmallProject) -> None:
    text = (project.folder / TOPIC).read_text(encoding="utf-8").split("parts:")[0]
    plain = "examples:\n  zh: {plain: [别的]}\n  en: {plain: [another]}\n"
    project.write("data/topics/faq_when.yml", text.replace("faq_time", "faq_when") + plain)
    (told,) = project.told()
    assert told == (
        "data/topics/faq_when.yml:3: faq_time has this title, too. On buttons nobody can tell them "
        "apart. Change one of them. The same goes for faq_when.yml, line 4."
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("data/topics/faq_more.yaml", "its name must end in .yml, faq_more.yml."),
        ("data/topics/more/faq_more.yml", "Move the file to topics/."),
        ("data/responses/notes.txt", "its name must end in .yml, notes.yml."),
        ("data/nlu/more.yaml", "its name must end in .yml, more.yml."),
        (
            "data/more.yml",
            "data/rules/, data/responses/), or take it out.",
        ),
        ("data/conversations/later/time.yml", "Move the file to conversations/."),
    ],
)
def test_a_file_that_nothing_reads_is_told(project: SmallProject, name: str, told: str) -> None:
    project.write(name, "# nothing yet\n")
    (only,) = project.told()
    assert only.startswith(f"{name}:1: Nothing reads this")
    assert only.endswith(told)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("data/faq_x.yml", "topic: faq_x\n", "data/topics/. Move it there."),
        ("data/faq_x.yaml", "topic: faq_x\n", "data/topics/. Move it there, as faq_x.yml."),
        ("data/nlu/faq_x.yml", "topic: faq_x\n", "data/topics/. Move it there."),
        ("data/rules/faq_x.yml", "topic: faq_x\n", "data/topics/. Move it there."),
        ("data/faqs/faq_x.yml", "topic: faq_x\n", "data/topics/. Move it there."),
        ("data/topics/bye.yml", "nlu:\n- intent: bye\n", "data/nlu/. Move it there."),
        ("data/bye.yml", "rules:\n- rule: bye\n", "data/rules/. Move it there."),
        ("data/more.yml", "utter_bye:\n  zh: 再见。\n", "data/responses/. Move it there."),
        (
            "data/rules/x.yml",
            "conversation: x\nrules: [1]\n",
            "data/conversations/. Move it there.",
        ),
    ],
)
def test_a_file_in_the_folder_of_another_kind_is_one_fault(
    project: SmallProject, name: str, text: str, told: str
) -> None:
    project.write(name, text)
    assert project.told() == [f"{name}:1: This file holds what belongs into {told}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a few.", "a few, e.g., two, etc."),
        ("a few.", "that of Example Co., Ltd., a few."),
        ("a few.", "wait ... a few."),
        ("a few.", "a few..."),
        ("a few.", "as www.example.com does."),
        ("a few.", "ask the person in charge."),
        ("a few.", "10000 of them, 2021-2022, since 20211201."),
        ("a few.", "as with a .cn domain."),
        ("要几天。", "10000 个字、京ICP备12345678号、2021-2022。"),
        ("How long does it take?\n", "Is there a fee?\n"),
    ],
)
def test_what_only_looks_wrong_is_left_alone(project: SmallProject, old: str, new: str) -> None:
    project.replace(TOPIC, old, new)
    assert project.told() == []


MADE_UP = "It costs 100 yuan: call 12381, see beian.cn."


def test_what_a_fact_of_the_topic_holds_may_be_said(project: SmallProject) -> None:
    project.replace("data/facts.yml", "It takes days.", f"'{MADE_UP}'")
    project.replace(TOPIC, "a few.", "100 yuan, by 12381 or beian.cn.")
    project.replace(TOPIC, "还没提交", "收费 100 元，还没提交")
    assert project.told() == []
    project.replace(TOPIC, "收费 100 元", "收费 200 元")
    (told,) = project.told()
    assert told == (
        f"{TOPIC}:21:10: 200 元 speaks of money. What is said of it needs a fact that holds it: "
        "name one of data/facts.yml in facts:, or take it out."
    )


def test_a_sentence_of_several_topics_cannot_rest_on_a_fact(project: SmallProject) -> None:
    project.replace("data/facts.yml", "It takes days.", f"'{MADE_UP}'")
    project.replace(ORDERS, "is done", "is done, free of charge")
    (told,) = project.told()
    assert told == (
        f"{ORDERS}:3:25: free of charge speaks of money. What is said of it needs a fact that "
        "holds it: say it in a topic that names one in facts:, or take it out here."
    )


def test_columns_are_sorted_as_numbers(project: SmallProject) -> None:
    project.replace(TOPIC, "a few.", f"a  few{' more' * 22}, a fee.")
    told = [line.split(": ")[0] for line in project.told()]
    assert told == [f"{TOPIC}:7:24", f"{TOPIC}:7:143"]


@pytest.mark.parametrize("name", ["data/topics/.faq_x.yml.swp", "data/topics/faq_time.yml~"])
def test_what_an_editor_leaves_beside_a_file_is_left_alone(
    project: SmallProject, name: str
) -> None:
    project.write(name, "not: [yaml")
    assert project.told() == []


def test_a_topic_that_an_action_answers_has_to_be_there(project: SmallProject) -> None:
    project.replace(
        "actions/orders.py",
        "class SmallTalk:",
        "class Time:\n    topic = 'faq_times'\n\nclass SmallTalk:",
    )
    (told,) = project.told()
    assert told == (
        "actions/orders.py:5: An action answers faq_times, and there is no such topic in "
        "data/topics/. Do you mean faq_time?"
    )


def test_a_fact_needs_a_list_of_facts(project: SmallProject) -> None:
    (project.folder / "data" / "facts.yml").unlink()
    (told,) = project.told()
    assert told == (
        f"{TOPIC}:15: There is no fact days: data/facts.yml does not exist. Leave it out."
    )


def test_a_file_that_cannot_be_read_is_no_reason_to_complain_of_others(
    project: SmallProject,
) -> None:
    project.replace(TOPIC, "answer:\n", "answer\n")
    project.replace(RULES, "- action: action_small_talk", "- intent: faq_time")
    (told,) = project.told()
    assert told.startswith(f"{TOPIC}:5:7: A colon is missing")


def test_a_faulty_conversation_keeps_nobody_from_training(project: SmallProject) -> None:
    project.replace(TALK, "rules: [5]", "rules: [14]")
    assert len(project.told()) == 1
    assert content_faults(project.folder) == []


def test_all_faults_are_told_at_once_in_order(project: SmallProject) -> None:
    for change in (LANGUAGES[1], PUNCTUATION[4], NAMES[4], CONFIGURATION[0]):
        project.replace(change.file, change.old, change.new)
    assert [line.split(": ")[0] for line in project.told()] == [
        "config.yml:8",
        "data/rules/rules.yml:5",
        f"{TOPIC}:3",
        f"{TOPIC}:4",
    ]


def test_checking_loads_neither_rasa_nor_tensorflow() -> None:
    code = "import sys, beian.cli.check; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"rasa", "tensorflow", "spacy", "sklearn"}.isdisjoint(done.stdout.split())


def test_a_key_file_that_is_not_there_is_told_on_its_line(project: SmallProject) -> None:
    project.write("desk.yml", "token:\n  algorithm: RS256\n  key_file: site.pem\n")
    (told,) = project.told()
    assert told.startswith("desk.yml:3: token.key_file: site.pem can't be read: No such file")
    project.write("site.pem", "no key\n")
    (told,) = project.told()
    assert told.startswith("desk.yml:3: token.key_file: site.pem holds no public key (PEM)")


def test_a_name_that_nobody_defines_is_told_once_with_all_its_places(project: SmallProject) -> None:
    project.replace("domain.yml", "  papers_form:\n    req", "  forms_of_papers:\n    req")
    told = [line for line in project.told() if line.startswith("data/rules/")]
    assert [line.split(". ")[0] for line in told] == [
        f"{RULES}:9: There is no form papers_form",
        f"{RULES}:12: There is no action papers_form",
    ]
    assert told[0].endswith("The same goes for rules.yml, line 13; rules.yml, line 18.")


def test_an_intent_that_the_domain_lacks_is_told_there_and_nowhere_else(
    project: SmallProject,
) -> None:
    project.replace("domain.yml", "  - greet\n", "")
    (told,) = project.told()
    assert told.startswith("domain.yml:3: intents lacks greet, of which data/nlu/greet.yml holds")


def test_a_topic_that_is_gone_is_told_where_its_action_names_it_and_nowhere_else(
    project: SmallProject,
) -> None:
    code = "class Days:\n    topic = 'faq_days'\n    said = reply('utter_days_left')\n"
    project.write("actions/days.py", code)
    project.replace(RULES, "[intent: inform, ac", "[or: [intent: inform, intent: faq_days], ac")
    (told,) = project.told()
    assert told.startswith("actions/days.py:2: An action answers faq_days, and there is no such")
