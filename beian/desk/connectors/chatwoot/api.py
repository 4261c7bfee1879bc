"""What the agent bot asks of Chatwoot, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from beian.desk.connectors.chatwoot.config import ChatwootConfig, Keys
from beian.desk.conversations.files import PART_BYTES
from beian.desk.errors import DeskError
from beian.desk.http_client import HttpClient

_PERMANENT = (400, 404, 405, 410, 413, 422)
"""Refusals that stay the same however often the request is made."""
_LONGEST_SENDING = 70.0
"""Seconds for a file: less than a delivery may take."""
_SLOWEST = 300_000.0
"""Bytes a second of a line to Chatwoot."""


@dataclass(frozen=True)
class FileToSend:
    """A file that is read as it is sent."""

    name: str
    media_type: str
    size: int
    parts: AsyncIterator[bytes]


class ChatwootFailed(DeskError):
    """A request to Chatwoot failed, or its answer was lost."""


class NotDone(ChatwootFailed):
    """The request was surely not carried out. `permanent`: trying again does not help;
    `retry_after`: in seconds."""

    def __init__(
        self, message: str, *, permanent: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after


class Doubtful(ChatwootFailed):
    """The request may have been carried out: its answer was lost, came late or was a server
    error."""


class ChatwootApi(HttpClient):
    """Chatwoot's API; use as an async context manager. Each method raises NotDone or Doubtful."""

    def __init__(self, config: ChatwootConfig, keys: Keys) -> None:
        self._prefix = f"{config.base_url}/api/v1/accounts/{config.account_id}/conversations"
        self._base_url = config.base_url
        self._keys = keys
        self._answer_seconds = config.answer_seconds
        super().__init__(aiohttp.ClientTimeout(total=config.answer_seconds))

    async def status(self, display_id: int) -> str:
        """Return the conversation's status as it is now."""
        status = (await self._ask("GET", f"{display_id}")).get("status")
        if not isinstance(status, str):
            raise NotDone("Chatwoot does not tell the conversation's status.")
        return status

    async def say(
        self, display_id: int, text: str, buttons: Sequence[dict[str, str]], *, private: bool
    ) -> str:
        """Send a message, or a note for people; return Chatwoot's id of it."""
        message: dict[str, Any] = {
            "content": text,
            "message_type": "outgoing",
            "private": private,
        }
        if buttons:
            items = [{"title": each["title"], "value": each["payload"]} for each in buttons]
            message["content_type"] = "input_select"
            message["content_attributes"] = {"items": items}
        return str((await self._ask("POST", f"{display_id}/messages", message)).get("id"))

    async def send_file(
        self, display_id: int, text: str, file: FileToSend, *, private: bool
    ) -> str:
        """Send a message with a file, which is read as it goes; return Chatwoot's id of it."""
        form = aiohttp.FormData()
        form.add_field("content", text)
        form.add_field("message_type", "outgoing")
        form.add_field("private", "true" if private else "false")
        form.add_field(
            "attachments[]", file.parts, filename=file.name, content_type=file.media_type
        )
        seconds = min(_LONGEST_SENDING, self._answer_seconds + file.size / _SLOWEST)
        answer = await self._ask("POST", f"{display_id}/messages", form, seconds)
        return str(answer.get("id"))

    async def open(self, display_id: int) -> None:
        """Give the conversation to people."""
        await self._ask("POST", f"{display_id}/toggle_status", {"status": "open"})

    async def assign(self, display_id: int, team: int) -> None:
        """Assign the conversation to a team."""
        await self._ask("POST", f"{display_id}/assignments", {"team_id": team})

    async def typing(self, display_id: int, *, on: bool) -> None:
        """Show, or stop showing, that the bot types."""
        status = {"typing_status": "on" if on else "off"}
        await self._ask("POST", f"{display_id}/toggle_typing_status", status)

    @asynccontextmanager
    async def file(self, address: str) -> AsyncIterator[tuple[int, AsyncIterator[bytes]]]:
        """Open a file at an address of Chatwoot's: its size, and its parts."""
        if not address.startswith(f"{self._base_url}/"):
            raise NotDone("The file lies at another server than Chatwoot's.", permanent=True)
        try:
            # Signed by Chatwoot, and often sent on to its storage: our token is not for that.
            async with self._session.get(address, max_redirects=3) as response:
                _check(response)
                if response.content_length is None:
                    raise NotDone("Chatwoot does not tell how large the file is.", permanent=True)
                yield response.content_length, response.content.iter_chunked(PART_BYTES)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            raise Doubtful(f"Chatwoot did not answer ({type(error).__name__}).") from error

    async def _ask(
        self,
        method: str,
        path: str,
        content: dict[str, Any] | aiohttp.FormData | None = None,
        seconds: float | None = None,
    ) -> dict[str, Any]:
        """Return what Chatwoot answers; `seconds`: how long it may take, if not as usual."""
        token = self._keys.reader if method == "GET" else self._keys.token
        is_form = isinstance(content, aiohttp.FormData)
        try:
            async with self._session.request(
                method,
                f"{self._prefix}/{path}",
                json=None if is_form else content,
                data=content if is_form else None,
                timeout=aiohttp.ClientTimeout(total=seconds or self._answer_seconds),
                headers={"api_access_token": token},
                allow_redirects=False,
            ) as response:
                _check(response)
                answer = await response.json(content_type=None)
                return answer if isinstance(answer, dict) else {}
        except aiohttp.ClientConnectorError as error:
            raise NotDone("Chatwoot can't be reached.") from error
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            raise Doubtful(f"Chatwoot did not answer ({type(error).__name__}).") from error


def _check(response: aiohttp.ClientResponse) -> None:
    """Raise NotDone or Doubtful unless the request succeeded."""
    status = response.status
    if 200 <= status < 300:
        return
    said = f"Chatwoot answered {status}."
    if status >= 500:
        raise Doubtful(said)
    raise NotDone(
        said,
        permanent=status in _PERMANENT,
        retry_after=_seconds(response.headers.get("Retry-After")),
    )


def _seconds(retry_after: str | None) -> float | None:
    """Return the seconds that a Retry-After header, a number or a time, asks for."""
    if retry_after is None:
        return None
    with suppress(ValueError):
        return max(0.0, float(retry_after))
    with suppress(ValueError, TypeError):
        at = parsedate_to_datetime(retry_after)
        return max(0.0, (at - datetime.now(timezone.utc)).total_seconds())
    return None
