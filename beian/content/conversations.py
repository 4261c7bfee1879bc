"""Checks the conversations that are played (data/conversations/)."""

from __future__ import annotations

from collections.abc import Iterator

from beian.content.material import Material
from beian.evaluation.conversations.reading import Known, conversation_files, legible_conversations
from beian.nlu.topics.faults import Fault


def conversation_faults(material: Material) -> Iterator[Fault]:
    """Yield what is wrong with the files of conversations."""
    told = {fault.file for fault in material.faults}
    files = [file for file in conversation_files(material.folder / "data") if file not in told]
    if files:
        known = Known.of(material.content if material.whole else None)
        yield from legible_conversations(files, known)[1]
