"""The data protection notice says what the pages for participants have come to hold since.

A passage the operator has changed stays as it is; the others are put in place of what was there.
"""

from datetime import date

from django.db import migrations

WRITTEN_ON = date(2026, 11, 23)

GERMAN = (
    (
        "Zu Personen, die zu den Sitzungen eingeladen sind, verarbeiten wir Name, E-Mail-Adresse, Institution und Funktion, Sprache sowie Einladung, Antwort und Anwesenheit je Sitzung. Die Daten dienen der Vorbereitung und Durchführung des Dialogs. Zugang haben nur Beschäftigte, die dafür zuständig sind; auf den öffentlichen Seiten stehen sie nicht.\n",
        """\
Zu Personen, die zu den Sitzungen eingeladen sind, verarbeiten wir:

- Anrede oder Titel, Name und Namensvarianten, Geschlecht, E-Mail-Adresse, Institution, Funktion und einen kurzen Lebenslauf. Name, Geschlecht, Institution und Lebenslauf braucht die Prüfung, ob ein Text jemanden erkennen lässt.
- je Runde die Einladung, die Zustimmung zur Regel und, nur wenn Sie es wünschen, einen Eintrag in die Personenliste der Runde mit einem Text über sich, Kontaktwünsche und den Dank mit Namen
- je Sitzung Einladung, Antwort, Teilnahme vor Ort oder online, Vertretung, Anwesenheit je Teil und, nur wenn Sie es wünschen, den Eintrag in die Liste des Raums
- Angaben zu Zugang und Essen, wenn Sie welche machen. Sie können die Gesundheit betreffen (Artikel 9 DSGVO), sind freiwillig, nur für die Organisation sichtbar und werden nach der Sitzung gelöscht.
- das Konto: E-Mail-Adresse, Kennwort (nur als Prüfwert), Passkeys, Sprache, den Wunsch nach Erinnerungen, den Schlüssel des eigenen Kalenders und, wenn Sie sich über Ihr Haus anmelden, dessen Kennung für Sie
- Nachrichten, die wir Ihnen schicken: welcher Art und wann, ohne ihren Wortlaut

Die Daten dienen der Vorbereitung und Durchführung des Dialogs. Zugang haben Beschäftigte, die dafür zuständig sind. Andere Teilnehmende sehen Sie nur in der Personenliste einer Runde oder der Liste eines Raums, und nur, wenn Sie sich dort eintragen. Auf den öffentlichen Seiten stehen diese Daten nicht, mit zwei Ausnahmen, in die Sie selbst einwilligen: der Namensnennung neben einer Aussage und dem Dank mit Namen auf der Seite einer Runde.
""",
    ),
    (
        "- Ein Einwand gegen einen Entwurf wird ohne den Namen der Person gespeichert, die ihn erhebt.\n",
        "- Ein Einwand gegen einen Entwurf wird ohne den Namen der Person gespeichert, die ihn erhebt, ein Beitrag ohne Namen ebenso.\n",
    ),
    (
        "Grundlage: Artikel 6 Absatz 1 Buchstabe e DSGVO in Verbindung mit § 3 BDSG. Speicherdauer: [Angabe der Einrichtung]",
        "Nach der Anmeldung können Sie Ihre Daten einsehen, herunterladen und löschen lassen.\n\nGrundlage: Artikel 6 Absatz 1 Buchstabe e DSGVO in Verbindung mit § 3 BDSG; für freiwillige Angaben Artikel 6 Absatz 1 Buchstabe a und Artikel 9 Absatz 2 Buchstabe a DSGVO. Speicherdauer: [Angabe der Einrichtung]",
    ),
    (
        "Ein Name erscheint nur dann neben einer veröffentlichten Aussage, wenn die Person genau diesem Wortlaut selbst zugestimmt hat (Artikel 6 Absatz 1 Buchstabe a DSGVO). Die Zustimmung kann jederzeit nach der Anmeldung widerrufen werden; der Name wird dann auf dieser Website durch die Gruppe ersetzt oder die Aussage wird verborgen.",
        "Ein Name erscheint nur dann neben einer veröffentlichten Aussage, wenn die Person genau diesem Wortlaut selbst zugestimmt hat, und im Dank einer Runde nur, wenn sie genannt werden möchte (Artikel 6 Absatz 1 Buchstabe a DSGVO). Die Zustimmung kann jederzeit nach der Anmeldung widerrufen werden; der Name wird dann auf dieser Website durch die Gruppe ersetzt, die Aussage wird verborgen oder der Name aus dem Dank genommen.",
    ),
    (
        "E-Mail-Versand: [Name und Anschrift des Dienstleisters, oder „eigener Server“]\n",
        "E-Mail-Versand: [Name und Anschrift des Dienstleisters, oder „eigener Server“]\nAnmeldung über das eigene Haus: [Name des Anmeldedienstes, oder diese Zeile löschen]\n",
    ),
)

