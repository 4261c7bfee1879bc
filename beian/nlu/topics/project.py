"""The content of this project, read once.

What is served goes on with the files that can be read: the model may be older than a fault in one
of the others, which `beian train` tells of.
"""

from __future__ import annotations

import logging
from functools import lru_cache

from beian.base.project import project
from beian.nlu.topics.model import Content
from beian.nlu.topics.reading import legible_content, topic_files

logger = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def project_content() -> Content:
    """Return the topics, shared responses and names of intents that can be read."""
    content, faults = legible_content(project().content / "data")
    for fault in faults:
        logger.warning("%s", fault)
    return content


def topic_names() -> list[str]:
    """Return the names of all topics, those whose files can't be read included."""
    return [file.stem for file in topic_files(project().content / "data")]
