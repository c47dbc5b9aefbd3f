"""What an item can be: a link or a text, with hashtags, questions, a picture, and how it will look."""

import io
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from backend.content import service
from backend.content.models import PUBLISHED, Caption, Item
from backend.people import groups
from backend.rules import examples
from backend.rules.releases import publishing, sources
from backend.shares.models import Share
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.content.lengths import OVER_ON_X
from backend.tests.content.test_admin import FORM, INDEX, NEW, address, draft, only_item  # noqa: F401

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
PICTURES = {
    "image/png": PNG,
    "image/jpeg": b"\xff\xd8\xff\xe0rest",
    "image/gif": b"GIF89arest",
    "image/webp": b"RIFF\0\0\0\0WEBPrest",
}


def upload(
    ben: Visitor, item: Item, data: bytes, name: str = "p.png", alt: str = "Two robots", **more: str
) -> Any:
    page = address(item, "/picture")
    form = {
        "csrf_token": ben.pages.csrf_token(page),
        "file": (io.BytesIO(data), name),
        "alt": alt,
        "url": "",
        **more,
    }
    return ben.pages.client.post(page, data=form, content_type="multipart/form-data")


# ---- hashtags and questions ----


def test_hashtags_stand_below_each_caption_that_lacks_them(amira: Visitor, ben: Visitor, draft: Item) -> None:  # noqa: F811
    more = {"hashtags": "#Robots, Laundry #robots", "captions-1-text": "Fold with #laundry robots."}
    assert ben.pages.submit(address(draft), FORM | more).status_code == 302
    assert 'value="#Robots #Laundry"' in ben.pages.get(address(draft)).text
    ben.pages.submit(address(draft, "/publish"), page=NEW)
    [item] = amira.get("/api/v1/feed").json["items"]
    texts = {one["platform"]: one["text"] for one in item["captions"]}
    assert texts == {
        "linkedin": f"{acme.FINE}\n\n#Robots #Laundry",
        "x": "Fold with #laundry robots.\n\n#Robots",
    }


def test_an_item_has_a_campaign_of_its_own(ben: Visitor, draft: Item, tx: Any) -> None:  # noqa: F811
    ben.pages.submit(address(draft), FORM | {"campaign": " Autumn 2026 "})
    assert tx(lambda session: session.get_one(Item, draft.id).campaign) == "Autumn 2026"
    assert 'value="Autumn 2026"' in ben.pages.get(address(draft)).text
    assert ben.pages.submit(address(draft), FORM | {"campaign": "c" * 61}).status_code == 422


def test_for_few_people_there_is_no_campaign_that_would_tell_of_them(
    ben: Visitor,
    amira: Visitor,
    draft: Item,  # noqa: F811
    tx: Any,
) -> None:
    group = tx(lambda session: groups.save(session, None, "One").id)
    tx(lambda session: groups.add(session, group, [amira.person.id]))
    wanted = FORM | {"groups": str(group), "publish": "1"}

    def told(campaign: str) -> str:
        ben.pages.submit(address(draft), wanted | {"campaign": campaign})
        return ben.pages.get(address(draft)).text

    assert "would tell of them one by one" in told("only-amira")
    assert tx(lambda session: session.get_one(Item, draft.id).status) == "draft"
    assert "Published." in told("")
    refused = ben.pages.submit(address(draft), wanted | {"campaign": "only-amira"})
    assert (refused.status_code, "Not saved: Too few people" in refused.text) == (422, True)


def test_a_caption_with_its_hashtags_counts_as_shared_as_it_is(amira: Visitor, item: Item, tx: Any) -> None:
    tx(lambda session: setattr(session.get(Item, item.id), "hashtags", ["Robots"]))
    text = f"{acme.FINE}\n\n#Robots"
    answer = amira.post("/api/v1/shares", json=acme.share_of(item, text), headers=acme.key())
    assert answer.status_code == 201
    assert tx(lambda session: session.scalars(select(Share.edited)).all()) == [False]


def test_x_has_room_for_a_caption_with_its_hashtags_or_says_so(ben: Visitor, release: Any) -> None:
    long = {"captions-1-text": "x" * 250, "hashtags": "#Household"}
    answer = ben.pages.submit(NEW, FORM | long)
    assert answer.status_code == 422
    assert 'id="captions-1-text-fault"' in answer.text
    assert "link and hashtags included; this is 6 over." in answer.text


@pytest.mark.parametrize(("text", "over"), OVER_ON_X.items(), ids=lambda value: str(value)[-40:])
def test_a_captions_length_is_counted_as_x_does(ben: Visitor, release: Any, text: str, over: int) -> None:
    answer = ben.pages.submit(NEW, FORM | {"captions-1-text": text})
    assert answer.status_code == (422 if over else 302)
    assert (f"this is {over} over." in answer.text) == bool(over)


def test_a_text_without_a_link_has_the_links_room_on_x_too(ben: Visitor, release: Any) -> None:
    for length, status in ((281, 422), (280, 302)):
        form = FORM | {"url": "", "captions-1-text": "I" * length}
        assert ben.pages.submit(NEW, form).status_code == status


