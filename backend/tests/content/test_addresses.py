"""Addresses of pages: one form for one page, and those that only one person can open are refused."""

import pytest

from backend.content.addresses import Unfit, of_a_page

PAGE = "https://acme.example/a"


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        (PAGE, PAGE),
        ("HTTPS://ACME.example/a", PAGE),
        ("https://acme.example:443/a", PAGE),
        ("https://acme.example./a", PAGE),
        ("https://acme.example/a#part-2", PAGE),
        ("https://acme.example/a#:~:text=robot", PAGE),
        ("https://acme.example/a?utm_source=x&UTM_Medium=y&fbclid=1&gclid=2&msclkid=3&mc_eid=4", PAGE),
        ("https://acme.example", "https://acme.example/"),
        ("http://acme.example:8080/a", "http://acme.example:8080/a"),
        ("https://acme.example/?b=2&utm_id=9&a=%201&c", "https://acme.example/?b=2&a=%201&c"),
        ("https://acme.example/app#/page/7", "https://acme.example/app#/page/7"),
        ("https://acme.example/Straße", "https://acme.example/Stra%C3%9Fe"),
        ("https://x.com/acme/status/7?s=20&t=abc", "https://x.com/acme/status/7"),
        ("https://acme.example/?s=20", "https://acme.example/?s=20"),
        ("https://x.com/homedepot", "https://x.com/homedepot"),
        ("https://www.youtube.com/watch?v=1&si=who", "https://www.youtube.com/watch?v=1"),
        (
            "https://www.linkedin.com/feed/update/urn:li:activity:1/?trk=x",
            "https://www.linkedin.com/feed/update/urn:li:activity:1/",
        ),
        ("https://93.184.216.34/", "https://93.184.216.34/"),
        ("https://[2606:2800:220:1::1]:8443/", "https://[2606:2800:220:1::1]:8443/"),
    ],
)
def test_an_address_is_cleaned_and_nothing_that_belongs_to_it_is_lost(url: str, clean: str) -> None:
    assert of_a_page(url) == clean
    assert of_a_page(clean) == clean


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://localhost:5005/admin/",
        "http://intranet/wiki",
        "https://wiki.acme.internal/plan",
        "https://printer.local/",
        "https://nas.home.arpa/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://10.1.2.3/",
        "http://192.168.178.1/",
        "http://172.16.0.9/",
        "http://169.254.169.254/latest/meta-data",
        "http://0x7f.0.0.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:10.0.0.1]/",
        "https://www.linkedin.com/messaging/thread/2-abc/",
        "https://www.linkedin.com//Messaging/",
        "https://www.linkedin.com/%6Dessaging/",
        "https://linkedin.com/search/results/people/?keywords=amira",
        "https://www.linkedin.com/feed/",
        "https://www.linkedin.com/",
        "https://x.com/messages/1-2",
        "https://x.com/i/chat/1",
        "https://mobile.twitter.com/messages",
        "https://x.com/home",
    ],
)
def test_a_page_that_only_one_person_or_one_network_can_open_is_private(url: str) -> None:
    with pytest.raises(Unfit, match="private"):
        of_a_page(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "acme.example/a",
        "chrome://settings/",
        "chrome-extension://abc/popup.html",
        "file:///home/amira/plan.pdf",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https://[half",
        "https://amira:secret@acme.example/",
        "https://acme.example/a b",
        "https://acme.example:99999/",
        "https://acme.example/\0",
        "https://evil.example\\.acme.example/",
        "https://acme.example/a\\b",
        "https://evil.example%2f.acme.example/",
        "https://evil.example;.acme.example/",
        "https://[evil.example]/",
    ],
)
def test_what_is_no_page_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(Unfit, match="not_web"):
        of_a_page(url)


def test_an_address_that_nobody_could_keep_is_refused() -> None:
    with pytest.raises(Unfit, match="too_long"):
        of_a_page("https://acme.example/" + "ü" * 400)
