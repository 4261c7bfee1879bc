"""Render responses in the user's language.

Named in endpoints.yml (`nlg`), so every way of starting Rasa uses it. It differs from Rasa's
own generator in six points:

* The language is the one the user asked for (`language_choice`), else the script's of the
  messages so far (`language`), else the caller's, else Chinese; the conditions in domain.yml
  only ever look at `language`.
* Values may be structured, so that no sentence is put together in Python (see `Renderer`).
* Values are shown as they are: a brace, bracket or asterisk in a website's name does nothing.
* An answer begins with "Yes" or "No" only where that was asked (beian.nlu.plain_words.yes_or_no).
* `choices` become buttons with rendered titles, `links` such that open a page, a `card` one with
  rendered words; `in_language` outweighs the language so far.
* Who writes Traditional characters is answered in them; names on file and the statement letter,
  which goes to a mainland authority, stay as they are.
"""

from __future__ import annotations

import copy
import re
from datetime import date, datetime
from typing import Any

from babel.dates import format_date, format_datetime
from babel.lists import format_list
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from beian.base.invisible import without_controls
from beian.base.languages import LANGUAGES, spoken_language
from beian.base.markdown import as_text
from beian.nlu.plain_words.yes_or_no import undecided
from beian.nlu.text.simplified import in_traditional_words

_LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}
_DAY = {"zh": "y年M月d日", "en": "d MMMM y"}
_MOMENT = {"zh": "y年M月d日 HH:mm", "en": "d MMMM y 'at' HH:mm '(Beijing time)'"}
_BETWEEN_SENTENCES = {"zh": "", "en": " "}
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_EDGE = "\ufdd0"
"""Marks where a value begins and ends; Unicode keeps it out of all text."""
TRADITIONAL = "hant"
_AS_IT_IS, _AS_IT_IS_END = "\ufdd2", "\ufdd3"
"""Stand around values on file, which are not converted."""
_CHINESE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_SPACE_BESIDE_VALUE = re.compile(
    rf"(?:(?<=[{_CHINESE}])|(?<=[{_CHINESE}]{_AS_IT_IS_END}))"
    rf"(?:{_EDGE}+ {_EDGE}*| {_EDGE}+)(?={_AS_IT_IS}?[{_CHINESE}])"
)
_VALUE_ON_FILE = re.compile(f"{_AS_IT_IS}([^{_AS_IT_IS_END}]*){_AS_IT_IS_END}")
_LETTERS = re.compile("utter_letter_(?:individual|enterprise)_")
"""The statement letter goes to an administration of the mainland, in its characters."""


class ResponseError(Exception):
    """A response that domain.yml does not hold, or a value that its text needs and lacks."""


