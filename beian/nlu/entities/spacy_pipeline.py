"""The parts of the spaCy pipeline beian/nlu/beian_zh: a tokenizer and an entity component.

spaCy finds them through the entry points in pyproject.toml. The pipeline has no weights; its
folder holds the configuration alone.
"""

from collections.abc import Callable
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, filter_spans, get_words_and_spaces
from spacy.vocab import Vocab

from beian.nlu.entities.finding import find_entities
from beian.nlu.entities.negation import scopes_in
from beian.nlu.text.plain_text import without_lone_surrogates
from beian.nlu.text.segmentation import cut

SCOPES = "scopes"
"""The document's span group of what a message denies, means instead, and takes back."""


class DomainTokenizer(DummyTokenizer):
    """Tokenises with jieba and the words of the domain; also cuts English at spaces and
    punctuation.

    Tokens end where an entity or a scope of negation begins or ends, so that these are whole
    tokens.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        text = without_lone_surrogates(text)
        edges = {edge for found in find_entities(text) for edge in (found.start, found.end)}
        edges.update(edge for scope in scopes_in(text) for edge in (scope.start, scope.end))
        position = 0
        for word in cut(text):
            edges.update((position, position + len(word)))
            position += len(word)
        pieces = [text[start:end] for start, end in pairwise(sorted(edges))]
        words, spaces = get_words_and_spaces(pieces, text)
        return Doc(self.vocab, words=words, spaces=spaces)


def create_tokenizer() -> Callable[[Language], DomainTokenizer]:
    """Return the tokenizer; spaCy calls this for "beian.DomainTokenizer.v1" in config.cfg."""

    def tokenizer(nlp: Language) -> DomainTokenizer:
        return DomainTokenizer(nlp.vocab)

    return tokenizer


@Language.factory("beian_entities")
def create_entities(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component "beian_entities"; called by spaCy."""
    del nlp, name
    find_entities("")  # compiles the patterns now, not with the first message
    return mark_entities


def mark_entities(doc: Doc) -> Doc:
    """Set doc.ents; the normalised value is the span's `ent_id_`."""
    spans = []
    for found in find_entities(doc.text):
        span = doc.char_span(found.start, found.end, label=found.label, alignment_mode="expand")
        if span is not None:
            span.id_ = found.value
            spans.append(span)
    doc.set_ents(filter_spans(spans))
    return doc


@Language.factory("beian_negation")
def create_negation(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Called by spaCy for the component "beian_negation"."""
    del nlp, name
    return mark_scopes


def mark_scopes(doc: Doc) -> Doc:
    """Set doc.spans["scopes"]; the label of a span is its role (beian/nlu/text/scope.py)."""
    spans = [
        doc.char_span(scope.start, scope.end, label=scope.role, alignment_mode="expand")
        for scope in scopes_in(doc.text)
    ]
    doc.spans[SCOPES] = [span for span in spans if span is not None]
    return doc
