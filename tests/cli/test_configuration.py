"""What keeps a service from starting is told before anything starts, as `beian check` tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from beian.base.project import project
from beian.base.settings import Settings
from beian.cli.errors import CommandError
from beian.cli.faults import fault_line
from beian.cli.preparation import require_configuration
from beian.content.service_configuration import service_faults
from beian.desk.config import DeskConfig
from beian.desk.errors import ConfigError


def settings_with(tmp_path: Path, desk: str) -> Settings:
    file = tmp_path / "desk.yml"
    file.write_text(desk, encoding="utf-8")
    return Settings.from_environment({"BEIAN_DESK_CONFIG": str(file)}, var=tmp_path)


@pytest.mark.parametrize(
    ("desk", "said"),
    [
        ("limits：\n  text_length: 5\n", "1:7: A full-width colon (：) stands after limits."),
        ("origins: [x\n", "1:1: What stands between [ and ] ends too early"),
        ("origins: []\norigins: []\n", "2: origins stands on line 1 already"),
        ("limits:\n  text_length: many\n", "2: limits.text_length: a whole number is needed"),
        ("connector: chatwot\n", "1: connector: one of desk, chatwoot is needed"),
    ],
)
def test_faults_of_desk_yml_are_worded_alike_by_all_who_read_it(
    tmp_path: Path, desk: str, said: str
) -> None:
    settings = settings_with(tmp_path, desk)
    contact = project().file("contact.yml")
    (checked,) = service_faults(project().content, contact, settings.desk_config)
    assert str(checked).startswith(f"{settings.desk_config}:{said}")
    with pytest.raises(ConfigError) as loaded:
        DeskConfig.load(settings.desk_config)
    assert str(loaded.value) == str(checked)
    with pytest.raises(CommandError) as refused:
        require_configuration(settings, with_desk=True)
    first, *lines = str(refused.value).splitlines()
    assert first == "Nothing was started, as there are faults in the configuration."
    assert lines == [fault_line(checked)]


def test_who_serves_no_desk_does_not_mind_its_configuration(tmp_path: Path) -> None:
    require_configuration(settings_with(tmp_path, "origins: [x\n"), with_desk=False)
