"""desk.yml: what is taken, and what is said about the rest."""

from __future__ import annotations

import re
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.desk.config import DeskConfig, LimitsConfig
from beian.desk.errors import ConfigError
from tests.paths import ROOT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.yml"


def loaded(file: Path, text: str) -> DeskConfig:
    file.write_text(text, encoding="utf-8")
    return DeskConfig.load(file)


def faults(file: Path, text: str) -> list[str]:
    """What is said about each fault, without file, line and column."""
    with pytest.raises(ConfigError) as error:
        loaded(file, text)
    lines = str(error.value).splitlines()
    place = re.compile(rf"{re.escape(str(file))}:\d+(:\d+)?: ")
    assert all(map(place.match, lines))
    return [place.sub("", line) for line in lines]


def test_the_file_at_the_project_root_says_what_holds_without_it() -> None:
    assert DeskConfig.load(ROOT / "desk.yml") == DeskConfig()


@pytest.mark.parametrize("text", ["", "# nothing\n", "origins:\ntoken:\nlimits:\n", "{}"])
def test_what_is_left_out_or_commented_out_is_as_it_is_by_default(file: Path, text: str) -> None:
    config = loaded(file, text)
    assert config.limits == LimitsConfig()
    assert config.origins == ()
    assert config.token.audience == "beian-desk"


def test_everything_can_be_set(file: Path) -> None:
    config = loaded(
        file,
        """
        origins: ["https://www.example.com", "http://localhost:8080", "http://[::1]:3000"]
        token:
          algorithm: ES256
          key_file: keys/site.pem
          audience: our-desk
          leeway_seconds: 0
          longest_hours: 0.5
        limits:
          text_length: 500
          messages_per_minute_conversation: 1
        bot: {unavailable_after_seconds: 2.5, answer_seconds: 20}
        trusted_proxies: [10.0.0.0/8, 192.0.2.7, "2001:db8::/32"]
        """,
    )
    assert config.origins == (
        "https://www.example.com",
        "http://localhost:8080",
        "http://[::1]:3000",
    )
    assert config.token.algorithm == "ES256"
    assert config.token.key_file == file.parent / "keys" / "site.pem"
    assert (config.token.audience, config.token.leeway_seconds) == ("our-desk", 0)
    assert config.token.longest_hours == 0.5
    assert config.limits.text_length == 500
    assert config.limits.messages_per_minute_conversation == 1
    assert config.limits.connections_per_address == LimitsConfig().connections_per_address
    assert config.bot.unavailable_after_seconds == 2.5
    assert config.trusted_proxies == (
        ip_network("10.0.0.0/8"),
        ip_network("192.0.2.7/32"),
        ip_network("2001:db8::/32"),
    )


def test_an_absolute_key_file_stays_where_it_is(file: Path, tmp_path: Path) -> None:
    key = tmp_path / "elsewhere" / "key.pem"
    config = loaded(file, f"token: {{algorithm: RS256, key_file: {key}}}")
    assert config.token.key_file == key


def test_all_faults_are_named_at_once_each_with_its_place(file: Path) -> None:
    said = faults(
        file,
        """
        origin: []
        origins: [https://a.example/chat, 7]
        limits: {text_lenght: 5, frame_bytes: many}
        bot: soon
        trusted_proxies: 10.0.0.1
        """,
    )
    assert [line.split(":")[0] for line in said] == [
        "origin",
        "origins[0]",
        "origins[1]",
        "limits.frame_bytes",
        "limits.text_lenght",
        "bot",
        "trusted_proxies",
    ]
    assert "do you mean origins?" in said[0]
    assert "do you mean text_length?" in said[4]


def test_a_fault_is_told_with_its_line(file: Path) -> None:
    with pytest.raises(ConfigError) as error:
        loaded(file, "origins:\n- https://a.example\n- x\nlimits:\n  text_length: many\n")
    assert [line.split(": ")[0] for line in str(error.value).splitlines()] == [
        f"{file}:3",
        f"{file}:5",
    ]


def test_an_unknown_name_that_resembles_none_gets_the_known_ones(file: Path) -> None:
    assert faults(file, "bot: {x: 1}") == [
        "bot.x: unknown; known are unavailable_after_seconds, answer_seconds, asked_at_once."
    ]


