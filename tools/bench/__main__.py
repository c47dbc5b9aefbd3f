"""Measure everything (or the sections named), show it, keep it in bench.json."""

import sys
from pathlib import Path

from tools.bench import backend, page, progress, report, rules

OUT = Path("bench.json")
# the page last: Playwright keeps an event loop in this thread, which Flask's contexts refuse
SECTIONS = {"rules": rules, "backend": backend, "page": page}


def main() -> None:
    progress.hush()
    rows = [row for name in SECTIONS if name in (sys.argv[1:] or SECTIONS) for row in SECTIONS[name].rows()]
    report.write(rows, OUT)
    print(report.table(rows))
    print(f"\n{report.summary(rows)} Written to {OUT}.")


if __name__ == "__main__":
    main()
