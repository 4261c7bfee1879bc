"""Loads a spaCy pipeline that lies inside a Python package, wherever that is installed."""

from __future__ import annotations

import dataclasses
from importlib import resources

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.utils import spacy_utils


@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.MODEL_LOADER,
        DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER,
    ],
    is_trainable=False,
    model_from="SpacyNLP",
)
class SpacyNLP(spacy_utils.SpacyNLP):
    """Rasa's component, which knows the names of spaCy's own packages and paths from the working
    directory. It keeps its name, by which SpacyTokenizer finds it."""

    @staticmethod
    def load_model(spacy_model_name: str) -> spacy_utils.SpacyModel:
        """Load a pipeline by its package and folder, such as beian.nlu.beian_zh."""
        package, _, folder = spacy_model_name.rpartition(".")
        with resources.as_file(resources.files(package) / folder) as path:
            loaded = spacy_utils.SpacyNLP.load_model(str(path))
        return dataclasses.replace(loaded, model_name=spacy_model_name)
