"""What a page says to those who pass it on: card, data, words to cite, its one address."""

from django import template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from rounds.channels import LANGUAGES, SITE_NAME, absolute
from rounds.documents import cards, citing, linked_data
from rounds.models import Initiative, Publication, Round

register = template.Library()

TERRITORIES = {"de": "de_DE", "en": "en_GB"}
"""Languages as link previews want them."""


register.simple_tag(cards.card_of_the_record)
register.simple_tag(cards.card_of_round)
register.simple_tag(cards.card_of_publication)
register.simple_tag(citing.citations)
register.simple_tag(citing.report_back)


@register.simple_tag
def describe_organisation(initiative: Initiative | None) -> SafeString:
    """Return who keeps the record, as data."""
    return linked_data.element(linked_data.organisation(initiative))


@register.simple_tag
def describe_round(dialogue_round: Round) -> SafeString:
    """Return what a round is, as data."""
    return linked_data.element(linked_data.series(dialogue_round))


@register.simple_tag
def describe_publication(publication: Publication) -> SafeString:
    """Return what a publication is, as data."""
    return linked_data.element(linked_data.report(publication))


@register.simple_tag(takes_context=True)
def block_text(context: Context, name: str) -> SafeString:
    """Return what a block of the page says, to say it a second time: its title, for one."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    # escaped already, as it stands in the page
    return mark_safe(" ".join(block.render(context).split()))  # noqa: S308


@register.inclusion_tag("elements/share.html")
def share(
    *, title: str, description: str, address: str, card: cards.Card, kind: str = "website"
) -> dict[str, object]:
    """Return what a link preview is made of (Open Graph)."""
    language = get_language()
    return {
        "site": SITE_NAME,
        "title": title,
        "description": description,
        "address": absolute(address),
        "card": card,
        "kind": kind,
        "locale": TERRITORIES[language],
        "others": [TERRITORIES[code] for code in LANGUAGES if code != language],
    }
