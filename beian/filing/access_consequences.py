"""What cancelling access of a website or service through one provider changes (docs/domain.md,
"Three kinds of cancellation")."""

from __future__ import annotations

from dataclasses import dataclass, replace

from beian.filing.consequences import Place, instances_used
from beian.filing.orders import Target
from beian.filing.provider_access import active_accesses, filed_services, filed_websites
from beian.filing.state import Access, Account, Service, Subject, Website


@dataclass(frozen=True)
class AccessConsequences:
    """What ending the tie between `target` and `providers` changes.

    `others` are the providers through which it still has access. `empties` is True where nothing
    under the subject would have any left, which makes that an empty shell unless access is filed
    elsewhere in time.
    """

    target: Target
    providers: tuple[str, ...]
    others: tuple[str, ...]
    empties: bool
    places: tuple[Place, ...]

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

    Open orders play no part: it is as if this alone were cancelled now.
    """
    held = target.website or target.service
    assert held is not None
    kept = tuple(one for one in held.accesses if one.provider not in providers)
    gone = tuple(one for one in active_accesses(held) if one.provider in providers)
    return AccessConsequences(
        target,
        providers,
        tuple(one for one in active_providers(held) if one not in providers),
        _is_emptied(target.subject, held, kept),
        _places(account, gone) if target.website is not None else (),
    )


def _is_emptied(subject: Subject, held: Website | Service, kept: tuple[Access, ...]) -> bool:
    """Return whether a subject would be an empty shell once `held` has only the access `kept`."""
    if active_accesses(replace(held, accesses=kept)):
        return False
    filed: tuple[Website | Service, ...] = (*filed_websites(subject), *filed_services(subject))
    return all(one.accesses and not active_accesses(one) for one in filed if one != held)


def _places(account: Account, gone: tuple[Access, ...]) -> tuple[Place, ...]:
    """Return the instances that lose a website, by provider and instance."""
    now = instances_used(w for subject in account.subjects for w in filed_websites(subject))
    leaving = {(one.provider, one.instance_id) for one in gone if one.instance_id}
    return tuple(
        Place(provider, instance, now[provider, instance], now[provider, instance] - 1)
        for provider, instance in sorted(leaving)
    )
