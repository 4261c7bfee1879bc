"""A visitor's uploads for tests, over real HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.desk.visitor import Visitor, new_id

PART = 512 * 1024


@dataclass
class Answer:
    status: int
    body: Any
    headers: dict[str, str]


@dataclass
class Uploader:
    """Sends files as the visitor of a conversation; `token`: the account's."""

    desk: str
    conversation: dict[str, str]
    token: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, desk: str, visitor: Visitor, token: str | None = None) -> Uploader:
        return cls(desk, dict(visitor.conversation), token)

    async def call(
        self, method: str, path: str, *, json: Any = None, data: Any = None, **headers: str
    ) -> Answer:
        own = {"X-Beian-Conversation": f"{self.conversation['id']} {self.conversation['key']}"}
        if self.token is not None:
            own["Authorization"] = f"Bearer {self.token}"
        every = {**own, **self.headers, **headers}
        async with (
            aiohttp.ClientSession() as session,
            session.request(
                method, f"{self.desk}{path}", json=json, data=data, headers=every
            ) as response,
        ):
            is_json = response.content_type == "application/json"
            body = await response.json() if is_json else await response.read()
            return Answer(
                response.status, body, {k.lower(): v for k, v in response.headers.items()}
            )

    async def begin(self, size: int, name: str = "photo.jpg", message: str | None = None) -> Answer:
        wanted = {"id": message or new_id(), "name": name, "size": size}
        return await self.call("POST", "/chat/files", json=wanted)

    async def part(self, file_id: str, offset: int, part: bytes) -> Answer:
        return await self.call(
            "PATCH", f"/chat/files/{file_id}", data=part, **{"Upload-Offset": str(offset)}
        )

    async def send(self, content: bytes, name: str = "photo.jpg") -> Answer:
        """Send a whole file; return the last answer."""
        answer = await self.begin(len(content), name)
        if answer.status != 200:
            return answer
        for offset in range(0, len(content), PART):
            part = content[offset : offset + PART]
            answer = await self.part(answer.body["id"], offset, part)
            if answer.status != 200:
                return answer
        return answer
