"""The one decision everything else asks for, taken on an output as it stands in the database."""

from sessions.already_public import beside_what_is_public
from sessions.chatham_house.clearance import Clearance, Draft, assess
from sessions.models import Output
from sessions.rosters import draft_of, roster_of


def assess_output(output: Output, draft: Draft | None = None) -> Clearance:
    """Assess the exact text of the output against today's roster of its session, beside
    everything released of that session and its round.

    ``draft`` is a text that is still being typed; without it, what stands in the database.

    A review finding counts as accepted where somebody other than the author gave the reason.
    A bounded number of queries if the output comes from ``Output.objects.to_assess()``.
    """
    accepted = [
        review.finding_id
        for review in output.finding_reviews.all()
        if review.accepted_by_id != output.author_id
    ]
    draft = beside_what_is_public(draft or draft_of(output), output)
    return assess(draft, roster_of(output.session), accepted=accepted)
