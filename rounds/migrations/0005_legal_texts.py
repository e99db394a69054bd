"""The text the legal pages start with: for a German public body, to be checked by the operator.

What only the operator knows stands in square brackets; `check --deploy` names what is left.
"""

from datetime import date

from django.db import migrations

WRITTEN_ON = date(2026, 11, 22)

IMPRINT_DE = """\
## Angaben nach § 5 Digitale-Dienste-Gesetz (DDG)

[Name der Einrichtung, mit Rechtsform]
[Straße und Hausnummer]
[Postleitzahl und Ort]

Vertreten durch: [Name und Funktion der vertretungsberechtigten Person]

## Kontakt

Telefon: [Telefonnummer]
E-Mail: [E-Mail-Adresse]

## Register, Aufsicht und Steuern

Register und Registernummer: [Angabe, oder Zeile löschen]
Zuständige Aufsichtsbehörde: [Angabe, oder Zeile löschen]
Umsatzsteuer- oder Wirtschafts-Identifikationsnummer: [Angabe, oder Zeile löschen]

## Verantwortlich für den Inhalt nach § 18 Absatz 2 Medienstaatsvertrag

[Name]
[Anschrift]

## Nutzung der Texte

Die veröffentlichten Aussagen dürfen frei verwendet, zitiert und weitergegeben werden. Wer sie gemacht hat und für welche Institution, wird nach der Chatham-House-Regel nicht offengelegt. Wir bitten darum, auch nicht danach zu suchen.
"""

IMPRINT_EN = """\
## Information under section 5 of the German Digital Services Act (DDG)

[Name of the organisation, with its legal form]
[Street and number]
[Postcode and city]

Represented by: [name and function of the authorised representative]

## Contact

Telephone: [telephone number]
E-mail: [e-mail address]

## Register, supervision and tax

Register and registration number: [entry, or delete this line]
Supervisory authority: [entry, or delete this line]
VAT or business identification number: [entry, or delete this line]

## Responsible for the content under section 18 (2) of the Interstate Media Treaty (MStV)

[Name]
[Address]

## Use of the texts

The published statements may be used, quoted and passed on freely. Under the Chatham House Rule it is not revealed who made them, nor for which institution. Please do not try to find out.
"""