@pytest.mark.parametrize(
    "change",
    [
        {"captions-0-text": acme.PRAISE},
        {"captions-1-text": acme.OUTRAGE},
        {"captions-0-text": acme.PRAISE, "captions-0-is_question": "y"},
        {"captions-0-text": "Globex is a bunch of", "hashtags": "#thieves"},
        {"captions-0-text": acme.PRAISE, "captions-0-platform": "any", "captions-1-text": acme.FINE},
    ],
    ids=["the first", "the second", "a question", "with a hashtag", "for both sites"],
)
def test_the_rules_look_at_every_caption_question_and_hashtag_before_it_is_published(
    ben: Visitor,
    draft: Item,  # noqa: F811
    tx: Any,
    change: dict[str, str],
) -> None:
    ben.pages.submit(address(draft), FORM | change)
    ben.pages.submit(address(draft, "/publish"), page=NEW)
    assert only_item(tx).status != PUBLISHED
    assert 'class="severity' in ben.pages.get(address(draft)).text


def test_the_reason_comes_with_what_helps(ben: Visitor, draft: Item, tx: Any) -> None:  # noqa: F811
    def publish_the_shipped_rules(session: Any) -> None:
        sources.seed(session, examples.organisation())
        publishing.publish(session, None, "the shipped rules")

    tx(publish_the_shipped_rules)
    ben.pages.submit(address(draft), FORM | {"captions-0-text": "You should buy a HomeBot, it is the best."})
    page = unescape(ben.pages.get(address(draft)).text)
    assert "What helps: “(I work at Acme)”" in page


def test_a_question_is_told_from_a_caption(amira: Visitor, ben: Visitor, draft: Item) -> None:  # noqa: F811
    asked = {"captions-0-text": "What surprised you most?", "captions-0-is_question": "y"}
    ben.pages.submit(address(draft), FORM | asked)
    assert "captions-0-is_question" in ben.pages.get(address(draft)).text
    ben.pages.submit(address(draft, "/publish"), page=NEW)
    [item] = amira.get("/api/v1/feed").json["items"]
    assert item["captions"][0]["is_question"] is True


# ---- a text of its own ----


@pytest.mark.parametrize("platform", ["linkedin", "x"])
def test_a_text_that_needs_no_link_is_shared_without_one(
    amira: Visitor, release: Any, tx: Any, platform: str
) -> None:
    item = tx(lambda session: acme.item(session, url=""))
    assert amira.get("/api/v1/feed").json["items"][0]["url"] == ""
    sent = acme.share_of(item, platform=platform)
    share = amira.post("/api/v1/shares", json=sent, headers=acme.key()).json
    assert (share["url"], share["text"]) == ("", acme.FINE)
    assert parse_qs(urlsplit(share["compose_url"]).query)["text"] == [acme.FINE]
    assert amira.pages.get(f"/r/{share['code']}").status_code == 410


def test_a_text_is_written_without_a_link(ben: Visitor, release: Any, tx: Any) -> None:
    assert ben.pages.submit(NEW, FORM | {"url": ""}).status_code == 302
    assert only_item(tx).url == ""


# ---- the picture ----


@pytest.mark.parametrize("media_type", PICTURES)
def test_a_picture_is_what_its_bytes_say_and_is_served_as_that(
    ben: Visitor,
    draft: Item,  # noqa: F811
    media_type: str,
) -> None:
    assert upload(ben, draft, PICTURES[media_type], "evil.html").status_code == 302
    answer = ben.pages.get(address(draft, "/picture/file"))
    assert (answer.content_type, answer.data) == (media_type, PICTURES[media_type])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert 'alt="Two robots"' in ben.pages.get(address(draft, "/picture")).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "no PNG, JPEG, GIF or WebP",
        ),
        (b"<html>", "no PNG, JPEG, GIF or WebP"),
        (b"", "There is no picture yet."),
        (PNG + b"\0" * 2 * 1024 * 1024, "larger than 2 MB"),
    ],
    ids=["svg", "html", "nothing", "too large"],
)
def test_what_is_no_picture_is_refused_with_the_reason_and_the_rest_is_kept(
    ben: Visitor,
    draft: Item,  # noqa: F811
    data: bytes,
    reason: str,
) -> None:
    answer = upload(ben, draft, data)
    assert answer.status_code == 422
    assert reason in answer.text
    assert 'value="Two robots"' in answer.text
    assert ben.pages.get(address(draft, "/picture/file")).status_code == 404


def test_far_too_much_is_not_even_read(ben: Visitor, draft: Item) -> None:  # noqa: F811
    assert upload(ben, draft, PNG + b"\0" * 6 * 1024 * 1024).status_code == 413


