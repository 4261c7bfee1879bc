"""The desk's agents and their sessions."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from beian.base.clock import utc_now
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Role
from beian.desk.storage.handoff_tables import agent_sessions, agents, audit
from beian.desk.storage.sign_in_attempts import SignInAttempts
from beian.desk.storage.tables import conversations

SESSION = timedelta(hours=12)
PRESENT = timedelta(seconds=90)
"""An agent whose console was seen within it is there: it pings every 25 seconds, and once a minute
where the browser slows down what is in the background."""
_SEEN_AGAIN = timedelta(seconds=20)
_ONCE = timedelta(hours=1)
_LONGEST_BROWSER = 200
_ALL_LOCKED = select(agents).order_by(agents.c.id).with_for_update()


class NameTaken(Exception):
    """Another agent has this name."""


class NoSuchAgent(Exception):
    """No agent has this name."""


class LastAdmin(Exception):
    """Nobody could manage agents any more."""

    def __str__(self) -> str:
        return "Somebody must be left who may manage agents."


@dataclass(frozen=True)
class Agent:
    """An agent; `name` is for signing in, `display_name` for visitors."""

    id: str
    name: str
    display_name: str
    roles: frozenset[Role]
    disabled: bool
    available: bool
    online: bool

    @classmethod
    def of_row(cls, row: Any) -> Agent:
        seen = row.seen_at
        return cls(
            row.id,
            row.name,
            row.display_name,
            frozenset(Role(role) for role in (row.roles or row.role).split()),
            row.disabled,
            row.available,
            seen is not None and seen > utc_now() - PRESENT,
        )


@dataclass(frozen=True)
class Credentials:
    """What a sign-in is checked against."""

    agent: Agent
    password_hash: str


@dataclass(frozen=True)
class SignedIn:
    """A session; `csrf` goes with each request that changes something. `noted`: that the agent is
    there was written down lately."""

    agent: Agent
    csrf: str
    noted: bool = False


@dataclass(frozen=True)
class Session:
    """Where an agent is signed in. The id names it, and is good for nothing else."""

    id: str
    browser: str | None
    began_at: datetime
    expires_at: datetime
    is_current: bool


class AgentStore:
    """The agents of a desk store. Raises StoreUnavailable where the database does not answer."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def add(
        self, name: str, display_name: str, password_hash: str, roles: Collection[Role]
    ) -> Agent:
        """Return a new agent. Raises NameTaken."""
        row = {
            "id": uuid.uuid4().hex,
            "name": name,
            "display_name": display_name,
            "password_hash": password_hash,
            **_as_columns(roles),
            "disabled": False,
            "available": True,
            "created_at": utc_now(),
            "failures": 0,
        }
        with self._database.writing() as connection:
            taken = select(agents.c.id).where(agents.c.name == name)
            if connection.execute(taken).first() is not None:
                raise NameTaken(name)
            try:
                connection.execute(insert(agents), row)
            except IntegrityError as error:  # in the same moment
                raise NameTaken(name) from error
        found = self.find(str(row["id"]))
        assert found is not None
        return found

    def all(self) -> list[Agent]:
        """Return every agent, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(agents).order_by(agents.c.name))
            return [Agent.of_row(row) for row in rows]

    def find(self, agent_id: str) -> Agent | None:
        with self._database.reading() as connection:
            row = connection.execute(select(agents).where(agents.c.id == agent_id)).one_or_none()
        return None if row is None else Agent.of_row(row)

    def credentials(self, name: str) -> Credentials | None:
        with self._database.reading() as connection:
            row = connection.execute(select(agents).where(agents.c.name == name)).one_or_none()
        if row is None:
            return None
        return Credentials(Agent.of_row(row), row.password_hash)

    def of_identity(self, identity: str) -> Agent | None:
        """Return the agent of somebody whom the OpenID provider knows."""
        query = select(agents).where(agents.c.oidc_identity == identity)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Agent.of_row(row)

    def link_identity(self, name: str, identity: str) -> Agent | None:
        """Make the agent of this name the one of an identity, and return them; None where there is
        none, or it is another's."""
        free = and_(agents.c.name == name, agents.c.oidc_identity.is_(None))
        with self._database.writing() as connection:
            try:
                connection.execute(update(agents).where(free).values(oidc_identity=identity))
            except IntegrityError:  # the same person, in the same moment
                return None
        found = self.of_identity(identity)
        return found if found is not None and found.name == name else None

    def begin_session(
        self, agent_id: str, password_hash: str | None = None, browser: str | None = None
    ) -> tuple[str, str]:
        """Return the cookie and the CSRF token of a new session; `password_hash`: a fresher one;
        `browser`: what it calls itself."""
        cookie, csrf, moment = secrets.token_urlsafe(32), secrets.token_urlsafe(32), utc_now()
        fresh = {} if password_hash is None else {"password_hash": password_hash}
        with self._database.writing() as connection:
            self._change(connection, agent_id, seen_at=moment, **fresh)
            connection.execute(delete(agent_sessions).where(agent_sessions.c.expires_at < moment))
            row = {
                "token_hash": _hash(cookie),
                "agent_id": agent_id,
                "csrf": csrf,
                "began_at": moment,
                "expires_at": moment + SESSION,
                "browser": browser and browser[:_LONGEST_BROWSER],
            }
            connection.execute(insert(agent_sessions), row)
        return cookie, csrf

    def session(self, cookie: str) -> SignedIn | None:
        """Return the session of a cookie; None if it has ended or its agent was disabled."""
        query = (
            select(agents, agent_sessions.c.csrf)
            .select_from(agent_sessions.join(agents, agents.c.id == agent_sessions.c.agent_id))
            .where(agent_sessions.c.token_hash == _hash(cookie))
            .where(agent_sessions.c.expires_at > utc_now(), agents.c.disabled.is_not(True))
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        noted = row.seen_at is not None and row.seen_at > utc_now() - _SEEN_AGAIN
        return SignedIn(Agent.of_row(row), row.csrf, noted)

    def end_session(self, cookie: str) -> None:
        with self._database.writing() as connection:
            connection.execute(
                delete(agent_sessions).where(agent_sessions.c.token_hash == _hash(cookie))
            )

    def sessions(self, agent_id: str, cookie: str) -> list[Session]:
        """Return where an agent is signed in, the newest first; `cookie`: of the one that asks."""
        query = (
            select(agent_sessions)
            .where(agent_sessions.c.agent_id == agent_id, agent_sessions.c.expires_at > utc_now())
            .order_by(agent_sessions.c.began_at.desc())
        )
        with self._database.reading() as connection:
            return [
                Session(
                    _shown_id(row.token_hash),
                    row.browser,
                    row.began_at,
                    row.expires_at,
                    is_current=row.token_hash == _hash(cookie),
                )
                for row in connection.execute(query)
            ]

    def end_others(self, agent_id: str, cookie: str) -> None:
        """End an agent's sessions but the one of this cookie."""
        with self._database.writing() as connection:
            self._end_sessions(connection, agent_id, cookie)

    def end_one(self, agent_id: str, session_id: str) -> bool:
        """End the session of an agent with this id; return whether there was one."""
        mine = agent_sessions.c.agent_id == agent_id
        with self._database.writing() as connection:
            hashes = connection.execute(select(agent_sessions.c.token_hash).where(mine)).scalars()
            found = [one for one in hashes if _shown_id(one) == session_id]
            if found:
                connection.execute(
                    delete(agent_sessions).where(agent_sessions.c.token_hash.in_(found))
                )
        return bool(found)

    def disable(self, name: str) -> None:
        """End an agent's sessions, and let nobody sign in as them. Raises NoSuchAgent or
        LastAdmin."""
        with self._database.writing() as connection:
            agent_id = self._named(connection, name)
            self._edited(connection, agent_id, disabled=True)
            self._end_sessions(connection, agent_id)

    def enable(self, name: str) -> None:
        """Let an agent sign in again, whatever was tried before. Raises NoSuchAgent."""
        with self._database.writing() as connection:
            agent_id = self._named(connection, name)
            self._change(connection, agent_id, disabled=False)
        SignInAttempts(self._database).forgive(name)

    def set_roles(self, name: str, roles: Collection[Role]) -> None:
        """Give an agent these roles and no others. Raises NoSuchAgent or LastAdmin."""
        with self._database.writing() as connection:
            self._edited(connection, self._named(connection, name), roles=frozenset(roles))

    def set_password(self, name: str, password_hash: str, *, keep: str | None = None) -> None:
        """Give an agent another password, and end their sessions but the one of the cookie `keep`.
        Raises NoSuchAgent."""
        with self._database.writing() as connection:
            agent_id = self._named(connection, name)
            self._change(connection, agent_id, password_hash=password_hash)
            self._end_sessions(connection, agent_id, keep)
        SignInAttempts(self._database).forgive(name)

    def edit(
        self, agent_id: str, display_name: str, roles: Collection[Role], *, disabled: bool
    ) -> Agent:
        """Return an agent with these properties. Raises NoSuchAgent or LastAdmin."""
        with self._database.writing() as connection:
            edited = self._edited(
                connection,
                agent_id,
                display_name=display_name,
                roles=frozenset(roles),
                disabled=disabled,
            )
            if disabled:
                self._end_sessions(connection, agent_id)
        return edited

    def set_available(self, agent_id: str, *, available: bool) -> None:
        with self._database.writing() as connection:
            self._change(connection, agent_id, available=available)

    def seen(self, agent_id: str) -> None:
        """Note that an agent's console is connected; written only now and then."""
        with self._database.writing() as connection:
            connection.execute(
                update(agents)
                .where(agents.c.id == agent_id)
                .where((agents.c.seen_at.is_(None)) | (agents.c.seen_at < utc_now() - _SEEN_AGAIN))
                .values(seen_at=utc_now())
            )

    def audited(
        self,
        agent_id: str | None,
        action: str,
        conversation_id: str | None = None,
        detail: str | None = None,
    ) -> None:
        """Write an agent's action into the audit log, or without an agent the operator's; `detail`:
        the reason given, or whom or what it was about. Of a conversation that was deleted, the
        action alone."""
        row = {
            "at": utc_now(),
            "agent_id": agent_id,
            "action": action,
            "conversation_id": conversation_id,
            "detail": detail,
        }
        with self._database.writing() as connection:
            if conversation_id is not None:
                query = select(conversations.c.id).where(conversations.c.id == conversation_id)
                if connection.execute(query.with_for_update(read=True)).first() is None:
                    row |= {"conversation_id": None, "detail": None}
            connection.execute(insert(audit), row)

    def audited_once(self, agent_id: str, action: str, conversation_id: str) -> None:
        """Write an agent's action into the audit log, unless the same one stands there from the
        last hour."""
        query = (
            select(audit.c.id)
            .where(audit.c.agent_id == agent_id, audit.c.action == action)
            .where(audit.c.conversation_id == conversation_id, audit.c.at > utc_now() - _ONCE)
        )
        with self._database.reading() as connection:
            if connection.execute(query).first() is not None:
                return
        self.audited(agent_id, action, conversation_id)

    def audit_log(self, limit: int = 200) -> list[Any]:
        """Return the newest entries, each with at, agent_id, display_name, action, conversation_id
        and detail; no agent where a visitor or the operator acted."""
        query = (
            select(audit, agents.c.display_name)
            .select_from(audit.outerjoin(agents, agents.c.id == audit.c.agent_id))
            .order_by(audit.c.id.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            return list(connection.execute(query))

    @staticmethod
    def _end_sessions(connection: Any, agent_id: str, keep: str | None = None) -> None:
        query = delete(agent_sessions).where(agent_sessions.c.agent_id == agent_id)
        if keep is not None:
            query = query.where(agent_sessions.c.token_hash != _hash(keep))
        connection.execute(query)

    @staticmethod
    def _named(connection: Any, name: str) -> str:
        query = select(agents.c.id).where(agents.c.name == name)
        agent_id: str | None = connection.execute(query).scalar_one_or_none()
        if agent_id is None:
            raise NoSuchAgent(name)
        return agent_id

    def _edited(self, connection: Any, agent_id: str, **properties: Any) -> Agent:
        """Return an agent with these properties, stored. Raises NoSuchAgent, or LastAdmin where
        there was an admin who may sign in, and none would be left."""
        known = {row.id: Agent.of_row(row) for row in connection.execute(_ALL_LOCKED)}
        if agent_id not in known:
            raise NoSuchAgent(agent_id)
        before = list(known.values())
        edited = known[agent_id] = replace(known[agent_id], **properties)
        if any(map(_is_admin, before)) and not any(map(_is_admin, known.values())):
            raise LastAdmin(agent_id)
        values = {"display_name": edited.display_name, "disabled": edited.disabled}
        self._change(connection, agent_id, **values, **_as_columns(edited.roles))
        return edited

    @staticmethod
    def _change(connection: Any, agent_id: str, **values: object) -> None:
        connection.execute(update(agents).where(agents.c.id == agent_id).values(**values))


def _as_columns(roles: Collection[Role]) -> dict[str, str]:
    """Return roles as the columns hold them; `role`: for desks of the version before."""
    return {
        "roles": " ".join(sorted(roles)),
        "role": Role.ADMIN if Role.ADMIN in roles else Role.AGENT,
    }


def _is_admin(agent: Agent) -> bool:
    return Role.ADMIN in agent.roles and not agent.disabled


def _shown_id(token_hash: str) -> str:
    return _hash(token_hash)[:16]


def _hash(cookie: str) -> str:
    return hashlib.sha256(cookie.encode("utf-8", "replace")).hexdigest()
