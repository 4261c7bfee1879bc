"""Letters of every combination, by what a reader of their Word file and PDF finds in them."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from datetime import timezone
from zipfile import ZipFile

import docx
import pytest

from beian.base.clock import utc_now
from beian.filing.orders import Target
from beian.filing.state import Account, Document, FilingStatus, ServiceKind, SubjectType
from beian.letters.document import LetterDocument, document_of
from beian.letters.fonts import Unset, unset_in
from beian.letters.forms import Form
from beian.letters.letter import (
    About,
    LetterKind,
    NoSuchLetter,
    WantedLetter,
    letter_of,
    wanted_letter,
)
from tests.filing.builders import (
    account,
    cancelled_website,
    lost_access,
    person,
    service,
    subject,
    website,
)
from tests.letters.pdf import outside, pages_of_pdf, step_behind, text_of_pdf

DOMAINS = ("tea.example.cn", "茶.example")
MINI_PROGRAM = ServiceKind.MINI_PROGRAM
LETTERS = [(LetterKind.STATEMENT, about) for about in About]
LETTERS.append((LetterKind.APPLICATION, About.SUBJECT))
INDIVIDUAL, ENTERPRISE = SubjectType.INDIVIDUAL, SubjectType.ENTERPRISE
SIGNED = {INDIVIDUAL: "声明人（签字、按手印）", ENTERPRISE: "单位（盖公章）：欧阳示例"}
FONT_SIZE = 12.0
"""Points, of a letter's text."""
MARGIN = 70.0
"""Points; the templates' margins are a little wider."""


def owner(subject_type: SubjectType, identity: Document) -> Account:
    signer = person("欧阳静怡", document=identity)
    return account(
        subject(
            website(
                "w1",
                name="静怡的茶",
                domains=DOMAINS,
                person_in_charge=signer,
            ),
            services=(
                service("app1", name="静怡茶会", person_in_charge=signer),
                service("mini1", name="茶小程序", kind=MINI_PROGRAM, person_in_charge=signer),
            ),
            type=subject_type,
            name="欧阳示例",
            person_in_charge=signer,
        )
    )


def document(
    whose: Account, about: About, of_id: str, kind: LetterKind = LetterKind.STATEMENT
) -> LetterDocument:
    return document_of(letter_of(WantedLetter(kind, about, of_id), whose))


def both_texts(letter: LetterDocument) -> list[str]:
    """Return the text of the Word file and of the PDF, each in one line."""
    word = letter.text.replace("\n", "")
    return [word, text_of_pdf(letter.content(Form.PDF))]


@pytest.mark.parametrize("identity", Document)
@pytest.mark.parametrize("subject_type", SubjectType)
@pytest.mark.parametrize(
    ("about", "of_id", "named"),
    [
        (About.SUBJECT, "s1", ("名下全部网站",)),
        (
            About.WEBSITE,
            "w1",
            ("网站「静怡的茶」", "、".join(DOMAINS), "2021000001号-w1"),
        ),
        (About.SERVICE, "app1", ("名下App「静怡茶会」", "粤ICP备2021000001号-2A")),
        (About.SERVICE, "mini1", ("名下小程序「茶小程序」",)),
    ],
)
def test_a_statement_names_what_goes_and_who_signs_in_full(
    about: About, of_id: str, named: tuple[str, ...], subject_type: SubjectType, identity: Document
) -> None:
    letter = document(owner(subject_type, identity), about, of_id)
    expected = (
        "注销声明书",
        "广东省通信管理局：",
        "「欧阳示例」（主体备案号：粤ICP备2021000001号",
        "欧阳静怡",
        SIGNED[subject_type],
        "日期：______年____月____日",
        *named,
    )
    aid = "English reading aid"
    for text in both_texts(letter):
        missing = [one for one in expected if one not in text]
        assert not missing, text
        assert (aid in text) == (identity is Document.PASSPORT)
        if identity is Document.PASSPORT:
            assert "To the communications administration of Guangdong" in text
            assert "passport" in text or subject_type is ENTERPRISE
        if subject_type is INDIVIDUAL:
            words = {
                Document.MAINLAND_ID: "居民身份证",
                Document.PASSPORT: "护照",
                Document.HK_MACAU_PERMIT: "港澳居民来往内地通行证",
                Document.TAIWAN_PERMIT: "台湾居民来往大陆通行证",
            }
            assert f"证件类型：{words[identity]}，证件号码：____" in text
    assert letter.unset == ()
    assert unset_in(both_texts(letter)[1]) == (), "the PDF has a glyph for each"
    assert pages_of_pdf(letter.content(Form.PDF)) == 1 + (identity is Document.PASSPORT)


