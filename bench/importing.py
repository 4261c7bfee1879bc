"""How long an update of a store takes from a file that holds all, of which little has changed.

Run it with `python -m bench.importing --database URL`, a database of its own (PostgreSQL or
SQLite): what is in it is replaced. By default 200,000 websites in 40,000 accounts, of which 1 %
have an order in another state. Printed are the seconds of the first import, of the update and of
one in which nothing has changed, and the memory at most.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
from pathlib import Path
from typing import Any

from beian.filing.filing_store import FilingStore
from beian.filing.importing import import_file

WEBSITES_EACH = 5
CREATED_AT = "2026-10-12T10:00:00+08:00"


def account(number: int, state: str) -> dict[str, Any]:
    """Return an account with five websites and an order in a state."""
    filing_number = f"粤ICP备{2021000000 + number}号"
    person = {"name": "李四", "document": "mainland_id", "phone": f"138{number % 10**8:08}"}
    return {
        "account_id": f"acc-{number:06}",
        "display_name": f"客户{number}",
        "subjects": [
            {
                "subject_id": "s1",
                "filing_number": filing_number,
                "name": f"示例公司{number}",
                "type": "enterprise",
                "province": "guangdong",
                "status": "filed",
                "person_in_charge": person,
                "websites": [
                    {
                        "website_id": f"w{site}",
                        "filing_number": f"{filing_number}-{site}",
                        "name": f"网站{site}",
                        "domains": [f"site-{number}-{site}.cn", f"www.site-{number}-{site}.cn"],
                        "status": "filed",
                        "person_in_charge": person,
                        "accesses": [{"provider": "腾讯云", "status": "active"}],
                    }
                    for site in range(1, WEBSITES_EACH + 1)
                ],
            }
        ],
        "orders": [
            {
                "order_id": "o1",
                "kind": "cancel_website",
                "target_id": "w1",
                "state": state,
                "created_at": CREATED_AT,
            }
        ],
    }


def write(file: Path, accounts: int, changed: int) -> None:
    """Write a file with that many accounts, the orders of the first `changed` in another state."""
    states = ("sms_verification" if number < changed else "draft" for number in range(accounts))
    document = {"accounts": [account(number, state) for number, state in enumerate(states)]}
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--database", required=True, metavar="URL", help="of its own")
    parser.add_argument("--websites", type=int, default=200_000)
    parser.add_argument("--changed", type=float, default=1.0, metavar="PERCENT")
    arguments = parser.parse_args()
    accounts = arguments.websites // WEBSITES_EACH
    changed = round(accounts * arguments.changed / 100)
    store = FilingStore(arguments.database)
    with tempfile.TemporaryDirectory() as folder:
        first, later = Path(folder) / "first.json", Path(folder) / "later.json"
        write(first, accounts, 0)
        write(later, accounts, changed)
        made = import_file(store, first, replace=True)
        print(
            f"{made.websites:,} websites in {accounts:,} accounts, {first.stat().st_size:,} bytes"
        )
        print(f"first import:      {made.seconds:6.1f} s")
        made = import_file(store, later, update=True)
        told = len(made.order_changes)
        print(f"update, {made.replaced:,} changed: {made.seconds:6.1f} s, {told:,} orders told")
        made = import_file(store, later, update=True)
        print(f"nothing changed:   {made.seconds:6.1f} s, {made.unchanged:,} passed over")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"memory at most:    {peak:6.2f} GB")
    store.close()


if __name__ == "__main__":
    main()
