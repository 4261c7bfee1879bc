"""What is on file before and after a cancellation (docs/domain.md, "Three kinds of
cancellation")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from beian.filing.orders import Target, others_going
from beian.filing.provider_access import active_accesses, filed_services, filed_websites
from beian.filing.providers import provider_of
from beian.filing.quota import QUOTAS, Quota
from beian.filing.shells import empty_shell
from beian.filing.state import Access, Account, FilingStatus, Service, Website


@dataclass(frozen=True)
class OnFile:
    """What is on file of one subject; `subject` tells whether the subject itself is."""

    subject: bool
    websites: tuple[Website, ...]
    services: tuple[Service, ...]

    @property
    def accesses(self) -> tuple[tuple[Website | Service, Access], ...]:
        """Each website and service with each of its active accesses."""
        held: tuple[Website | Service, ...] = (*self.websites, *self.services)
        return tuple((one, access) for one in held for access in active_accesses(one))

    @property
    def is_shell(self) -> bool:
        """Whether nothing is left under a subject that is on file."""
        return self.subject and not self.websites and not self.services


@dataclass(frozen=True)
class Place:
    """The filed websites of an account on one instance, before and after."""

    provider: str
    instance_id: str
    before: int
    after: int

    @property
    def quota(self) -> Quota:
        """What the provider says of its places; nothing where it is not known."""
        return QUOTAS.get(provider_of(self.provider) or "", Quota())


@dataclass(frozen=True)
class Consequences:
    """What cancelling `targets`, all of one subject, changes there, and on the instances that they
    leave. `first` is what else is gone by then, as the administration has its cancellation already;
    `perhaps` what goes, too, unless its order is given up."""

    targets: tuple[Target, ...]
    before: OnFile
    after: OnFile
    places: tuple[Place, ...]
    first: tuple[Target, ...] = ()
    perhaps: tuple[Target, ...] = ()

    @property
    def target(self) -> Target:
        """The first of what is cancelled; mostly the only one."""
        return self.targets[0]

    @property
    def was_shell(self) -> bool:
        """Whether the subject is an empty shell before, as one is whose websites lost all their
        access."""
        return empty_shell(self.target.subject) is not None


def consequences(target: Target, account: Account) -> Consequences | None:
    """Return what cancelling a subject, website or service changes; None where it is not on file.

    Of open orders those count that the administration has, as another has to wait for them.
    """
    return joint_consequences((target,), account)


def joint_consequences(targets: Sequence[Target], account: Account) -> Consequences | None:
    """Return what cancelling several things of one subject changes, all of them together; None
    where none of them is on file."""
    subject = targets[0].subject
    filed = FilingStatus.FILED
    meant = tuple(one for one in targets if one.thing.status is filed)
    if subject.status is not filed or not meant:
        return None
    before = OnFile(True, filed_websites(subject), filed_services(subject))
    after = before
    first, perhaps = others_going(account, targets)
    for target in (*meant, *first):
        after = _without(target, after)
    return Consequences(meant, before, after, _places(account, before, after), first, perhaps)


def _without(target: Target, before: OnFile) -> OnFile:
    if target.website is not None:
        kept = tuple(w for w in before.websites if w.website_id != target.website.website_id)
        return OnFile(True, kept, before.services)
    if target.service is not None:
        left = tuple(s for s in before.services if s.service_id != target.service.service_id)
        return OnFile(True, before.websites, left)
    return OnFile(False, (), ())


def _places(account: Account, before: OnFile, after: OnFile) -> tuple[Place, ...]:
    """Return the instances that lose a website, by provider and instance."""
    kept = {website.website_id for website in after.websites}
    leaving = [website for website in before.websites if website.website_id not in kept]
    now = instances_used(w for subject in account.subjects for w in filed_websites(subject))
    return tuple(
        Place(provider, instance, now[provider, instance], now[provider, instance] - count)
        for (provider, instance), count in sorted(instances_used(leaving).items())
    )


def instances_used(websites: Iterable[Website]) -> Counter[tuple[str, str]]:
    """Return how many websites each instance carries."""
    return Counter(
        instance
        for website in websites
        for instance in {
            (access.provider, access.instance_id)
            for access in active_accesses(website)
            if access.instance_id
        }
    )
