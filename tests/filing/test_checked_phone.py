from __future__ import annotations

from beian.filing.checked_phone import CheckedPhone, PhoneHolder, checked_phone
from beian.filing.orders import Target
from tests.filing.builders import person, service, subject, website


def test_cancelling_a_subject_checks_the_phone_of_its_person_in_charge() -> None:
    boss = person("赵敏")
    one = subject(website("w1"), person_in_charge=boss)
    assert checked_phone(Target(one)) == CheckedPhone(PhoneHolder.SUBJECT, boss)


def test_cancelling_a_website_checks_the_phone_of_its_own_person_in_charge() -> None:
    webmaster = person("钱多多")
    site = website("w1", person_in_charge=webmaster)
    assert checked_phone(Target(subject(site), site)) == CheckedPhone(
        PhoneHolder.WEBSITE, webmaster
    )


def test_nobody_stands_in_for_a_website_without_a_person_in_charge() -> None:
    site = website("w1", person_in_charge=None)
    assert checked_phone(Target(subject(site), site)) == CheckedPhone(PhoneHolder.WEBSITE, None)


def test_whose_phone_is_checked_for_an_app_is_not_known() -> None:
    app = service("app1", person_in_charge=person("钱多多"))
    assert checked_phone(Target(subject(services=(app,)), service=app)) is None
