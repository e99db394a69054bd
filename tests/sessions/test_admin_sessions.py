"""The staff pages of sessions: agenda, attendance, papers, and what was written in."""

from datetime import UTC, datetime
from importlib import import_module
from pathlib import PurePath
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse

from participants.models import Participant
from rounds.models import Round
from sessions.admin import documents
from sessions.models import AgendaItem, Attendance, Contribution, Document, Session
from tests.participants.people import make_organisation, make_participant, make_staff
from tests.participants.staff_pages import browser_of, form_of, new_row, queries, save, traces
from tests.rounds.record import make_question, make_round
from tests.sessions.planted_files import PDFS, locked_pdf, noise, pdf_with, saved, slides

pytestmark = pytest.mark.django_db

SECRETS = ("Zwickmüller", "Quendolin", "Nordquell", "Kaminabend", "Thesenpapier", "Haus am See")
"""What may stand on the page of a session and in no trace of it."""

PDF = pdf_with(lambda pdf: pdf.docinfo.update({"/Author": "Zwickmüller"}))

IN_A_PDF = (
    "Zwickmüller".encode("latin-1"),
    "Zwickmüller".encode("utf-16-be"),
    "Zwickmüller".encode("utf-16-be").hex().encode(),
)


@pytest.fixture
def convener() -> Client:
    return browser_of(make_staff("convener"))


@pytest.fixture
def dialogue_session() -> Session:
    return make_session(make_round())


def address(page: str, *arguments: object) -> str:
    return reverse(f"admin:dialogue_sessions_{page}", args=arguments)


def change(dialogue_session: Session) -> str:
    return address("session_change", dialogue_session.pk)


def make_session(dialogue_round: Round, parts: int = 2, **values: Any) -> Session:
    """Return a session of so many parts."""
    dialogue_session = Session.objects.create(
        round=dialogue_round,
        **{
            "title_de": "Kaminabend",
            "title_en": "Fireside",
            "venue_de": "Haus am See",
            "starts_at": datetime(2020, 3, 4, 9, tzinfo=UTC),
            "ends_at": datetime(2020, 3, 4, 16, tzinfo=UTC),
            **values,
        },
    )
    for position in range(1, parts + 1):
        AgendaItem.objects.create(
            session=dialogue_session,
            position=position,
            title_de=f"Teil {position}",
            title_en=f"Part {position}",
            starts_at="09:00",
            minutes=30,
        )
    return dialogue_session


def make_attendance(dialogue_session: Session, family_name: str, acronym: str) -> Attendance:
    """Return somebody's presence in every part."""
    organisation = make_organisation(acronym)
    participant = make_participant(
        family_name, dialogue_round=dialogue_session.round, organisation=organisation
    )
    attendance = Attendance.objects.create(
        session=dialogue_session, participant=participant, organisation=organisation
    )
    attendance.present_in.set(dialogue_session.agenda_items.all())
    return attendance


def row(participant: Participant, **values: Any) -> dict[str, Any]:
    """Return a new row of attendance beside none that exists; who is no member is typed."""
    defaults = {"role": "participant", "reply": "accepted"}
    person: dict[str, Any] = {"participant-typed": participant.email}
    if participant.memberships.exists():
        person = {"participant": participant.pk}
    return new_row("attendances", 0, 1, **person, **defaults | values)


def agenda(dialogue_session: Session) -> list[tuple[int, str]]:
    return list(dialogue_session.agenda_items.values_list("position", "title_de"))


# --- lists and pages ----------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_lists_take_the_same_queries_for_one_row_and_for_three(convener, number):
    dialogue_round = make_round()
    question = make_question(dialogue_round)
    for index in range(number):
        dialogue_session = make_session(dialogue_round)
        make_attendance(dialogue_session, f"P{index}", f"O{index}")
        Contribution.objects.create(
            agenda_item=dialogue_session.agenda_items.all()[0],
            question=question,
            text="Ein Satz",
            language="de",
            is_shown=True,
        )
    counted = [
        queries(convener, address("session_changelist")),
        queries(convener, address("contribution_changelist")),
    ]
    assert counted == [9, 8]


