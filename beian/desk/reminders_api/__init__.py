"""What links in e-mails open: a page that switches a kind of reminder off, and on again."""

from __future__ import annotations

from starlette.routing import Route

from beian.desk.reminders.links import FOLDER
from beian.desk.reminders_api.switching import page, switch


def reminder_routes() -> list[Route]:
    """Return the routes below /reminders."""
    link = FOLDER + "/{signed}"
    return [Route(link, page), Route(link, switch, methods=["POST"])]
