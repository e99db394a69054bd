"""The data protection notice as it is delivered: it names every kind of personal data there is."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from rounds.models import LegalPage

TOLD: dict[str, dict[str, tuple[str, str] | None]] = {
    "participants.User": {
        "email": ("E-Mail-Adresse", "e-mail address"),
        "password": ("Kennwort", "password"),
        "language": ("Sprache", "language"),
        "wants_reminders": ("Erinnerungen", "reminders"),
        "feed_key_hash": ("Schlüssel des eigenen Kalenders", "key of your own calendar"),
        "last_login": ("Zeitpunkt", "the time"),
        "date_joined": ("das Konto", "the account"),
        # rights of staff, and whether the account is open
        **dict.fromkeys(("is_superuser", "is_staff", "is_active", "groups", "user_permissions")),
    },
    "participants.Participant": {
        "user": ("das Konto", "the account"),
        "title": ("Titel", "form of address"),
        "given_name": ("Name", "name"),
        "family_name": ("Name", "name"),
        "aliases": ("Namensvarianten", "other forms of it"),
        "gender": ("Geschlecht", "gender"),
        "email": ("E-Mail-Adresse", "e-mail address"),
        "position": ("Funktion", "function"),
        "biography": ("Lebenslauf", "biography"),
    },
    "participants.Membership": {
        "participant": ("Name", "name"),
        "round": ("je Runde", "for each round"),
        "organisation": ("Institution", "organization"),
        "position": ("Funktion", "function"),
        "rule_version": ("Zustimmung zur Regel", "consent to the Rule"),
        "rule_accepted_on": ("Zustimmung zur Regel", "consent to the Rule"),
        "is_listed": ("Personenliste der Runde", "list of people of the round"),
        "about": ("Text über sich", "text about yourself"),
        "is_thanked": ("Dank mit Namen", "thanks by name"),
    },
    "participants.Introduction": {
        "round": ("je Runde", "for each round"),
        "wanted_by": ("Kontaktwünsche", "wishes to be in touch"),
        "wanted_with": ("Kontaktwünsche", "wishes to be in touch"),
    },
    "participants.Mailing": dict.fromkeys(
        ("participant", "kind", "occasion", "due_on", "is_held", "sent_on"),
        ("Nachrichten, die wir Ihnen schicken", "messages we send you"),
    ),
    "dialogue_sessions.Attendance": {
        "session": ("je Sitzung", "for each session"),
        "participant": ("Name", "name"),
        "organisation": ("Institution", "organization"),
        "role": ("Funktion", "function"),
        "reply": ("Antwort", "reply"),
        "is_online": ("online", "dial in"),
        "needs": ("Zugang und Essen", "access and food"),
        "is_listed": ("Liste des Raums", "list of the room"),
        "present_in": ("Anwesenheit je Teil", "presence in each part"),
        "substitute_for": ("Vertretung", "stands in"),
    },
    "dialogue_sessions.NamingConsent": dict.fromkeys(
        ("statement", "participant", "text_hash", "given_on"),
        ("genau diesem Wortlaut selbst zugestimmt", "agreed to exactly this wording"),
    ),
}
"""For each field the words that tell of it in both languages; none where it tells nothing."""


def notice() -> LegalPage:
    """Return the notice as it is delivered."""
    return LegalPage.objects.get(kind="privacy")


@pytest.mark.django_db
@pytest.mark.parametrize("model", TOLD)
def test_it_tells_of_every_field_about_somebody(model: str) -> None:
    page = notice()
    fields = {
        field.name
        for field in apps.get_model(model)._meta.get_fields()
        if field.concrete and field.name != "id" and not field.name.endswith(("_de", "_en"))
    }
    assert fields == set(TOLD[model]), "a field that is new has to be told, or said to tell nothing"
    for words in TOLD[model].values():
        if words:
            german, english = words
            assert german in page.text_de
            assert english in page.text_en


@pytest.mark.django_db
def test_what_the_operator_wrote_stays_and_what_nobody_touched_is_renewed() -> None:
    module = importlib.import_module("rounds.migrations.0011_privacy_text")
    old = "".join(f"{before}\n" for before, _ in module.GERMAN)
    LegalPage.objects.filter(kind="privacy").update(
        text_de=f"Von uns.\n{old}", text_en="All of it is ours, authorised and organised."
    )
    LegalPage.objects.filter(kind="imprint").update(text_de="Unser Haus", text_en="Our house")
    module.renew(apps, SimpleNamespace(connection=connection))
    page = notice()
    assert page.text_de == "Von uns.\n" + "".join(f"{after}\n" for _, after in module.GERMAN)
    assert page.text_en == "All of it is ours, authorised and organised."
    imprint = LegalPage.objects.get(kind="imprint")
    assert (imprint.text_de, imprint.text_en) == ("Unser Haus", "Our house")
    again = page.text_de
    module.renew(apps, SimpleNamespace(connection=connection))
    assert notice().text_de == again
