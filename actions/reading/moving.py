"""What a message says of the case moves the frame on: what it is about, what is wanted, whose."""

from __future__ import annotations

from actions.frame.frame import CANCELLATION, SUBJECT_TYPE, WHICH, Frame, kind_of, member
from actions.frame.message import BARE, Message
from actions.frame.things import subject_key, target_key, things_of
from actions.references.refer import References
from beian.filing.orders import is_cancellation, orders_to_report
from beian.filing.provider_access import filed_subjects
from beian.filing.state import Account, Document, OrderKind, SubjectType
from beian.nlu.plain_words.lacks import papers_lacking
from beian.nlu.plain_words.whole import turns_to_the_whole
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
    if not kinds and turns_to_whole(frame, message, account):
        base = moved if pointed.named else frame.with_(excluded=moved.excluded)
        whole = _of_kind(base, "subject", pointed, account, decides=True)
        return _facts(whole if pointed.named else _of_the_subject(whole, account), message)
    free = bare or not (moved.about or _in_passing(message, account))
    if not kinds and free and not speaks_of_others(message.text):
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


def turns_to_whole(frame: Frame, message: Message, account: Account | None) -> bool:
    """Return whether a message turns to the whole subject from what was spoken of; not where it is
    asked of which type that is, nor where a company is named beside an individual's filing."""
    if message.pressed or _asks(frame, SUBJECT_TYPE) or _asks(frame, WHICH):
        return False
    known = frame.about or frame.spoken_of or frame.subject_type
    if not (frame.topic and known) or not turns_to_the_whole(message.without_what_is_denied):
        return False
    said = member(SubjectType, message.value("subject_type"))
    if said is None:
        return True
    types = [one.type for one in filed_subjects(account)] if account else [frame.subject_type]
    return said in types


def _of_the_subject(frame: Frame, account: Account | None) -> Frame:
    """Return the frame about the one subject that what was spoken of belongs to, or that there is
    alone."""
    if account is None or frame.about:
        return frame
    things = {thing.key: thing for thing in things_of(account)}
    spoken_of = things[frame.spoken_of].subject if frame.spoken_of in things else None
    subjects = filed_subjects(account)
    meant = spoken_of or (subjects[0] if len(subjects) == 1 else None)
    return frame if meant is None else frame.with_(about=(subject_key(meant),), spoken_of=None)


def _in_passing(message: Message, account: Account | None) -> bool:
    """Return whether a word for a site or subject is said in passing ("the site is fine, my phone
    isn't"): the message asks nothing that depends on it, and one order says what is cancelled."""
    if account is None or message.intent in _OF_A_KIND:
        return False
    orders = [one for one in orders_to_report(account) if is_cancellation(one)]
    targets = {one.target_id for one in orders if one.kind is not OrderKind.CANCEL_ACCESS}
    return len(targets) == 1


_OF_A_KIND = (
    "faq_how_to_cancel",
    "faq_phone_unreachable",
    "faq_required_documents",
    "faq_statement_letter",
    "faq_subject_vs_website",
    "faq_where_to_send",
    "faq_after_cancelling",
)
"""Topics whose answers depend on what is cancelled."""


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