@pytest.mark.parametrize(
    ("origin", "meant"),
    [
        ("https://www.example.com/", "https://www.example.com"),
        ("https://www.example.com/help", "https://www.example.com"),
        ("https://www.example.com?x=1", "https://www.example.com"),
        ("https://www.example.com#top", "https://www.example.com"),
        ("https://WWW.Example.com", "https://www.example.com"),
        ("HTTPS://www.example.com", "https://www.example.com"),
        ("https://www.example.com:443", "https://www.example.com"),
        ("http://www.example.com:80", "http://www.example.com"),
        ("https://user:pass@www.example.com", "https://www.example.com"),
        ("https://备案.example", "https://xn--srsw86a.example"),
    ],
)
def test_an_origin_is_written_as_browsers_send_it(file: Path, origin: str, meant: str) -> None:
    (said,) = faults(file, f'origins: ["{origin}"]')
    assert said.endswith(f"as browsers send it: {meant}.")
    assert loaded(file, f'origins: ["{meant}"]').origins == (meant,)


@pytest.mark.parametrize(
    "origin",
    [
        "www.example.com",
        "ftp://example.com",
        "https://",
        "null",
        "https://*.example.com",
        "https://a b.example",
        "https://example.com:port",
        "https://example.com:99999",
        "http://[::1",
        "https://..",
        "",
    ],
)
def test_what_is_no_origin_is_refused(file: Path, origin: str) -> None:
    (said,) = faults(file, f'origins: ["{origin}"]')
    assert said.startswith("origins[0]: an origin is needed, scheme://host[:port] without a path")


def test_every_page_is_allowed_only_when_it_says_so_and_alone(file: Path) -> None:
    assert loaded(file, 'origins: ["*"]').origins == ("*",)
    assert "nothing else stands beside it" in faults(file, 'origins: ["*", "https://a.example"]')[0]


@pytest.mark.parametrize(
    ("token", "place", "said"),
    [
        ("{algorithm: none}", "token.algorithm", "HS256, RS256, ES256"),
        ("{algorithm: HS512}", "token.algorithm", "HS256, RS256, ES256"),
        ("{algorithm: RS256}", "token.key_file", "RS256 needs the file of the public key"),
        ("{key_file: key.pem}", "token.key_file", "HS256 uses BEIAN_SECRET"),
        ("{key_file: 7}", "token.key_file", "a text is needed"),
        ("{audience: beian-bot}", "token.audience", "between our own processes"),
        ("{audience: ''}", "token.audience", "a text is needed"),
        ("{leeway_seconds: -1}", "token.leeway_seconds", "from 0 and up to 3,600"),
        ("{leeway_seconds: .inf}", "token.leeway_seconds", "from 0 and up to 3,600"),
        ("{longest_hours: 0}", "token.longest_hours", "above 0 and up to"),
        ("{longest_hours: .nan}", "token.longest_hours", "above 0 and up to"),
        ("{longest_hours: yes}", "token.longest_hours", "above 0 and up to"),
    ],
)
def test_faulty_token_settings(file: Path, token: str, place: str, said: str) -> None:
    (line,) = faults(file, f"token: {token}")
    assert line.startswith(f"{place}: ")
    assert said in line


@pytest.mark.parametrize("value", ["0", "-3", "1.5", "true", "'30'", "null", "99999999999"])
def test_limits_are_whole_numbers(file: Path, value: str) -> None:
    (said,) = faults(file, f"limits: {{connections_per_address: {value}}}")
    assert said == (
        "limits.connections_per_address: a whole number is needed, from 1 to 10,000,000."
    )


def test_the_longest_text_must_fit_into_a_frame(file: Path) -> None:
    (said,) = faults(file, "limits: {text_length: 4000}")
    assert said == "limits.frame_bytes: a text of 4000 characters needs 17024."
    assert loaded(file, "limits: {text_length: 4000, frame_bytes: 17024}")


@pytest.mark.parametrize(
    ("proxy", "said"),
    [
        ("10.0.0.5/8", "host bits"),
        ("localhost", "an address or network is needed"),
        ("10", "an address or network is needed"),
        ("0.0.0.0/0", "trusts everybody"),
        ("'::/0'", "trusts everybody"),
    ],
)
def test_faulty_proxies(file: Path, proxy: str, said: str) -> None:
    (line,) = faults(file, f"trusted_proxies: [{proxy}]")
    assert line.startswith("trusted_proxies[0]: ")
    assert said in line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("origins: [x", "What stands between [ and ] ends too early"),
        ("limits: {a: 1, a: 2}", "a stands on line 1 already"),
        ("when: 2026-13-45", "The file can't be read as YAML: month must be in 1..12."),
        ("- a\nb: c", "The file can't be read from here on. This line, or the one"),
        ("limits：\n  text_length: 5", "A full-width colon (：) stands after limits."),
    ],
)
def test_what_is_no_yaml_is_said_as_beian_check_says_it(file: Path, text: str, said: str) -> None:
    (line,) = faults(file, text)
    assert line.startswith(said)


