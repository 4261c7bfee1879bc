"""What is said to who wants reminders, none any more, or asks whether there are any.

Reminders are sent by the desk. It says with each message which kinds it has and which of them the
account has switched off, and acts on what the reply says is wanted (beian.bot.channel); without a
desk there are none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from actions.frame.user import Standing
from actions.reading.question import Question
from actions.wording.replies import Reply, Value, names, reply, wording
from beian.base.reminder_kinds import BY_MAIL, REMINDER_KINDS
from beian.nlu.intents import ASK_CAPABILITIES
from beian.nlu.plain_words.reminder_wishes import ReminderWish, reminder_wish

REMINDS = "reminds"
"""The key under which a message's metadata says which kinds of reminders the desk sends."""
_BY_MAIL, _REFUSED = "reminds_by_mail", "refused"
"""Those under which it says whether they go out by e-mail, too, and which the account wants none
of."""


def wish_in(question: Question) -> ReminderWish | None:
    """Return what the message wants of reminders, None where it wants nothing of the kind."""
    return reminder_wish(question.text) if question.text else None


def reply_to(wish: ReminderWish, question: Question) -> Reply:
    """Return the answer to a wish, which says what is wanted, for the desk to act upon."""
    there = [kind for kind in REMINDER_KINDS if kind in question.message.metadata.get(REMINDS, ())]
    kinds = [kind for kind in wish.kinds if kind in there]
    is_known = question.user.standing is not Standing.ANONYMOUS
    mails = BY_MAIL in wish.kinds and _goes_by_mail(question)
    switched = [*kinds, BY_MAIL] if mails else kinds
    acts = switched and there and is_known and wish.switches
    wanted = {"kinds": switched, "on": wish.on} if acts else None
    refused = frozenset(question.message.metadata.get(_REFUSED, ()))
    if wanted:
        refused = refused - {*switched} if wish.on else refused | {*switched}
    if is_known and there and wish.kinds == (BY_MAIL,):
        said = _of_mails(question, there, refused, on=wish.on)
    elif is_known and kinds and wish.asks:
        said = _how_it_stands(question, there, refused)
    else:
        is_every = len(kinds) == len(there)
        kinds = kinds or (there if wish.kinds == (BY_MAIL,) else [])
        said = _said(wish, kinds, is_known=is_known, every=is_every)
        if is_known and kinds and wish.on and BY_MAIL in refused and _goes_by_mail(question):
            said = reply("utter_reminders_on_in_chat", kinds=_named(kinds))
    return replace(said, answers=ASK_CAPABILITIES, reminders=wanted)


def _of_mails(
    question: Question, there: Sequence[str], refused: Collection[str], *, on: bool
) -> Reply:
    """Return what is said to a wish for e-mails or for none, which leaves the chat as it is."""
    chat = wording("utter_reminders_all_off", kinds=_named(there))
    left = [kind for kind in there if kind not in refused]
    if left:
        chat = wording("utter_reminders_in_chat", kinds=_named(left))
    if not _goes_by_mail(question):
        return reply("utter_reminders_no_mail", chat=chat)
    return reply("utter_reminders_mail_on" if on else "utter_reminders_mail_off", chat=chat)


def _how_it_stands(question: Question, there: Sequence[str], refused: Collection[str]) -> Reply:
    """Return which kinds are on, which are off, and which way they come."""
    on, off = ([kind for kind in there if (kind in refused) is gone] for gone in (False, True))
    way = wording(f"utter_reminders_come_{_way(question, refused)}")
    if not off:
        return reply("utter_reminders_told", kinds=_named(on), way=way)
    if not on:
        return reply("utter_reminders_all_off", kinds=_named(off))
    return reply("utter_reminders_some_off", kinds=_named(on), off=_named(off), way=way)


def _way(question: Question, refused: Collection[str]) -> str:
    """Return which way reminders come: "by_mail" beside the chat, "no_address" where none is on
    file for that, "without_mail" where the account wants none, "in_chat" where the desk sends no
    mail."""
    if not question.message.metadata.get(_BY_MAIL):
        return "in_chat"
    if not _goes_by_mail(question):
        return "no_address"
    return "without_mail" if BY_MAIL in refused else "by_mail"


def _goes_by_mail(question: Question) -> bool:
    """Return whether reminders can go out by e-mail: the desk sends it, and has an address."""
    account = question.user.account
    has_address = account is not None and bool(account.email)
    return has_address and bool(question.message.metadata.get(_BY_MAIL))


def _named(kinds: Sequence[str]) -> Value:
    return names(wording(f"utter_reminder_{kind}") for kind in kinds)


def _said(wish: ReminderWish, kinds: list[str], *, is_known: bool, every: bool) -> Reply:
    named = _named(kinds)
    if not kinds:
        return reply("utter_reminders_none")
    if not is_known:
        signs_in = reply("utter_reminders_sign_in", kinds=named)
        return signs_in if wish.on else reply("utter_reminders_only_signed_in")
    if not wish.on:
        some = reply("utter_reminders_off_of_kind", kinds=named)
        return reply("utter_reminders_off") if every else some
    return reply("utter_reminders_on", kinds=named)
