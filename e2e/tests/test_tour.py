"""The guided tour of `make demo`: the first thing a newcomer sees, and the whole job in one go."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# in a process of its own: it opens a browser, and this one has one already
WALK = "import sys; from pathlib import Path; from e2e import tour; tour.walk(Path(sys.argv[1]))"


def test_the_tour_goes_to_its_end_and_shows_every_picture_it_took(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WALK, tmp_path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    shown = re.findall(r'<img src="([^"]+)"', (tmp_path / "tour.html").read_text("utf-8"))
    assert shown == sorted(picture.name for picture in tmp_path.glob("*.png"))
    assert shown[-1].endswith("-german.png")
