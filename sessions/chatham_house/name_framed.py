"""Whether the words around a name that is a word make it a name: all kinds of frames, in turn."""

from __future__ import annotations

from .forms import PersonNames
from .name_actions import is_charged
from .name_clauses import has_list_of_nouns, is_one_of_things, is_subject_by_order
from .name_contexts import is_named_by_context
from .name_frames import Surroundings
from .name_fronted import is_named_by_front
from .name_grammar import has_wrong_article, is_clause_behind_als, is_named_by_grammar
from .name_grammar_english import is_clause_behind_that, is_named_by_english
from .name_guards import is_plainly_noun
from .name_kinds import kinds
from .name_moods import does_as_people, is_genitive_of_mood, is_in_clause, is_thanked, is_weather
from .name_notes import is_noted, is_reached
from .name_objects import is_acted_on
from .name_orders import is_named_by_order
from .name_positions import is_in_position
from .name_prepositional import is_named_by_preposition
from .name_reported import is_reported, is_town
from .name_room import is_named_by_room
from .name_separable import is_at_work
from .name_telegram import is_named_in_telegram
from .name_verbs import is_in_relative_clause, is_told_of_then


def is_framed(around: Surroundings, names: PersonNames) -> bool:
    """Whether the words around a name that is a word make it a name."""
    if around.is_name_of_contribution() or "sche" in around.tail:
        return True
    if around.has_determiner():
        # 'als Koch' is a trade, 'anders als Koch' is not.
        behind_als = around.before is not None and around.before.folded == "als"
        if behind_als and (
            is_in_position(around)
            or is_clause_behind_als(around)
            or is_named_by_preposition(around)
            or is_told_of_then(around)
            or is_in_clause(around)
        ):
            return True
        if around.before is not None and around.before.folded == "das":
            # 'Ganz anders sah das Kraft': no noun that is not neuter has this article.
            if around.word not in kinds("de", "neuter") and is_named_by_order(around):
                return True
        if is_in_relative_clause(around):
            return True
        return has_wrong_article(around) or is_clause_behind_that(around)
    if is_one_of_things(around) or has_list_of_nouns(around) or is_plainly_noun(around):
        return is_genitive_of_mood(around)
    if is_town(around) or is_weather(around):
        return False
    if around.tail == "s" and around.language == "en":
        # The plural of the word; as a genitive it lost its apostrophe.
        return around.is_genitive_of_contribution() or is_reached(around)
    after = around.after
    own_given = after and after.gap == ", " and after.is_capitalised and after.folded in names.given
    return bool(
        own_given
        or around.is_tag()
        or around.is_bracketed()
        or around.is_shouted()
        or around.is_source()
        or around.is_genitive_of_contribution()
        or around.follows_verb()
        or around.precedes_verb()
        or around.is_told_of()
        or around.has_relative_clause()
        or around.is_named_by_its_case()
        or is_named_by_context(around)
        or is_noted(around)
        or is_charged(around)
        or is_in_position(around)
        or is_subject_by_order(around)
        or is_named_by_grammar(around)
        or is_named_by_english(around)
        or is_named_by_front(around)
        or is_named_by_order(around)
        or is_named_by_preposition(around)
        or is_named_in_telegram(around)
        or is_named_by_room(around)
        or is_acted_on(around)
        or is_at_work(around)
        or is_reported(around)
        or is_genitive_of_mood(around)
        or does_as_people(around)
        or is_thanked(around)
        or is_in_clause(around)
    )
