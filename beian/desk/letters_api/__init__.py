"""What links to letters open: documents, their picture and text, and a page to print."""

from __future__ import annotations

from starlette.routing import Route

from beian.desk.letter_links import FOLDER
from beian.desk.letters_api.opening import document, minute_pass


def letter_routes() -> list[Route]:
    """Return the routes below /letters."""
    link = FOLDER + "/{signed}"
    return [
        Route(f"{link}/pass", minute_pass, methods=["POST"]),
        Route(f"{link}/{{name}}", document, methods=["GET", "POST"]),
    ]
