"""What a user asks: the message, who asks, and what the conversation has established."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cached_property

from actions.frame.frame import Frame, kind_of, member
from actions.frame.message import Asked, Message
from actions.frame.things import below, owners, target_key, things_of
from actions.frame.user import FilingService, User
from actions.reading.outcome import Reading
from actions.reading.reader import read
from actions.references.naming import Candidate, WhichOne
from beian.filing.review_times import ReviewTimes
from beian.filing.situations import Situation, only_target, situation
from beian.filing.state import Document, SubjectType
from beian.nlu.text.question_form import speaks_of_cancelling

ACCESS = "access"


class Question:
    """One question of a message, in its conversation.

    A message that asks several is several questions, one after the other, each with the frame that
    the one before left.
    """

    def __init__(
        self,
        message: Message,
        before: Frame,
        filing: FilingService,
        topics: Collection[str],
        language: str,
    ) -> None:
        self.message = message
        self.before = before
        self.language = language
        """The language of the conversation so far, "zh" or "en"."""
        self.filing = filing
        self.spoken_of: str | None = None
        """The key of the thing that the answer turned out to be about."""
        self.listed: tuple[str, ...] = ()
        """The keys of things that the answer lists, so that "the second one" means one of them."""
        self._topics = topics
        self._asked: Asked | None = None
        self._frame: Frame | None = None

    @cached_property
    def user(self) -> User:
        """Who asks; the account is read when it is first asked for."""
        return self.filing.user(dict(self.message.metadata))

    @cached_property
    def reading(self) -> Reading:
        """What the message comes to."""
        return read(self.before, self.message, self.user.account, self._topics)

    @property
    def frame(self) -> Frame:
        """What the conversation has established, this message included."""
        return self._frame or self.reading.frame

    def about(self, asked: Asked, frame: Frame) -> Question:
        """Return this question as one that asks something of its own, after a frame."""
        question = Question(self.message, self.before, self.filing, self._topics, self.language)
        question.__dict__.update(user=self.user, reading=self.reading)
        question._asked, question._frame = asked, frame
        return question

    @property
    def now(self) -> datetime:
        return self.filing.now()

    def review_times(self, province: str) -> ReviewTimes | None:
        return self.filing.review_times(province)

    @property
    def text(self) -> str:
        """What the user typed; nothing where a button was pressed."""
        return self.message.text

    @property
    def intent(self) -> str:
        return self.message.intent

    @property
    def asked(self) -> Asked:
        """What is asked: the topic and its part."""
        return self._asked or Asked(self.intent, self.message.part, self.text)

    @property
    def is_follow_up(self) -> bool:
        """Whether the question leans on the topic before it ("and for a company?")."""
        return self.reading.leans

    @property
    def kind(self) -> str | None:
        """What is spoken of cancelling: "subject", "website", "access" or None.

        The bare word for access is mostly part of "access provider"; alone it counts only in a
        follow-up. A follow-up without a word for it is about what was said before.
        """
        kind = kind_of(self.message.value("cancellation_kind"))
        if kind is not None:
            return kind
        target = kind_of(self.message.value("target"))
        if target == ACCESS and not self.is_follow_up:
            target = None
        return target or (self.frame.kind if self.is_follow_up else None)

    @property
    def province(self) -> str | None:
        return self.message.province

    @property
    def spoken_subject_type(self) -> SubjectType | None:
        said: SubjectType | None = member(SubjectType, self.message.value("subject_type"))
        changed = self.frame.subject_type != self.before.subject_type
        return said or (self.frame.subject_type if changed else None)

    @property
    def spoken_document(self) -> Document | None:
        document: Document | None = member(Document, self.message.value("document"))
        return document

    @property
    def situation(self) -> Situation:
        """In what states the thing is that is asked about. Needs an account."""
        account = self.user.account
        assert account is not None
        things = {thing.key: thing for thing in things_of(account)}
        for keys in (self.frame.about, (self.frame.spoken_of,)):
            if len(keys) == 1 and keys[0] in things:
                thing = things[keys[0]]
                return situation(account, thing.target, thing.order, self.now)
            if len(keys) > 1:
                return situation(account, None, None, self.now)
        target = only_target(account)
        if target is not None and target_key(target) in self.frame.excluded:
            target = None
        return situation(account, target, None, self.now)

    @property
    def is_guess(self) -> bool:
        """Whether nothing was named, chosen or spoken of, so that what is meant is guessed."""
        return not self.frame.about and self.frame.spoken_of is None

    def likely(self, among: Collection[str], least: float) -> list[str]:
        """Return the intents of `among` with at least that confidence, the likeliest first."""
        return [
            str(entry["name"])
            for entry in self.message.ranking
            if entry["name"] in among and entry["confidence"] >= least
        ]

    def mentioned(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates that the conversation is about, none where it is open."""
        return self._fitting(candidates, self.frame.about)

    def one_of(self, candidates: Sequence[Candidate], which: str) -> Candidate | None:
        """Return the candidate that the question is about; None where there are no candidates.

        What was named or chosen counts, then what the last answer was about; what was ruled out
        does not. Raises WhichOne (with the response `which`) where several fit.
        """
        left = [c for c in candidates if c.key not in self.frame.excluded] or list(candidates)
        spoken_of = (self.frame.spoken_of,) if self.frame.spoken_of else ()
        fitting = (
            self._fitting(left, self.frame.about)
            or self.of_kind(left)
            or self._spoken_of_cancelling(left)
            or self._fitting(left, spoken_of)
            or left
        )
        if len(fitting) > 1:
            raise WhichOne(which, fitting)
        if not fitting:
            return None
        self.spoken_of = fitting[0].key
        return fitting[0]

    def _spoken_of_cancelling(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the only cancellation among orders, where the message speaks of cancelling."""
        found = [one for one in candidates if one.kind is not None]
        return found if len(found) == 1 and speaks_of_cancelling(self.text) else []

    def of_kind(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates of the kind of cancellation that is spoken of, if any.

        A mere "website" is a kind only in a follow-up ("the one for the website").
        """
        said = kind_of(self.message.value("cancellation_kind"))
        kind = self.kind if self.is_follow_up else said
        return [c for c in candidates if kind is not None and c.kind == kind]

    def _fitting(self, candidates: Sequence[Candidate], keys: Sequence[str]) -> list[Candidate]:
        """Return the candidates that are the things of these keys, that they belong to, or that
        belong to them; the nearest only."""
        account = self.user.account
        if account is None or not keys:
            return []
        every = things_of(account)
        meant = [thing for thing in every if thing.key in keys]
        owned = [owners(thing) for thing in meant]
        for wanted in (
            set(keys),
            {one[0] for one in owned if one},
            {key for one in owned for key in one},
        ):
            fitting = [one for one in candidates if one.key in wanted]
            if fitting:
                return fitting
        belonging = {key for thing in meant for key in below(thing, every)}
        return [one for one in candidates if one.key in belonging]
