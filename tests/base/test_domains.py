"""Domains as people write them."""

from __future__ import annotations

import pytest

from beian.base.domains import domain_in_one_form, domain_key


@pytest.mark.parametrize(
    ("written", "kept", "key"),
    [
        ("example.cn", "example.cn", "example.cn"),
        ("ｗｗｗ.Example-A.CN。", "www.example-a.cn", "example-a.cn"),
        ("https://WWW.Example-B.cn/index.html", "www.example-b.cn", "example-b.cn"),
        ("http:/example.cn:8080/a?b#c", "example.cn", "example.cn"),
        ("//example.cn/", "example.cn", "example.cn"),
        ("example.cn/index.html", "example.cn", "example.cn"),
        ("example-e.cn.", "example-e.cn", "example-e.cn"),
        ("xn--fsqu00a.cn", "例子.cn", "xn--fsqu00a.cn"),
        ("例子.XN--FIQS8S", "例子.中国", "xn--fsqu00a.xn--fiqs8s"),
        ("中文例子。中国", "中文例子.中国", "xn--fiq26aj2x2ik.xn--fiqs8s"),
        ("\u202aexample.cn\u200b", "example.cn", "example.cn"),
        ("192.0.2.1", "192.0.2.1", "192.0.2.1"),
    ],
)
def test_a_domain_is_kept_as_people_write_it_and_compared_in_one_form(
    written: str, kept: str, key: str
) -> None:
    assert domain_in_one_form(written) == kept
    assert domain_in_one_form(kept) == kept
    assert domain_key(written) == domain_key(kept) == key


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("localhost", "is no domain, such as example.cn"),
        ("无", "is no domain"),
        ("a..cn", "is no domain"),
        ("-a.cn", "is no domain"),
        ("exam ple.cn", "is no domain"),
        ("a@example.cn", "is an e-mail address"),
        ("a.cn/b.com", "holds more than one domain"),
    ],
)
def test_what_is_no_domain_is_refused(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        domain_in_one_form(written)
