"""Pictures of papers as people send them, drawn when they are needed: nobody's, but as theirs."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

TABLE = (120, 95, 70)
Line = tuple[int, int, str, int]
"""Where a line stands, what it says, and how large its letters are."""


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "Noto Sans CJK SC"],
        capture_output=True,
        text=True,
        check=True,
    )
    return ImageFont.truetype(found.stdout, size)


def _sheet(width: int, height: int, lines: Sequence[Line]) -> Image.Image:
    sheet = Image.new("RGB", (width, height), (226, 232, 240))
    pen = ImageDraw.Draw(sheet)
    for x, y, text, size in lines:
        pen.text((x, y), text, font=_font(size), fill=(20, 20, 30))
    return sheet


def id_front(name: str = "林晓梅", number: str = "440305198503021234") -> Image.Image:
    return _sheet(
        1000,
        630,
        [
            (60, 60, f"姓名  {name}", 36),
            (60, 140, "性别  女    民族  汉", 34),
            (60, 220, "出生  1985 年 3 月 2 日", 34),
            (60, 300, "住址  广东省深圳市南山区科技园路", 34),
            (60, 520, f"公民身份号码   {number}", 36),
        ],
    )


def id_back() -> Image.Image:
    return _sheet(
        1000,
        630,
        [
            (330, 80, "中华人民共和国", 48),
            (330, 180, "居民身份证", 60),
            (200, 440, "签发机关   深圳市公安局南山分局", 34),
            (200, 510, "有效期限   2015.06.01-2035.06.01", 34),
        ],
    )


def licence(company: str = "深圳市云帆网络科技有限公司") -> Image.Image:
    return _sheet(
        1400,
        900,
        [
            (520, 60, "营业执照", 60),
            (100, 180, "统一社会信用代码  91440300MA5ABCDE1X", 34),
            (100, 260, f"名称  {company}", 34),
            (100, 400, "法定代表人  陈志远", 34),
            (100, 470, "经营范围  软件开发;信息技术咨询服务", 34),
            (700, 700, "登记机关  深圳市市场监督管理局", 34),
        ],
    )


def passport() -> Image.Image:
    return _sheet(
        1000,
        630,
        [
            (60, 40, "护照 PASSPORT", 44),
            (60, 200, "国家码/Country Code CHN   护照号/Passport No. E12345678", 28),
            (60, 280, "姓名/Name 林晓梅 LIN, XIAOMEI", 32),
            (60, 540, "E123456784CHN8503022F2506011<<<<<<<<<<<<<<04", 30),
        ],
    )


def travel_permit() -> Image.Image:
    return _sheet(
        1000,
        630,
        [
            (220, 60, "港澳居民来往内地通行证", 52),
            (60, 180, "姓名  林晓梅", 36),
            (60, 260, "出生日期  1985.03.02    性别  女", 32),
            (60, 340, "有效期限  2020.05.01-2030.04.30", 32),
            (60, 420, "签发机关  公安部出入境管理局", 32),
            (60, 500, "证件号码  H01234567    换证次数 02", 32),
        ],
    )


def permit(title: str, name: str) -> Image.Image:
    """A permit as they are printed: the name below its label."""
    return _sheet(
        1000,
        630,
        [
            (180, 50, title, 48),
            (60, 150, "姓名", 26),
            (60, 190, name, 36),
            (60, 240, "ZHANG, SAN", 28),
            (60, 300, "出生日期  1990.05.06    性别  女", 30),
            (60, 370, "有效期限  2020.05.01-2025.04.30", 30),
            (60, 440, "签发机关  公安部出入境管理局", 30),
            (60, 510, "证件号码  01234567", 30),
        ],
    )


def domain_certificate(domain: str = "xiaomei-baking-demo.cn") -> Image.Image:
    return _sheet(
        1200,
        800,
        [
            (420, 60, "域名注册证书", 60),
            (200, 200, f"域名   {domain}", 34),
            (200, 280, "域名所有者   林晓梅", 34),
            (200, 440, "域名注册商  某某云计算(北京)有限责任公司", 34),
        ],
    )


def letter() -> Image.Image:
    return _sheet(
        1200,
        1000,
        [
            (420, 60, "注销声明书", 60),
            (100, 200, "广东省通信管理局:", 34),
            (100, 270, "本人现申请注销备案主体「林**」名下网站的 ICP 备案,", 34),
            (100, 330, "由此产生的后果由本人承担。", 34),
            (600, 560, "声明人(签字、按手印):", 34),
        ],
    )


def headed(heading: str, *lines: str) -> Image.Image:
    """A paper that tells itself by its heading alone, as an old or a foreign form does."""
    below = [(100, 300 + 80 * at, line, 34) for at, line in enumerate(lines)]
    return _sheet(1400, 900, [(460, 60, heading, 60), *below])


def menu() -> Image.Image:
    """A paper of no concern."""
    return _sheet(800, 600, [(80, 80, "今日菜单", 60), (80, 220, "宫保鸡丁  三十八元", 40)])


def photo(paper: Image.Image, turned: float = 4) -> Image.Image:
    """A paper on a table, as a phone sees it."""
    table = Image.new("RGB", (paper.width * 5 // 4, paper.height * 5 // 4), TABLE)
    table.paste(paper, (paper.width // 8, paper.height // 8))
    return table.rotate(turned, expand=True, fillcolor=TABLE).resize((2400, 1600))


def blurred(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(20))


def dark(picture: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(picture).enhance(0.12)


def covered(picture: Image.Image) -> Image.Image:
    """An identity card with a thumb on the last digits of its number."""
    thumb = picture.copy()
    ImageDraw.Draw(thumb).ellipse((560, 480, 900, 620), fill=(222, 178, 150))
    return thumb


def jpeg(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=88)
    return written.getvalue()
