"""All content of a project, as far as it can be read, and what is wrong with the rest.

A file that can't be read is one fault, not many: what it is known to hold by its name, or by the
names of responses that stand in it, counts as being there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import beian
from beian.content.domain_file import DomainFile, read_domain
from beian.content.rasa_files import Block, Step, read_blocks, read_steps
from beian.content.sentences import Said, said_by
from beian.content.uttered import BUILT_NAMES, Sources, read_sources
from beian.nlu.topics.faults import Fault
from beian.nlu.topics.model import UTTER, Content, answer_name, title_name
from beian.nlu.topics.nodes import Nodes
from beian.nlu.topics.reading import RESPONSES, TOPICS, legible_content

DOMAIN = "domain.yml"
ACTIONS = "actions"
RULES = "rules"
NLU = "nlu"
"""Folders of data/ in Rasa's form."""
_BOT = Path(beian.__file__).parent / "bot"
_MEASURING = ("dev_*.yml", "unseen_*.yml")
_SETS = Path("tests", "nlu")
_RESPONSE = re.compile(rf"^[\s{{]*({UTTER}\w+)\s*[:：]", re.MULTILINE)
_TOPIC = re.compile(r"^topic:\s*(\w+)", re.MULTILINE)
_LEFTOVERS = ("~", ".swp", ".swo", ".bak", ".orig", ".tmp")
"""Endings of what editors leave beside a file."""


@dataclass
class Material:
    """What is checked. `learned` and `measured` are messages in Rasa's form, by their file.

    `half_read`: names that files hold which can't be read; nobody can say more about them. `whole`
    is False where a file can't be read, so that nobody can say what is not used.
    """

    folder: Path
    content: Content
    domain: DomainFile
    steps: tuple[Step, ...]
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

    @property
    def intents(self) -> list[str]:
        """All intents, those of topics that can't be read included."""
        return [*self.content.names, *self.domain.intents, *sorted(self.half_read)]


def read_material(folder: Path) -> Material:
    """Read all content of a project folder."""
    data = folder / "data"
    content, faults = legible_content(data)
    nodes = Nodes(folder / DOMAIN)
    domain = read_domain(nodes)
    sources = read_sources([folder / ACTIONS, _BOT], folder / ACTIONS / BUILT_NAMES)
    faults += [*nodes.faults, *_misnamed(data), *sources.faults]
    faulty = {fault.file for fault in faults}
    steps = _steps(_files(data / RULES), faults)
    whole = not faults
    return Material(
        folder=folder,
        content=content,
        domain=domain,
        steps=steps,
        learned=_blocks(_files(data / NLU), faults),
        measured=_blocks(_measuring(folder / _SETS), faults, labelled=True),
        sources=sources,
        faults=faults,
        half_read=frozenset(name for file in faulty for name in _names_in(file)),
        whole=whole,
    )


def _names_in(file: Path) -> Iterator[str]:
    """Yield the names that a file is likely to hold which can't be read."""
    if file.parent.name == TOPICS:
        yield file.stem
        yield answer_name(file.stem)
        yield title_name(file.stem)
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    yield from _RESPONSE.findall(text)
    yield from _TOPIC.findall(text)


def _steps(files: Iterable[Path], faults: list[Fault]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for file in files:
        nodes = Nodes(file)
        steps += read_steps(nodes)
        faults += nodes.faults
    return tuple(steps)


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


def _misnamed(data: Path) -> Iterator[Fault]:
    """Yield a fault for each file that nothing reads, because of its name or its place."""
    for folder in (data / TOPICS, data / RESPONSES, data / NLU, data / RULES):
        for file in sorted(folder.rglob("*")):
            if not file.is_file() or file.name.startswith(".") or file.name.endswith(_LEFTOVERS):
                continue
            if file.suffix != ".yml":
                name = f"{file.stem}.yml"
                yield Fault(file, 1, f"Nothing reads this file: its name must end in .yml, {name}.")
            elif file.parent != folder:
                yield Fault(file, 1, f"Nothing reads this folder. Move the file to {folder.name}/.")