@pytest.mark.parametrize("group", ["convener", "rapporteur"])
@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_for_one_row_and_for_three(group, number):
    dialogue_round = make_round()
    questions = [make_question(dialogue_round, position + 1) for position in range(number)]
    dialogue_session = make_session(dialogue_round, parts=number)
    dialogue_session.questions.set(questions)
    for index in range(number):
        make_attendance(dialogue_session, f"P{index}", f"O{index}")
        Document.objects.create(
            session=dialogue_session,
            title_de="Papier",
            title_en="Paper",
            file=ContentFile(PDF, "papier.pdf"),
        )
    client = browser_of(make_staff(group))
    expected = {"convener": 20, "rapporteur": 13}[group]
    assert queries(client, change(dialogue_session)) == expected


def test_the_list_counts_the_invited_and_the_present(convener, dialogue_session):
    make_attendance(dialogue_session, "Koch", "AA")
    make_attendance(dialogue_session, "Lang", "BMZ").present_in.clear()
    response = convener.get(address("session_changelist"))
    [listed] = response.context["cl"].result_list
    assert (listed.invited, listed.present) == (2, 1)


def test_a_session_is_not_found_by_who_was_there(convener, dialogue_session):
    make_attendance(dialogue_session, "Koch", "AA")
    for word, number in (("Kamin", 1), ("Fireside", 1), ("Koch", 0), ("AA", 0)):
        response = convener.get(address("session_changelist"), {"q": word})
        assert len(response.context["cl"].result_list) == number, word


def test_a_session_is_made_with_its_agenda(convener):
    dialogue_round = make_round()
    question = make_question(dialogue_round)
    part = {"starts_at": "09:00", "minutes": "30", "regime": "not_for_use"}
    values = {
        "round": dialogue_round.pk,
        "title_de": "Auftakt",
        "title_en": "Opening",
        "starts_at_0": "2020-03-04",
        "starts_at_1": "09:00",
        "ends_at_0": "2020-03-04",
        "ends_at_1": "16:00",
        "questions": [question.pk],
        **new_row("agenda_items", 0, 2, title_de="B", title_en="B", position="2", **part),
        **new_row("agenda_items", 1, 2, title_de="A", title_en="A", position="1", **part),
    }
    assert save(convener, address("session_add"), values).status_code == 302
    dialogue_session = Session.objects.get()
    assert agenda(dialogue_session) == [(1, "A"), (2, "B")]
    assert {item.regime for item in dialogue_session.agenda_items.all()} == {"not_for_use"}
    assert dialogue_session.regime == "chatham_house"
    assert list(dialogue_session.questions.all()) == [question]
    assert dialogue_session.starts_at == datetime(2020, 3, 4, 8, tzinfo=UTC)


BEGIN_AND_END = ("starts_at", "ends_at")
AGREED = "Those who were there spoke under what was agreed."


@pytest.mark.parametrize("field", ["regime", "agenda_items-0-regime"])
def test_what_was_agreed_is_tightened_afterwards_and_never_loosened(
    convener, dialogue_session, field
):
    refused = save(convener, change(dialogue_session), {field: "on_the_record"})
    assert refused.status_code == 200
    assert AGREED in refused.content.decode()
    later = {"starts_at_0": "2099-03-04", "ends_at_0": "2099-03-04"}
    refused = save(convener, change(dialogue_session), {field: "on_the_record", **later})
    assert refused.status_code == 200, "moving it away and loosening it in one step"
    assert save(convener, change(dialogue_session), {field: "not_for_use"}).status_code == 302
    assert save(convener, change(dialogue_session), {field: "chatham_house"}).status_code == 200
    dialogue_session.refresh_from_db()
    found = {
        "regime": dialogue_session.regime,
        "agenda_items-0-regime": dialogue_session.agenda_items.all()[0].regime,
    }
    assert found.pop(field) == "not_for_use"
    assert set(found.values()) == {"chatham_house"}


def test_before_it_begins_another_regime_can_be_agreed(convener):
    hours = {name: datetime(2099, 3, 4, 9 + i, tzinfo=UTC) for i, name in enumerate(BEGIN_AND_END)}
    coming = make_session(make_round(2098, 2099), **hours)
    loose = {"regime": "on_the_record", "agenda_items-0-regime": "on_the_record"}
    assert save(convener, change(coming), loose).status_code == 302
    make_attendance(coming, "Koch", "AA")
    back = {"regime": "chatham_house"}
    assert save(convener, change(coming), back).status_code == 302
    refused = save(convener, change(coming), {"regime": "on_the_record"})
    assert refused.status_code == 200, "somebody is down as present, whatever the hour"