class BilingualResponses(TemplatedNaturalLanguageGenerator):
    """Rasa's generator of responses, as this assistant needs it."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        del endpoint_config
        super().__init__(domain.responses)

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """Return the message of a response: text, buttons, custom and its language."""
        slots = tracker.current_slot_values()
        metadata = (tracker.latest_message and tracker.latest_message.metadata) or {}
        spoken = spoken_language(slots, metadata.get("language"))
        slots["language"] = kwargs.get("in_language") or spoken
        slots["script"] = slots.get("script") or metadata.get("script")
        text = (tracker.latest_message and tracker.latest_message.text) or ""
        asked = text if kwargs.get("answers") and not text.startswith("/") else ""
        renderer = Renderer(self, slots, output_channel, asked)
        draft = renderer.finished(utter_action, renderer.message(utter_action, kwargs))
        draft["language"] = slots["language"]
        draft["script"] = renderer.script
        draft["answers"] = kwargs.get("answers")
        return draft

    def variation(
        self, name: str, slots: dict[str, Any], output_channel: str
    ) -> dict[str, Any] | None:
        """Return one variation of a response that fits the slots."""
        found: dict[str, Any] | None = self._random_response_for(name, output_channel, slots)
        return found


class Renderer:
    """Turn a response and its values into text. A value is one of

    * a string or number, shown as it is written, whatever Markdown it looks like;
    * {"markdown": TEXT}: put in as it is, such as a page's address that is to be a link;
    * {"response": NAME, ...values}: the text of another response;
    * {"lines": [VALUE ...]}: one below the other;
    * {"sentences": [VALUE ...]}: one after the other;
    * a list of values: an enumeration (甲、乙、丙; A, B and C);
    * {"zh": VALUE, "en": VALUE}: the one in the user's language;
    * {"day": "2026-10-12"} or {"moment": "2026-10-12T10:00:00+08:00"}, in the user's language.
    """

    def __init__(
        self,
        responses: BilingualResponses,
        slots: dict[str, Any],
        output_channel: str,
        asked: str = "",
    ) -> None:
        self._responses = responses
        self._slots = slots
        self._output_channel = output_channel
        self._asked = asked
        self._language: str = slots["language"]
        self._is_markdown = True
        self.script: str | None = None
        """"hans" or "hant"; None where the language is not Chinese."""
        if self._language == "zh":
            self.script = str(slots.get("script") or "hans")

    def message(self, name: str, values: dict[str, Any]) -> dict[str, Any]:
        """Return the whole message of a response: text, and buttons or custom data if any."""
        variation = self._responses.variation(name, self._slots, self._output_channel)
        if variation is None:
            raise ResponseError(f"domain.yml has no response {name} for {self._language}.")
        message = {
            key: copy.deepcopy(part) for key, part in variation.items() if key != "condition"
        }
        message["text"] = self._filled(name, message.get("text", ""), values)
        if self._asked and "answers" in values:
            message["text"] = undecided(message["text"], self._asked)
        if values.get("lead") is not None:
            between = _BETWEEN_SENTENCES[self._language]
            message["text"] = f"{self.value(values['lead'])}{between}{message['text']}"
        choices = values.get("choices") or []
        if choices:
            buttons = [
                {"title": self._title(choice["title"]), "payload": choice["payload"]}
                for choice in choices
            ]
            message["buttons"] = buttons + message.get("buttons", [])
        if values.get("card"):
            card = self._card(values["card"])
            message["custom"] = {**message.get("custom", {}), "card": card}
        if values.get("reminders"):
            wanted = {"reminders": values["reminders"]}
            message["custom"] = {**message.get("custom", {}), **wanted}
        if values.get("links"):
            pages = [
                {"title": self._title(link["title"]), "url": link["url"]}
                for link in values["links"]
            ]
            message["custom"] = {**message.get("custom", {}), "links": pages}
        if values.get("helped_by_sign_in"):
            message["custom"] = {**message.get("custom", {}), "helped_by_sign_in": True}
        return message

    def _card(self, card: dict[str, Any]) -> dict[str, Any]:
        """Return a card with its words; a letter's and a checklist's also say in which
        language they are offered."""
        rendered = {
            **card,
            "title": self._title(card["title"]),
            "lines": [self._title(line) for line in card["lines"]],
            "actions": [{**one, "title": self._title(one["title"])} for one in card["actions"]],
        }
        if "stages" in card:
            stages = [{**one, "title": self._title(one["title"])} for one in card["stages"]]
            rendered["stages"] = stages
        if "sections" in card:
            rendered["sections"] = [
                {
                    "title": self._title(one["title"]),
                    "lines": [self._title(line) for line in one["lines"]],
                }
                for one in card["sections"]
            ]
        if "letter" in card:
            rendered["letter"] = {**card["letter"], "language": self._language}
        if "checklist" in card:
            rendered["checklist"] = self._checklist(card["checklist"])
        return rendered

    def _checklist(self, checklist: dict[str, Any]) -> dict[str, Any]:
        """Return a checklist with the words of its papers, and the language that they are in."""
        papers = [
            {
                **paper,
                "text": self._title(paper["text"]),
                "name": self._title(paper["name"]),
                "names": self._in_each_language(paper["name"]),
            }
            for paper in checklist["papers"]
        ]
        return {**checklist, "papers": papers, "language": self._language}

    def _in_each_language(self, value: Any) -> dict[str, str]:
        """Return a value as plain text in each language: what is kept may be shown in another than
        is spoken now."""
        return {each: self._speaking(each)._title(value) for each in LANGUAGES}

    def _speaking(self, language: str) -> Renderer:
        slots = {**self._slots, "language": language}
        speaking = Renderer(self._responses, slots, self._output_channel, self._asked)
        speaking.script = self.script
        return speaking

    def finished(self, name: str, message: dict[str, Any]) -> dict[str, Any]:
        """Return a message as it goes out: in Traditional characters to who writes them."""
        if self.script != TRADITIONAL:
            return message
        kept = _LETTERS.match(name) is not None
        message["text"] = _in_traditional(message["text"], kept=kept)
        for button in message.get("buttons", []):
            button["title"] = _in_traditional(button["title"], kept=False)
        for link in message.get("custom", {}).get("links", []):
            link["title"] = _in_traditional(link["title"], kept=False)
        card = message.get("custom", {}).get("card")
        if card is not None:
            card["title"] = _in_traditional(card["title"], kept=False)
            card["lines"] = [_in_traditional(line, kept=False) for line in card["lines"]]
            for section in card.get("sections", []):
                lines = section["lines"]
                section["lines"] = [_in_traditional(line, kept=False) for line in lines]
            for titled in (*card["actions"], *card.get("stages", []), *card.get("sections", [])):
                titled["title"] = _in_traditional(titled["title"], kept=False)
            for paper in card.get("checklist", {}).get("papers", []):
                paper["text"] = _in_traditional(paper["text"], kept=False)
                paper["name"] = _in_traditional(paper["name"], kept=False)
                for language, named in paper["names"].items():
                    paper["names"][language] = _in_traditional(named, kept=False)
        return message

    def value(self, value: Any) -> str:
        """Return a value as text."""
        if isinstance(value, list):
            return self._enumeration([self.value(item) for item in value])
        if isinstance(value, dict):
            return str(value["markdown"]) if "markdown" in value else self._structure(value)
        if value is None:
            raise ResponseError("A value that is not there.")
        if not isinstance(value, str):
            return str(value)
        shown = without_controls(value)
        if self._is_markdown:
            shown = as_text(shown)
        return f"{_AS_IT_IS}{shown}{_AS_IT_IS_END}" if self.script == TRADITIONAL else shown

    def _title(self, value: Any) -> str:
        """Return a value as buttons and cards show it: as plain text."""
        self._is_markdown = False
        try:
            return self.value(value)
        finally:
            self._is_markdown = True

    def _structure(self, value: dict[str, Any]) -> str:
        if "response" in value:
            name = value["response"]
            inner = {key: item for key, item in value.items() if key != "response"}
            return str(self.message(name, inner)["text"])
        if "lines" in value:
            return "\n".join(self.value(item) for item in value["lines"])
        if "sentences" in value:
            between = _BETWEEN_SENTENCES[self._language]
            return between.join(self.value(item) for item in value["sentences"])
        if self._language in value:
            spoken = value[self._language]
            return spoken if isinstance(spoken, str) else self.value(spoken)
        locale = _LOCALES[self._language]
        if "day" in value:
            day = date.fromisoformat(value["day"])
            return str(format_date(day, _DAY[self._language], locale=locale))
        if "moment" in value:
            moment = datetime.fromisoformat(value["moment"])
            return str(format_datetime(moment, _MOMENT[self._language], locale=locale))
        raise ResponseError(f"A value of no known kind: {sorted(value)}.")

    def _enumeration(self, items: list[str]) -> str:
        if self._language == "zh":  # without 和, beside which Latin names would need spaces
            return "、".join(items)
        return str(format_list(items, locale=_LOCALES[self._language])) if items else ""

    def _filled(self, name: str, text: str, values: dict[str, Any]) -> str:
        """Return the text with its values filled in.

        Chinese has no spaces between its characters: one beside a value stays only where the
        value begins or ends in Latin letters or digits.
        """

        def replacement(match: re.Match[str]) -> str:
            key = match.group(1)
            if values.get(key) is None:
                raise ResponseError(f"The response {name} lacks a value for {{{key}}}.")
            return f"{_EDGE}{self.value(values[key])}{_EDGE}"

        filled = _PLACEHOLDER.sub(replacement, text)
        if self._language == "zh":
            filled = _SPACE_BESIDE_VALUE.sub("", filled)
        return filled.replace(_EDGE, "").strip()


def _in_traditional(text: str, *, kept: bool) -> str:
    """Return a text in Traditional characters, without values on file; of one that is `kept` its
    first paragraph alone, which introduces the rest."""
    first, gap, rest = text.partition("\n\n") if kept else (text, "", "")
    pieces = _VALUE_ON_FILE.split(first)
    pieces[::2] = [in_traditional_words(piece) for piece in pieces[::2]]
    return "".join([*pieces, gap, *_VALUE_ON_FILE.split(rest)])
