"""Platforms on which mini programs and quick apps are offered, by the names on file."""

from __future__ import annotations

_WECHAT = ("微信", "wechat", "weixin")


def is_wechat(platform: str | None) -> bool:
    """Return whether a platform's name on file is that of WeChat."""
    return platform is not None and any(name in platform.casefold() for name in _WECHAT)
