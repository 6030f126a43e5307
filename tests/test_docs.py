"""The documentation cannot drift: every command is described, helps with examples, and what is described exists."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import samphan
from samphan.commands.main import COMMANDS, cli

ROOT = Path(__file__).parent.parent
DOCS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_with_examples(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert "Examples:" in result.output
    assert f"samphan {name}" in result.output.split("Examples:")[1]
    assert command(name).get_short_help_str(200) == COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_every_option(name: str) -> None:
    assert f"\n## `samphan {name}`\n" in DOCS
    section = DOCS.split(f"\n## `samphan {name}`\n")[1].split("\n## ")[0]
    assert f"samphan {name}" in section.split("```sh")[1]
    options = [option for parameter in command(name).params if isinstance(parameter, click.Option) for option in parameter.opts]
    for option in options:
        if option.startswith("--") and option not in ("--store", "--help", "--output", "--param", "--format", "--limit"):
            assert option in section, f"{option} of {name}"


def test_nothing_is_documented_that_does_not_exist() -> None:
    assert set(re.findall(r"^## `samphan (\w+)`$", DOCS, re.MULTILINE)) == set(COMMANDS)
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        for name in re.findall(r"^(?:\.venv/bin/)?samphan ([a-z]+)", text, re.MULTILINE):
            assert name in COMMANDS, f"{page.name}: samphan {name}"


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} → {target}"


def test_public_names_are_sorted_and_exist() -> None:
    assert samphan.__all__ == sorted(samphan.__all__)
    for name in samphan.__all__:
        assert getattr(samphan, name) is not None
    assert set(samphan.__all__) <= set(dir(samphan))
    with pytest.raises(AttributeError):
        _ = samphan.no_such_name


def test_the_make_targets_are_all_described() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test", "lint", "bench", "eval"):
        assert re.search(rf"^{target}:.*##", makefile, re.MULTILINE), target
