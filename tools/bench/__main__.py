"""Measure everything, show it, keep it in bench.json."""

from pathlib import Path

from tools.bench import backend, page, progress, report, rules

OUT = Path("bench.json")


def main() -> None:
    progress.hush()
    # the page last: Playwright keeps an event loop in this thread, which Flask's contexts refuse
    rows = [row for section in (rules, backend, page) for row in section.rows()]
    report.write(rows, OUT)
    print(report.table(rows))
    print(f"\n{report.summary(rows)} Written to {OUT}.")


if __name__ == "__main__":
    main()