def test_a_part_that_is_added_afterwards_is_under_the_regime_of_its_session(
    convener, dialogue_session
):
    make_attendance(dialogue_session, "Koch", "AA")
    part = {"title_de": "C", "title_en": "C", "starts_at": "10:00", "minutes": "30"}
    for regime, status in (("on_the_record", 200), ("chatham_house", 302)):
        added = new_row("agenda_items", 2, 3, position="3", regime=regime, **part)
        assert save(convener, change(dialogue_session), added).status_code == status
    assert dialogue_session.agenda_items.count() == 3


def test_a_part_is_deleted_only_where_nobody_was_in_it_and_nothing_is_drawn_from_it(
    convener, dialogue_session
):
    attendance = make_attendance(dialogue_session, "Koch", "AA")
    first, second = dialogue_session.agenda_items.all()
    attendance.present_in.set([first])
    refused = save(convener, change(dialogue_session), {"agenda_items-0-DELETE": "on"})
    assert refused.status_code == 200
    assert "what was agreed for it would be forgotten" in refused.content.decode()
    assert (
        save(convener, change(dialogue_session), {"agenda_items-1-DELETE": "on"}).status_code == 302
    )
    assert list(dialogue_session.agenda_items.all()) == [first]
    assert second.pk is not None


def test_parts_change_places_and_keep_who_was_there(convener, dialogue_session):
    attendance = make_attendance(dialogue_session, "Koch", "AA")
    first = dialogue_session.agenda_items.get(position=1)
    attendance.present_in.set([first])
    save(convener, change(dialogue_session), {"agenda_items-0-position": "2"})
    assert agenda(dialogue_session) == [(1, "Teil 2"), (2, "Teil 1")]
    assert list(attendance.present_in.all()) == [first]


def test_a_session_refuses_questions_of_another_round(convener, dialogue_session):
    other = make_question(make_round(2016, 2017))
    save(convener, change(dialogue_session), {"questions": [other.pk]})
    assert not dialogue_session.questions.exists()


# --- attendance ---------------------------------------------------------------------------------


def test_an_organisation_left_open_is_that_of_the_round(convener, dialogue_session):
    ministry = make_organisation("BMZ")
    make_organisation("AA")
    member = make_participant("Koch", dialogue_round=dialogue_session.round, organisation=ministry)
    assert save(convener, change(dialogue_session), row(member)).status_code == 302
    attendance = Attendance.objects.get()
    assert (attendance.participant, attendance.organisation) == (member, ministry)
    assert attendance.reply == "accepted"


def test_an_organisation_that_is_named_is_kept(convener, dialogue_session):
    member = make_participant(
        "Koch", dialogue_round=dialogue_session.round, organisation=make_organisation("BMZ")
    )
    other = make_organisation("AA")
    save(convener, change(dialogue_session), row(member, organisation=other.acronym))
    assert Attendance.objects.get().organisation == other


def test_somebody_who_sits_for_nobody_is_asked_for(convener, dialogue_session):
    guest = make_participant("Gast")
    response = save(convener, change(dialogue_session), row(guest, organisation=""))
    assert response.status_code == 200
    assert "Say for which organization this person sits" in response.content.decode()
    assert not Attendance.objects.exists()


def test_presence_is_recorded_by_part(convener, dialogue_session):
    attendance = make_attendance(dialogue_session, "Koch", "AA")
    second = dialogue_session.agenda_items.get(position=2)
    save(convener, change(dialogue_session), {"attendances-0-present_in": [second.pk]})
    assert list(attendance.present_in.all()) == [second]


def test_a_part_of_another_session_is_refused(convener, dialogue_session):
    attendance = make_attendance(dialogue_session, "Koch", "AA")
    elsewhere = make_session(dialogue_session.round).agenda_items.all()[0]
    before = list(attendance.present_in.all())
    response = save(
        convener, change(dialogue_session), {"attendances-0-present_in": [elsewhere.pk]}
    )
    assert "Select a valid choice." in response.content.decode()
    assert list(attendance.present_in.all()) == before


def test_a_row_stays_about_the_same_person(convener, dialogue_session):
    attendance = make_attendance(dialogue_session, "Koch", "AA")
    other = make_participant("Lang")
    save(convener, change(dialogue_session), {"attendances-0-participant": other.pk})
    attendance.refresh_from_db()
    assert attendance.participant.family_name == "Koch"


def test_a_person_is_invited_once(convener, dialogue_session):
    attendance = make_attendance(dialogue_session, "Koch", "AA")
    again = new_row(
        "attendances", 1, 2, participant=attendance.participant.pk, role="chair", reply="none"
    )
    response = save(convener, change(dialogue_session), again)
    assert "A person is on the list twice." in response.content.decode()
    assert Attendance.objects.count() == 1