@pytest.mark.parametrize(
    ("about", "of_id", "theirs", "aid"),
    [
        (About.SUBJECT, "s1", "2021000001号，负责人：欧阳静怡）", "person in charge: 欧阳静怡)"),
        (
            About.WEBSITE,
            "w1",
            "2021000001号-w1，网站负责人：Anna Gray）",
            "2021000001号-w1, person in charge of the website: Anna Gray)",
        ),
        (About.SERVICE, "app1", "2A，负责人：Anna Gray）", "2A, person in charge: Anna Gray)"),
    ],
)
def test_a_person_in_charge_stands_beside_what_that_person_is_in_charge_of(
    about: About, of_id: str, theirs: str, aid: str
) -> None:
    whose = owner(ENTERPRISE, Document.PASSPORT)
    (sole,) = whose.subjects
    gray = person("Anna Gray", document=Document.PASSPORT)
    (site,) = sole.websites
    sole = replace(
        sole,
        websites=(replace(site, person_in_charge=gray),),
        services=tuple(replace(one, person_in_charge=gray) for one in sole.services),
    )
    for text in both_texts(document(replace(whose, subjects=(sole,)), about, of_id)):
        assert theirs in text
        assert aid in text
        of_the_company = text.partition("主体备案号：")[2].partition("）")[0]
        assert "Anna Gray" not in of_the_company


@pytest.mark.parametrize("subject_type", SubjectType)
def test_an_application_tells_why_the_subject_is_an_empty_shell(subject_type: SubjectType) -> None:
    emptied = account(
        subject(
            website("w1", lost_access()),
            type=subject_type,
            name="欧阳示例",
            province="shaanxi",
            person_in_charge=person("欧阳静怡", document=Document.PASSPORT),
        )
    )
    letter = document(emptied, About.SUBJECT, "s1", LetterKind.APPLICATION)
    for text in both_texts(letter):
        assert "空壳主体注销申请书" in text
        assert "陕西省通信管理局" in text
        assert "接入均已取消，没有有效的接入信息（自2026年3月2日起）" in text
        assert "13812345678" in text
        assert "is an empty shell by now" in text
    gone = account(subject(cancelled_website("w1", on=None)))
    text = document(gone, About.SUBJECT, "s1", LetterKind.APPLICATION).text
    assert "均已注销，名下没有在备案的互联网信息服务。" in text, "no date is on file"


def test_what_is_not_on_file_stays_an_underlined_blank() -> None:
    bare = account(
        subject(
            website("w1", filing_number=None, person_in_charge=None),
            filing_number=None,
            type=INDIVIDUAL,
            person_in_charge=person("王小明", document=None, phone=None),
        )
    )
    for text in both_texts(document(bare, About.WEBSITE, "w1")):
        assert "姓名：____________，证件类型：____________，证件号码：______" in text
        assert "网站备案号：____________）" in text
        assert "王小明" not in text, "the subject's person does not sign for the website's"
        assert "None" not in text


def test_a_phone_that_is_out_of_use_is_left_blank() -> None:
    dead = account(subject(person_in_charge=person(phone_reachable=False)))
    text = document(dead, About.SUBJECT, "s1", LetterKind.APPLICATION).text
    assert "联系电话：____________" in text


@pytest.mark.parametrize(("kind", "about"), LETTERS)
@pytest.mark.parametrize("subject_type", SubjectType)
def test_a_blank_letter_names_nobody(
    kind: LetterKind, about: About, subject_type: SubjectType
) -> None:
    wanted = WantedLetter(kind, about, subject_type=subject_type, province="zhejiang")
    for text in both_texts(document_of(letter_of(wanted, None))):
        assert "浙江省通信管理局" in text
        assert "「____________」" in text


