"""Filed websites of each server instance (docs/domain.md, "Websites of a server instance")."""

from __future__ import annotations

from dataclasses import dataclass

from beian.filing.orders import Target, open_cancellations, targets_under_way
from beian.filing.provider_access import active_accesses, filed_websites
from beian.filing.providers import provider_of
from beian.filing.state import Account, OrderKind, Subject, Website


@dataclass(frozen=True)
class Quota:
    """What a provider says of the places on a server instance.

    `websites` is the most filed websites, None where it counts something else or says nothing;
    `given_back` tells whether a cancelled website gives its place back, None where nobody knows.
    """

    websites: int | None = None
    given_back: bool | None = None


QUOTAS = {
    "tencent": Quota(websites=5, given_back=True),
    "huawei": Quota(given_back=False),
    "volcengine": Quota(given_back=False),
}
"""The facts quota-tencent, quota-huawei and quota-volcengine of data/facts.yml."""


@dataclass(frozen=True)
class InstanceUse:
    """Filed websites on one instance now, and once the open cancellations succeed."""

    provider: str
    instance_id: str
    websites: int
    websites_after: int

    @property
    def quota(self) -> Quota:
        """What the provider says of its places; nothing where it is not known."""
        return QUOTAS.get(provider_of(self.provider) or "", Quota())

    @property
    def full(self) -> bool:
        return self.quota.websites is not None and self.websites >= self.quota.websites

    @property
    def left(self) -> int | None:
        """How many places are left now; None where nobody knows."""
        return self._left(self.websites)

    @property
    def left_after(self) -> int | None:
        """How many are left once the open cancellations succeed; None where nobody knows."""
        return self._left(self.websites_after) if self.quota.given_back else self.left

    def _left(self, websites: int) -> int | None:
        most = self.quota.websites
        return None if most is None else max(0, most - websites)


def instance_uses(account: Account, cancelled: Target | None = None) -> tuple[InstanceUse, ...]:
    """Return the use of each instance that carries a filed website, by provider and instance id;
    with `cancelled`, as if that were being cancelled, too.

    A website counts on each instance through which it has active access.
    """
    before: dict[tuple[str, str], int] = {}
    after: dict[tuple[str, str], int] = {}
    for subject in account.subjects:
        for website in filed_websites(subject):
            goes = cancelled is not None and cancelled.thing in (subject, website)
            leaves = goes or _is_leaving(website, subject, account)
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


def uses_without(target: Target, account: Account) -> tuple[InstanceUse, ...]:
    """Return the use of each instance on which cancelling a subject or website frees a place that
    the open cancellations do not; none where it is being cancelled already."""
    under_way = [one.thing for one in targets_under_way(account)]
    if target.thing in under_way or target.subject in under_way:
        return ()
    before = {(use.provider, use.instance_id): use for use in instance_uses(account)}
    return tuple(
        use
        for use in instance_uses(account, target)
        if use.websites_after < before[use.provider, use.instance_id].websites_after
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