def test_a_substitute_stands_in_for_somebody_who_was_invited(convener, dialogue_session):
    make_attendance(dialogue_session, "Koch", "AA")
    lang = make_attendance(dialogue_session, "Lang", "BMZ")
    stranger = make_participant("Fremd")
    values = form_of(convener, change(dialogue_session))
    for person, expected in (("Koch", "Koch"), (stranger.family_name, "Koch")):
        pk = Participant.objects.get(family_name=person).pk
        convener.post(change(dialogue_session), values | {"attendances-1-substitute_for": pk})
        lang.refresh_from_db()
        assert lang.substitute_for is not None
        assert lang.substitute_for.family_name == expected


def test_nobody_stands_in_for_themself(convener, dialogue_session):
    koch = make_attendance(dialogue_session, "Koch", "AA")
    changes = {"attendances-0-substitute_for": koch.participant.pk}
    response = save(convener, change(dialogue_session), changes)
    assert "Nobody can be their own substitute." in response.content.decode()


def test_members_of_the_round_are_offered_and_nobody_else(convener, dialogue_session):
    earlier = make_round(2016, 2017)
    office = make_organisation("NRDQ")
    make_participant("Anders")
    make_participant("Frueher", dialogue_round=earlier, organisation=office)
    make_participant(
        "Zander", dialogue_round=dialogue_session.round, organisation=make_organisation("BMZ")
    )
    page = convener.get(change(dialogue_session)).content.decode()
    assert "Zander, Lena (BMZ)" in page
    assert '<option value="BMZ – Office BMZ"></option>' in page
    for word in ("Anders", "Frueher", "NRDQ"):
        assert word not in page


@pytest.mark.parametrize(
    "typed", ["zwick@example.org", "ZWICK@example.org", "Lena Zwickmüller", "Zwickmüller, Lena"]
)
def test_a_guest_is_typed(convener, dialogue_session, typed):
    guest = make_participant("Zwickmüller", email="zwick@example.org")
    office = make_organisation("AA")
    values = {"participant-typed": typed, "organisation": "aa", "reply": "none"}
    values["role"] = "participant"
    response = save(convener, change(dialogue_session), new_row("attendances", 0, 1, **values))
    attendance = Attendance.objects.get()
    assert (attendance.participant, attendance.organisation) == (guest, office)
    assert "zwick" not in traces(response).casefold()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Niemand", "Nobody on record has this address or name."),
        ("Lena Doppelt", "Several people have this name. Type the e-mail address."),
        ("erased@erased.invalid", "Nobody on record has this address or name."),
        ("99999", "Select a valid choice."),
    ],
)
def test_what_was_typed_and_is_not_clear_stands_there_again(
    convener, dialogue_session, typed, said
):
    make_participant("Doppelt", email="a@example.org")
    make_participant("Doppelt", email="b@example.org")
    make_participant("Weg", email="erased@erased.invalid")
    values = {"participant-typed": typed, "organisation": "Nirgends", "reply": "none"}
    values["role"] = "participant"
    response = save(convener, change(dialogue_session), new_row("attendances", 0, 1, **values))
    page = response.content.decode()
    assert said in page
    assert f'value="{typed}"' in page
    assert "No organization on record goes by this name. Enter the organization first." in page
    assert 'value="Nirgends"' in page
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("typed", ["BMX", "bmx", "Amt BMX", "Office BMX", "Altes Amt", "{full}"])
def test_an_organisation_goes_by_any_of_its_names(convener, dialogue_session, typed):
    attendance = make_attendance(dialogue_session, "Koch", "AA")
    other = make_organisation("BMX")
    other.other_names.create(text="Altes Amt", kind="former")
    typed = typed.format(full="BMX – Amt BMX")
    save(convener, change(dialogue_session), {"attendances-0-organisation": typed})
    attendance.refresh_from_db()
    assert attendance.organisation == other


