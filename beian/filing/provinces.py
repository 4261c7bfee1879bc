"""The provinces of mainland China: pinyin code, names and the character in filing numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Province:
    """`zh` is the name as administrations bear it (广东省通信管理局: 广东省)."""

    code: str
    zh: str
    en: str
    abbreviation: str


_ROWS = """
anhui 安徽省 Anhui 皖
beijing 北京市 Beijing 京
chongqing 重庆市 Chongqing 渝
fujian 福建省 Fujian 闽
gansu 甘肃省 Gansu 陇
guangdong 广东省 Guangdong 粤
guangxi 广西壮族自治区 Guangxi 桂
guizhou 贵州省 Guizhou 黔
hainan 海南省 Hainan 琼
hebei 河北省 Hebei 冀
heilongjiang 黑龙江省 Heilongjiang 黑
henan 河南省 Henan 豫
hubei 湖北省 Hubei 鄂
hunan 湖南省 Hunan 湘
jiangsu 江苏省 Jiangsu 苏
jiangxi 江西省 Jiangxi 赣
jilin 吉林省 Jilin 吉
liaoning 辽宁省 Liaoning 辽
neimenggu 内蒙古自治区 Inner_Mongolia 蒙
ningxia 宁夏回族自治区 Ningxia 宁
qinghai 青海省 Qinghai 青
shaanxi 陕西省 Shaanxi 陕
shandong 山东省 Shandong 鲁
shanghai 上海市 Shanghai 沪
shanxi 山西省 Shanxi 晋
sichuan 四川省 Sichuan 蜀
tianjin 天津市 Tianjin 津
xinjiang 新疆维吾尔自治区 Xinjiang 新
xizang 西藏自治区 Tibet 藏
yunnan 云南省 Yunnan 滇
zhejiang 浙江省 Zhejiang 浙
"""

PROVINCES: dict[str, Province] = {
    code: Province(code, zh, en.replace("_", " "), abbreviation)
    for code, zh, en, abbreviation in (line.split() for line in _ROWS.split("\n") if line)
}
