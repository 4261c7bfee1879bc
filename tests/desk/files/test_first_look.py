"""What a first look tells of pictures that the worker really reads, and of readings."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import get_args

import pytest
from PIL import Image

from beian.desk.files.first_look import OnFile, first_look
from beian.desk.files.looking import NotLookedAt, PictureReader, Reading
from beian.desk.first_look_words import look_words
from beian.desk.storage.records import FirstLook, Paper
from beian.filing.state import Document, SubjectType
from beian.letters.document import document_of
from beian.letters.letter import About, LetterKind, WantedLetter, letter_of
from tests.desk.files import papers, samples
from tests.filing.builders import account, person, subject

ON_FILE = OnFile(
    people=("林晓梅", "陈志远"),
    companies=("深圳市云帆网络科技有限公司",),
    domains=("xiaomei-baking-demo.cn",),
    shown={"林晓梅": "林**", "陈志远": "陈**"},
)
PATIENCE = 240.0
"""For a core."""
OTHERS = OnFile(people=("王明",), companies=("别家公司",), domains=("other.cn",))


def read(picture: Image.Image) -> Reading:
    return PictureReader(PATIENCE).read([papers.jpeg(picture)])


def reading(*lines: str, brightness: float = 230, sharpness: float = 0.1) -> Reading:
    return Reading(brightness, sharpness, tuple((line, 0.98) for line in lines))


CARD = ("姓名林晓梅", "性别女民族汉", "出生1985年3月2日", "公民身份号码440305198503021234")


@pytest.mark.parametrize(
    ("draw", "paper", "name"),
    [
        (papers.id_front, "id_front", "林**"),
        (papers.id_back, "id_back", None),
        (papers.licence, "licence", "深圳市云帆网络科技有限公司"),
        (papers.passport, "passport", "林**"),
        (papers.travel_permit, "travel_permit", "林**"),
        (papers.domain_certificate, "domain_certificate", "xiaomei-baking-demo.cn"),
        (papers.letter, "letter", None),
        (papers.menu, "other", None),
    ],
)
def test_papers_are_told_and_names_on_file_found(
    draw: Callable[[], Image.Image], paper: str, name: str | None
) -> None:
    look = first_look(read(papers.photo(draw())), ON_FILE)
    assert (look["quality"], look["paper"], look["name"]) == ("clear", paper, name)


def test_a_card_is_read_however_it_was_held() -> None:
    card = papers.photo(papers.id_front())
    for turned in (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180):
        look = first_look(read(card.transpose(turned)), ON_FILE)
        assert (look["quality"], look["paper"], look["name"]) == ("clear", "id_front", "林**")


@pytest.mark.parametrize(
    ("picture", "quality"),
    [
        (papers.blurred(papers.photo(papers.id_front())), "blurred"),
        (papers.dark(papers.photo(papers.id_front())), "dark"),
        (papers.photo(papers.covered(papers.id_front())), "partial"),
        (Image.new("RGB", (2400, 1600), papers.TABLE), "no_text"),
    ],
    ids=["blurred", "dark", "covered", "empty"],
)
def test_a_photo_that_should_be_taken_again_is_told(picture: Image.Image, quality: str) -> None:
    assert first_look(read(picture), OTHERS)["quality"] == quality


def test_a_name_that_is_not_on_file_is_told_only_where_the_paper_can_be_read() -> None:
    assert first_look(reading(*CARD), OTHERS)["match"] == "none"
    assert first_look(reading(*CARD), None)["match"] is None
    assert first_look(reading(*CARD), OnFile(domains=("other.cn",)))["match"] is None
    assert first_look(reading(*CARD, sharpness=0.0001), OTHERS)["match"] is None


def test_a_name_is_not_found_in_a_longer_one() -> None:
    longer = ("姓名王明德", *CARD[1:])
    assert first_look(reading(*longer), OTHERS)["match"] == "none"
    assert first_look(reading("姓 名：王明", *CARD[1:]), OTHERS)["match"] == "person"
    latin = OnFile(people=("Li Na",))
    passport = ("护照 PASSPORT", "护照号 E12345678", "姓名/Name LI, NA")
    assert first_look(reading(*passport), latin)["match"] == "person"


WU = OnFile(people=("吳佳穎",), shown={"吳佳穎": "吳**"})
PERMIT = ("台湾居民来往大陆通行证", "出生日期1990.05.06性别女", "有效期限2020.05.01-2025.04.30")


@pytest.mark.parametrize(
    ("on_file", "title", "printed"),
    [
        ("吳佳穎", "台湾居民来往大陆通行证", "吴佳颖"),
        ("陈嘉豪", "臺灣居民來往大陸通行證", "陳嘉豪"),
        ("陈嘉豪", "港澳居民来往内地通行证", "陳嘉豪"),
        ("陳嘉豪", "港澳居民来往内地通行证", "陈嘉豪"),
    ],
)
def test_a_name_in_the_other_script_is_found(on_file: str, title: str, printed: str) -> None:
    drawn = papers.photo(papers.permit(title, printed))
    look = first_look(read(drawn), OnFile(people=(on_file,)))
    assert look == {
        "quality": "clear",
        "paper": "travel_permit",
        "match": "person",
        "name": on_file,
    }


@pytest.mark.parametrize("printed", ["王䶮", "張𬱖晟", "王䶮龘", "吳佳穎", "黃瑋暐", "黃 瑋 暐"])
def test_characters_that_are_misread_or_missed_make_no_other_name(printed: str) -> None:
    drawn = papers.photo(papers.permit("臺灣居民來往大陸通行證", printed))
    look = first_look(read(drawn), OnFile(people=(printed,)))
    assert (look["paper"], look["match"] in {None, "person"}) == ("travel_permit", True)


@pytest.mark.parametrize(
    ("lines", "match"),
    [
        (("姓名 吴佳颖",), "person"),
        (("姓名吴佳颖性别女",), "person"),
        (("姓 名", "吴佳颖"), "person"),
        (("姓名", "吴 佳 颖"), "person"),
        (("姓名 吴佳颖WU,JIAYING",), "person"),
        # OCR has missed or mistaken something: no word on the name.
        (("姓名", "吴佳"), None),
        (("姓名 佳颖",), None),
        (("姓名", "吴佳颍"), None),
        (("姓名",), None),
        (("WU, JIAYING",), None),
        (("姓名 WU, JIAYING",), None),
        (("姓名 吴**",), None),
        # Another one.
        (("姓名 林晓梅",), "none"),
        (("姓名", "林 晓 梅"), "none"),
        (("姓名", "吴佳颖妹"), "none"),
        (("姓 名：王明性别男",), "none"),
    ],
)
def test_what_is_said_of_a_name_on_a_permit(lines: tuple[str, ...], match: str | None) -> None:
    assert first_look(reading(*PERMIT, *lines), WU)["match"] == match


def test_a_name_that_was_not_read_well_is_no_other_one() -> None:
    lines = (*((text, 0.98) for text in PERMIT), ("姓名 林晓梅", 0.8))
    assert first_look(Reading(230, 0.1, lines), WU)["match"] is None


LETTER = (
    "注销声明书",
    "广东省通信管理局：",
    "本人（姓名：{name}，证件类型：台湾居民来往大陆通行证，证件号码：",
    "）是备案主体「{name}）（主体备案号：",
    "粤1CP备2021000001号）的负责人，现申请注销该主体及其名下全部网站和其他互",
    "联网信息服务的ICP备案，由此产生的后果由本人承担。",
    "声明人（签字、按手印）：",
)
OF_COMPANY = (
    "注销声明书",
    "我单位「{name}」（主体备案号：粤ICP备2021000001号，负责人：欧阳",
    "静怡）现申请注销备案主体及其名下全部网站，由此产生的后果由我单位承担。",
)


@pytest.mark.parametrize(
    ("lines", "name", "on_file", "match"),
    [
        (LETTER, "吴佳颖", WU, "person"),
        (LETTER, "林晓梅", WU, "none"),
        (LETTER, "林**", WU, None),
        (LETTER, "______", WU, None),
        (OF_COMPANY, "深圳市云帆网络科技有限公司", ON_FILE, "company"),
        (OF_COMPANY, "深圳市云帆网络科技有限公词", OnFile(companies=ON_FILE.companies), None),
        (OF_COMPANY, "北京欧阳贸易有限公司", ON_FILE, "none"),
        (OF_COMPANY, "北京欧阳贸易有限公司", WU, "none"),
        (OF_COMPANY, "北京欧阳贸易有限公司", OnFile(people=("欧阳静怡",)), None),
        (OF_COMPANY, "____", OnFile(companies=ON_FILE.companies), None),
    ],
)
def test_what_is_said_of_a_name_in_a_letter(
    lines: tuple[str, ...], name: str, on_file: OnFile, match: str | None
) -> None:
    look = first_look(reading(*(line.format(name=name) for line in lines)), on_file)
    assert (look["paper"], look["match"]) == ("letter", match)


def test_a_letter_that_is_really_read_is_compared() -> None:
    def of(name: str) -> Image.Image:
        owned = subject(
            type=SubjectType.INDIVIDUAL,
            name=name,
            person_in_charge=person(name, document=Document.TAIWAN_PERMIT),
        )
        letter = letter_of(WantedLetter(LetterKind.STATEMENT, About.SUBJECT, "s1"), account(owned))
        (page,) = document_of(letter).printed()
        return papers.photo(Image.open(io.BytesIO(page)).convert("RGB"), turned=1)

    for name, match in (("吳佳穎", "person"), ("林晓梅", "none")):
        look = first_look(read(of(name)), WU)
        assert (look["quality"], look["paper"], look["match"]) == ("clear", "letter", match)


def test_a_title_decides_before_the_layout() -> None:
    like_a_card = ("姓名吴佳颖", "性别女", "出生1990.05.06", "住址台北市")
    assert first_look(reading("台湾居民来往大陆通行证", *like_a_card), None)["paper"] == (
        "travel_permit"
    )
    assert first_look(reading(*like_a_card), None)["paper"] == "id_front"


COMPANY = ON_FILE.companies[0]


@pytest.mark.parametrize(
    ("heading", "below", "paper", "name"),
    [
        ("营 业 执 照", (f"企业  {COMPANY}",), "licence", COMPANY),
        ("营业执照（副本）", ("此处的字是手写的",), "licence", None),
        ("身份证复印件", ("仅供办理备案注销使用",), "id_card", None),
        (
            "授权委托书",
            (f"兹有 {COMPANY} 委托", "林晓梅", "办理备案注销"),
            "authorization",
            COMPANY,
        ),
        ("PASSPORT", ("Republic of Somewhere",), "passport", None),
        ("备案注销申请书", ("我已不再使用该网站",), "letter", None),
    ],
)
def test_a_heading_in_a_line_of_its_own_tells_a_paper(
    heading: str, below: tuple[str, ...], paper: str, name: str | None
) -> None:
    look = first_look(read(papers.photo(papers.headed(heading, *below), turned=1)), ON_FILE)
    assert (look["quality"], look["paper"], look["name"]) == ("clear", paper, name)


@pytest.mark.parametrize(
    ("lines", "paper"),
    [
        (("请准备好营业执照和公章", "谢谢配合"), "other"),
        (("材料清单", "营业执照", "居民身份证", "授权委托书"), "other"),
        (("居民身份证", "某某公安局"), "id_back"),
        (("身份证复印件", *CARD), "id_front"),
        (("身份证正反面", *CARD, "居民身份证", "签发机关", "有效期限"), "id_both"),
        (("授权委托书", "法定代表人 陈志远", "统一社会信用代码", "经营范围"), "authorization"),
    ],
)
def test_a_heading_counts_beside_what_else_was_read(lines: tuple[str, ...], paper: str) -> None:
    assert first_look(reading(*lines), None)["paper"] == paper


@pytest.mark.parametrize("paper", ["menu", "authorization"])
def test_on_a_paper_that_is_not_known_a_name_is_confirmed_and_never_denied(paper: str) -> None:
    heading = {"menu": "今日菜单", "authorization": "授权委托书"}[paper]
    for lines, match in (
        (("姓名 林晓梅", "某某大学"), "person"),
        (("姓名 王小明", "某某大学"), None),
        (("名称 深圳市云帆网络科技有限公司",), "company"),
        (("名称 北京欧阳贸易有限公司",), None),
        (("控制台 www.xiaomei-baking-demo.cn",), "domain"),
        (("控制台 www.elsewhere.cn",), None),
    ):
        assert first_look(reading(heading, *lines), ON_FILE)["match"] == match
    drawn = papers.photo(papers.headed(heading, "姓名  林晓梅", "某某大学"), turned=1)
    told = first_look(read(drawn), ON_FILE)
    assert (told["match"], told["name"]) == ("person", "林**")
    assert first_look(read(drawn), OTHERS)["match"] is None


@pytest.mark.parametrize(
    ("printed", "is_there"),
    [
        ("域名 a.cn", True),
        ("https://www.A.cn/index", True),
        ("域名a.cn。", True),
        ("schema.cn", False),
        ("my-a.cn", False),
        ("a.cn.com", False),
        ("certific a cn-north", False),
    ],
)
def test_a_domain_is_not_found_in_a_longer_one(printed: str, is_there: bool) -> None:
    look = first_look(reading("网站首页", printed), OnFile(domains=("a.cn",)))
    assert look["match"] == ("domain" if is_there else None)


@pytest.mark.parametrize("paper", get_args(Paper))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_paper_has_words(paper: Paper, language: str) -> None:
    look = FirstLook(quality="clear", paper=paper, match=None, name=None)
    assert look_words(look, language)


def test_a_foreign_passport_bears_a_name_in_parts() -> None:
    passport = ("PASSPORT", "Passport No. 533401372", "Surname", "WRIGHT", "Given names", "THÓMAS")
    for name, match in (("Thomas Wright", "person"), ("Tomas Wrigth", None), ("吴佳颖", None)):
        assert first_look(reading(*passport), OnFile(people=(name,)))["match"] == match
    assert first_look(reading(*passport), OnFile(people=("Jane Smith",)))["match"] == "none"


def test_both_sides_of_a_card_are_told() -> None:
    both = reading(*CARD, "中华人民共和国", "居民身份证", "签发机关", "有效期限")
    assert first_look(both, None)["paper"] == "id_both"


def test_no_number_that_was_read_is_told() -> None:
    look = first_look(reading(*CARD), ON_FILE)
    said = [look_words(look, language) for language in ("zh", "en")]
    assert said[0] == (
        "初步看来（仅供参考）：像是居民身份证（人像面）；字能看清；上面有备案里的姓名（林**）。"
    )
    assert not any(character.isdigit() for text in said for character in text)


@pytest.mark.parametrize("quality", ["clear", "partial", "dark", "blurred", "no_text"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_look_has_words(quality: str, language: str) -> None:
    look = {"quality": quality, "paper": None, "match": None, "name": None}
    assert look_words(look, language)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "content",
    [b"no picture", samples.photo(1600, 100), samples.pdf()],
    ids=["broken", "long", "pdf"],
)
def test_what_can_not_be_read_costs_the_hint(content: bytes) -> None:
    reader = PictureReader()
    with pytest.raises(NotLookedAt):
        reader.read([content])
    assert reader.missing() is None


def test_a_worker_that_hangs_is_killed_and_the_next_picture_is_read() -> None:
    with pytest.raises(NotLookedAt):
        PictureReader(seconds=0.01).read([papers.jpeg(papers.id_back())])
    assert read(papers.id_back()).lines


def test_a_reader_that_was_stopped_reads_nothing() -> None:
    reader = PictureReader()
    reader.stop()
    with pytest.raises(NotLookedAt):
        reader.read([papers.jpeg(papers.id_back())])
