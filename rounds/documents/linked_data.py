"""What a page is about, as data for search engines and citation managers (schema.org, JSON-LD).

Only what the page shows, and its months as it shows them; no person, ever.
"""

import json
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from rounds.channels import SITE_NAME, absolute
from rounds.documents.citing import address_of, citation
from rounds.models import Initiative, Publication, Round

VOCABULARY = "https://schema.org"
ESCAPED = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
"""What could end the element, or a line of it, whatever a text says."""

Data = dict[str, Any]


def organisation(initiative: Initiative | None) -> Data:
    """Describe who keeps the record, on the overview."""
    described = {"description": initiative.lead} if initiative else {}
    return {"@context": VOCABULARY, **_publisher(), **described}


def series(dialogue_round: Round) -> Data:
    """Describe a round, on its page."""
    return {
        "@context": VOCABULARY,
        "@type": "CreativeWorkSeries",
        "url": absolute(dialogue_round.get_absolute_url()),
        "name": gettext("Round %(years)s") % {"years": dialogue_round.years},
        "about": dialogue_round.theme,
        "inLanguage": get_language(),
        "publisher": _publisher(),
    }


def report(publication: Publication) -> Data:
    """Describe a publication, on its page."""
    address = reverse("rounds:publication-pdf", kwargs={"public_id": publication.public_id})
    data: Data = {
        "@context": VOCABULARY,
        "@type": "Report",
        "url": address_of(publication),
        "name": publication.title,
        "genre": publication.get_kind_display(),
        "inLanguage": get_language(),
        "datePublished": f"{publication.released_on:%Y-%m}",
        "isPartOf": {
            "@type": "CreativeWorkSeries",
            "url": absolute(publication.round.get_absolute_url()),
            "name": gettext("Round %(years)s") % {"years": publication.round.years},
        },
        "publisher": _publisher(),
        "creditText": citation(publication),
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": absolute(address),
            "encodingFormat": "application/pdf",
        },
    }
    if publication.lead:
        data["description"] = publication.lead
    if publication.corrected_on:
        data["dateModified"] = f"{publication.corrected_on:%Y-%m}"
    return data


def element(data: Data) -> SafeString:
    """Return the data as an element of the page: a block of data, no script that would run."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPED)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308  nothing in it can end the element
    )


def _publisher() -> Data:
    address = absolute(reverse("rounds:overview"))
    return {"@type": "Organization", "name": SITE_NAME, "url": address}
