"""The patches of a training, apart from those of a turn, which `beian.bot` applies."""

from __future__ import annotations

from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.training_data.message import Message

from beian.bot.rasa_patches import packaging, training_messages
from beian.bot.rasa_patches.patch import Patch, Replacement

_TEST = "tests/bot/rasa_patches/test_packaging.py"
_TEST_OF_MESSAGES = "tests/bot/rasa_patches/test_training_messages.py"

TRAINING_PATCHES = (
    Patch(
        "domain file",
        (Replacement(Domain, "as_yaml", packaging.domain_as_json),),
        "the domain is written by a YAML library in pure Python",
        "4.8 s of processor time in each training, and two fifths of its reading at a start",
        _TEST,
    ),
    Patch(
        "archive",
        (Replacement(LocalModelStorage, "create_model_package", packaging.create_model_package),),
        "weights, which hardly shrink, are compressed as well as can be",
        "8 s of processor time in each training and a second at each start, for a fifth more bytes",
        _TEST,
    ),
    Patch(
        "fingerprints of messages",
        (Replacement(Message, "fingerprint", training_messages.fingerprint),),
        "each value of each message is hashed by itself",
        "2.6 of 3.3 s of processor time in each training",
        _TEST_OF_MESSAGES,
    ),
)
