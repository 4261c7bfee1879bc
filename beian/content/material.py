"""All content of a project, as far as it can be read, and what is wrong with the rest.

A file that can't be read is one fault, not many: what it is known to hold by its name, or by the
names of responses that stand in it, counts as being there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import beian
from beian.content.domain_file import DomainFile, read_domain
from beian.content.misplaced import NLU, RULES, misplaced_faults
from beian.content.rasa_files import Block, Rule, Step, read_blocks, read_rules
from beian.content.sentences import Said, said_by
from beian.content.uttered import BUILT_NAMES, Sources, Uttered, read_sources
from beian.nlu.topics.faults import Fault
from beian.nlu.topics.model import UTTER, Content, answer_name, title_name
from beian.nlu.topics.nodes import Nodes
from beian.nlu.topics.reading import TOPICS, legible_content

DOMAIN = "domain.yml"
ACTIONS = "actions"
_BOT = Path(beian.__file__).parent / "bot"
_MEASURING = ("dev_*.yml", "unseen_*.yml")
_SETS = Path("tests", "nlu")
_RESPONSE = re.compile(rf"^[\s{{]*({UTTER}\w+)\s*[:：]", re.MULTILINE)
_TOPIC = re.compile(r"^topic:\s*(\w+)", re.MULTILINE)


@dataclass
class Material:
    """What is checked. `learned` and `measured` are messages in Rasa's form, by their file.

    `half_read`: names that files hold which can't be read; nobody can say more about them. `whole`
    is False where a file can't be read, so that nobody can say what is not used.
    """

    folder: Path
    content: Content
    domain: DomainFile
    rules: tuple[Rule, ...]
    learned: Mapping[Path, tuple[Block, ...]]
    measured: Mapping[Path, tuple[Block, ...]]
    sources: Sources
    faults: list[Fault] = field(default_factory=list)
    half_read: frozenset[str] = frozenset()
    whole: bool = True

    @property
    def said(self) -> list[Said]:
        """All responses and titles."""
        return [*said_by(self.content), *self.domain.responses]

    @cached_property
    def steps(self) -> list[Step]:
        """All that rules and stories name."""
        return [step for rule in self.rules for step in (*rule.condition, *rule.steps)]

    @cached_property
    def defined_intents(self) -> list[str]:
        """All intents, those of topics that can't be read included."""
        return [*self.content.names, *self.domain.intents, *sorted(self.half_read)]

    @cached_property
    def intents(self) -> list[str]:
        """All intents, and those whose definition alone is missing, which is one fault."""
        return [*self.defined_intents, *self.unlisted, *(one.name for one in self.topicless)]

    @cached_property
    def unlisted(self) -> list[str]:
        """Intents with a file of examples in data/nlu/ that domain.yml does not name."""
        learned = {file.stem: {block.intent for block in bs} for file, bs in self.learned.items()}
        known = self.defined_intents
        return [name for name, named in learned.items() if name in named and name not in known]

    @cached_property
    def topicless(self) -> list[Uttered]:
        """Topics that an action answers, and that have no file."""
        known = self.defined_intents
        return [own for own in self.sources.topics if own.name not in known]


def read_material(folder: Path) -> Material:
    """Read all content of a project folder."""
    data = folder / "data"
    content, faults = legible_content(data)
    nodes = Nodes(folder / DOMAIN)
    domain = read_domain(nodes)
    sources = read_sources([folder / ACTIONS, _BOT], folder / ACTIONS / BUILT_NAMES)
    faults += [*nodes.faults, *sources.faults]
    misplaced = {fault.file: fault for fault in misplaced_faults(data)}
    faults = [fault for fault in faults if fault.file not in misplaced]
    faults += misplaced.values()
    faulty = {fault.file for fault in faults}
    rules = _rules([file for file in _files(data / RULES) if file not in misplaced], faults)
    whole = not faults
    return Material(
        folder=folder,
        content=content,
        domain=domain,
        rules=rules,
        learned=_blocks([file for file in _files(data / NLU) if file not in misplaced], faults),
        measured=_blocks(_measuring(folder / _SETS), faults, labelled=True),
        sources=sources,
        faults=faults,
        half_read=frozenset(name for file in faulty for name in _names_in(file)),
        whole=whole,
    )


def _names_in(file: Path) -> Iterator[str]:
    """Yield the names that a file is likely to hold which can't be read."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    yield from _RESPONSE.findall(text)
    topics = {*_TOPIC.findall(text)} | ({file.stem} if file.parent.name == TOPICS else set())
    for topic in topics:
        yield from (topic, answer_name(topic), title_name(topic))


def _rules(files: Iterable[Path], faults: list[Fault]) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for file in files:
        nodes = Nodes(file)
        rules += read_rules(nodes)
        faults += nodes.faults
    return tuple(rules)


def _blocks(
    files: Iterable[Path], faults: list[Fault], *, labelled: bool = False
) -> dict[Path, tuple[Block, ...]]:
    read = {}
    for file in files:
        nodes = Nodes(file)
        read[file] = tuple(read_blocks(nodes, labelled=labelled))
        faults += nodes.faults
    return read


def _measuring(folder: Path) -> list[Path]:
    return sorted(file for pattern in _MEASURING for file in folder.glob(pattern))


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*.yml") if not file.name.startswith("."))