PRIVACY_DE = """\
Diese Erklärung sagt, welche personenbezogenen Daten diese Website verarbeitet, wozu, auf welcher Grundlage und wie lange. Die Rechtsgrundlagen nennt sie als Vorschlag: [Vom Betreiber zu prüfen, danach diesen Satz löschen]

## Verantwortlich

[Name der Einrichtung]
[Anschrift]
E-Mail: [E-Mail-Adresse]

Datenschutzbeauftragte Person: [Name oder Funktion, Anschrift, E-Mail-Adresse]

## Öffentliche Seiten

Die öffentlichen Seiten sind für alle gleich. Sie setzen keine Cookies, messen keine Zugriffe und laden nichts von anderen Servern: keine Schriften, keine Karten, keine Videos, keine Analysedienste. Wer einem Link zu einer anderen Website folgt, gibt dort nicht weiter, von welcher Seite er kommt.

Damit eine Seite ankommt, muss die IP-Adresse übermittelt werden. Die Anwendung schreibt in ihre Protokolle Fehler und Warnungen, keine Inhalte von Formularen, keine Suchangaben in Adressen und keine Namen. Der Webserver davor protokolliert: [Angaben und Speicherdauer, oder „nichts“]

Grundlage: Artikel 6 Absatz 1 Buchstabe e der Datenschutz-Grundverordnung (DSGVO) in Verbindung mit § 3 des Bundesdatenschutzgesetzes (BDSG), bei privaten Trägern Artikel 6 Absatz 1 Buchstabe f DSGVO.

## Anmeldung

Ab der Anmeldeseite werden Cookies gesetzt, die für die Funktion nötig sind. Eine Einwilligung ist dafür nicht erforderlich (§ 25 Absatz 2 Nummer 2 des Telekommunikation-Digitale-Dienste-Datenschutz-Gesetzes, TDDDG):

- die Sitzung der Anmeldung: bis zum Abmelden, bis zum Schließen des Browsers, höchstens zwölf Stunden
- der Schutz der Formulare gegen fremde Eingaben: höchstens ein Jahr
- die Sprache vor der Anmeldung: bis zum Schließen des Browsers

Zu jeder Anmeldung werden die IP-Adresse, die Kennung des Browsers und der Zeitpunkt gespeichert. Angemeldete sehen sie unter „Geräte“ und können fremde Geräte abmelden. Gegen das Erraten von Kennwörtern werden Anmeldeversuche kurze Zeit je IP-Adresse und je E-Mail-Adresse gezählt.

## Teilnehmende

Zu Personen, die zu den Sitzungen eingeladen sind, verarbeiten wir Name, E-Mail-Adresse, Institution und Funktion, Sprache sowie Einladung, Antwort und Anwesenheit je Sitzung. Die Daten dienen der Vorbereitung und Durchführung des Dialogs. Zugang haben nur Beschäftigte, die dafür zuständig sind; auf den öffentlichen Seiten stehen sie nicht.

- Wer in einer Sitzung was gesagt hat, wird nicht gespeichert.
- Rohnotizen tragen keine Namen und werden nach einer festen Zahl von Tagen gelöscht.
- Ein Einwand gegen einen Entwurf wird ohne den Namen der Person gespeichert, die ihn erhebt.
- E-Mails enthalten keine Inhalte aus den Sitzungen.

Von Beschäftigten, die die Website pflegen, wird außerdem festgehalten, wann sie etwas geändert, geprüft oder veröffentlicht haben.

Grundlage: Artikel 6 Absatz 1 Buchstabe e DSGVO in Verbindung mit § 3 BDSG. Speicherdauer: [Angabe der Einrichtung]

## Namensnennung

Ein Name erscheint nur dann neben einer veröffentlichten Aussage, wenn die Person genau diesem Wortlaut selbst zugestimmt hat (Artikel 6 Absatz 1 Buchstabe a DSGVO). Die Zustimmung kann jederzeit nach der Anmeldung widerrufen werden; der Name wird dann auf dieser Website durch die Gruppe ersetzt oder die Aussage wird verborgen. Was andere bis dahin zitiert haben, können wir nicht zurückholen.

## Empfänger

Hosting: [Name und Anschrift des Dienstleisters, Vertrag nach Artikel 28 DSGVO]
E-Mail-Versand: [Name und Anschrift des Dienstleisters, oder „eigener Server“]

Eine Übermittlung in Staaten außerhalb der Europäischen Union findet nicht statt. [Vom Betreiber zu bestätigen, danach diesen Satz löschen]

## Ihre Rechte

Sie haben das Recht auf Auskunft (Artikel 15 DSGVO), Berichtigung (Artikel 16), Löschung (Artikel 17), Einschränkung der Verarbeitung (Artikel 18) und Widerspruch (Artikel 21) sowie, bei einer Einwilligung, auf Übertragung der Daten (Artikel 20) und auf Widerruf (Artikel 7 Absatz 3). Eine Nachricht an die oben genannte Adresse genügt.

Sie können sich außerdem bei einer Aufsichtsbehörde beschweren (Artikel 77 DSGVO). Zuständig ist: [Aufsichtsbehörde; für öffentliche Stellen des Bundes die oder der Bundesbeauftragte für den Datenschutz und die Informationsfreiheit]
"""

