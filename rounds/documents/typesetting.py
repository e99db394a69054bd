"""The typesetter: a layout of ours and data in, a PDF or a picture out.

Layouts are files beside this module. Texts reach them as data and are never read as markup. The
same data gives the same bytes, on every machine: the fonts are those the typesetter brings, and
nothing in a file tells when, where or by whom it was made.
"""

import json
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import typst
from PIL import Image

LAYOUTS = Path(__file__).with_name("layouts")
KEPT = 128
"""Files a process keeps beside its pages: a change elsewhere in the record makes none anew."""
PIXELS_PER_INCH = 72
"""At which a point of a layout is a pixel."""
SHADES = 48
"""Colours of a picture: print and line in few inks, smooth at their edges."""

Data = dict[str, Any]


def pdf(layout: str, data: Data) -> bytes:
    """Return a tagged PDF (PDF/UA-1)."""
    return _typeset(layout, "pdf", json.dumps(data))


def picture(layout: str, data: Data) -> bytes:
    """Return a PNG, a pixel for each point of the layout."""
    return _typeset(layout, "png", json.dumps(data))


@lru_cache(maxsize=KEPT)
def _typeset(layout: str, kind: Literal["pdf", "png"], data: str) -> bytes:
    compiler = typst.Compiler(
        str(LAYOUTS / f"{layout}.typ"),
        root=str(LAYOUTS),
        font_paths=_fonts(),
        sys_inputs={"data": data},
    )
    if kind == "pdf":
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"])
        assert isinstance(made, bytes)
        return made
    drawn = compiler.compile(format="png", ppi=PIXELS_PER_INCH)
    assert isinstance(drawn, bytes)
    return _small(drawn)


def _small(drawn: bytes) -> bytes:
    """Return the picture in few colours, which is a third of it."""
    with Image.open(BytesIO(drawn)) as picture:
        reduced = picture.convert("RGB").quantize(SHADES, dither=Image.Dither.NONE)
    out = BytesIO()
    reduced.save(out, "PNG")
    return out.getvalue()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
