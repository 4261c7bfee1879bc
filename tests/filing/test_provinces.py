from __future__ import annotations

import pytest

from beian.filing.provinces import PROVINCES


def test_the_mainland_has_31_provinces() -> None:
    assert len(PROVINCES) == 31


@pytest.mark.parametrize(
    ("code", "zh", "en", "abbreviation"),
    [
        ("guangdong", "广东省", "Guangdong", "粤"),
        ("beijing", "北京市", "Beijing", "京"),
        ("neimenggu", "内蒙古自治区", "Inner Mongolia", "蒙"),
        ("guangxi", "广西壮族自治区", "Guangxi", "桂"),
        ("sichuan", "四川省", "Sichuan", "蜀"),
        ("shaanxi", "陕西省", "Shaanxi", "陕"),
        ("shanxi", "山西省", "Shanxi", "晋"),
        ("chongqing", "重庆市", "Chongqing", "渝"),
    ],
)
def test_a_code_stands_for_its_province(code: str, zh: str, en: str, abbreviation: str) -> None:
    province = PROVINCES[code]
    assert (province.code, province.zh, province.en) == (code, zh, en)
    assert province.abbreviation == abbreviation


def test_every_code_is_pinyin_in_lower_case() -> None:
    for code, province in PROVINCES.items():
        assert code == province.code
        assert code.isascii()
        assert code.isalpha()
        assert code.islower()


def test_every_province_bears_its_full_name() -> None:
    for province in PROVINCES.values():
        assert province.zh.endswith(("省", "市", "自治区"))


def test_no_two_provinces_share_a_name_or_the_character_in_filing_numbers() -> None:
    provinces = PROVINCES.values()
    assert len({province.zh for province in provinces}) == len(provinces)
    assert len({province.en for province in provinces}) == len(provinces)
    abbreviations = {province.abbreviation for province in provinces}
    assert len(abbreviations) == len(provinces)
    assert all(len(abbreviation) == 1 for abbreviation in abbreviations)