PRIVACY_EN = """\
This notice says which personal data this website processes, for what, on which legal basis and for how long. The legal bases are named as a proposal: [to be checked by the operator; then delete this sentence]

## Controller

[Name of the organisation]
[Address]
E-mail: [e-mail address]

Data protection officer: [name or function, address, e-mail address]

## Public pages

The public pages are the same for everybody. They set no cookies, measure no visits and load nothing from other servers: no fonts, no maps, no videos, no analytics. Whoever follows a link to another website does not tell it which page they come from.

For a page to arrive, the IP address has to be transmitted. The application writes errors and warnings to its logs: no contents of forms, no search terms in addresses and no names. The web server in front of it logs: [what, and for how long, or 'nothing']

Legal basis: Article 6 (1) (e) of the General Data Protection Regulation (GDPR) with section 3 of the Federal Data Protection Act (BDSG); for private bodies Article 6 (1) (f) GDPR.

## Signing in

From the sign-in page on, cookies are set that the pages cannot work without. They need no consent (section 25 (2) no. 2 of the Telecommunications Digital Services Data Protection Act, TDDDG):

- the sign-in session: until you sign out or close the browser, twelve hours at most
- the protection of forms against input from elsewhere: one year at most
- the language before sign-in: until you close the browser

With each sign-in the IP address, the identification of the browser and the time are stored. Those who are signed in see them under 'Devices' and can sign other devices out. Against the guessing of passwords, attempts to sign in are counted for a short time by IP address and by e-mail address.

## Participants

Of people who are invited to sessions we process name, e-mail address, institution and function, language, and invitation, reply and presence for each session. The data serve to prepare and hold the dialogue. Only the staff in charge has access; none of it stands on the public pages.

- Who said what in a session is not stored.
- Raw notes carry no names and are deleted after a fixed number of days.
- An objection to a draft is stored without the name of the person who raises it.
- E-mails hold nothing of what happened in the sessions.

Of staff who maintain the website it is also recorded when they changed, checked or published something.

Legal basis: Article 6 (1) (e) GDPR with section 3 BDSG. Kept for: [period set by the organisation]

## Being named

A name stands beside a published statement only if that person has agreed to exactly this wording (Article 6 (1) (a) GDPR). The consent can be withdrawn at any time after signing in; the name on this website is then replaced by the group, or the statement is hidden. What others have quoted by then we cannot call back.

## Recipients

Hosting: [name and address of the provider, contract under Article 28 GDPR]
E-mail: [name and address of the provider, or 'own server']

No data are transferred to countries outside the European Union. [to be confirmed by the operator; then delete this sentence]

## Your rights

You have the right of access (Article 15 GDPR), to rectification (Article 16), erasure (Article 17), restriction of processing (Article 18) and objection (Article 21) and, where you gave consent, to data portability (Article 20) and to withdraw it (Article 7 (3)). A message to the address above is enough.

You can also lodge a complaint with a supervisory authority (Article 77 GDPR). The competent one is: [supervisory authority; for federal bodies the Federal Commissioner for Data Protection and Freedom of Information]
"""

ACCESSIBILITY_DE = """\
[Name der Einrichtung] ist bemüht, diese Website barrierefrei zugänglich zu machen. Grundlage sind § 12a des Behindertengleichstellungsgesetzes (BGG) und die Barrierefreie-Informationstechnik-Verordnung (BITV 2.0); diese Erklärung wird nach § 12b BGG abgegeben.

## Stand der Vereinbarkeit mit den Anforderungen

Diese Website ist mit den Anforderungen der BITV 2.0 (EN 301 549, WCAG 2.1 Stufe AA) teilweise vereinbar. Die bekannten Einschränkungen stehen im nächsten Abschnitt.

Die Einschätzung beruht auf einer Selbstbewertung mit automatischen Prüfungen der öffentlichen Seiten, in hellem und dunklem Erscheinungsbild und auf schmalen Bildschirmen. Ein vollständiger BITV-Test mit Menschen, die assistive Technik nutzen, steht aus. [Datum und Ergebnis der eigenen Prüfung ergänzen]

## Bekannte Einschränkungen

- Erläuterungen in Deutscher Gebärdensprache und in Leichter Sprache (§ 4 BITV 2.0) fehlen noch. [Geplanter Zeitpunkt]
- Unterlagen, die Einrichtungen für Sitzungen bereitstellen, etwa PDF-Dateien im Bereich der Teilnehmenden, sind nicht durchweg barrierefrei. Auf Anfrage stellen wir sie in einer zugänglichen Form bereit.
- Der Verwaltungsbereich für Beschäftigte ist weniger umfassend geprüft als die öffentlichen Seiten.

## Barriere melden

Ihnen ist eine Barriere aufgefallen, oder Sie brauchen einen Inhalt in einer anderen Form? Schreiben Sie uns oder rufen Sie an. Hilfreich sind die Adresse der Seite und das, was Sie dort tun wollten. Wir antworten innerhalb eines Monats.

E-Mail: [E-Mail-Adresse für Hinweise zur Barrierefreiheit]
Telefon: [Telefonnummer]
Post: [Anschrift]

## Schlichtungsverfahren

Wenn Sie mit unserer Antwort nicht zufrieden sind oder keine erhalten haben, können Sie sich an die Schlichtungsstelle nach § 16 BGG wenden. Sie ist beim Beauftragten der Bundesregierung für die Belange von Menschen mit Behinderungen eingerichtet und hilft, Konflikte mit öffentlichen Stellen des Bundes außergerichtlich beizulegen. Das Verfahren ist kostenlos, ein Rechtsbeistand ist nicht nötig.

Schlichtungsstelle nach dem Behindertengleichstellungsgesetz
https://www.schlichtungsstelle-bgg.de
E-Mail: info@schlichtungsstelle-bgg.de

Für öffentliche Stellen der Länder und Kommunen gelten die Gesetze des jeweiligen Landes. [Durchsetzungsstelle des Landes eintragen, oder diesen Absatz löschen]
"""

