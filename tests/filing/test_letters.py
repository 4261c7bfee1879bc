from __future__ import annotations

from hypothesis import given

from beian.filing.letters import Letter, LetterKind, Signature, letter
from beian.filing.orders import Target
from beian.filing.papers import Paper, papers_needed
from beian.filing.state import Subject, SubjectType
from tests.filing.builders import person, service, subject, website
from tests.filing.strategies import SUBJECTS


def test_an_individuals_letter_about_the_subject_is_filled_in_and_masked() -> None:
    owner = subject(
        website("w1"),
        type=SubjectType.INDIVIDUAL,
        name="张三",
        province="sichuan",
        filing_number="蜀ICP备2021000001号",
        person_in_charge=person("张三"),
    )
    assert letter(Target(owner)) == Letter(
        subject_type=SubjectType.INDIVIDUAL,
        kind=LetterKind.SUBJECT,
        subject_name="张*",
        subject_filing_number="蜀ICP备2021000001号",
        province="sichuan",
        signed_with=Signature.FINGERPRINT,
        person_in_charge="张*",
        website_name=None,
        domains=(),
        website_filing_number=None,
    )


def test_an_enterprises_letter_about_a_website_names_the_website_and_its_own_person() -> None:
    site = website(
        "w1",
        name="示例商城",
        domains=("shop.example.cn", "example.cn"),
        filing_number="粤ICP备2021000001号-1",
        person_in_charge=person("李小华"),
    )
    owner = subject(site, person_in_charge=person("王五"))
    assert letter(Target(owner, site)) == Letter(
        subject_type=SubjectType.ENTERPRISE,
        kind=LetterKind.WEBSITE,
        subject_name="深圳示例科技有限公司",
        subject_filing_number="粤ICP备2021000001号",
        province="guangdong",
        signed_with=Signature.SEAL,
        person_in_charge="李**",
        website_name="示例商城",
        domains=("shop.example.cn", "example.cn"),
        website_filing_number="粤ICP备2021000001号-1",
    )


def test_what_is_not_on_file_is_left_blank() -> None:
    site = website("w1", domains=(), filing_number=None, person_in_charge=None)
    filled = letter(Target(subject(site, filing_number=None), site))
    assert filled.subject_filing_number is None
    assert filled.website_filing_number is None
    assert filled.person_in_charge is None
    assert filled.domains == ()


@given(SUBJECTS)
def test_the_letter_is_signed_as_the_list_of_papers_asks(owner: Subject) -> None:
    papers = {needed.paper for needed in papers_needed(owner.type)}
    fingerprint = letter(Target(owner)).signed_with is Signature.FINGERPRINT
    assert fingerprint is (Paper.LETTER_WITH_FINGERPRINT in papers)
    assert fingerprint is not (Paper.LETTER_WITH_SEAL in papers)


@given(SUBJECTS)
def test_every_website_on_file_has_a_letter_that_shows_no_persons_name(owner: Subject) -> None:
    for site in owner.websites:
        filled = letter(Target(owner, site))
        assert filled.kind is LetterKind.WEBSITE
        person_in_charge = site.person_in_charge
        if person_in_charge is None:
            assert filled.person_in_charge is None
        elif "*" not in person_in_charge.name:
            assert filled.person_in_charge != person_in_charge.name


def test_no_letter_is_made_up_for_an_app() -> None:
    app = service("app1")
    assert letter(Target(subject(services=(app,)), service=app)) is None
