"""Filed websites of each server instance (docs/domain.md, "Websites of a server instance")."""

from __future__ import annotations

from dataclasses import dataclass

from beian.filing.orders import open_cancellations
from beian.filing.provider_access import active_accesses, filed_websites
from beian.filing.state import Account, OrderKind, Subject, Website

WEBSITES_PER_INSTANCE = 5


@dataclass(frozen=True)
class InstanceUse:
    """Filed websites on one instance now, and once the open cancellations succeed."""

    provider: str
    instance_id: str
    websites: int
    websites_after: int

    @property
    def full(self) -> bool:
        return self.websites >= WEBSITES_PER_INSTANCE


def instance_uses(account: Account) -> tuple[InstanceUse, ...]:
    """Return the use of each instance that carries a filed website, by provider and instance id.

    A website counts on each instance through which it has active access.
    """
    before: dict[tuple[str, str], int] = {}
    after: dict[tuple[str, str], int] = {}
    for subject in account.subjects:
        for website in filed_websites(subject):
            leaves = _is_leaving(website, subject, account)
            instances = {
                (access.provider, access.instance_id)
                for access in active_accesses(website)
                if access.instance_id
            }
            for instance in instances:
                before[instance] = before.get(instance, 0) + 1
                after[instance] = after.get(instance, 0) + (not leaves)
    return tuple(
        InstanceUse(provider, instance_id, before[provider, instance_id], count)
        for (provider, instance_id), count in sorted(after.items())
    )


def _is_leaving(website: Website, subject: Subject, account: Account) -> bool:
    """Return whether an open cancellation frees the website's place on its instances.

    An order to cancel access does not name the provider, so with several nothing is certain.
    """
    kinds = {
        order.kind
        for order in open_cancellations(account)
        if order.target_id in {subject.subject_id, website.website_id}
    }
    if kinds == {OrderKind.CANCEL_ACCESS}:
        return len({access.provider for access in active_accesses(website)}) == 1
    return bool(kinds)