def test_two_of_the_same_name_are_not_taken_for_each_other(convener, dialogue_session):
    attendance = make_attendance(dialogue_session, "Koch", "AA")
    second = make_attendance(dialogue_session, "Lang", "BMZ")
    twin = make_organisation("AA", name_de="Zwilling", name_en="Office AA")
    type(twin).objects.filter(pk=second.organisation_id).update(acronym="AA", name_en="Office AA")
    stored = (attendance.organisation_id, second.organisation_id)
    save(convener, change(dialogue_session), {"title_de": "Anders"})
    for row_of_session in (attendance, second):
        row_of_session.refresh_from_db()
    assert (attendance.organisation_id, second.organisation_id) == stored
    save(convener, change(dialogue_session), {"attendances-0-organisation": "AA"})
    attendance.refresh_from_db()
    assert attendance.organisation_id == stored[0]


# --- papers -------------------------------------------------------------------------------------


def upload(client: Client, dialogue_session: Session, name: str, content: bytes) -> str:
    """Add a paper, and return the page that comes back."""
    file = SimpleUploadedFile(name, content)
    paper = {"kind": "other", "title_de": "Papier", "title_en": "Paper", "file": file}
    response = save(client, change(dialogue_session), new_row("documents", 0, 1, **paper))
    return response.content.decode()


def test_a_paper_gets_a_name_that_tells_nothing(convener, dialogue_session):
    upload(convener, dialogue_session, "Vermerk Zwickmüller.PDF", PDF)
    document = Document.objects.get()
    assert "Zwickm" not in document.file.name
    assert any(spelling in PDF for spelling in IN_A_PDF)
    with document.file.open() as stored:
        content = stored.read()
    assert not any(spelling in content for spelling in IN_A_PDF)
    page = convener.get(change(dialogue_session)).content.decode()
    assert document.get_absolute_url() in page
    assert document.file.name not in page


def test_a_paper_that_is_deleted_or_replaced_leaves_the_disk(
    convener, dialogue_session, django_capture_on_commit_callbacks
):
    upload(convener, dialogue_session, "papier.pdf", PDF)
    first = Document.objects.get().file
    with django_capture_on_commit_callbacks(execute=True):
        file = SimpleUploadedFile("neu.pdf", PDF)
        save(convener, change(dialogue_session), {"documents-0-file": file})
    second = Document.objects.get().file
    assert not first.storage.exists(first.name)
    assert second.storage.exists(second.name)
    with django_capture_on_commit_callbacks(execute=True):
        save(convener, change(dialogue_session), {"documents-0-DELETE": "on"})
    assert not Document.objects.exists()
    assert not second.storage.exists(second.name)


def test_a_session_that_is_deleted_takes_its_papers_along(
    convener, dialogue_session, django_capture_on_commit_callbacks
):
    upload(convener, dialogue_session, "papier.pdf", PDF)
    file = Document.objects.get().file
    with django_capture_on_commit_callbacks(execute=True):
        convener.post(change(dialogue_session).replace("/change/", "/delete/"), {"post": "yes"})
    assert not Document.objects.exists()
    assert not file.storage.exists(file.name)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("liste.xlsx", b"PK\x03\x04", "This file cannot be read to its end."),
        ("liste.pdf", b"Liste", "This is not a file of a kind that is taken."),
        ("liste.pdf", PDF[:-40], "This file cannot be read to its end."),
        ("liste.pdf", locked_pdf(), "locked by a password"),
        ("liste.pdf", PDF + b"x" * 9000, "Please make it smaller."),
        ("liste.pdf", b"", "empty"),
    ],
)
def test_other_files_are_refused(convener, dialogue_session, monkeypatch, name, content, said):
    monkeypatch.setattr(documents, "LARGEST_DOCUMENT", 9000)
    page = upload(convener, dialogue_session, name, content)
    assert said in page
    assert 'value="Papier"' in page
    assert "Liste" not in page
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (PDF, "pdf"),
        (slides(), "pptx"),
        (saved(noise(), "PNG"), "png"),
        (saved(noise(), "JPEG"), "jpg"),
    ],
)
def test_a_file_is_what_is_in_it(convener, dialogue_session, content, extension):
    upload(convener, dialogue_session, "liste.xyz", content)
    document = Document.objects.get()
    assert document.extension == extension
    assert PurePath(document.file.name).suffix == f".{extension}"


def test_the_staff_are_told_what_a_paper_lost(convener, dialogue_session):
    upload(convener, dialogue_session, "papier.pdf", PDFS["an attachment"]())
    told = [str(each) for each in convener.get(change(dialogue_session)).context["messages"]]
    words = "This was taken out of the papers, for it may tell who wrote them: attached files."
    assert words in told
    save(convener, change(dialogue_session), {"title_de": "Kaminabend"})
    told = [str(each) for each in convener.get(change(dialogue_session)).context["messages"]]
    assert told
    assert words not in told


