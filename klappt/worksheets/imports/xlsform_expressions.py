"""Expressions of a form (`${age} > 17 and not(${lead} = 'no')`) as a tree, as far as klappt needs them."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyxform.parsing.expression import parse_expression
from pyxform.parsing.sheet_headers import clean_text_values

_DEEPEST = 40


class NotUnderstood(ValueError):
    """The expression says something klappt has no word for."""


@dataclass(frozen=True, slots=True)
class Ref:
    """`${name}`; the name is empty for the question's own answer, `.`."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    value: str


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Compare:
    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Both:
    """All parts hold."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part at least holds."""

    parts: tuple["Expression", ...]


Expression = Ref | Literal | Call | Compare | Both | Either


def parsed(text: str) -> Expression:
    """Raises NotUnderstood for arithmetic, paths, and whatever else is no comparison of answers."""
    reader = _Reader(_tokens(text))
    found = reader.either(0)
    if not reader.at_end:
        raise NotUnderstood(text)
    return found


def number(literal: Literal) -> Decimal | None:
    try:
        found = Decimal(literal.value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _tokens(text: str) -> list[tuple[str, str]]:
    plain = re.sub(r"\s+", " ", clean_text_values(text, strip_whitespace=True)).strip()
    found: list[tuple[str, str]] = []
    for token in parse_expression(plain):
        if token.type == "WHITESPACE":
            continue
        kind, value = str(token.type), str(token.value).strip()
        # The lexer reads "<=" as "<" and "=".
        if found and found[-1] in {("OPS_COMP", "<"), ("OPS_COMP", ">")} and value == "=":
            found[-1] = (kind, found[-1][1] + value)
        else:
            found.append((kind, value))
    return found


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._position = 0

    @property
    def at_end(self) -> bool:
        return self._position >= len(self._tokens)

    def either(self, depth: int) -> Expression:
        parts = [self._both(depth)]
        while self._take("OPS_BOOL", "or"):
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self, depth: int) -> Expression:
        parts = [self._comparison(depth)]
        while self._take("OPS_BOOL", "and"):
            parts.append(self._comparison(depth))
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def _comparison(self, depth: int) -> Expression:
        left = self._single(depth)
        operator = self._take("OPS_COMP")
        return Compare(operator, left, self._single(depth)) if operator else left

    def _single(self, depth: int) -> Expression:
        if depth > _DEEPEST:
            raise NotUnderstood
        if self._take("OPEN_PAREN"):
            inner = self.either(depth + 1)
            self._insist("CLOSE_PAREN")
            return inner
        if reference := self._take("PYXFORM_REF"):
            return Ref(reference.removeprefix("${").removesuffix("}"))
        if self._take("SELF_REF"):
            return Ref("")
        for kind in ("NUMBER", "DATE"):
            if literal := self._take(kind):
                return Literal(literal)
        if quoted := self._take("SYSTEM_LITERAL"):
            return Literal(quoted[1:-1])
        return self._call(depth)

    def _call(self, depth: int) -> Call:
        name = self._insist("FUNC_CALL").removesuffix("(")
        arguments: list[Expression] = []
        if self._take("CLOSE_PAREN"):
            return Call(name, ())
        while True:
            arguments.append(self.either(depth + 1))
            if self._take("CLOSE_PAREN"):
                return Call(name, tuple(arguments))
            self._insist("COMMA")

    def _take(self, kind: str, value: str = "") -> str:
        if self.at_end or self._tokens[self._position][0] != kind:
            return ""
        if value and self._tokens[self._position][1] != value:
            return ""
        self._position += 1
        return self._tokens[self._position - 1][1]

    def _insist(self, kind: str) -> str:
        return self._take(kind) or self._fail()

    def _fail(self) -> str:
        raise NotUnderstood
