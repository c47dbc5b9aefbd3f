"""A release: the same bytes for the same rules, in the form its schema says."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from backend.rules import examples
from backend.rules.compiler import compiler
from backend.rules.language import reading

SCHEMA = json.loads((Path(compiler.__file__).parent / "release.schema.json").read_text(encoding="utf-8"))


def core() -> compiler.Release:
    return compiler.compile_release(*reading.load(), examples.organisation(), number=7, installation="here")


def test_the_core_release_follows_its_schema() -> None:
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(core())] == []


def test_compiling_twice_gives_the_same_bytes_and_hash() -> None:
    first, second = compiler.release_bytes(core()), compiler.release_bytes(core())
    assert first == second
    assert len(compiler.release_hash(first)) == 64
    assert compiler.release_hash(first) != compiler.release_hash(first + b" ")


def test_rules_compiled_once_serve_many_organisations_as_if_compiled_for_each() -> None:
    rules, lexicons = reading.load()
    pack = compiler.Pack(rules, lexicons)
    for name in ("Globex", "Initech AG"):
        profile = {"name": name, "products": [f"{name} Pro"]}
        shared = pack.release(profile, number=1, installation="here")
        assert shared == compiler.compile_release(rules, lexicons, profile, number=1, installation="here")


def test_a_release_read_back_gives_the_same_bytes() -> None:
    body = compiler.release_bytes(core())
    assert compiler.release_bytes(json.loads(body)) == body


def test_the_outer_fields_name_the_organisation() -> None:
    release = core()
    assert (release["format"], release["number"], release["installation"]) == (3, 7, "here")
    assert release["organisation"]["name"] == "Acme"
    assert release["organisation"]["competitors"] == ["Globex", "@globex", "Initech", "@initech"]
    assert release["organisation"]["pages"][0]["id"] == "acme"
