"""The script behind make: what it sets up, what it leaves alone, and what it says.

The system's tools are stood in for by scripts that write down how they were called.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell's script")

INSTALL = "apt-get update && apt-get install --yes --no-install-recommends"
SHELLS = [shell for shell in ("/bin/dash", "/bin/bash") if Path(shell).exists()] or ["/bin/sh"]
PYTHON = """#!/bin/sh
echo "python $*" >>"$LOG"
case "$*" in
    *version_info*|--version) exec "$REAL" "$@" ;;
    "packaging/needs.py run") cat "$NEEDS" ;;
    "packaging/needs.py test") cat "$WISHES" ;;
    "-m venv .venv") mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
esac
"""


_TOOLS = ("sh", "basename", "cat", "cksum", "cp", "dirname", "mkdir", "mktemp", "paste", "rm")


class Machine:
    """Hold a computer made of a folder: its tools, what it lacks, and what was called on it."""

    def __init__(self, folder: Path, shell: str) -> None:
        self.folder, self.shell = folder, shell
        self.tools = folder / "tools"
        self.tools.mkdir()
        shutil.copytree(ROOT / "packaging", folder / "app" / "packaging")
        for name in ("needs", "wishes", "log"):
            (folder / name).write_text("")
        self.tool("python3", PYTHON)
        self.tool("id", "#!/bin/sh\necho 1000\n")
        for name in ("apt-get", "sudo"):
            self.tool(name, f'#!/bin/sh\necho "{name} $*" >>"$LOG"\n')
        for name in _TOOLS:
            (self.tools / name).symlink_to(shutil.which(name))

    def tool(self, name: str, script: str) -> None:
        (self.tools / name).write_text(script)
        (self.tools / name).chmod(0o755)

    def bootstrap(self, purpose: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": str(self.tools),
            "LOG": str(self.folder / "log"),
            "NEEDS": str(self.folder / "needs"),
            "WISHES": str(self.folder / "wishes"),
            "REAL": sys.executable,
        }
        return subprocess.run(
            [self.shell, self.folder / "app" / "packaging" / "bootstrap.sh", purpose],
            env=environment | variables,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def calls(self, word: str) -> list[str]:
        """Return the calls so far that hold the word, and forget them all."""
        log = self.folder / "log"
        calls = [line for line in log.read_text().splitlines() if word in line]
        log.write_text("")
        return calls


@pytest.fixture(params=SHELLS)
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Machine:
    return Machine(tmp_path, request.param)


def test_the_first_run_installs_the_pinned_parts_and_the_second_nothing(machine):
    done = machine.bootstrap("run")
    assert (done.returncode, done.stdout) == (0, "")
    (install,) = machine.calls("pip")
    assert "--require-hashes" in install
    assert install.endswith("-r packaging/requirements/run.txt")
    done = machine.bootstrap("run")
    assert (done.returncode, done.stderr) == (0, "")
    assert machine.calls("pip") == machine.calls("venv .venv") == []


def test_the_tests_get_their_own_parts_as_well(machine):
    machine.bootstrap("run")
    machine.calls("")
    machine.bootstrap("test")
    assert [call.partition(" -r ")[2] for call in machine.calls("pip")] == [
        "packaging/requirements/dev.txt -r packaging/requirements/run.txt"
    ]
    assert machine.bootstrap("test").stderr == ""
    assert machine.calls("pip") == []


def test_a_changed_list_is_installed_again(machine):
    machine.bootstrap("run")
    with (machine.folder / "app/packaging/requirements/run.txt").open("a") as file:
        file.write("# another line\n")
    machine.calls("")
    machine.bootstrap("run")
    assert len(machine.calls("pip")) == 1


def test_an_installation_that_failed_is_tried_again(machine):
    machine.tool("python3", PYTHON.replace("esac", "    *pip*) exit 1 ;;\nesac"))
    assert machine.bootstrap("run").returncode != 0
    shutil.rmtree(machine.folder / "app" / ".venv")
    machine.tool("python3", PYTHON)
    machine.calls("")
    assert machine.bootstrap("run").returncode == 0
    assert len(machine.calls("pip")) == 1


def test_an_environment_whose_python_is_gone_is_made_anew(machine):
    machine.bootstrap("run")
    (machine.folder / "app/.venv/bin/python").unlink()
    machine.calls("")
    assert machine.bootstrap("run").returncode == 0
    assert len(machine.calls("")) > 4
    assert (machine.folder / "app/.venv/bin/python").exists()


def test_a_python_that_is_too_old_is_refused_in_words(machine):
    machine.tool("old", '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n')
    done = machine.bootstrap("run", PYTHON="old")
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed; here is ")
    assert not (machine.folder / "app/.venv").exists()


def test_a_python_that_is_not_there_is_told_in_words(machine):
    done = machine.bootstrap("test", PYTHON="python9")
    assert done.returncode == 1
    assert "here is no program called python9." in done.stderr
    assert "make test PYTHON=" in done.stderr


def test_without_rights_the_one_line_to_type_is_printed(machine):
    (machine.folder / "needs").write_text("libegl1\nlibgl1\n")
    done = machine.bootstrap("run")
    assert done.returncode == 1
    line = done.stderr.splitlines()[-1]
    assert (
        line == "sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends libegl1 libgl1'"
    )
    assert machine.calls("apt-get") == []
    assert not (machine.folder / "app/.venv").exists()


def test_without_sudo_the_line_needs_none(machine):
    (machine.folder / "needs").write_text("libegl1\n")
    (machine.tools / "sudo").unlink()
    assert (
        machine.bootstrap("run")
        .stderr.splitlines()[-1]
        .startswith("su -c 'apt-get update && apt-get install")
    )


def test_elsewhere_than_on_debian_the_packages_are_named(machine):
    (machine.folder / "needs").write_text("libegl1\n")
    (machine.tools / "apt-get").unlink()
    done = machine.bootstrap("run")
    assert done.returncode == 1
    assert "with your package manager" in done.stderr
    assert done.stderr.splitlines()[-1] == "libegl1"


def test_root_installs_what_is_missing(machine):
    (machine.folder / "needs").write_text("libegl1\nlibgl1\n")
    machine.tool("id", "#!/bin/sh\necho 0\n")
    machine.tool("apt-get", '#!/bin/sh\necho "apt-get $*" >>"$LOG"\n: >"$NEEDS"\n')
    done = machine.bootstrap("run")
    assert done.returncode == 0
    assert machine.calls("apt-get") == [
        "apt-get update",
        "apt-get install --yes --no-install-recommends libegl1 libgl1",
    ]


def test_root_hears_what_apt_said_when_it_failed(machine):
    (machine.folder / "needs").write_text("libegl1\n")
    machine.tool("id", "#!/bin/sh\necho 0\n")
    machine.tool("apt-get", "#!/bin/sh\necho no such package\nexit 100\n")
    done = machine.bootstrap("run")
    assert done.returncode == 1
    assert "no such package" in done.stderr
    assert "Please type this line" in done.stderr


def test_what_only_some_tests_need_is_told_and_stops_nothing(machine):
    (machine.folder / "wishes").write_text("xvfb\n")
    done = machine.bootstrap("test")
    assert done.returncode == 0
    assert "Tests that need these packages are left out: xvfb\n" in done.stderr
    assert f"sudo sh -c '{INSTALL} xvfb'" in done.stderr
    assert "xvfb" not in machine.bootstrap("run").stderr
