"""What a message says of the case moves the frame on: what it is about, what is wanted, whose."""

from __future__ import annotations

from actions.frame.frame import CANCELLATION, Frame, kind_of, member
from actions.frame.message import BARE, Message
from actions.frame.things import target_key, things_of
from actions.references.refer import References
from beian.filing.state import Account, Document, SubjectType
from beian.nlu.plain_words.lacks import papers_lacking
from beian.nlu.text.question_form import puts_in_place, speaks_of_others


def moved_by(
    frame: Frame,
    message: Message,
    pointed: References,
    account: Account | None,
) -> Frame:
    """Return the frame after what the message says of the case, whatever it asks."""
    moved = _about(frame, pointed, account)
    if "anything" in message.values("reference"):
        moved = moved.with_(about=(), spoken_of=None)
    kinds = {kind for kind in map(kind_of, message.values("cancellation_kind")) if kind}
    bare = message.intent in BARE or message.pressed or message.corrects
    if not kinds and (bare or not moved.about) and not speaks_of_others(message.text):
        kinds = {kind for kind in map(kind_of, message.values("target")) if kind}
        kinds -= {"access"} if not bare else set()
    denied = {
        kind
        for name in ("cancellation_kind", "target")
        for kind in map(kind_of, message.values(name, denied=True))
        if kind
    }
    if len(kinds) == 1:
        decides = bare or puts_in_place(message.text)
        moved = _of_kind(moved, kinds.pop(), pointed, account, decides=decides)
    elif denied and (moved.kind in denied or _asks(frame, CANCELLATION)):
        left = {"subject", "website"} - denied
        moved = moved.with_(kind=left.pop() if len(left) == 1 else None)
    return _facts(moved, message)


def _asks(frame: Frame, question: str) -> bool:
    """Return whether that question waits for an answer."""
    return frame.waiting is not None and frame.waiting.question == question


def _about(frame: Frame, pointed: References, account: Account | None) -> Frame:
    """Return the frame about what was named, and no more about what was denied, or an order for
    it."""
    named = _with_orders(pointed.named, account)
    denied = [key for key in _with_orders(pointed.denied, account) if key not in pointed.named]
    excluded = tuple(
        key
        for key in dict.fromkeys((*frame.excluded, *denied))
        if key in denied or key not in named
    )
    about = pointed.named if pointed.named and not pointed.every else frame.about
    return frame.with_(
        about=tuple(key for key in about if key not in denied),
        excluded=excluded,
        spoken_of=None if frame.spoken_of in denied else frame.spoken_of,
    )


def _with_orders(keys: tuple[str, ...], account: Account | None) -> list[str]:
    """Return the keys, and those of the orders for these very things."""
    if account is None or not keys:
        return list(keys)
    orders = [thing for thing in things_of(account) if thing.order and thing.target]
    theirs = [one.key for one in orders if one.target and target_key(one.target) in keys]
    return [*keys, *(key for key in theirs if key not in keys)]


def _of_kind(
    frame: Frame, kind: str, pointed: References, account: Account | None, *, decides: bool
) -> Frame:
    """Return the frame where this kind is what is wanted.

    A thing of another kind that was spoken of before is not meant any more, where the message does
    not name it itself.
    """
    frame = frame.with_(kind=kind)
    if pointed.named or account is None or kind == "access":
        return frame
    sorts = {key.partition(":")[0] for key in frame.about}
    if decides and sorts and sorts <= {"subject", "website", "service"} and kind not in sorts:
        subjects = {
            thing.subject.subject_id
            for thing in things_of(account)
            if thing.key in frame.about and thing.subject is not None
        }
        if kind == "subject" and len(subjects) == 1:
            return frame.with_(about=(f"subject:{subjects.pop()}",))
        return frame.with_(about=())
    return frame


def _facts(frame: Frame, message: Message) -> Frame:
    """Return the frame with the type, document, province and provider that the message says."""
    subject_type = member(SubjectType, message.value("subject_type"))
    denied = [member(SubjectType, one) for one in message.values("subject_type", denied=True)]
    if subject_type is None and denied:
        others = [one for one in SubjectType if one not in denied]
        subject_type = others[0] if len(others) == 1 else None
    document = member(Document, message.value("document"))
    province = message.province
    return frame.with_(
        subject_type=subject_type or frame.subject_type,
        document=document or frame.document,
        lacks=_lacking(frame, message),
        province=province or frame.province,
        provider=message.provider or frame.provider,
    )


def _lacking(frame: Frame, message: Message) -> tuple[str, ...]:
    """Return the papers that the user does not have, this message's included."""
    said = [(p, message.denies(start, end)) for p, start, end in papers_lacking(message.text)]
    denied = {paper for paper, is_denied in said if is_denied}
    known = (*frame.lacks, *(paper for paper, is_denied in said if not is_denied))
    return tuple(one for one in dict.fromkeys(known) if one not in denied)
