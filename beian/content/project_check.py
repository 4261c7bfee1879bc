"""Checks everything that editors and operators write: content, conversations, and what a service
reads.

Apart from beian.content.checking, so that training loads nothing of the desk's or of filing state.
"""

from __future__ import annotations

from pathlib import Path

from beian.content.checking import VOCABULARY, material_faults
from beian.content.conversations import conversation_faults
from beian.content.letters import letter_faults
from beian.content.material import read_material
from beian.content.service_configuration import service_faults
from beian.nlu.topics.faults import Fault


def all_faults(
    folder: Path, contact: Path, desk: Path, vocabulary: Path = VOCABULARY
) -> list[Fault]:
    """Return what is wrong with the content, with the conversations that are played, with the
    templates of letters, and with the files that a running service reads."""
    material = read_material(folder)
    faults = {
        *material_faults(material, vocabulary),
        *conversation_faults(material),
        *letter_faults(folder),
        *service_faults(folder, contact, desk),
    }
    return sorted(faults)
