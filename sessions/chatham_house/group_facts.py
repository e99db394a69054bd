"""Whether the facts of a phrase are true of somebody."""

from __future__ import annotations

from collections.abc import Iterable

from .facets import Profile
from .phrases import Term


def fits(profile: Profile, terms: Iterable[Term], masculine_is_male: bool = True) -> bool:
    """Whether all the facts of a phrase are true of one participant."""
    return all(_fits(profile, term, masculine_is_male) for term in terms)


def _fits(profile: Profile, term: Term, masculine_is_male: bool) -> bool:
    if term.form in "fwq" and term.form and profile.gender != "f":
        return False
    if term.form in "hr" and term.form and profile.gender != "m":
        return False
    if (
        term.form == "m"
        and masculine_is_male
        and term.concept != "person"
        and profile.gender != "m"
    ):
        return False
    kind, _, key = term.concept.partition(":")
    if kind == "country":
        return profile.country == key
    if kind == "region":
        return key in profile.regions
    return term.concept in profile.concepts
