"""From a draft as typed to atoms (words, tags, emoji, numbers …) that know where they stood.

Twin of extension/content/rules/normalise.js: change both. What a letter is, the alphabet says.
"""

from dataclasses import dataclass, field

from backend.rules.judge.alphabet import Alphabet

DIAERESIS = "\u0308"
INNER = "&'_"
DIGIT_INNER = ".,/:"
NAME_INNER = INNER + ".+-"  # of an e-mail address, before the @
LONGEST_NAME = 64  # as mail servers have it; else a text of dots would be read again from each
SIGNS = "%€$£¥+★☆"
LINKS = ("http://", "https://", "www.")


@dataclass(slots=True)
class Atom:
    """One step of the text. `start`, `end`: code points; `silent`: words around it still touch."""

    text: str
    start: int
    end: int
    sentence: int
    kinds: list[str]
    silent: bool = False


@dataclass(slots=True)
class Bridge:
    """Another reading of the atoms `first` to before `last`: a hyphenated word, a hashtag, a phone."""

    first: int
    last: int
    text: str
    kinds: list[str]


@dataclass(slots=True)
class Normalised:
    """`closing`: the code point where a run of three or more hashtags at the end begins, else the length."""

    atoms: list[Atom] = field(default_factory=list)
    bridges: list[Bridge] = field(default_factory=list)
    closing: int = 0


def normalise(text: str, alphabet: Alphabet) -> Normalised:
    """Reads a draft in one pass; cost grows with its length only."""
    scanner = _Scanner(text, alphabet)
    scanner.run()
    return scanner.result