@pytest.mark.parametrize("name", ["北京" + "数" * 54 + "有限公司", "A" * 60, "W1-" * 20, "x" * 200])
@pytest.mark.parametrize("about", About)
def test_nothing_runs_over_the_edge_of_the_page(name: str, about: About) -> None:
    domains = (*(f"a-rather-long-name-{i}.example.com" for i in range(12)), "d" * 63 + ".example")
    signer = person(name)
    whose = account(
        subject(
            website("w1", name=name, domains=domains, person_in_charge=signer),
            services=(service("app1", name=name, person_in_charge=signer),),
            name=name,
            person_in_charge=signer,
        )
    )
    of_id = {About.SUBJECT: "s1", About.WEBSITE: "w1", About.SERVICE: "app1"}[about]
    letter = document(whose, about, of_id)
    pdf = letter.content(Form.PDF)
    assert outside(pdf, MARGIN) == ""
    assert name in text_of_pdf(pdf)
    empty = account(replace(whose.subjects[0], websites=(), services=()))
    application = document(empty, About.SUBJECT, "s1", LetterKind.APPLICATION)
    assert outside(application.content(Form.PDF), MARGIN) == ""


@pytest.mark.parametrize("character", "䶮𬱖㑇䲟𫍯𫢸𠅤龘〇")
def test_a_rare_character_of_a_name_is_set(character: str) -> None:
    whose = account(subject(person_in_charge=person(f"王{character}")))
    letter = document(whose, About.SUBJECT, "s1")
    assert letter.unset == ()
    assert f"王{character}" in text_of_pdf(letter.content(Form.PDF))


def test_a_character_that_no_font_has_is_reported_by_name_and_left_to_be_written() -> None:
    whose = account(subject(person_in_charge=person("王𪚥")))
    letter = document(whose, About.SUBJECT, "s1")
    assert letter.unset == (Unset("𪚥"),)
    assert letter.unset[0].name == "𪚥 (U+2A6A5, CJK UNIFIED IDEOGRAPH-2A6A5)"
    assert "负责人：王＿）" in text_of_pdf(letter.content(Form.PDF))
    assert "王𪚥" in letter.text, "Word may have a font for it"


@pytest.mark.parametrize(
    "name", ["Müller-Żółć", "Šimůnková", "Nguyễn Thị Đức", "Çağlar İnönü", "Ōno", "Łukasz O’Şen"]
)
def test_a_latin_name_keeps_its_letters(name: str) -> None:
    whose = account(subject(name=name, person_in_charge=person(name)))
    letter = document(whose, About.SUBJECT, "s1")
    assert letter.unset == ()
    text = text_of_pdf(letter.content(Form.PDF))
    assert f"负责人：{name}）" in text
    assert "＿" not in text


@pytest.mark.parametrize(
    ("name", "mark", "is_narrow"),
    [
        ("Conan O’Brien", "’", True),
        ("James’ Bakery Ltd.", "’", True),
        ("Łukasz O’Şen", "’", True),
        ("William “Bill” Smith", "“", True),
        ("William “Bill” Smith", "”", True),
        ("“Bill” Smith Ltd.", "“", True),
        ("云帆“Bill”网络", "“", False),
        ("云帆“Bill”网络", "”", False),
        ("云帆’网络", "’", False),
    ],
)
def test_a_quotation_mark_is_as_narrow_as_the_latin_letters_among_which_it_stands(
    name: str, mark: str, is_narrow: bool
) -> None:
    letter = document(account(subject(name=name)), About.SUBJECT, "s1")
    step = step_behind(letter.content(Form.PDF), name, mark)
    assert (step < FONT_SIZE / 2) is is_narrow
    # Word sets them in the Latin font where nothing asks for the Chinese one.
    with ZipFile(io.BytesIO(letter.word)) as word:
        assert b"w:hint" not in word.read("word/document.xml")


