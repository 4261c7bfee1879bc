"""Checks agents' names and passwords without giving anybody a way to hurt the others.

An attempt is counted before the password is looked at (beian.desk.storage.sign_in_attempts). A
password costs 64 MB while it is hashed: two at a time are, in turn by address, and who would make
the line too long is sent away.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from beian.desk import passwords
from beian.desk.errors import DeskError
from beian.desk.fair_slots import FairSlots, Full, Room
from beian.desk.limits import network_of
from beian.desk.storage.agents import AgentStore, Credentials
from beian.desk.storage.sign_in_attempts import SignInAttempts

_AT_ONCE = 2
_ROOM = Room(at_once=_AT_ONCE, at_once_each=1, waiting=64, waiting_each=4)
_BUSY_SECONDS = 5.0

_T = TypeVar("_T")


class WrongCredentials(DeskError):
    """No agent has this name and password; which of the two is wrong is not told."""

    def __init__(self) -> None:
        super().__init__("Name or password is wrong.")


class TooManyAttempts(DeskError):
    """The password was not looked at."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("Too many attempts.")
        self.retry_after = retry_after


class SignIn:
    """Signs agents in. Its methods raise StoreUnavailable where the store does not answer."""

    def __init__(
        self,
        agents: AgentStore,
        attempts: SignInAttempts,
        matches: Callable[[str | None, str], bool] = passwords.matches,
    ) -> None:
        self._agents = agents
        self._attempts = attempts
        self._matches = matches
        self._slots = FairSlots(_ROOM)
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="passwords")

    def close(self) -> None:
        """End the threads, once they have hashed what they began."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def credentials(self, name: str, password: str, address: str) -> Credentials:
        """Return whose name and password these are. Raises WrongCredentials or TooManyAttempts."""
        whence = network_of(address)
        wait = await asyncio.to_thread(self._attempts.begin, name, whence)
        if wait:
            raise TooManyAttempts(wait)
        known = await asyncio.to_thread(self._agents.credentials, name)
        password_hash = None if known is None else known.password_hash
        is_right = await self._hashing(lambda: self._matches(password_hash, password), whence)
        if known is None or not is_right or known.agent.disabled:
            raise WrongCredentials
        await asyncio.to_thread(self._attempts.succeeded, name, whence)
        return known

    async def fresher(self, known: Credentials, password: str, address: str) -> str | None:
        """Return a hash with the present parameters, where the stored one has older ones."""
        return await self._hashing(
            lambda: passwords.fresher(known.password_hash, password), network_of(address)
        )

    async def hashed(self, password: str, address: str) -> str:
        """Return the hash of a new password. Raises TooManyAttempts."""
        return await self._hashing(lambda: passwords.hashed(password), network_of(address))

    async def _hashing(self, work: Callable[[], _T], whence: str) -> _T:
        try:
            async with self._slots.slot(whence):
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._threads, work)
        except Full as full:
            raise TooManyAttempts(_BUSY_SECONDS) from full
