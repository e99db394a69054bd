"""Surnames nobody has, for the copies of the demo."""

import itertools
import random
from collections.abc import Iterator

_FIRST = "Brun Drel Felg Gork Hulm Jarp Klep Lums Mork Nisp Ostr Palk Quel Rulp Stev Torp Ulv Vesk"
_SECOND = "ab ed el em en er es ig il in od ol or ul um"
_THIRD = "brink dorp fehn gaard horst husen kamp lund moor quist rath rode siel stedt thal wurth"


def invented_names(source: random.Random) -> Iterator[str]:
    """Yield some four thousand invented surnames in an order drawn from ``source``."""
    parts = (_FIRST.split(), _SECOND.split(), _THIRD.split())
    names = ["".join(name) for name in itertools.product(*parts)]
    source.shuffle(names)
    yield from names
