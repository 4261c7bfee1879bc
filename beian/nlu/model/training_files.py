"""Reads Rasa's training files, and the topic files beside them, for training, validation and tests.

Rasa merges training data by copying and hashing all of it, once for each kind of source, which
takes 20 s for 20,000 messages. Messages that are their own copies, and files that hold nothing but
messages (nlu.plain_blocks), make that 2 s.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data import loading
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from beian.nlu.model.plain_blocks import plain_messages
from beian.nlu.topics.domain import domain_with
from beian.nlu.topics.model import Content, Example, Topic
from beian.nlu.topics.reading import CONVERSATIONS, RESPONSES, TOPICS, read_content
from beian.nlu.topics.rules import rules_of

_RULES_SOURCE = "data/topics"


class TrainingFiles(RasaFileImporter):
    """Rasa's own importer, remembering what it has read, with the topics added to it.

    Topics and shared responses lie in the folders `topics` and `responses` of a training data
    path. Raises nlu.topics.faults.FaultyContent where they can't be used.
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)
        paths = training_data_paths or []
        folders = [paths] if isinstance(paths, str) else paths
        self._folders = sorted({Path(path).absolute() for path in folders})
        # Rasa would take our files for some of its own, by lines in them that begin "responses:" or
        # "rules:".
        self._nlu_files: list[str] = self._of_rasa(self._nlu_files)
        self._story_files: list[str] = self._of_rasa(self._story_files)

    def _of_rasa(self, files: Iterable[str]) -> list[str]:
        names = (TOPICS, RESPONSES, CONVERSATIONS)
        ours = {folder / name for folder in self._folders for name in names}
        return [file for file in files if ours.isdisjoint(Path(file).absolute().parents)]

    @cached_method
    def content(self) -> Content:
        """Return the topics and shared responses of all training data paths."""
        read = [read_content(folder) for folder in self._folders if folder.is_dir()]
        return Content(
            tuple(topic for content in read for topic in content.topics),
            tuple(response for content in read for response in content.shared),
            {name: text for content in read for name, text in content.conversation.items()},
        )

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Return the messages of all files, the same for every language and all who ask."""
        del language
        return self._messages()

    @cached_method
    def _messages(self) -> TrainingData:
        read = [_read(file) for file in self._nlu_files]
        for part in read:
            part.training_examples = [_SharedMessage(one.data) for one in part.training_examples]
        topics = TrainingData([m for topic in self.content().topics for m in _messages_of(topic)])
        return TrainingData().merge(*read, topics)

    @cached_method
    def get_domain(self) -> Domain:
        """Return the domain: that of the domain files, and what the topics add to it."""
        domain = super().get_domain()
        content = self.content()
        if not (content.topics or content.shared):
            return domain
        return Domain.from_dict(domain_with(content, domain.as_dict()))

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Return the stories and rules of all files, and the rules of the topics."""
        stories: StoryGraph = super().get_stories(exclusion_percentage)
        domain = self.get_domain()
        rules = rules_of(self.content().topics)
        if not rules:
            return stories
        reader = YAMLStoryReader(domain, _RULES_SOURCE)
        return StoryGraph([*stories.story_steps, *reader.read_from_parsed_yaml({"rules": rules})])


def _read(file: str) -> TrainingData:
    messages = plain_messages(file)
    return loading.load_data(file) if messages is None else TrainingData(messages)


class _SharedMessage(Message):
    """A message that is its own copy, and keeps its fingerprint while nothing changes."""

    def __hash__(self) -> int:
        """Return a hash that need not be computed from all that the message holds."""
        return hash((self.data.get(TEXT), self.data.get(INTENT)))

    def __deepcopy__(self, memo: dict[int, Any]) -> _SharedMessage:
        del memo
        return self

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        """Set a property as Rasa does; does nothing if the property has that value already."""
        if add_to_output or self.data.get(prop) != info:
            super().set(prop, info, add_to_output)


def _messages_of(topic: Topic) -> list[Message]:
    """Return the examples of a topic, and of its parts under their retrieval intents."""
    named = [(topic.name, topic.examples)]
    named += [(part.intent, part.examples) for part in topic.parts]
    return [_message(one, intent) for intent, examples in named for one in examples]


def _message(example: Example, intent: str) -> Message:
    about = {"language": example.language, "style": example.style}
    return _SharedMessage(Message.build(example.text, intent, intent_metadata=about).data)
