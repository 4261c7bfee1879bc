"""A served bot starts without the libraries that it never uses; what is used after all is real.

In processes of their own: the tests' has imported Rasa long ago.
"""

from __future__ import annotations

import os
import subprocess
import sys

from beian.base.quiet import QUIET
from tests.paths import ROOT

_BEGINNING = """
import sys
from beian.bot.rasa_patches.deferred_imports import defer_imports
defer_imports()
from beian.bot.rasa_patches.patch import apply
from beian.bot.rasa_patches.table import PATCHES
apply(PATCHES)
import rasa.__main__
"""


def said(code: str) -> str:
    """What the code prints on standard output, after Rasa is imported as it is served."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _BEGINNING + code],
        cwd=ROOT,
        env={**os.environ, **QUIET},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_model_is_loaded_without_tensorflow_matplotlib_and_telegram() -> None:
    assert said("""
from beian.cli.paths import MODEL
from beian.nlu.model.parser import load_agent
load_agent(MODEL)
assert "spacy" in sys.modules
print({"tensorflow", "keras", "jax", "matplotlib", "aiogram"} & set(sys.modules))
""").endswith("set()\n")


def test_what_is_deferred_is_real_once_it_is_used() -> None:
    assert said("""
from rasa.core.channels import BUILTIN_CHANNELS
from rasa.nlu import test
from rasa.utils import train_utils
from rasa.utils.tensorflow.model_data import RasaModelData
telegram = BUILTIN_CHANNELS["telegram"]
credentials = {"access_token": "1:a", "verify": "v", "webhook_url": "https://a.example"}
print(telegram.name(), type(telegram.from_credentials(credentials)).__module__)
print(callable(test.plot_utils.plot_paired_histogram), "matplotlib" in sys.modules)
print("tensorflow" in sys.modules)
import rasa.nlu.classifiers.diet_classifier, rasa.core.policies.ted_policy
import tensorflow
logger = train_utils.RasaTrainingLogger(1, silent=True)
print(isinstance(logger, tensorflow.keras.callbacks.Callback))
batches = train_utils.RasaBatchDataGenerator(RasaModelData(), batch_size=1)
print(isinstance(batches, tensorflow.keras.utils.Sequence))
""").splitlines()[-5:] == [
        "telegram rasa.core.channels.telegram",
        "True True",
        "False",
        "True",
        "True",
    ]


def test_what_is_imported_already_stays_as_it_is() -> None:
    assert said("""
from rasa.utils.plotting import plot_paired_histogram
defer_imports()
print(sys.modules["rasa.utils.plotting"].__file__)
""").endswith("plotting.py\n")
