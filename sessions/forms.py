"""What participants type and press in their area."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rounds.models import GuidingQuestion
from sessions.box import LONGEST_CONTRIBUTION
from sessions.chatham_house.scanner import LANGUAGES
from sessions.models import AgendaItem, Session
from sessions.reading import PASSAGE_KEY


class PlainText(forms.CharField):
    """A text of a few lines, counted as the browser counts it: a line break is one character."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the text with the line breaks the limit was meant for."""
        return super().to_python(value).replace("\r\n", "\n")


class ReadingForm(forms.Form):
    """In which language a text is read; nothing means that of the page."""

    text = forms.ChoiceField(choices=[(code, code) for code in LANGUAGES], required=False)


class PassageForm(forms.Form):
    """Which passage of a text is meant."""

    passage = forms.RegexField(rf"^(?:{PASSAGE_KEY.pattern})\Z", widget=forms.HiddenInput)


class ObjectionForm(PassageForm):
    """That a passage gives somebody away; ``wording`` is that of the page the person read."""

    wording = forms.CharField(max_length=64, widget=forms.HiddenInput)
    text = PlainText(label=_("reason"), max_length=500, required=False)


class ConsentForm(forms.Form):
    """The answer to a question about one's name, for the wording that was read."""

    AGREE, DECLINE = "agree", "decline"

    answer = forms.ChoiceField(choices=[(AGREE, AGREE), (DECLINE, DECLINE)])
    text_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)


class PartForm(forms.Form):
    """Which part of a session is meant."""

    part = forms.ModelChoiceField(AgendaItem.objects.none(), widget=forms.HiddenInput)

    def __init__(self, session: Session, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["part"].queryset = session.agenda_items.all()


class ContributionForm(PartForm):
    """A short answer to a guiding question of the session, without a name."""

    question = forms.ModelChoiceField(
        GuidingQuestion.objects.none(), label=_("guiding question"), widget=forms.RadioSelect
    )
    text = PlainText(label=_("Your answer"), max_length=LONGEST_CONTRIBUTION)

    def __init__(self, session: Session, *args: Any, **options: Any) -> None:
        super().__init__(session, *args, **options)
        self.fields["question"].queryset = session.questions.all()


class DotForm(PartForm):
    """Which contribution somebody supports, or supports no more."""

    contribution = forms.RegexField(r"^[0-9a-f]{16}\Z", widget=forms.HiddenInput)
