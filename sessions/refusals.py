"""Why a step on a draft's way is refused, as keys that templates turn into sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, Promise] = {
    "status.not_draft": _("Only a draft can be submitted for review."),
    "status.not_in_review": _("Only an output in review can be cleared."),
    "status.not_cleared": _("Only a cleared output can be released."),
    "status.not_returnable": _("Only an output in review or cleared can go back to draft."),
    "status.not_published": _("Only a published output can be withdrawn."),
    "status.in_correction": _("A correction of this output is under way already."),
    "status.corrected_gone": _("The publication this corrects is not public any more."),
    "people.author": _("You wrote this output. Somebody else has to take this step."),
    "people.author_reason": _("You wrote this output. Somebody else has to judge its findings."),
    "people.no_right": _("Your account may not take this step."),
    "review.open": _("The people who were there can read and object until %(date)s."),
    "review.unread": _(
        "Not every passage lay before those who were there for all their days. Return the text to "
        "draft and put it before them again."
    ),
    "review.objection": _("An objection is open. Settle it first."),
    "review.unchanged": _(
        "The passage stands there as it was. Change it or take it out first, or answer why it "
        "stays."
    ),
    "review.stands": _(
        "A passage that was to be changed after an objection stands there as it was. Change it or "
        "take it out."
    ),
    "review.no_objection": _("This objection is not open any more."),
    "review.no_answer": _("Please answer: why does the passage give nobody away?"),
    "review.no_passage": _("This passage is not there any more. The text has changed meanwhile."),
    "review.not_yours": _("This text is not open for you."),
    "review.objected_before": _("You have objected to this passage before. Once is enough."),
    "text.no_statement": _("There is no statement in this output yet."),
    "text.no_title": _("The output needs a title in both languages."),
    "text.no_part": _("Say which parts of the session this output draws on."),
    "text.blocked": _("The text gives somebody away. The findings say where and why."),
    "text.label": _("A label would tell too much about who was there, or about who said it."),
    "text.regime": _("A part this text draws on is not for use. Nothing of it may be published."),
    "text.language": _("Both languages are released together, and one of them is incomplete."),
    "text.not_as_released": _(
        "Today this text would not pass, so it is not shown again. Correct or withdraw it."
    ),
    "text.unreviewed": _("A finding still needs a reason from somebody other than the author."),
    "text.outdated": _(
        "One language was changed and the other was not. Change it too, or say that it is right."
    ),
    "consent.not_editable": _("Consent is asked for while the text is still being written."),
    "consent.not_there": _("Only somebody who was in this part can be asked."),
    "consent.asked": _("Somebody has been asked about this statement already."),
    "consent.changed_meanwhile": _("The wording was changed meanwhile. Please read it again."),
    "consent.not_open": _(
        "There is no open question about this statement that you could take back."
    ),
    "consent.missing": _("A statement is to carry a name, and the person has not agreed to it."),
    "consent.changed": _("A wording was changed after the person agreed to be named for it."),
    "finding.gone": _("This finding is not there any more. The text has changed meanwhile."),
    "finding.reason": _("Please give a reason. It is kept with the finding."),
    "notes.not_editable": _("Notes become statements while the text is still being written."),
    "notes.none_chosen": _("Please tick the notes that are to become statements."),
    "notes.gone": _("A note you ticked is not there any more. The others are still ticked."),
    "box.closed": _("This part takes no contributions now."),
    "box.full": _("You have written as much here as one person can."),
    "box.no_dots_left": _("You have given all your dots. Take one back to give it anew."),
    "box.gone": _("This contribution is not there any more."),
    "box.counted": _("This contribution takes no more dots: its support has been counted."),
    "box.not_for_use": _("This part is not for use. Nothing is written down of it."),
    "box.no_question": _("The session needs a guiding question that contributions can answer."),
    "box.few_people": _(
        "Fewer than %(people)s people take part. Nobody could write without being recognized."
    ),
    "reply.not_invited": _("You are not invited to this session any more."),
    "reply.closed": _(
        "Answers cannot be changed here any more. Please write to those who invited you."
    ),
    "reply.not_online": _("One cannot take part online in this session."),
    "reply.online_only": _("This session meets online only."),
    "reply.full": _("All places are taken. Please write to those who invited you."),
    "reply.full_online": _("All places in the room are taken. You can take part online."),
    "reply.oneself": _("This is your own address. Give that of the person who comes for you."),
    "reply.is_substitute": _(
        "You come for somebody else. If you cannot, please decline; they can name another person."
    ),
    "contact.not_listed": _(
        "Put yourself on the list first: contact takes two who can find each other."
    ),
    "contact.gone": _("This person is not on the list any more."),
    "note.missing": _("Please note why, for your colleagues. The public does not see it."),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a step is refused; ``reason`` is a key of :data:`SENTENCES`."""

    reason: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return str(SENTENCES[self.reason]) % self.params


class Refused(Exception):
    """A step was refused; nothing was changed. ``refusals`` holds every reason, not the first."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__(", ".join(refusal.reason for refusal in refusals))
        self.refusals = tuple(refusals)
