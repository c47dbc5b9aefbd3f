"""What the lines around a YAML error show to an author's eye: each sign with the sentence that mends it."""

import re

import yaml

from backend.rules.language import unknown_fields

QUOTES = 'put straight quotes "…" around the text'
STRAIGHT, COMMENT = re.compile(r'"(?:[^"\\]|\\.)*"'), re.compile(r"\s+#(\s.*)?$")
# a line (no comment; \0, which no text may hold, is a straight-quoted one) → the first that fits is told
SIGNS = {
    r"^ *\t": "this line begins with a tab; use blanks",
    r"^ *\xa0|:\xa0": unknown_fields.NO_BLANK,
    r"\0 +\w+: ": "a comma is missing between the fields",
    r"\0 *;": "between the parts of a list stands a comma, and no semicolon",
    r"\0 *[^\s,:}\]#\0]|\0\0": 'a " inside "…"; use „…“ inside',
    r"[:\[,-] ?'[^']*'\w": "a ' inside '…'; " + QUOTES,
    r"[\[,] *#\w": "what follows # is a comment; " + QUOTES,
    r"[:\[,-] ?[„“”‚‘»«].*: ": 'a colon needs straight quotes "…" around the text, not „…“',
    r"(: |- |\[|, )([@`%]|[|?]\S)": "a text cannot begin with this sign; " + QUOTES,
    r": \{[^}]*\} *[^\s,}\]]": "a text that begins with { is taken for fields; " + QUOTES,
    r"^ *(- )?\w+: +[^\"'\[{|>\0#][^#]*:( |$)": 'a colon needs straight quotes "…" around the text',
    r"^ *(- )?\w+:[^\s:]": "a blank is missing after the colon",
    r"^ *-[^\s-]": "a blank is missing after the hyphen",
    r"^ *- \w+: [^{]*\} *$": "the opening bracket { is missing",
    r"^ *\{": "in a list each line begins with a hyphen and a blank: - {…}",
    r"^ *[a-z_]+( +[^:#]*)?$": "a colon is missing after the name of the field",
}
ODD_QUOTES = tuple("„“”‚‘’»«")
PART_OF_TEXT = 'these quotes are part of the text; straight quotes "…" around it are meant'
STAR = f"a text cannot begin with * (aliases are not used here); {QUOTES}"
UNCLOSED = "a quotation mark is not closed, here or on the line above"
BRACKET = "a bracket [ or { that begins here is not closed, or a comma is missing in it"
INDENT = "this line is not indented like the one above"
FILLED, FURTHER_IN = re.compile(r"(\w+): *[^\s|>]"), re.compile(r" +\S")
FULL = (
    'behind "{}:" something stands already, so nothing can stand below it; '
    "take that away, or the blanks before this line"
)
# what the parser says where no sign is seen
PROBLEMS = {
    "did not find expected key": INDENT,
    "did not find expected '-' indicator": INDENT,
    "mapping values are not allowed in this context": INDENT,
    "mapping keys are not allowed in this context": "a text cannot begin with ?; " + QUOTES,
    "block sequence entries are not allowed in this context": "a text cannot begin with -; " + QUOTES,
    "found unknown escape character": 'a backslash \\ inside "…"; leave it out',
}


def tell(text: str, error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """The line (1-based) of the mistake behind a parser's error, and the sentence that mends it."""
    lines = [COMMENT.sub("", STRAIGHT.sub("\0", line)) for line in text.split("\n")]
    began, broke = _places(lines, error)
    for at in (began, broke, *range(broke - 1, max(broke - 3, -1), -1)):
        for sign, sentence in SIGNS.items():
            if re.search(sign, lines[at]):
                return at + 1, sentence
    unclosed = next((at for at in range(broke, -1, -1) if '"' in lines[at]), None)
    if unclosed is not None:
        return unclosed + 1, UNCLOSED
    if "flow" in str(error.context):
        return began + 1, BRACKET
    if (above := FILLED.match(_above(lines, broke))) and FURTHER_IN.match(lines[broke]):
        return broke + 1, FULL.format(above[1])
    return broke + 1, PROBLEMS.get(str(error.problem), f"this cannot be read: {error.problem}")


def _above(lines: list[str], at: int) -> str:
    return next((line for line in reversed(lines[:at]) if line.strip()), "")


def _places(lines: list[str], error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """The lines (0-based) on which the part began and on which it broke; a block begins too far above."""
    marks = [error.context_mark, error.problem_mark]
    known = [min(mark.line, len(lines) - 1) for mark in marks if mark]
    broke = known[-1] if known else 0
    return (broke if "block" in str(error.context) else next(iter(known), 0)), broke