def test_a_picture_is_described_anew_and_removed(ben: Visitor, draft: Item) -> None:  # noqa: F811
    upload(ben, draft, PNG)
    assert upload(ben, draft, b"", alt="Three robots").status_code == 302
    assert ben.pages.get(address(draft, "/picture/file")).data == PNG
    assert 'alt="Three robots"' in ben.pages.get(address(draft, "/picture")).text
    assert upload(ben, draft, b"", alt="").status_code == 422
    ben.pages.submit(address(draft, "/picture/remove"), page=NEW)
    assert ben.pages.get(address(draft, "/picture/file")).status_code == 404


@pytest.mark.parametrize("button", ["publish", "withdraw"])
def test_a_chosen_picture_is_saved_with_the_button_that_publishes_or_withdraws(
    ben: Visitor,
    draft: Item,  # noqa: F811
    button: str,
) -> None:
    answer = upload(ben, draft, PNG, **{button: "1"})
    assert answer.headers["Location"] == address(draft, "/picture")
    page = ben.pages.get(address(draft, "/picture")).text
    assert ('alt="Two robots"' in page, page.count('class="message')) == (True, 1)
    assert {"publish": "Published. It is", "withdraw": "Saved and withdrawn."}[button] in page


def test_without_a_picture_the_button_publishes_all_the_same(ben: Visitor, draft: Item) -> None:  # noqa: F811
    upload(ben, draft, b"", name="", alt="", publish="1")
    assert "Published. It is" in ben.pages.get(address(draft, "/picture")).text


def test_a_picture_that_cannot_be_saved_is_told_and_nothing_is_published(
    ben: Visitor,
    draft: Item,  # noqa: F811
) -> None:
    answer = upload(ben, draft, PNG, alt="", publish="1")
    assert (answer.status_code, "Not published yet" in answer.text) == (422, True)
    assert ">Draft<" in answer.text


def test_a_saved_picture_is_seen_at_once(ben: Visitor, draft: Item) -> None:  # noqa: F811
    assert upload(ben, draft, PNG).headers["Location"] == address(draft, "/picture")


# ---- how it will look ----


def test_the_preview_shows_every_caption_on_its_sites_in_light_and_dark_and_runs_nothing(
    ben: Visitor, release: Any, tx: Any
) -> None:
    captions = [
        Caption(platform="any", language="en", text="See <b>https://acme.example</b> #Robots"),
        Caption(platform="x", language="de", text="Was hat dich überrascht?", is_question=True),
    ]
    item = tx(lambda session: acme.item(session, title="<img src=x>", captions=captions, hashtags=["Acme"]))
    page = ben.pages.get(address(item, "/preview")).text
    looks = [f'class="post {site} {light}"' for site in ("linkedin", "x") for light in ("light", "dark")]
    assert all(page.count(look) == 1 for look in looks)
    assert "<b>https" not in page
    assert "<img src=x>" not in page
    assert '<span class="marked">#Robots</span>' in page
    assert '<span class="marked">#Acme</span>' in page
    assert "Was hat dich überrascht?" in page
    assert "acme.example" in page


def test_a_preview_without_captions_says_what_to_do_first(ben: Visitor, release: Any, tx: Any) -> None:
    item = tx(lambda session: acme.item(session, captions=[]))
    assert "No caption yet" in ben.pages.get(address(item, "/preview")).text


def test_only_curators_see_previews_and_pictures(amira: Visitor, stranger: Visitor, item: Item) -> None:
    for page in ("/preview", "/picture", "/picture/file"):
        assert amira.pages.get(address(item, page)).status_code == 302
        assert stranger.pages.get(address(item, page)).status_code == 302


def test_how_many_posted_a_caption_is_told_once_anybody_could(ben: Visitor, draft: Item) -> None:  # noqa: F811
    few = "Fewer than 5 colleagues posted it as it is."
    assert few not in ben.pages.get(address(draft)).text
    ben.pages.submit(address(draft, "/publish"), page=address(draft))
    assert few in ben.pages.get(address(draft)).text


def test_an_edited_text_begins_to_count_anew(ben: Visitor, item: Item, tx: Any) -> None:
    def set_people(session: Any) -> None:
        service.get(session, item.id).captions[0].people = 12

    tx(set_people)
    assert "At least 10 colleagues" in ben.pages.get(address(item)).text
    ids = {f"captions-{n}-id": str(caption.id) for n, caption in enumerate(item.captions)}
    ben.pages.submit(address(item), FORM | ids | {"captions-0-text": "Another sentence."})
    assert "At least" not in ben.pages.get(address(item)).text


def test_a_page_with_faults_opens_at_the_first_of_them(ben: Visitor, draft: Item) -> None:  # noqa: F811
    wrong = {"hashtags": "viel!", "captions-1-text": "x" * 300}
    answer = ben.pages.submit(address(draft), FORM | wrong)
    assert answer.status_code == 422 and answer.text.count('aria-invalid="true"') == 2
    [opened_at] = re.findall(r"<\w+ [^>]*\bautofocus\b[^>]*>", answer.text)
    assert 'id="hashtags"' in opened_at
    assert "autofocus" not in ben.pages.get(address(draft)).text
