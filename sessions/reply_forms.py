"""What somebody fills in to answer the invitation to a session."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.enums import Reply
from sessions.forms import PlainText
from sessions.models import Attendance, Session
from sessions.replies import Ways, places_left, ways_of

LONGEST_NEEDS = 500


class ReplyForm(forms.Form):
    """Whether somebody comes, in which way, and what they need; filled in with what they said."""

    ACCEPT, DECLINE = "accept", "decline"
    ROOM, ONLINE = "room", "online"

    answer = forms.ChoiceField(choices=[(ACCEPT, ACCEPT), (DECLINE, DECLINE)])
    way = forms.ChoiceField(
        label=_("How will you take part?"),
        choices=[(ROOM, _("In the room")), (ONLINE, _("Online"))],
        required=False,
        widget=forms.RadioSelect,
    )
    needs = PlainText(label=_("Access and food"), max_length=LONGEST_NEEDS, required=False)
    is_listed = forms.BooleanField(
        label=_("Show my name and organization to those taking part who show theirs."),
        required=False,
    )

    def __init__(self, session: Session, seat: Attendance, data: Any = None) -> None:
        said = {"needs": seat.needs, "is_listed": seat.is_listed, "way": self.ROOM}
        super().__init__(data, initial=said)
        self.ways: Ways = ways_of(session)
        self.places_left = places_left(session, seat.participant)
        self.is_full = self.ways.in_room and self.places_left == 0
        if seat.reply == Reply.ACCEPTED:
            self.initial["way"] = self.ONLINE if seat.is_online else self.ROOM
        elif self.ways.online and (self.is_full or not self.ways.in_room):
            self.initial["way"] = self.ONLINE

    @property
    def is_online(self) -> bool:
        """Whether somebody takes part online; what was not asked follows from the session."""
        way = self.cleaned_data.get("way") or self.initial["way"]
        return bool(way == self.ONLINE)


class SubstituteForm(forms.Form):
    """Who comes in one's place."""

    required: ClassVar = {"required": _("Please fill this in.")}

    given_name = forms.CharField(label=_("given name"), max_length=100, error_messages=required)
    family_name = forms.CharField(label=_("family name"), max_length=100, error_messages=required)
    email = forms.EmailField(label=_("e-mail address"), max_length=254, error_messages=required)