def test_a_letter_with_accents_of_their_own_is_set_as_one() -> None:
    apart = unicodedata.normalize("NFD", "Müller-Żółć")
    letter = document(account(subject(person_in_charge=person(apart))), About.SUBJECT, "s1")
    assert letter.unset == ()
    assert "负责人：Müller-Żółć）" in text_of_pdf(letter.content(Form.PDF))


def test_a_file_says_that_it_was_made_when_it_was() -> None:
    before = utc_now().replace(microsecond=0)
    word = document(account(subject()), About.SUBJECT, "s1").word
    told = docx.Document(io.BytesIO(word)).core_properties
    for moment in (told.created, told.modified):
        assert before <= moment.replace(tzinfo=timezone.utc) <= utc_now()


@pytest.mark.parametrize("subject_type", SubjectType)
def test_who_may_have_to_sign_for_a_website_without_a_person_reads_english(
    subject_type: SubjectType,
) -> None:
    site = website("w1", person_in_charge=None)
    for identity, aids in ((Document.PASSPORT, True), (Document.MAINLAND_ID, False)):
        owned = subject(
            site, type=subject_type, person_in_charge=person("Wright", document=identity)
        )
        for text in both_texts(document(account(owned), About.WEBSITE, "w1")):
            assert ("English reading aid" in text) is aids
            assert "Wright" not in text, "another one may sign"


@pytest.mark.parametrize(
    "name",
    [
        "{{ person }}",
        "{% if x %}",
        "<b>&amp;</b>",
        "#panic(1) $x$ @y",
        "\\u{1F600}",
        '"],',
        "甲\n乙\t丙",
    ],
)
def test_a_name_is_text_whatever_stands_in_it(name: str) -> None:
    whose = account(subject(name=name))
    letter = document(whose, About.SUBJECT, "s1")
    shown = " ".join(name.split())
    for text in both_texts(letter):
        assert f"「{shown}」" in text


def test_a_letter_of_what_is_cancelled_or_not_on_file_is_refused() -> None:
    whose = account(subject(website("w1"), cancelled_website("w2")))
    for about, of_id in ((About.WEBSITE, "w2"), (About.WEBSITE, "s1"), (About.SUBJECT, "another")):
        with pytest.raises(NoSuchLetter):
            document(whose, about, of_id)
    with pytest.raises(NoSuchLetter, match="no empty shell"):
        document(account(subject(website("w1"))), About.SUBJECT, "s1", LetterKind.APPLICATION)
    gone = account(subject(status=FilingStatus.CANCELLED))
    with pytest.raises(NoSuchLetter, match="cancelled already"):
        document(gone, About.SUBJECT, "s1")


def test_an_empty_shell_needs_the_application() -> None:
    shell = subject(cancelled_website("w1"))
    assert wanted_letter(Target(shell)).kind is LetterKind.APPLICATION
    assert wanted_letter(Target(subject(website("w1")))).kind is LetterKind.STATEMENT


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"letter": "poem", "about": "subject", "id": "s1"},
        {"letter": "statement", "about": "subject"},
        {"letter": "statement", "about": "subject", "id": 7},
        {"letter": "statement", "about": "subject", "id": "s1", "type": "individual"},
    ],
)
def test_what_names_no_letter_is_refused(written: dict[str, object]) -> None:
    with pytest.raises(NoSuchLetter):
        WantedLetter.of_object(written)


def test_a_letter_that_is_wanted_is_written_down_and_read_again() -> None:
    for wanted in (
        WantedLetter(LetterKind.STATEMENT, About.WEBSITE, "w1"),
        WantedLetter(LetterKind.APPLICATION, About.SUBJECT, None, INDIVIDUAL, "hunan"),
    ):
        assert WantedLetter.of_object(wanted.as_object()) == wanted


def test_picture_and_text_show_the_same_letter() -> None:
    letter = document(owner(INDIVIDUAL, Document.PASSPORT), About.SUBJECT, "s1")
    assert letter.content(Form.PNG).startswith(b"\x89PNG")
    assert len(letter.printed()) == 2
    assert letter.content(Form.TXT).decode().startswith("注销声明书\n广东省通信管理局：\n本人")
