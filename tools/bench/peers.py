"""What others made, installed into a folder of the bench's own; the project itself never needs it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER, REQUIREMENTS = ROOT / ".bench", ROOT / "requirements.txt"
NPM = (
    "@textlint/kernel@15.8.0",
    "@textlint/textlint-plugin-text@15.8.0",
    "textlint-rule-terminology@5.2.16",
    "json-rules-engine@7.3.1",
    "alex@11.0.1",
    "retext@9.0.0",
    "retext-repeated-words@5.0.0",
    "retext-indefinite-article@5.0.0",
    "retext-passive@5.0.0",
    "retext-intensify@7.0.0",
    "harper.js@2.10.0",
)
PYPI = ("pyahocorasick==2.3.1", "rule-engine==5.1.0", "cel-python==0.5.0")


def npm() -> Path | None:
    """The folder whose node_modules holds NPM, or None (said on stderr) where they cannot be had."""
    folder = FOLDER / "node"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}')  # else npm looks for one further up
    command = ("npm", "install", "--no-save", "--no-fund", "--no-audit", "--ignore-scripts", *NPM)
    return _installed(folder, " ".join(NPM), command)


def pypi() -> Path | None:
    """The folder that holds PYPI, or None (said on stderr) where they cannot be had."""
    return _with_pip(FOLDER / "python", " ".join(PYPI), PYPI)


def shipped() -> Path | None:
    """The folder that holds what an installation has, nothing of what tests and tools bring; or None."""
    return _with_pip(FOLDER / "shipped", REQUIREMENTS.read_text(), ("-r", str(REQUIREMENTS)))


def _with_pip(folder: Path, what: str, named: tuple[str, ...]) -> Path | None:
    folder.mkdir(parents=True, exist_ok=True)
    command = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    return _installed(folder, what, (*command, "--target", str(folder), *named))


def _installed(folder: Path, what: str, command: tuple[str, ...]) -> Path | None:
    """Runs `command` in `folder`, unless it already ran there for the same `what`."""
    stamp = folder / ".installed"
    if stamp.is_file() and stamp.read_text() == what:
        return folder
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip()
        print(f"  without {folder.name}, which could not be installed: {said}", file=sys.stderr)
        return None
    stamp.write_text(what)
    return folder