# --- what is kept and who may look --------------------------------------------------------------


def test_working_on_a_session_leaves_no_name_behind(convener, dialogue_session):
    guest = make_participant("Zwickmüller", given_name="Quendolin")
    office = make_organisation("NQX", name_de="Nordquell", name_en="Nordquell")
    page = convener.get(change(dialogue_session)).content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert "Kaminabend" in page
    paper = {
        "kind": "other",
        "title_de": "Thesenpapier",
        "title_en": "Thesenpapier",
        "file": SimpleUploadedFile("Zwickmüller.pdf", PDF),
    }
    changes = {
        "title_en": "Kaminabend",
        "agenda_items-0-title_de": "Kaminabend",
        **row(guest, organisation=office.acronym),
        **new_row("documents", 0, 1, **paper),
    }
    told = [traces(save(convener, change(dialogue_session), changes))]
    assert Attendance.objects.get().participant == guest
    delete = address("session_delete", dialogue_session.pk)
    confirmation = convener.get(delete).content.decode()
    told.append(traces(convener.post(delete, {"post": "yes"})))
    assert not Session.objects.exists()
    assert "dialogue session" in told[-1]
    objects = confirmation.partition('id="deleted-objects"')[2].partition("<form")[0]
    assert objects
    for word in SECRETS:
        assert word not in title
        assert word not in objects
        assert word not in repr(told)


@pytest.mark.parametrize("group", ["rapporteur", "reviewer"])
def test_others_on_the_staff_look_and_do_not_touch(group, dialogue_session):
    make_attendance(dialogue_session, "Koch", "BMZ")
    client = browser_of(make_staff(group))
    page = client.get(change(dialogue_session)).content.decode()
    assert "Koch, Lena" in page
    assert "BMZ – Office BMZ" in page
    assert 'name="_save"' not in page
    assert client.post(change(dialogue_session), {"title_de": "x"}).status_code == 404
    assert client.get(address("session_add")).status_code == 404


def test_contributions_are_read_by_staff_and_written_by_nobody(dialogue_session):
    question = make_question(dialogue_session.round)
    part = dialogue_session.agenda_items.all()[0]
    contribution = Contribution.objects.create(
        agenda_item=part, question=question, text="Ein Satz", language="de", is_shown=True
    )
    client = browser_of(make_staff())
    assert "Ein Satz" in client.get(address("contribution_changelist")).content.decode()
    assert client.get(address("contribution_add")).status_code == 404
    arguments = contribution.pk
    assert client.post(address("contribution_change", arguments), {}).status_code == 404
    delete = client.post(address("contribution_delete", arguments), {"post": "yes"})
    assert delete.status_code == 404
    assert Contribution.objects.get() == contribution


# --- groups -------------------------------------------------------------------------------------

GROUPS = import_module("sessions.migrations.0003_groups")


def rights(name: str) -> set[str]:
    """Return what a group may do to whatever is not merely looked at."""
    held = Permission.objects.filter(group__name=name).exclude(codename__startswith="view_")
    return {f"{right.content_type.model}.{right.codename}" for right in held}


def test_the_groups_come_by_migration():
    assert {"convener", "rapporteur", "reviewer"} <= set(
        Group.objects.values_list("name", flat=True)
    )
    assert rights("reviewer") == {
        "output.release_output",
        "findingreview.add_findingreview",
        "findingreview.change_findingreview",
    }
    assert rights("rapporteur") == {
        f"{model}.{right}_{model}"
        for model in ("output", "statement", "note")
        for right in ("add", "change", "delete")
    }
    assert "output.release_output" in rights("convener")
    assert "user.change_user" in rights("convener")
    assert not {"output.change_output", "user.add_user", "user.delete_user"} & rights("convener")


def test_nobody_holds_a_right_to_write_publications():
    writers = Group.objects.filter(permissions__codename__regex="^(add|change|delete)_publication")
    assert not writers.exists()


def test_the_groups_can_be_taken_back_and_made_again():
    migration = ("dialogue_sessions", "0003_groups")
    then = MigrationExecutor(connection).loader.project_state(migration).apps
    editor = SimpleNamespace(connection=connection)
    GROUPS.remove_groups(then, editor)
    assert not Group.objects.filter(name__in=GROUPS.GROUPS).exists()
    GROUPS.make_groups(then, editor)
    assert "output.release_output" in rights("reviewer")
