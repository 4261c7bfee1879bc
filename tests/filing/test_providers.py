"""The provider that a name on file stands for, and those that a message names."""

from __future__ import annotations

import pytest

from beian.filing.providers import (
    provider_codes,
    provider_of,
    shared_provider,
    spoken_providers,
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("腾讯云", "tencent"),
        ("Tencent Cloud", "tencent"),
        ("TENCENT  CLOUD", "tencent"),
        ("tencent-cloud", "tencent"),
        ("ＱＣｌｏｕｄ", "tencent"),
        ("腾讯云计算（北京）有限责任公司", "tencent"),
        ("深圳市腾讯计算机系统有限公司", "tencent"),
        ("阿里云", "aliyun"),
        ("Alibaba Cloud", "aliyun"),
        ("Aliyun (万网)", "aliyun"),
        ("阿里云计算有限公司", "aliyun"),
        ("华为云", "huawei"),
        ("华为云计算技术有限公司", "huawei"),
        ("Huawei Cloud", "huawei"),
        ("百度智能云", "baidu"),
        ("火山引擎", "volcengine"),
        ("京东云", "jd"),
        ("微信", "wechat"),
        ("某某数据", None),
        ("A", None),
        ("", None),
        ("Wechatter", None),
        ("腾讯云、华为云", None),
    ],
)
def test_a_name_on_file_is_matched_to_the_provider_that_it_stands_for(
    name: str, code: str | None
) -> None:
    assert provider_of(name) == code


def test_several_names_share_a_provider_only_if_all_stand_for_it() -> None:
    assert shared_provider(["腾讯云", "Tencent Cloud"]) == "tencent"
    assert shared_provider(["腾讯云", "华为云"]) is None
    assert shared_provider(["腾讯云", "某某数据"]) is None
    assert shared_provider([]) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("我的服务器在华为云", ["huawei"]),
        ("does Tencent Cloud give the place back?", ["tencent"]),
        ("华为云和阿里云的规则一样吗", ["aliyun", "huawei"]),
        ("can a filing be withdrawn at Huawei?", ["huawei"]),
        ("tencent: is the place given back", ["tencent"]),
        ("does JD Cloud or Baidu check it first", ["baidu", "jd"]),
        ("what does Huawei’s console show", ["huawei"]),
        ("no code arrives on my Huawei", []),
        ("a Huawei phone gets no text", []),
        ("Huawei's app store took it down", []),
        ("Tencent QQ mail", []),
        ("the mini program in WeChat", []),
        ("华为手机收不到验证码", []),
        ("微信小程序怎么注销", []),
        ("注销要多久", []),
    ],
)
def test_a_message_names_a_provider_only_by_a_name_that_means_nothing_else(
    text: str, codes: list[str]
) -> None:
    assert sorted(code for code, _, _ in spoken_providers(text)) == codes


def test_where_a_provider_is_named_is_told_by_its_place_in_the_text() -> None:
    text = "我在 ＱＣｌｏｕｄ 备的案"
    ((code, start, end),) = spoken_providers(text)
    assert (code, text[start:end]) == ("tencent", "ＱＣｌｏｕｄ")


def test_all_that_facts_speak_of_is_known() -> None:
    assert {"tencent", "aliyun", "huawei", "baidu", "volcengine", "jd", "wechat"} <= {
        *provider_codes()
    }
