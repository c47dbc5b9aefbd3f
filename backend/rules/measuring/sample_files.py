"""A file of sample texts: JSON lines, or a text a line; read whole, or refused with its faults."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypedDict

from marshmallow import ValidationError

from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.measuring import cases, line_fields, sample_lines
from backend.rules.schemas import Draft

MOST_PROFILES = 50  # companies that cases of one file are about: each costs a second
LONGEST = 1_000_000  # bytes of a file; no request is larger than 1 MiB
LONGEST_TEXT = 10_000  # characters
SHOWN = 20  # faults at once
WANTED = "bring a file with a text a line, or with JSON lines"
FIELDS = ("platform", "surface", "lang")
Standing = Mapping[str, Any]  # platform, surface, lang and target of texts that do not say theirs


class SampleCase(TypedDict):
    """A draft (schemas.Draft), whose company it is (None: ours), the labels it should get (None: unsaid)."""

    draft: dict[str, Any]
    profile: dict[str, Any] | None
    expected: list[str] | None


def read(raw: bytes, file: str, standing: Standing) -> list[SampleCase]:
    """The texts of a file: JSON lines where its first line is one, else one text a line.

    Raises RuleFaults with the first faults of all lines.
    """
    lines = _lines(raw, file)
    read_one = _case if lines[0][1].startswith("{") else _text
    found: list[SampleCase] = []
    faults: list[Fault] = []
    for number, line in lines:
        try:
            found.append(read_one(line, standing))
        except RuleFaults as wrong:
            faults += [Fault(file, number, one.field, one.found, one.allowed) for one in wrong.faults]
    if faults:
        raise RuleFaults(sorted(faults)[:SHOWN])
    profiles = {json.dumps(case["profile"], sort_keys=True) for case in found}
    if len(profiles) > MOST_PROFILES:
        said = f"these cases are about {len(profiles)} companies; bring {MOST_PROFILES} at most in one file"
        raise RuleFaults([Fault(file, 1, "company", said)])
    return found


def _lines(raw: bytes, file: str) -> list[tuple[int, str]]:
    if len(raw) > LONGEST:
        raise RuleFaults(
            [Fault(file, 1, "", f"this file is larger than {LONGEST // 1_000_000} MB; divide it")]
        )
    return sample_lines.of(raw, file, WANTED)


def _text(line: str, standing: Standing) -> SampleCase:
    return {"draft": _draft({**standing, "text": line}), "profile": None, "expected": None}


def _case(line: str, standing: Standing) -> SampleCase:
    try:
        data = json.loads(line)
        json.dumps(data, ensure_ascii=False).encode()
        return _labelled(data) if "company" in data else _ours(data, standing)
    except json.JSONDecodeError as error:
        raise _fault("", f"not JSON: cannot be read from sign {error.pos + 1} on") from None
    except UnicodeEncodeError:
        raise _fault("", "half a character, which no text can hold") from None
    except KeyError as error:
        raise _fault(str(error.args[0]), "this field is missing") from None
    except (TypeError, AttributeError, ValueError, RecursionError):
        raise _fault("", "this is no case; see docs/writing-rules.md, section 5") from None


def _labelled(data: dict[str, Any]) -> SampleCase:
    case = cases.labelled(data)
    fields = {name: case.draft[name] for name in (*FIELDS, "text", "target")}
    return {"draft": _draft(fields), "profile": case.profile, "expected": data.get("expected")}


def _ours(data: dict[str, Any], standing: Standing) -> SampleCase:
    line_fields.check(data)
    said = {name: data[name] for name in FIELDS if data.get(name)}
    draft = {**standing, **said, "text": data["text"] if "text" in data else data["draft"]}
    if "target_author" in data:
        draft["target"] = cases.target_of(data)
    return {"draft": _draft(draft), "profile": None, "expected": data.get("expected")}


def _draft(fields: dict[str, Any]) -> dict[str, Any]:
    """Checked as one that somebody asks us to check."""
    if isinstance(fields["text"], str) and len(fields["text"]) > LONGEST_TEXT:
        raise _fault("text", f"longer than {LONGEST_TEXT} characters")
    target = fields["target"] and {key: value for key, value in fields["target"].items() if value is not None}
    try:
        loaded: dict[str, Any] = Draft().load({**fields, "target": target})
    except ValidationError as error:
        raise RuleFaults(_told(error.messages)) from None
    return loaded


def _told(messages: Any, path: str = "") -> Iterator[Fault]:
    for name, said in messages.items():
        if isinstance(said, dict):
            yield from _told(said, f"{path}{name}.")
        else:
            yield Fault("", 0, f"{path}{name}", " ".join(said))


def _fault(field: str, said: str) -> RuleFaults:
    return RuleFaults([Fault("", 0, field, said)])
