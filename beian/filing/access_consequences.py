"""What cancelling access of a website or service through one provider changes (docs/domain.md,
"Three kinds of cancellation")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from beian.filing.consequences import Place, instances_used
from beian.filing.orders import Target, others_going
from beian.filing.provider_access import active_accesses, filed_services, filed_websites
from beian.filing.state import Access, Account, Service, Subject, Website


@dataclass(frozen=True)
class AccessConsequences:
    """What ending the tie between `target` and `providers` changes.

    `others` are the providers through which it still has access. `empties` is True where nothing
    under the subject would have any left, which makes that an empty shell unless access is filed
    elsewhere in time. `first` and `perhaps`: as of beian.filing.consequences.Consequences.
    """

    target: Target
    providers: tuple[str, ...]
    others: tuple[str, ...]
    empties: bool
    places: tuple[Place, ...]
    first: tuple[Target, ...] = ()
    perhaps: tuple[Target, ...] = ()

    @property
    def held(self) -> Website | Service:
        """The website or service itself."""
        held = self.target.website or self.target.service
        assert held is not None
        return held


def active_providers(held: Website | Service) -> tuple[str, ...]:
    """Return the providers through which a website or service has access, each once."""
    return tuple(dict.fromkeys(access.provider for access in active_accesses(held)))


def access_consequences(target: Target, provider: str, account: Account) -> AccessConsequences:
    """Return what cancelling access of a website or service through one provider changes."""
    return joint_access_consequences(target, (provider,), account)


def joint_access_consequences(
    target: Target, providers: tuple[str, ...], account: Account
) -> AccessConsequences:
    """Return what cancelling access of a website or service through several of its providers
    changes, all of it together.

    Of open orders those count that the administration has, as another has to wait for them.
    """
    held = target.website or target.service
    assert held is not None
    kept = tuple(one for one in held.accesses if one.provider not in providers)
    gone = tuple(one for one in active_accesses(held) if one.provider in providers)
    first, perhaps = others_going(account, (target,))
    return AccessConsequences(
        target,
        providers,
        tuple(one for one in active_providers(held) if one not in providers),
        _is_emptied(target.subject, held, kept, [one.thing for one in first]),
        _places(account, gone, first) if target.website is not None else (),
        first,
        perhaps,
    )


def _is_emptied(
    subject: Subject,
    held: Website | Service,
    kept: tuple[Access, ...],
    gone: Sequence[Subject | Website | Service],
) -> bool:
    """Return whether a subject would be an empty shell once `held` has only the access `kept`, and
    what is `gone` by then is not there any more."""
    if active_accesses(replace(held, accesses=kept)):
        return False
    filed: tuple[Website | Service, ...] = (*filed_websites(subject), *filed_services(subject))
    others = [one for one in filed if one != held and one not in gone]
    return all(one.accesses and not active_accesses(one) for one in others)


def _places(
    account: Account, gone: tuple[Access, ...], first: Sequence[Target]
) -> tuple[Place, ...]:
    """Return the instances that lose a website, by provider and instance."""
    now = instances_used(w for subject in account.subjects for w in filed_websites(subject))
    leaving = {(one.provider, one.instance_id) for one in gone if one.instance_id}
    left = Counter(now)
    left.subtract(instances_used(one.website for one in first if one.website is not None))
    left.subtract(leaving)
    return tuple(Place(*place, now[place], left[place]) for place in sorted(leaving))