ACCESSIBILITY_EN = """\
[Name of the organisation] endeavours to make this website accessible. This follows section 12a of the German Disability Equality Act (BGG) and the Accessible Information Technology Ordinance (BITV 2.0); the statement is made under section 12b BGG.

## Compliance status

This website is partially compliant with the requirements of BITV 2.0 (EN 301 549, WCAG 2.1 level AA). The known limits are listed in the next section.

The assessment is our own and rests on automated checks of the public pages, with light and dark appearance and on narrow screens. A full BITV test with people who use assistive technology is still to be done. [Add the date and the result of your own assessment]

## Known limits

- Explanations in German Sign Language and in easy-to-read language (section 4 BITV 2.0) are still missing. [Date planned]
- Papers that organisations provide for sessions, such as PDF files in the participants' area, are not accessible throughout. On request we provide them in an accessible form.
- The administration area for staff has been checked less thoroughly than the public pages.

## Report a barrier

Have you met a barrier, or do you need something in another form? Write to us or call us. It helps to know the address of the page and what you wanted to do there. We answer within one month.

E-mail: [e-mail address for feedback on accessibility]
Telephone: [telephone number]
Post: [address]

## Enforcement procedure

If you are not satisfied with our answer, or received none, you can turn to the conciliation body under section 16 BGG. It is attached to the Federal Government Commissioner for Matters relating to Persons with Disabilities and helps to settle disputes with federal public bodies out of court. The procedure is free of charge and needs no lawyer.

Schlichtungsstelle nach dem Behindertengleichstellungsgesetz
https://www.schlichtungsstelle-bgg.de
E-mail: info@schlichtungsstelle-bgg.de

For public bodies of the federal states and of municipalities the law of the state applies. [Enter the enforcement body of the state, or delete this paragraph]
"""

PAGES = (
    ("imprint", "Impressum", "Imprint", IMPRINT_DE, IMPRINT_EN),
    ("privacy", "Datenschutzerklärung", "Data protection notice", PRIVACY_DE, PRIVACY_EN),
    (
        "accessibility",
        "Erklärung zur Barrierefreiheit",
        "Accessibility statement",
        ACCESSIBILITY_DE,
        ACCESSIBILITY_EN,
    ),
)


def write_starting_texts(apps, schema_editor) -> None:
    LegalPage = apps.get_model("rounds", "LegalPage")
    LegalPage.objects.using(schema_editor.connection.alias).bulk_create(
        LegalPage(
            kind=kind,
            # the columns that modeltranslation stands for: the default language's, like itself
            title=title_de,
            title_de=title_de,
            title_en=title_en,
            text=text_de.strip(),
            text_de=text_de.strip(),
            text_en=text_en.strip(),
            updated_on=WRITTEN_ON,
        )
        for kind, title_de, title_en, text_de, text_en in PAGES
    )


class Migration(migrations.Migration):
    dependencies = [("rounds", "0004_legal_pages")]

    operations = [migrations.RunPython(write_starting_texts, migrations.RunPython.noop)]