def test_a_list_or_text_instead_of_names_is_refused(file: Path) -> None:
    assert faults(file, "- origins") == ["the file: names with values are needed."]
    assert faults(file, "origins") == ["the file: names with values are needed."]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, file: Path) -> None:
    with pytest.raises(ConfigError, match="BEIAN_DESK_CONFIG names it"):
        DeskConfig.load(tmp_path / "none.yml")
    with pytest.raises(ConfigError, match="directory"):
        DeskConfig.load(tmp_path)
    file.write_bytes(b"\xff\xfe origins")
    with pytest.raises(ConfigError, match="This is not UTF-8"):
        DeskConfig.load(file)


@given(st.text(max_size=60) | st.text("{}[]:-&*!|>'\"#%@`,? \n0aé", max_size=60))
def test_whatever_the_file_holds_there_is_a_config_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yml"
    file.write_text(text, encoding="utf-8", errors="replace")
    try:
        DeskConfig.load(file)
    except ConfigError as error:
        assert str(file) in str(error)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("hours: {open: []}", "hours.open", "spans are needed"),
        ("hours: {open: sometimes}", "hours.open", "a list is needed"),
        ("hours: {open: ['9-18']}", "hours.open[0]", "like 09:00-18:00"),
        ("hours: {open: ['18:00-09:00']}", "hours.open[0]", "ends later than it begins"),
        ("hours: {open: ['13:00-18:00', '09:00-12:00']}", "hours.open", "follow each other"),
        ("hours: {ticket_after_minutes: 0}", "hours.ticket_after_minutes", "above 0"),
        ("hours: {agent_absent_seconds: 30}", "hours.agent_absent_seconds", "at least 70"),
        ("hours: {open: ['09:00-18:00'], days: []}", "hours.days", "days are needed"),
        ("hours: {open: ['09:00-18:00'], days: weekend}", "hours.days", "a list is needed"),
        ("hours: {open: ['09:00-18:00'], days: [Monday]}", "hours.days[0]", "mon, tue"),
        ("hours: {days: [mon]}", "hours.days", "always there"),
        ("hours: {open: always, days: [mon]}", "hours.days", "always there"),
        ("notices: {language: fr}", "notices.language", "zh, en"),
        ("notices: {console_url: desk.example}", "notices.console_url", "web address"),
        ("notices: {console_url: 'https://u:p@desk.example'}", "notices.console_url", "like"),
        ("notices: {console_url: 'https://[desk'}", "notices.console_url", "web address"),
        ('notices: {console_url: "https://desk.example/\\n"}', "notices.console_url", "web"),
        ("mail: {from: nobody}", "mail.from", "an e-mail address is needed"),
        ("mail: {from: 'a@b.cn, c@d.cn'}", "mail.from", "an e-mail address is needed"),
    ],
)
def test_faulty_hours_and_addresses_are_named(file: Path, text: str, place: str, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        loaded(file, text)
    assert place in str(refused.value)
    assert said in str(refused.value)


def test_the_days_are_mainland_working_days_or_days_of_the_week(file: Path) -> None:
    spans = "open: ['09:00-18:00']"
    assert loaded(file, f"hours: {{{spans}, days: mainland_working_days}}").hours.days is None
    assert loaded(file, f"hours: {{{spans}, days: [mon, sun]}}").hours.days == {0, 6}


def test_notices_may_be_english_and_hold_the_consoles_address(file: Path) -> None:
    notices = loaded(file, "notices: {language: en, console_url: 'https://d.example/c/'}").notices
    assert (notices.language, notices.console_url) == ("en", "https://d.example/c/")
    assert loaded(file, "notices: {console_url: null}").notices.console_url is None


def test_hours_are_spans_of_a_working_day_or_always(file: Path) -> None:
    spans = loaded(file, "hours: {open: ['09:00-12:00', '13:30-18:00']}").hours.spans
    assert [start.hour for start, _ in spans] == [9, 13]
    assert loaded(file, "hours: {open: always}").hours.spans == ()
    assert loaded(file, "mail: {from: help@agency.example}").mail.sender == "help@agency.example"
