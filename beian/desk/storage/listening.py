"""When a desk process last heard consoles: while none does, no agent is silent."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from beian.desk.storage.handoff_tables import agents
from beian.desk.storage.heartbeat_table import heartbeat

_LISTENING = "listening"
"""The row of all processes together; those of processes have 16 digits."""
_OURS = heartbeat.c.who == _LISTENING


def forgive_silence(connection: Connection, moment: datetime, unheard: timedelta) -> None:
    """Note that consoles are heard at a moment. If they were not for longer than `unheard`, agents
    count as seen so much later."""
    query = select(heartbeat.c.at).where(_OURS).with_for_update()
    before = connection.execute(query).scalar_one_or_none()
    if before is None:  # a store of the version before
        before = connection.execute(select(func.max(agents.c.seen_at))).scalar_one_or_none()
        try:
            with connection.begin_nested():
                connection.execute(insert(heartbeat), {"who": _LISTENING, "at": moment})
        except IntegrityError:  # another process, in the same moment
            return
    elif before >= moment:
        return
    else:
        connection.execute(update(heartbeat).where(_OURS).values(at=moment))
    away = moment - before - unheard if before is not None else timedelta(0)
    if away <= timedelta(0):
        return
    seen = select(agents.c.id, agents.c.seen_at).where(agents.c.seen_at.is_not(None))
    for row in connection.execute(seen.order_by(agents.c.id)).all():
        later = min(row.seen_at + away, moment)
        if row.seen_at < later:
            same = (agents.c.id == row.id) & (agents.c.seen_at == row.seen_at)
            connection.execute(update(agents).where(same).values(seen_at=later))
