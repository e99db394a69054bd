"""Particles between a subject and its verb: 'Richter dagegen legte …', 'Koch also übernahm …'."""

from __future__ import annotations

import re

_PARTICLES = re.compile(
    r" (?:dagegen|hingegen|wiederum|jedoch|allerdings|indes|indessen|derweil|freilich|aber|also|"
    r"seinerseits|ihrerseits|selbst|zudem|ebenfalls|jedenfalls|immerhin|namlich|dann|schliesslich|"
    r"daraufhin|unterdessen|zumindest)(?= [a-z])"
)


def behind_particle(right: str) -> str:
    """What follows a word, without a particle that contrasts it."""
    match = _PARTICLES.match(right)
    return right[match.end() :] if match else right


def verb_of(right: str) -> str:
    """The lower-case word that stands where the verb of a bare subject would."""
    match = re.match(r" ([a-z]+)", behind_particle(right))
    return match.group(1) if match else ""