class _Scanner:
    def __init__(self, text: str, alphabet: Alphabet) -> None:
        self.alphabet = alphabet
        self.chars: list[str] = []
        self.origin: list[int] = []
        self.capital: list[bool] = []
        self.result = Normalised(closing=len(text))
        self.sentence = 0
        self.tags: list[int] = []
        self._fold(text)
        self.has_at = "@" in self.chars

    def _fold(self, text: str) -> None:
        for at, char in enumerate(text):
            if char == DIAERESIS:
                folded, capital = ("e" if self.chars and self.chars[-1] in "aou" else ""), False
            else:
                folded, capital = self.alphabet.fold.get(char, (char, False))
            for part in folded:
                self.chars.append(part)
                self.origin.append(at)
                self.capital.append(capital)

    def run(self) -> None:
        at = 0
        while at < len(self.chars):
            at = self._step(at)
        self._phones()
        if len(self.tags) >= 3:
            self.result.closing = self.tags[0]

    def _step(self, at: int) -> int:
        char = self.chars[at]
        if self._word_at(at):
            return self._link(at) or self._email(at) or self._words(at)
        if char in "#@" and self._word_at(at + 1):
            return self._tag(at)
        if char in ".!?…\n":
            return self._stop(at)
        if char in SIGNS:
            self._add(char, at, at + 1, [])
        elif self.alphabet.is_emoji(char):
            self._add(char, at, at + 1, ["emoji"], silent=True)
        return at + 1

    def _word_at(self, at: int) -> bool:
        return 0 <= at < len(self.chars) and self.alphabet.is_word(self.chars[at])

    def _digit_at(self, at: int) -> bool:
        return 0 <= at < len(self.chars) and "0" <= self.chars[at] <= "9"

    def _add(self, text: str, first: int, last: int, kinds: list[str], silent: bool = False) -> None:
        start, end = self.origin[first], self.origin[last - 1] + 1
        self.result.atoms.append(Atom(text, start, end, self.sentence, kinds, silent))
        if not silent and "url" not in kinds and "hash" not in kinds:
            self.tags = []

    # ---- words ----

    def _word_end(self, at: int) -> int:
        while True:
            while self._word_at(at):
                at += 1
            inner = self.chars[at] if at < len(self.chars) else ""
            if not inner:
                return at
            joins = inner in INNER and self._word_at(at + 1)
            if not joins and inner in DIGIT_INNER:
                joins = self._digit_at(at - 1) and self._digit_at(at + 1)
            if not joins:
                return at
            at += 1

    def _words(self, at: int) -> int:
        """A word, or the pieces of a hyphenated one with a bridge over them."""
        first, whole = len(self.result.atoms), ""
        while True:
            end = self._word_end(at)
            piece = "".join(self.chars[at:end])
            whole += piece
            broken = self._line_break(end)
            if broken and not self.capital[broken]:
                end = self._word_end(broken)
                piece += "".join(self.chars[broken:end])
                whole += "".join(self.chars[broken:end])
            self._add(piece, at, end, self._kinds(piece, at, end))
            if not (end < len(self.chars) and self.chars[end] == "-" and self._word_at(end + 1)):
                break
            at = end + 1
        last = len(self.result.atoms)
        if last > first + 1:
            date = self._is_date([atom.text for atom in self.result.atoms[first:last]], (4, 2, 2))
            self.result.bridges.append(Bridge(first, last, whole, ["date"] if date else []))
        return end

    def _line_break(self, at: int) -> int:
        """Where a word broken by a hyphen at the line's end goes on; 0 when it is none."""
        if at + 1 >= len(self.chars) or self.chars[at] != "-" or self.chars[at + 1] != "\n":
            return 0
        at += 2
        if at < len(self.chars) and self.chars[at] == "\n":
            at += 1
        return at if self._word_at(at) else 0

    def _kinds(self, text: str, first: int, last: int) -> list[str]:
        if self._digit_at(first):
            digits = all("0" <= char <= "9" or char in DIGIT_INNER for char in text)
            date = digits and self._is_date(text.replace("/", ".").split("."), (2, 2, 4))
            return ["number", "date"] if date else ["number"] if digits else []
        if not self.capital[first]:
            return []
        letters = [at for at in range(first, last) if self._word_at(at) and not self._digit_at(at)]
        caps = len(letters) >= 4 and all(self.capital[at] for at in letters)
        return ["Cap", "caps"] if caps else ["Cap"]

    def _is_date(self, groups: list[str], sizes: tuple[int, int, int]) -> bool:
        if len(groups) != 3 or not all("0" <= char <= "9" for group in groups for char in group):
            return False
        return all(0 < len(group) <= size for group, size in zip(groups, sizes, strict=True))

    # ---- links, addresses, tags ----

    def _rest(self, at: int) -> int:
        while at < len(self.chars) and self.chars[at] > " ":
            at += 1
        return at

    def _link(self, at: int) -> int:
        if not "".join(self.chars[at : at + 8]).startswith(LINKS):
            return 0
        end = self._rest(at)
        self._add("", at, end, ["url"])
        return end

    def _email(self, start: int) -> int:
        """An address that begins here, whole: where it ends, 0 when it is none."""
        at = self._chain_end(start, NAME_INNER, start + LONGEST_NAME) if self.has_at else start
        if self.chars[at : at + 1] != ["@"] or not self._word_at(at + 1):
            return 0
        end = self._chain_end(at + 1, ".-", len(self.chars))
        self._add("", start, end, ["email"])
        return end

    def _chain_end(self, at: int, joints: str, most: int) -> int:
        while at < most and (self._word_at(at) or (self._word_at(at + 1) and self.chars[at] in joints)):
            at += 1
        return at

    def _tag(self, at: int) -> int:
        """A #tag or @handle: its CamelCase pieces, and a bridge for the whole."""
        sign, end, first = self.chars[at], at + 1, len(self.result.atoms)
        while self._word_at(end) or (end < len(self.chars) and self.chars[end] == "_"):
            end += 1
        kind = "hash" if sign == "#" else "handle"
        piece = at + 1
        for cut in range(at + 2, end + 1):
            if cut == end or self._is_cut(cut, end):
                text = "".join(self.chars[piece:cut]).replace("_", "")
                if text:
                    self._add(text, piece if piece > at + 1 else at, cut, [kind])
                piece = cut
        whole = "".join(self.chars[at + 1 : end]).replace("_", "")
        self.result.bridges.append(Bridge(first, len(self.result.atoms), sign + whole, [kind]))
        self.result.bridges.append(Bridge(first, len(self.result.atoms), whole, []))
        if kind == "hash":
            self.tags.append(self.origin[at])
        return end

    def _is_cut(self, at: int, end: int) -> bool:
        if self.chars[at] == "_":
            return True
        next_small = at + 1 < end and not self.capital[at + 1]
        return self.capital[at] and (not self.capital[at - 1] or next_small)

    # ---- sentences, phones ----

    def _stop(self, at: int) -> int:
        end = at + 1
        while end < len(self.chars) and self.chars[at] in "!?" and self.chars[end] in "!?":
            end += 1
        if self.chars[at:end].count("!") >= 2:
            self._add("", at, end, ["shout"], silent=True)
        atoms = self.result.atoms
        if atoms and atoms[-1].sentence == self.sentence and not self._goes_on(at):
            self.sentence += 1
        return end

    def _goes_on(self, at: int) -> bool:
        """Is this full stop part of an abbreviation, an initial, an ordinal number or a word?"""
        if self.chars[at] != ".":
            return False
        if self._word_at(at + 1):
            return True
        before = self.result.atoms[-1]
        if before.end != self.origin[at]:
            return False
        short = len(before.text) == 1 or (len(before.text) == 2 and "number" in before.kinds)
        return short or before.text in self.alphabet.abbreviations

    def _phones(self) -> None:
        """Runs of number atoms close together that start with + or 0 and have 7 to 15 digits."""
        atoms, at = self.result.atoms, 0
        while at < len(atoms):
            end, digits = at, 0
            while end < len(atoms) and "number" in atoms[end].kinds:
                if end > at and atoms[end].start - atoms[end - 1].end > 2:
                    break
                digits += sum("0" <= char <= "9" for char in atoms[end].text)
                end += 1
            plus = at > 0 and atoms[at - 1].text == "+"
            if 7 <= digits <= 15 and (plus or atoms[at].text[0] == "0"):
                self.result.bridges.append(Bridge(at - plus, end, "", ["phone"]))
            at = max(end, at + 1)
