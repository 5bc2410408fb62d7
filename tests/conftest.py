"""What tests share: a small registry, and running fmcat."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from fmcat import Catalog
from fmcat.catalog.store import open_store
from fmcat.cli.app import main
from fmcat.cli.output import Output
from fmcat.registry import locate
from tests import hostile

SMALL = Path(__file__).parent / "data" / "small.yaml"

# A busy machine is slow, which has nothing to do with the tested property.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def cached(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with the compiled catalogs of the bundled and the small registry, shared by a process's tests."""
    folder = tmp_path_factory.mktemp("cached")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FMCAT_CACHE_DIR", str(folder))
        open_store([locate.bundled()]).close()
        compiled(folder, SMALL)
    return folder


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cached: Path) -> None:
    """Hide the user's own registry, cache, language and terminal from tests.

    The cache has the bundled and the small catalog already, so that not each test, or each process of one, has to
    compile them.
    """
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    shutil.copytree(cached, tmp_path / "cache", copy_function=os.link)
    monkeypatch.setenv("FMCAT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "100")
    gone = ("FMCAT_LANG", "FMCAT_REGISTRY", "LC_ALL", "LC_MESSAGES", "LANG", "XDG_DATA_HOME", "NO_COLOR", "FORCE_COLOR")
    for name in gone:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def sizes() -> list[str]:
    """The options that add a model whose checkpoints differ in size, license, context and release."""
    return ["--registry", str(SMALL.with_name("sizes.yaml"))]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small registry's catalog."""
    return compiled(tmp_path_factory.mktemp("cache"), SMALL)


@pytest.fixture(scope="session")
def hostile_catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The catalog whose every text means something to a format."""
    folder = tmp_path_factory.mktemp("hostile")
    return compiled(folder, hostile.write(folder / "hostile.json"))


def compiled(cache: Path, *registries: Path) -> Catalog:
    """The catalog of registries, each laid over those before, compiled into a cache folder that outlives one test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FMCAT_CACHE_DIR", str(cache))
        catalog = Catalog.load(*registries, only=True)
        len(catalog)  # opens it
    return catalog


@dataclass
class Ran:
    """The result of a run of fmcat: its exit code, stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run fmcat with these arguments on the small registry, or on another one."""

    def run_fmcat(*arguments: str, registry: Path | None = SMALL) -> Ran:
        options = ["--only", "--registry", str(registry)] if registry else []
        with pytest.raises(SystemExit) as ended:
            main([*options, *arguments])
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return run_fmcat


@pytest.fixture
def words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundled registry has its terms and vendors but no models, so that reading a file over it takes a moment."""
    whole = locate.bundled
    monkeypatch.setattr(locate, "bundled", lambda: whole(locate.WITH_MODELS))


@pytest.fixture
def small_bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the bundled registry, which is the small one."""
    folder = tmp_path / "bundled"
    folder.mkdir()
    shutil.copy(SMALL, folder)
    monkeypatch.setattr(locate, "bundled_folder", lambda: folder)
    return folder


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output is a terminal."""
    monkeypatch.setattr(Output, "is_terminal", True)


@pytest.fixture
def registry_file(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """A registry file with this text."""

    def write(text: str | bytes, name: str = "registry.yaml") -> Path:
        path = tmp_path / "here" / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write
