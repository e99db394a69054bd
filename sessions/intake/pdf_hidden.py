"""Text of a PDF that no page shows: drawn beside the page, or drawn without being painted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from sessions.intake import limits
from sessions.intake.uncleanable import Reason, Uncleanable

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
NOT_PAINTED = 3
SPACES = b"\x00\x03\x20"
"""A space, in the codes most programs give it."""

SIGNS = 3
"""From how many signs on something may be read: a dash or a bullet may stand anywhere."""

DEPTH = 20

MOVING = {"cm": 6, "Td": 2, "TD": 2, "Tm": 6, "T*": 0, "TL": 1, "Tz": 1, "Tc": 1, "Tw": 1, "Tr": 1}
"""How many numbers each operator takes; with any other number of them it does nothing."""


@dataclass(slots=True)
class _State:
    """What a drawing stands under at one place; ``line`` is where the line of text begins."""

    matrix: Matrix = PLAIN
    line: Matrix = PLAIN
    size: float = 0
    leading: float = 0
    stretched: float = 1
    letters: float = 0
    words: float = 0
    painting: int = 0
    reach: float = 0
    """How far along the line the next sign may stand, at most."""


@dataclass(slots=True)
class _Page:
    """What is counted of one page; ``box`` is what of it shows."""

    box: Box
    beside: int = 0
    unpainted: list[tuple[Box, int]] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    drawn: int = 0

    def holds_hidden_text(self) -> bool:
        """Return whether there is more to read beside the page, or unpainted off every picture."""
        bare = sum(
            signs
            for text, signs in self.unpainted
            if not any(_meet(text, picture) for picture in self.pictures)
        )
        return max(self.beside, bare) >= SIGNS


def refuse_hidden(pdf: Pdf) -> None:
    """Raise where text lies outside of what a page shows, or is not painted.

    Text that is not painted may lie on a picture: that is how a scanned page is made readable.
    Only what cannot possibly reach into the page counts as beside it: widths are taken as large
    as they can be.
    """
    for page in pdf.pages:
        counted = _Page(_shown(page))
        _walk(page.obj, page.resources, _State(), counted, DEPTH)
        if counted.holds_hidden_text():
            raise Uncleanable(Reason.HIDDEN)


def _shown(page: pikepdf.Page) -> Box:
    sheet, cut = _edges(page.mediabox), _edges(page.cropbox)
    return (
        max(sheet[0], cut[0]),
        max(sheet[1], cut[1]),
        min(sheet[2], cut[2]),
        min(sheet[3], cut[3]),
    )


def _edges(box: Iterable[object]) -> Box:
    one, two, three, four = (float(each) for each in box)  # type: ignore[arg-type]
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _walk(drawn: Object, resources: Object | None, state: _State, page: _Page, depth: int) -> None:
    """Follow what draws a page or a part of one, parts of parts included."""
    if not depth:
        raise Uncleanable(Reason.TOO_MUCH)
    if isinstance(drawn, Dictionary) and Name.Contents not in drawn:
        return
    instructions = pikepdf.parse_content_stream(drawn)
    page.drawn += len(instructions)
    if page.drawn > limits.DRAWN:
        raise Uncleanable(Reason.TOO_MUCH)
    kept: list[_State] = []
    for instruction in instructions:
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            page.pictures.append(_around(state.matrix, (0, 1), (0, 1)))
            continue
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            kept.append(replace(state))
        elif operator == "Q":
            state = kept.pop() if kept else state
        elif operator == "Do" and operands:
            _part(_resource(resources, operands[0]), resources, state, page, depth)
        else:
            _step(operator, list(operands), state, page)


def _resource(resources: Object | None, name: Object) -> Object | None:
    parts = None if resources is None else resources.get(Name.XObject)
    return None if parts is None else parts.get(str(name))


def _part(
    found: Object | None, resources: Object | None, state: _State, page: _Page, depth: int
) -> None:
    if not isinstance(found, Stream):
        return
    if found.get(Name.Subtype) == Name.Image:
        page.pictures.append(_around(state.matrix, (0, 1), (0, 1)))
    elif found.get(Name.Subtype) == Name.Form:
        inner = replace(state)
        if Name.Matrix in found:
            inner.matrix = _times(_matrix(found.Matrix), state.matrix)
        _walk(found, found.get(Name.Resources, resources), inner, page, depth - 1)


def _step(operator: str, operands: Sequence[Any], state: _State, page: _Page) -> None:
    """Do what one operator does to the place of text: ISO 32000-1, 9.3 and 9.4."""
    if MOVING.get(operator) == len(operands):
        numbers = [float(each) for each in operands]
        _move(operator, numbers, state)
    elif operator == "BT":
        state.line, state.reach = PLAIN, 0
    elif operator == "Tf" and len(operands) == 2:
        state.size = float(operands[1])
    elif operator in ("Tj", "TJ", "'", '"') and operands:
        if operator in ("'", '"'):
            _move("T*", [], state)
        _show(operands[-1], state, page)


def _move(operator: str, numbers: list[float], state: _State) -> None:
    if operator == "cm":
        state.matrix = _times(_matrix(numbers), state.matrix)
    elif operator == "Tm":
        state.line, state.reach = _matrix(numbers), 0
    elif operator in ("Td", "TD", "T*"):
        across, up = (0, -state.leading) if operator == "T*" else numbers
        if operator == "TD":
            state.leading = -up
        state.line, state.reach = _times((1, 0, 0, 1, across, up), state.line), 0
    elif operator == "TL":
        state.leading = numbers[0]
    elif operator == "Tz":
        state.stretched = numbers[0] / 100
    elif operator == "Tc":
        state.letters = abs(numbers[0])
    elif operator == "Tw":
        state.words = abs(numbers[0])
    else:
        state.painting = int(numbers[0])


def _show(text: Object, state: _State, page: _Page) -> None:
    pieces = list(text) if isinstance(text, pikepdf.Array) else [text]
    signs = 0
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            written = bytes(piece)
            signs += len(written.translate(None, SPACES))
            state.reach += len(written) * (abs(state.size) + state.letters + state.words)
        else:
            state.reach += abs(float(piece)) / 1000 * abs(state.size)
    if not signs:
        return
    # as high and wide as it may be at most
    height, length = abs(state.size), state.reach * abs(state.stretched)
    box = _around(_times(state.line, state.matrix), (-height, length), (-height, height))
    if state.painting == NOT_PAINTED:
        page.unpainted.append((box, signs))
    if not _meet(box, page.box):
        page.beside += signs


def _around(matrix: Matrix, across: tuple[float, float], up: tuple[float, float]) -> Box:
    """Return the edges of what holds a rectangle, wherever a matrix puts it."""
    a, b, c, d, e, f = matrix
    corners = [(e + x * a + y * c, f + x * b + y * d) for x in across for y in up]
    left, right = min(x for x, _y in corners), max(x for x, _y in corners)
    return left, min(y for _x, y in corners), right, max(y for _x, y in corners)


def _meet(one: Box, two: Box) -> bool:
    return one[0] <= two[2] and two[0] <= one[2] and one[1] <= two[3] and two[1] <= one[3]


def _matrix(numbers: Iterable[object]) -> Matrix:
    a, b, c, d, e, f = (float(each) for each in numbers)  # type: ignore[arg-type]
    return a, b, c, d, e, f


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
