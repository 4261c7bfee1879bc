"""Words that may name a site name none where they are a verb, a language or another thing."""

from __future__ import annotations

import pytest

from actions.frame.things import things_of
from actions.references.mentions import mentions_in
from beian.filing.state import Account
from tests.actions.accounts import owner
from tests.actions.messages import message
from tests.filing.builders import subject, website

SITES = ("Mountain City English", "Harbour Photo", "River Running Club", "Daily News")


def _account() -> Account:
    sites = [website(str(at), name=name, domains=()) for at, name in enumerate(SITES)]
    return owner(subject(*sites))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("how far is the English one", [0]),
        ("do I sign in english?", []),
        ("the letter in English please", []),
        ("a photo of my passport, does it do", []),
        ("and the photo site?", [1]),
        ("what is running right now", []),
        ("is it still running", []),
        ("and the running site?", [2]),
        ("any news on my order", []),
        ("cancel the news one", [3]),
    ],
)
def test_a_word_names_a_site_only_where_it_may(text: str, named: list[int]) -> None:
    things = {thing.key: thing for thing in things_of(_account())}
    found = {one.key for one in mentions_in(message(text), things)}
    assert found == {f"website:{at}" for at in named}