ENGLISH = (
    (
        "Of people who are invited to sessions we process name, e-mail address, institution and function, language, and invitation, reply and presence for each session. The data serve to prepare and hold the dialogue. Only the staff in charge has access; none of it stands on the public pages.\n",
        """\
Of people who are invited to sessions we process:

- form of address or title, name and other forms of it, gender, e-mail address, organization, function and a short biography. Name, gender, organization and biography are needed to check whether a text lets somebody be recognized.
- for each round the invitation, the consent to the Rule and, only if you wish, an entry in the list of people of the round with a text about yourself, wishes to be in touch, and thanks by name
- for each session invitation, reply, whether you come or dial in, who stands in for whom, presence in each part and, only if you wish, the entry in the list of the room
- what you say about access and food, if you do. It may concern health (Article 9 GDPR), is voluntary, visible only to those who organize the session, and deleted after it.
- the account: e-mail address, password (only as a check value), passkeys, language, whether you want reminders, the key of your own calendar and, if you sign in through your own organization, its identifier for you
- messages we send you: of what kind and when, without their words

The data serve to prepare and hold the dialogue. The staff in charge has access. Other participants see you only in the list of people of a round or in the list of a room, and only if you put yourself there. None of this stands on the public pages, with two exceptions you consent to yourself: being named beside a statement, and thanks by name on the page of a round.
""",
    ),
    (
        "- An objection to a draft is stored without the name of the person who raises it.\n",
        "- An objection to a draft is stored without the name of the person who raises it, and so is a contribution without a name.\n",
    ),
    (
        "Legal basis: Article 6 (1) (e) GDPR with section 3 BDSG. Kept for: [period set by the organisation]",
        "After signing in you can see your data, download them and have them erased.\n\nLegal basis: Article 6 (1) (e) GDPR with section 3 BDSG; for what you say voluntarily Article 6 (1) (a) and Article 9 (2) (a) GDPR. Kept for: [period set by the organization]",
    ),
    (
        "A name stands beside a published statement only if that person has agreed to exactly this wording (Article 6 (1) (a) GDPR). The consent can be withdrawn at any time after signing in; the name on this website is then replaced by the group, or the statement is hidden.",
        "A name stands beside a published statement only if that person has agreed to exactly this wording, and in the thanks of a round only if they wish to be named (Article 6 (1) (a) GDPR). The consent can be withdrawn at any time after signing in; the name on this website is then replaced by the group, the statement is hidden, or the name is taken out of the thanks.",
    ),
    (
        "E-mail: [name and address of the provider, or 'own server']\n",
        "E-mail: [name and address of the provider, or “own server”]\nSign-in through one's own organization: [name of the sign-in service, or delete this line]\n",
    ),
    # as the United Nations spell, and quote
    ("[Name of the organisation]", "[Name of the organization]"),
    ("[Name of the organisation, with its legal form]", "[Name of the organization, with its legal form]"),
    ("Represented by: [name and function of the authorised", "Represented by: [name and function of the authorized"),
    ("or 'nothing']", "or “nothing”]"),
    ("see them under 'Devices' and", "see them under “Devices” and"),
    ("- Papers that organisations provide for sessions", "- Papers that organizations provide for sessions"),
)


def renewed(text, passages) -> str:
    for old, new in passages:
        if new not in text:
            text = text.replace(old, new)
    return text


def renew(apps, schema_editor) -> None:
    pages = apps.get_model("rounds", "LegalPage").objects.using(schema_editor.connection.alias)
    for page in pages.all():
        before = page.text_de, page.text_en
        page.text_de = renewed(page.text_de or "", GERMAN)
        page.text_en = renewed(page.text_en or "", ENGLISH)
        if (page.text_de, page.text_en) != before:
            # the column that modeltranslation stands for: the default language's
            page.text = page.text_de
            page.updated_on = WRITTEN_ON
            page.save()


class Migration(migrations.Migration):
    dependencies = [("rounds", "0010_covering_indexes_of_lists")]

    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
