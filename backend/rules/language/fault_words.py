"""The sentences of faults in the reader's language: rules are read in the terminal too, which speaks English.

A fault is one of these with its places filled in; pages find the sentence again and say it in other words.
"""

import re
from functools import cache

from flask_babel import gettext

PLACE = re.compile(r"%\\\((\w+)\\\)s")  # as re.escape leaves it


def N_(text: str) -> str:  # noqa: N802 - its name is what Babel looks for
    """Marks what is to be translated."""
    return text


# of two that fit, the first is meant
SENTENCES = (
    N_("this line begins with a tab; use blanks"),
    N_("a protected blank stands in this line; use ordinary blanks"),
    N_("a comma is missing between the fields"),
    N_("between the parts of a list stands a comma, and no semicolon"),
    N_('write a list: each in a line of its own after "- ", or in square brackets: ["…", "…"]'),
    N_('a " inside "…"; use „…“ inside'),
    N_("a ' inside '…'; put straight quotes \"…\" around the text"),
    N_('what follows # is a comment; put straight quotes "…" around the text'),
    N_('a colon needs straight quotes "…" around the text, not „…“'),
    N_('a text cannot begin with this sign; put straight quotes "…" around the text'),
    N_('a text that begins with { is taken for fields; put straight quotes "…" around the text'),
    N_('a colon needs straight quotes "…" around the text'),
    N_("a blank is missing after the colon"),
    N_("a blank is missing after the hyphen"),
    N_("the opening bracket { is missing"),
    N_("in a list each line begins with a hyphen and a blank: - {…}"),
    N_("a colon is missing after the name of the field"),
    N_('these quotes are part of the text; straight quotes "…" around it are meant'),
    N_('a text cannot begin with * (aliases are not used here); put straight quotes "…" around the text'),
    N_("a quotation mark is not closed, here or on the line above"),
    N_("a bracket [ or { that begins here is not closed, or a comma is missing in it"),
    N_("this line is not indented like the one above"),
    N_(
        'behind "%(name)s:" something stands already, so nothing can stand below it; '
        "take that away, or the blanks before this line"
    ),
    N_('a text cannot begin with ?; put straight quotes "…" around the text'),
    N_('a text cannot begin with -; put straight quotes "…" around the text'),
    N_('a backslash \\ inside "…"; leave it out'),
    N_("this cannot be read: %(problem)s"),
    N_("half a character"),
    N_("a control character"),
    N_("deeper nesting"),
    N_("%(n)s levels"),
    N_("a collection as a name"),
    N_("a word"),
    N_("a longer name"),
    N_("names of %(n)s letters"),
    N_("%(name)s a second time"),
    N_("every name once"),
    N_("the tag %(tag)s"),
    N_("a value without a tag"),
    N_("true or false"),
    N_("a whole number of at most 4300 digits"),
    N_("a number"),
    N_("some text"),
    N_("nothing (what follows a # is a comment)"),
    N_('text, in straight quotes "…"'),
    N_("a list in square brackets: [a, b]"),
    N_("fields, each a name with a colon and a value"),
    N_("a whole number"),
    N_("at least %(n)s"),
    N_("%(n)s or more"),
    N_("one of the forms in the manual"),
    N_("the field %(name)s is missing; needed are %(all)s"),
    N_("write [%(word)s], in square brackets; allowed: %(all)s"),
    N_("write [%(word)s], in square brackets"),
    N_("a blank is missing after the colon of %(word)s:"),
    N_('"%(name)s" is not a field here: it belongs below %(all)s, with two blanks before it'),
    N_('"%(name)s" is not a field; did you mean %(meant)s?'),
    N_('"%(name)s" is not a field; allowed: %(all)s'),
    N_("small letters, digits and underscores; the file's name"),
    N_("small letters, digits and hyphens; the file's name"),
    N_("capitals, digits and underscores, such as UNDISCLOSED_PROMO"),
    N_("text, sentence, or sentences(2) up to sentences(9)"),
    N_("first(210), before_more, outside_closing_hashtags, or anywhere (not only in the window)"),
    N_("a lexicon's name, or {lexicon, count, place, lang}"),
    N_("a line, or a list of lines of which one is enough"),
    N_("a text in each language: de and en, each in a line of its own below it"),
    N_("words in each language: de, en or any, each in a line of its own below it"),
    N_("the last part of the page's address, or the handle without @, in small letters"),
    N_("a day or a time, such as 2031-03-01T08:00:00Z"),
    N_("drafts about which the rule speaks and should not"),
    N_("confidential words that do not travel with a release"),
    N_("this is a rule; rules belong in packs/<name>/"),
    N_("this is a list of words; they belong in lexicons/"),
    N_("this is an organisation's profile; it is organisation.yaml, beside packs and lexicons"),
    N_("%(id)s is not the file's name, %(stem)s; the two must be the same"),
    N_("a name not used by %(file)s"),
    N_("a lexicon of that name, which the tie needs"),
    N_('there is no lexicon "%(name)s". Did you mean %(meant)s?'),
    N_('there is no lexicon "%(name)s". See the files in lexicons/, yours and ours.'),
    N_("a lexicon that this rule asks: %(all)s"),
    N_("this rule asks for no list of words that could be underlined; name one under all"),
    N_(
        'the guidelines have no paragraph "%(name)s". Did you mean %(meant)s? '
        "Or give one of them this name, too."
    ),
    N_(
        'the guidelines have no paragraph "%(name)s". They have: %(all)s. Or give one of them this name, too.'
    ),
    N_("at most %(n)s readings in an entry; split it"),
    N_("two dots, which mean 'words between'; three mean nothing"),
    N_("a closing bracket needs an opening one"),
    N_("an opening bracket needs a closing one"),
    N_("at least one word that must stand there"),
    N_("words at both ends; '..' only between words"),
    N_("alternatives stand in brackets: (a|b)"),
    N_("at most %(n)s brackets in each other; split it"),
    N_("'..' or '..1' to '..%(n)s'"),
    N_("lists %(all)s"),
    N_("kinds %(all)s"),
    N_("'*' only at the beginning or end of a word"),
    N_("a word with at least one letter, digit or emoji"),
    N_("speaks on %(draft)s, but must stay silent"),
    N_("does not speak on %(draft)s, but must"),
    N_("is not found in %(draft)s, but must be"),
    N_("is found in %(draft)s, but must not be"),
    N_(
        "still speaks after the fix, on %(draft)s; a fix must silence its rule: "
        "let what it inserts be found by a lexicon under none"
    ),
    N_("the fixed text, %(draft)s"),
    N_("this file is not saved as UTF-8 (it is UTF-16). In your editor: Save as, Encoding UTF-8."),
    N_('this file is not saved as UTF-8 (first at "%(word)s"). In your editor: Save as, Encoding UTF-8.'),
    N_("this file is larger than %(n)s MB; divide it"),
    N_("this file is empty; bring a file with a text a line, or with JSON lines"),
    N_("this is a table; bring a file with a text a line, or with JSON lines"),
    N_("this is a document and no plain text; bring a file with a text a line, or with JSON lines"),
    N_(
        "this is a list in JSON, and not a line for each of its cases; "
        "bring a file with a text a line, or with JSON lines"
    ),
    N_("these cases are about %(n)s companies; bring %(most)s at most in one file"),
    N_("%(n)s texts are here and %(more)s would come; %(most)s is the most. Take some away first."),
    N_("not JSON: cannot be read from sign %(n)s on"),
    N_("half a character, which no text can hold"),
    N_("this field is missing"),
    N_("this is no case; see docs/writing-rules.md, section 5"),
    N_("this is no list of labels"),
    N_("longer than %(n)s characters"),
    N_("stands here twice"),  # from here on: advice
    N_("%(count)s in %(tongue)s; %(n)s show how far the rule goes"),
    N_("%(n)s characters; say it in %(most)s, the rest under why"),
    N_("no example says what the text is after it (field fixed)"),
    N_('glued to what follows: end it with a blank, "%(text)s"'),
    N_('glued to what stands before: begin it with a blank, "%(text)s"'),
    N_("a draft stays silent when it is published; make it active when it is ready"),
    N_("still says what the skeleton said"),
    N_("%(entry)s stands also under %(tongue)s (line %(line)s); put it under any, for all languages"),
    N_("%(entry)s stands here twice"),
    N_("%(beginning)s* finds %(entry)s already"),
    N_("%(word)s is found in very many words"),
    N_("%(entry)s stands in nearly every text"),
    N_("%(entry)s is looked for as it stands, one after the other; make an entry of each"),
    N_("%(word)s is passed over in a text, so nothing is found by it; leave it out"),
    N_("no rule asks for this lexicon: delete it, or name it in a rule"),
    N_(
        "shared with %(others)s: of rules with one label only one speaks about a text; "
        "if each is to speak, give this one a label of its own, such as %(label)s"
    ),
    N_("from %(word)s on this is a comment; if it is meant as text, put quotes around it"),
)


def told(said: str) -> str:
    """A sentence, or a part of one, as `faults` has it; as it is, where it is none of ours."""
    for pattern, sentence in _patterns():
        if found := pattern.fullmatch(said):
            return str(gettext(sentence, **found.groupdict()))
    return said


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(PLACE.sub(r"(?P<\1>.+)", re.escape(one)), re.DOTALL), one) for one in SENTENCES]
