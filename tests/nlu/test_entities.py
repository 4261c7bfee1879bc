"""The rules on messages as people write them: forms, slips, both scripts, both languages."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.nlu.entities.finding import find_entities
from tests.nlu.conftest import HOSTILE

MESSAGES: list[tuple[str, list[tuple[str, str]]]] = [
    ("粤ICP备2021000001号", [("filing_number", "粤ICP备2021000001号")]),
    ("粤ICP备2021000001号-1", [("filing_number", "粤ICP备2021000001号-1")]),
    ("我的备案号是粤icp备2021000001号—2怎么注销", [("filing_number", "粤ICP备2021000001号-2")]),
    ("粤ＩＣＰ备２０２１０００００１号－１", [("filing_number", "粤ICP备2021000001号-1")]),
    ("京 ICP 备 2020 029 316 号 - 4 要注销", [("filing_number", "京ICP备2020029316号-4")]),
    ("蘇ICP備2019056783號-2", [("filing_number", "苏ICP备2019056783号-2")]),
    ("湘ICP备17010233-1", [("filing_number", "湘ICP备17010233号-1")]),
    ("苏ICP备2022014409", [("filing_number", "苏ICP备2022014409号")]),
    ("cancel 京ICP备05000001号 please", [("filing_number", "京ICP备05000001号")]),
    ("粤ICP被2021000001号", [("filing_number", "粤ICP备2021000001号")]),
    (
        "粤ICP备2021000001号-1和浙ICP备16005582号",
        [("filing_number", "粤ICP备2021000001号-1"), ("filing_number", "浙ICP备16005582号")],
    ),
    ("粤ICP备2021000001号‑12", [("filing_number", "粤ICP备2021000001号-12")]),
    ("粤ICP备2021000001号-2A", [("filing_number", "粤ICP备2021000001号-2A")]),
    ("粤ICP备2021000001号-3x还在吗", [("filing_number", "粤ICP备2021000001号-3X")]),
    ("粤icp备2021000001号－４Ｋ", [("filing_number", "粤ICP备2021000001号-4K")]),
    ("注销粤ICP备2021000001号-2 A", [("filing_number", "粤ICP备2021000001号-2A")]),
    ("is 粤ICP备2021000001号-2 a shop", [("filing_number", "粤ICP备2021000001号-2")]),
    ("粤ICP备2021 0000 01号-2AB", []),
    ("粤ICP备2021000001号-2AB", []),
    ("粤ICP备2021000001号-1234", [("filing_number", "粤ICP备2021000001号-1234")]),
    ("粤ICP备2021000001号-123456", []),
    ("粤ICP备2021000001号-1 and more", [("filing_number", "粤ICP备2021000001号-1")]),
    ("粤ICP证030173号", []),
    ("example.com", [("domain", "example.com")]),
    ("我的网站www.Example.com.cn打不开", [("target", "website"), ("domain", "www.example.com.cn")]),
    ("域名是example.cn吗", [("domain", "example.cn")]),
    ("https://shop.example.com/path?a=1 cancelled", [("domain", "shop.example.com")]),
    ("http://example.com:8080/备案", [("domain", "example.com")]),
    ("老张修表.中国", [("domain", "老张修表.中国")]),
    ("北京烤鸭.com 注销要多久", [("domain", "北京烤鸭.com")]),
    ("注销北京烤鸭.cn要多久", [("domain", "北京烤鸭.cn")]),
    ("https://天气预报.com/首页 打不开", [("domain", "天气预报.com")]),
    ("怎么注销a.cn", [("domain", "a.cn")]),
    ("怎么打开example.com", [("domain", "example.com")]),
    ("www.汉桥商城.com", [("domain", "www.汉桥商城.com")]),
    ("novel-read.net.", [("domain", "novel-read.net")]),
    ("文件.docx 打不开", []),
    ("我的域名是老张修表.中国，要注销", [("domain", "老张修表.中国")]),
    ("mail me at lee@example.com", []),
    ("发到 service@beian.example.com.cn 吧", []),
    ("声明书.pdf 打不开", []),
    ("index.html missing", []),
    ("see letter.docx and photo.jpg", []),
    ("我把example。com注销了", [("domain", "example.com")]),
    ("I cancelled it yesterday.So what now", []),
    ("node.js app", []),
    (
        "域名example.com，备案号粤ICP备2021000001号-1",
        [("domain", "example.com"), ("filing_number", "粤ICP备2021000001号-1")],
    ),
    ("xn--fiq228c.com", [("domain", "xn--fiq228c.com")]),
    ("广东", [("province", "guangdong")]),
    ("广东省管局", [("province", "guangdong")]),
    ("內蒙古自治區", [("province", "neimenggu")]),
    ("陕西和山西", [("province", "shaanxi"), ("province", "shanxi")]),
    ("Shaanxi province", [("province", "shaanxi")]),
    ("inner mongolia", [("province", "neimenggu")]),
    ("in guangdnog", [("province", "guangdong")]),
    ("Tibet", [("province", "xizang")]),
    ("广西壮族自治区通信管理局", [("province", "guangxi")]),
    ("上海市", [("province", "shanghai")]),
    ("guang xi", [("province", "guangxi")]),
    ("浙江省", [("province", "zhejiang")]),
    ("hei long jiang", [("province", "heilongjiang")]),
    ("个人", [("subject_type", "individual")]),
    ("我们是公司", [("subject_type", "enterprise")]),
    ("for a company", [("subject_type", "enterprise")]),
    ("indivdual", [("subject_type", "individual")]),
    ("sole person", [("subject_type", "individual")]),
    ("personal site", [("subject_type", "individual"), ("target", "website")]),
    ("business licence", []),
    ("企业备案", [("subject_type", "enterprise")]),
    ("Ltd company", [("subject_type", "enterprise")]),
    ("个体工商户", []),
    ("a firm", [("subject_type", "enterprise")]),
    ("we are an organisation", [("subject_type", "enterprise")]),
    ("please confirm", []),
    ("單位", [("subject_type", "enterprise")]),
    ("身份证", [("document", "mainland_id")]),
    ("my ID card", [("document", "mainland_id")]),
    ("护照", [("document", "passport")]),
    ("passports", [("document", "passport")]),
    ("回乡证", [("document", "hk_macau_permit")]),
    ("Mainland Travel Permit for Hong Kong and Macao Residents", [("document", "hk_macau_permit")]),
    ("香港身份證行唔行", [("document", "hk_macau_permit")]),
    ("can I use my HKID", [("document", "hk_macau_permit")]),
    ("台湾身份证可以吗", [("document", "taiwan_permit")]),
    ("台胞证", [("document", "taiwan_permit")]),
    ("Taiwan permit", [("document", "taiwan_permit")]),
    ("mainland travel permit for taiwan residents", [("document", "taiwan_permit")]),
    ("港澳居民来往内地通行证", [("document", "hk_macau_permit")]),
    ("HK/Macau permit", [("document", "hk_macau_permit")]),
    ("身份證", [("document", "mainland_id")]),
    ("identity card", [("document", "mainland_id")]),
    ("注销主体", [("cancellation_kind", "cancel_subject")]),
    ("注销一个网站", [("cancellation_kind", "cancel_website")]),
    ("取消接入", [("cancellation_kind", "cancel_access")]),
    ("注销我的网站备案", [("cancellation_kind", "cancel_website")]),
    ("网站注销", [("cancellation_kind", "cancel_website")]),
    ("主体备案注销", [("cancellation_kind", "cancel_subject")]),
    ("cancel the subject", [("cancellation_kind", "cancel_subject")]),
    ("log off the website", [("cancellation_kind", "cancel_website")]),
    ("cancelling access", [("cancellation_kind", "cancel_access")]),
    ("cancel my website's access", [("cancellation_kind", "cancel_access")]),
    (
        "cancel the access of the website",
        [("cancellation_kind", "cancel_access"), ("target", "website")],
    ),
    ("remove our main body", [("cancellation_kind", "cancel_subject")]),
    ("access cancellation", [("cancellation_kind", "cancel_access")]),
    ("注销主体下的一个网站", [("cancellation_kind", "cancel_website")]),
    ("取消网站接入", [("cancellation_kind", "cancel_access")]),
    ("取消备案主体", [("cancellation_kind", "cancel_subject")]),
    ("把接入取消掉", [("cancellation_kind", "cancel_access")]),
    ("主体怎么注销", [("cancellation_kind", "cancel_subject")]),
    ("註銷網站", [("cancellation_kind", "cancel_website")]),
    ("website cancellation", [("cancellation_kind", "cancel_website")]),
    ("cancellation of the main body", [("cancellation_kind", "cancel_subject")]),
    ("注销", []),
    ("cancel", []),
    ("主体", [("target", "subject")]),
    ("网站呢", [("target", "website")]),
    ("接入", [("target", "access")]),
    ("the website one", [("target", "website")]),
    ("我的接入商是谁", []),
    ("I can't access my site", [("target", "website")]),
    ("access provider", []),
    ("13800138000", [("phone_number", "13800138000")]),
    ("+86 138 0013 8000", [("phone_number", "13800138000")]),
    ("手机号138-0013-8000停用了", [("phone_number", "13800138000")]),
    ("010-60259772", [("phone_number", "01060259772")]),
    ("400-700-4979", [("phone_number", "4007004979")]),
    ("１３８００１３８０００", [("phone_number", "13800138000")]),
    ("BA2026101200123", [("order_number", "BA2026101200123")]),
    ("订单号BA2026101200123到哪了", [("order_number", "BA2026101200123")]),
    ("单号：202610120033", [("order_number", "202610120033")]),
    ("order no. 202609300017", [("order_number", "202609300017")]),
    ("order #88231 status", [("order_number", "88231")]),
    ("订单 2026 年提交的", []),
    ("my order 2026-10-12", []),
    ("2026年10月12日提交的订单", []),
    ("订单状态", []),
    ("order BA20260611042 stuck", [("order_number", "BA20260611042")]),
    ("order number is ba-20261012-0012", [("order_number", "BA-20261012-0012")]),
    ("订单号是13800138000", [("order_number", "13800138000")]),
    ("2021", []),
    ("20261012", []),
    ("in 2026 I placed 3 orders", []),
    ("ins-abc12345 has 5 sites", [("target", "website")]),
    ("in order 13800138000 changed", [("phone_number", "13800138000")]),
    ("身份证号110101199003078888", [("document", "mainland_id")]),
    ("qq号 ABC123456", []),
    (
        "注销网站 example.com 订单 BA20260611042 广东 个人 护照",
        [
            ("cancellation_kind", "cancel_website"),
            ("domain", "example.com"),
            ("order_number", "BA20260611042"),
            ("province", "guangdong"),
            ("subject_type", "individual"),
            ("document", "passport"),
        ],
    ),
    (
        "海南省的企业用港澳通行证办理主体注销",
        [
            ("province", "hainan"),
            ("subject_type", "enterprise"),
            ("document", "hk_macau_permit"),
            ("cancellation_kind", "cancel_subject"),
        ],
    ),
    ("is it a shell company", []),
    ("我在広东", []),
    ("中国", []),
    ("我要销掉那个网站", [("cancellation_kind", "cancel_website")]),
    ("Cancel ACCESS", [("cancellation_kind", "cancel_access")]),
    ("取消接入商", []),
    ("guangdong-province", [("province", "guangdong")]),
    ("联系 a.b@shop.cn 或 shop.cn", [("domain", "shop.cn")]),
    ("EXAMPLE.COM。", [("domain", "example.com")]),
    ("v2.1.3", []),
    ("3.14", []),
    ("192.168.1.1", []),
]


POINTING = ("city", "site_kind", "order_kind", "reference", "reply")
"""Words by which people point at things or answer; they count in a conversation alone."""


@pytest.mark.parametrize(("text", "expected"), MESSAGES)
def test_entities_are_found_with_their_values(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(one.label, one.value) for one in find_entities(text)]
    assert [one for one in found if one[0] not in POINTING] == expected


def test_offsets_point_into_the_text_as_it_was_written() -> None:
    text = "我的粤ＩＣＰ备2021000001号－1，和Example.COM/a?b=1，都在廣東省"
    assert [text[found.start : found.end] for found in find_entities(text)] == [
        "粤ＩＣＰ备2021000001号－1",
        "Example.COM/a?b=1",
        "廣東省",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_searched_in_bounded_time(text: str) -> None:
    started = time.process_time()
    found = find_entities(text + "\t")  # not one that is remembered
    assert time.process_time() - started < 2
    assert all(one.end <= other.start for one, other in pairwise(found))


_PIECES = st.sampled_from(
    [
        "粤ICP备",
        "2021000001",
        "号",
        "-1",
        "注销",
        "网站",
        "主体",
        "接入",
        "cancel",
        "the",
        "access",
        "example",
        ".",
        "com",
        "@",
        "订单",
        "BA",
        "138",
        "0013",
        "👍",
    ]
)


@given(st.lists(_PIECES, max_size=30), st.sampled_from(["", " "]))
def test_entities_never_overlap_and_lie_within_the_text(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    found = find_entities(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) and one.value for one in found)
