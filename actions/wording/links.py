"""The pages that buttons below an answer open: those of contact.yml, and the sources of facts."""

from __future__ import annotations

from actions.wording.replies import Link, wording
from beian.base.contact import CONSOLES, PAGES, read_contact
from beian.nlu.topics.links import CONSOLE
from beian.nlu.topics.model import Response
from beian.nlu.topics.project import project_content

_LINKS = "links"


def links_of(response: Response, provider: str | None, *, signed_in: bool) -> tuple[Link, ...]:
    """Return the pages that a response names and that have an address.

    The filing console is that of the provider in question. Where nobody is signed in and none is
    spoken of, it is the only one of contact.yml, if there is one alone.
    """
    found = [_link(one.name, provider, signed_in=signed_in) for one in response.links]
    return tuple(link for link in found if link is not None)


def _link(name: str, provider: str | None, *, signed_in: bool) -> Link | None:
    pages = read_contact().get(_LINKS) or {}
    if name in PAGES:
        title, url = wording(f"utter_link_{name}"), pages.get(name)
    elif name == CONSOLE:
        consoles = {code: url for code, url in (pages.get(CONSOLES) or {}).items() if url}
        only = next(iter(consoles.values())) if len(consoles) == 1 and not signed_in else None
        title, url = wording("utter_link_console"), consoles.get(provider, only)
    else:
        fact = project_content().facts.by_name.get(name)
        title, url = wording("utter_link_source"), fact and fact.source.address
    return Link(title, str(url)) if url else None
