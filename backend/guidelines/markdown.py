"""Guidelines as people write them: Markdown of a few kinds, in paragraphs whose names stay.

    # A title
    A word before the first paragraph.

    ## Say where you work {#disclosure}
    Text with *stress*, **weight**, [links](https://…) and lists. {company} is filled in.

    ## Figures and shares {#finance #quiet-period}
    A paragraph may have several names, so that a rule finds it by any of them.

What comes out are nodes (`["p", "text ", ["strong", "more"]]`), which pages and the extension build as
elements. HTML is neither read nor made: what looks like it is text.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from flask_babel import gettext
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

Node = Any  # str, or [tag, *nodes]; a link is ["a", address, *nodes]
COMPANY = "{company}"
RULES = ("heading", "list", "emphasis", "link", "newline", "escape")
TAGS = {
    "paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li",
    "strong": "strong", "em": "em",
}  # fmt: skip
BREAKS = ("softbreak", "hardbreak")
NAMED = re.compile(r"(.*?)\{((?:\s*#[^\s{}#]+)+)\s*\}")
NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
SAFE = ("https://", "mailto:")


@dataclass(frozen=True, order=True)
class Fault:
    """What keeps a text from being published. `line`: from 1, 0 for none; `said`: with the way out."""

    language: str
    line: int
    said: str


class TextFaults(Exception):
    """All of them at once."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(fault.said for fault in self.faults))


@dataclass(frozen=True)
class Paragraph:
    """`names`: what rules and addresses call it, its own first; the words below the title need none."""

    names: tuple[str, ...]
    title: str
    body: list[Node]


@dataclass(frozen=True)
class Guideline:
    """One language of one version. The first of `parts` are the words below the title."""

    title: str
    parts: tuple[Paragraph, ...]

    @property
    def names(self) -> frozenset[str]:
        """By which rules lead to its paragraphs."""
        return frozenset(name for part in self.parts for name in part.names)

    def part(self, name: str) -> Paragraph | None:
        """The paragraph that goes by this name."""
        return next((part for part in self.parts if name in part.names), None)


class _Reader(MarkdownIt):
    """Takes every link, so that one that leads nowhere safe is a fault with a line."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return True


READER = _Reader("zero").enable(list(RULES))


@lru_cache(maxsize=32)
def read(text: str, language: str, company: str = COMPANY) -> Guideline:
    """The guideline that `text` is. Raises TextFaults with all its faults."""
    tree = SyntaxTreeNode(READER.parse(text))
    faults = [Fault(language, line, said) for line, said in _faults(tree)]
    if faults:
        raise TextFaults(faults)
    blocks = tree.children
    starts = [at for at, block in enumerate(blocks) if block.type == "heading"] + [len(blocks)]
    parts = []
    for start, end in pairwise(starts):
        title, names = _heading(blocks[start])
        body = [node for block in blocks[start + 1 : end] for node in _nodes([block], company)]
        parts.append(Paragraph(names, title.replace(COMPANY, company), body))
    return Guideline(parts[0].title, tuple(parts))


def plain(nodes: list[Node]) -> str:
    """The words alone, a line for each paragraph and each point of a list."""
    return re.sub(r"\n+", "\n", "".join(map(_plain, nodes))).strip()


def _plain(node: Node) -> str:
    if isinstance(node, str):
        return node
    tag, *inner = node
    if tag == "a":
        return f"{''.join(map(_plain, inner[1:]))} ({inner[0]})"
    words = "".join(map(_plain, inner))
    lines = {"p": f"{words}\n", "li": f"• {words.strip()}\n", "ul": f"\n{words}", "ol": f"\n{words}"}
    return lines.get(tag, words)


def _nodes(blocks: list[Any], company: str) -> Iterator[Node]:
    for one in blocks:
        if one.type == "text":
            yield one.content.replace(COMPANY, company)
        elif one.type in BREAKS:
            yield " "
        elif one.type == "inline" or (one.type == "paragraph" and one.hidden):  # the words of a short point
            yield from _nodes(one.children, company)
        elif one.type == "link":
            yield ["a", one.attrs["href"], *_nodes(one.children, company)]
        else:
            yield [TAGS[one.type], *_nodes(one.children, company)]


def _heading(block: Any) -> tuple[str, tuple[str, ...]]:
    """Words and names. Headings hold words only: whatever else Markdown sees in them stays as typed."""
    line = block.children[0].content if block.children else ""
    found = NAMED.fullmatch(line)
    return (found[1].rstrip(), tuple(re.split(r"\s*#", found[2].strip())[1:])) if found else (line, ())


# ---- what is wrong with a text ----


def _faults(tree: Any) -> Iterator[tuple[int, str]]:
    blocks = tree.children
    if not blocks or blocks[0].type != "heading" or blocks[0].tag != "h1":
        yield 1, gettext("Begin with a title: # Our guidelines")
    titles = [block for block in blocks if block.type == "heading" and block.tag == "h1"]
    for block in titles[1:]:
        yield _line(block), gettext("There is a title already. Begin a paragraph with ##.")
    yield from _faults_of_names([block for block in blocks if block.tag in ("h1", "h2")])
    for node in tree.walk():
        if node.type == "heading" and (node.parent is not tree or node.tag not in ("h1", "h2")):
            said = gettext("Headings are # for the title and ## for a paragraph, at the start of a line.")
            yield _line(node), said
        if node.type == "link" and not node.attrs["href"].lower().startswith(SAFE):
            said = gettext(
                "A link leads to https:// or mailto:, not to %(address)s.", address=node.attrs["href"]
            )
            yield _line(node), said


def _faults_of_names(headings: list[Any]) -> Iterator[tuple[int, str]]:
    seen: Counter[str] = Counter()
    for block in headings:
        title, names = _heading(block)
        if not title or (block.tag == "h2" and not names):
            yield (
                _line(block),
                gettext("Give this paragraph a name behind its title: ## Say where you work {#disclosure}"),
            )
        for name in names:
            seen[name] += 1
            if not NAME.fullmatch(name):
                said = gettext(
                    "A name is small letters, digits and hyphens, such as quiet-period, not %(name)s.",
                    name=name,
                )
                yield _line(block), said
            if seen[name] == 2:
                yield (
                    _line(block),
                    gettext("Two paragraphs are called %(name)s. Give one another name.", name=name),
                )


def _line(node: Any) -> int:
    """Counted from 1; words within a block know their block's only."""
    while node.map is None:
        node = node.parent
    return int(node.map[0]) + 1
