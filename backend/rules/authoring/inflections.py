"""The forms of a word, so that a lexicon misses none. Word lists by simplemma, stems by snowball."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

STEMMERS = {"de": "german", "en": "english"}
HEAD = re.compile(r"(.*[\s-])?(.*)", re.DOTALL)
SHORTEST = 4  # a shorter beginning would find half the dictionary


class NoWordLists(RuntimeError):
    """The packages with the word lists are not installed."""


@dataclass(frozen=True)
class Family:
    """A word with all its forms. `begins`: beginnings that find them; `besides`: others they would find."""

    word: str
    forms: list[str]
    begins: list[str]
    besides: list[str]

    @property
    def entry(self) -> str:
        """A lexicon entry that finds every form."""
        alone = [form for form in self.forms if not form.startswith(tuple(self.begins))]
        choices = [*(begin + "*" for begin in self.begins), *alone]
        return choices[0] if len(choices) == 1 else "(" + "|".join(choices) + ")"


def family(word: str, language: str) -> Family:
    """The forms of a word in `de` or `en`; of a word no list knows, the word itself. Raises NoWordLists."""
    head, last = HEAD.findall(word)[0]
    if head:  # of several words the last one changes
        part = family(last, language)
        forms, begins = ([head.lower() + each for each in some] for some in (part.forms, part.begins))
        return Family(word, forms, begins, [head.lower() + each for each in part.besides])
    lemmas = _lemmas(language)
    lemma = next((lemmas[form] for form in (word, word.lower(), word.capitalize()) if form in lemmas), word)
    forms = sorted({form.lower() for form in (word, lemma, *_forms(lemma, language))})
    others = {other.lower() for other, base in lemmas.items() if base != lemma} - set(forms)
    begins = sorted(begin for stem in _begins(forms, language) for begin in _narrowed(stem, forms, others))
    return Family(word, forms, begins, sorted(other for other in others if other.startswith(tuple(begins))))


def _begins(forms: list[str], language: str) -> list[str]:
    """The stems, without those that a shorter one finds as well."""
    try:
        from snowballstemmer import stemmer  # type: ignore[import-untyped]
    except ImportError:
        raise NoWordLists from None
    # the stemmer folds umlauts; what we keep is so much of the form as it kept
    stems = {form[: len(stemmer(STEMMERS[language]).stemWord(form))] for form in forms}
    kept: list[str] = []
    for stem in sorted((stem for stem in stems if len(stem) >= SHORTEST), key=lambda stem: (len(stem), stem)):
        if not stem.startswith(tuple(kept)):
            kept.append(stem)
    return sorted(_common(begin, forms) for begin in kept)


def _narrowed(begin: str, forms: list[str], others: set[str]) -> list[str]:
    """`begin`, or longer ones in its place: `sich` finds sicher, and Sicht and Sichel as well."""
    sharing = [form for form in forms if form.startswith(begin)]
    besides = sum(other.startswith(begin) for other in others)
    if len(begin) >= min(map(len, sharing)) - 1 or besides <= len(sharing):
        return [begin]
    longer = {_common(form[: len(begin) + 1], sharing) for form in sharing}
    return [narrow for each in longer for narrow in _narrowed(each, sharing, others)]


def _common(begin: str, forms: list[str]) -> str:
    """What all forms with this beginning share; of a single one we know too little."""
    sharing = [form for form in forms if form.startswith(begin)]
    shared = takewhile(lambda letters: len(set(letters)) == 1, zip(*sharing, strict=False))
    return "".join(letters[0] for letters in shared) if len(sharing) > 1 else begin


def _forms(lemma: str, language: str) -> Iterator[str]:
    return (form for form, base in _lemmas(language).items() if base == lemma)


@cache
def _lemmas(language: str) -> Mapping[str, str]:
    """Form → base form, over a million of them in German."""
    try:
        from simplemma.strategies.dictionaries import DefaultDictionaryFactory
    except ImportError:
        raise NoWordLists from None
    return dict(DefaultDictionaryFactory().get_dictionary(language).items())
