"""Addresses of pages as people copy them."""

import pytest

from backend.rules.pages import page_address


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://www.linkedin.com/company/Acme-Robots/", ("linkedin", "company", "acme-robots")),
        ("https://de.linkedin.com/company/acme/posts/?feedView=all", ("linkedin", "company", "acme")),
        ("linkedin.com/showcase/homebot", ("linkedin", "company", "homebot")),
        ("https://www.linkedin.com/in/greta-global-1a2b3c/", ("linkedin", "person", "greta-global-1a2b3c")),
        ("https://x.com/Acme", ("x", None, "acme")),
        ("https://mobile.twitter.com/acme_de?lang=de", ("x", None, "acme_de")),
        (" @Acme ", ("x", None, "acme")),
        ("https://acme.example/company/acme", None),
        ("https://evil.example/?linkedin.com/company/acme", None),
        ("Acme", None),
        ("@a_handle_that_is_far_too_long", None),
        ("", None),
    ],
)
def test_an_address_is_read_as_people_copy_it(
    address: str, found: tuple[str, str | None, str] | None
) -> None:
    assert page_address.read(address) == found


@pytest.mark.parametrize("kind", ["company", "person"])
@pytest.mark.parametrize("platform", ["linkedin", "x"])
def test_what_is_written_is_read_again(platform: str, kind: str) -> None:
    address = page_address.write({"platform": platform, "kind": kind, "id": "acme"})
    assert page_address.read(address) in {(platform, kind, "acme"), (platform, None, "acme")}
