"""What every template may name."""

from collections import Counter

from flask import Flask

from backend.tests.where import ON_ONE_DATABASE


@ON_ONE_DATABASE
def test_no_two_subjects_give_the_templates_the_same_name(app: Flask) -> None:
    """The later one would hide the other, on all pages."""
    with app.test_request_context():
        given = [name for give in app.template_context_processors[None] for name in give()]
    assert "severity_names" in given
    assert [name for name, times in Counter(given).items() if times > 1] == []
