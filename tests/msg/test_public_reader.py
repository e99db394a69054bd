"""A public view that tries to read a person fails, on both databases."""

import pytest
from django.contrib.sessions.models import Session as SignInSession
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from msg.public_reader import ROLE, public_reader, public_tables
from msg.urls import urlpatterns as msg_urlpatterns
from participants.models import Organisation, Participant, User
from rounds.access import Access, open_to
from rounds.models import Round
from sessions.models import Attendance, Output, Session

pytestmark = pytest.mark.django_db

CONFIDENTIAL = (Participant, User, Organisation, Session, Attendance, Output, SignInSession)


@open_to(Access.PUBLIC)
def careless(request: HttpRequest) -> HttpResponse:
    """A public view with a mistake in it."""
    return HttpResponse(", ".join(str(person.pk) for person in Participant.objects.all()))


@open_to(Access.PUBLIC)
def careful(request: HttpRequest) -> HttpResponse:
    """A public view that reads the public record."""
    return HttpResponse(str(Round.objects.count()))


def undeclared(request: HttpRequest) -> HttpResponse:
    """A view whose author forgot to say who may open it."""
    return HttpResponse("open")


urlpatterns = [
    path("careless/", careless),
    path("careful/", careful),
    path("undeclared/", undeclared),
    *msg_urlpatterns,
]
handler404 = "msg.views.not_found"


def test_the_public_tables_are_those_of_the_public_record() -> None:
    assert public_tables() == [
        "rounds_acknowledgement",
        "rounds_guidingquestion",
        "rounds_initiative",
        "rounds_legalpage",
        "rounds_partner",
        "rounds_publication",
        "rounds_publication_questions",
        "rounds_publicationstatement",
        "rounds_publicversion",
        "rounds_round",
        "rounds_sessionnotice",
        "rounds_sessionnotice_questions",
    ]


def test_the_reader_reads_the_public_record() -> None:
    with public_reader():
        assert Round.objects.count() == 0


@pytest.mark.parametrize("model", CONFIDENTIAL, ids=lambda model: model.__name__)
def test_the_reader_cannot_read_what_happened_in_the_room(model: type) -> None:
    with (
        pytest.raises(DatabaseError, match=r"permission denied|prohibited|not authorized"),
        transaction.atomic(),
        public_reader(),
    ):
        list(model.objects.all())


def test_the_reader_cannot_join_its_way_to_a_person() -> None:
    with (
        pytest.raises(DatabaseError, match=r"permission denied|prohibited|not authorized"),
        transaction.atomic(),
        public_reader(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT r.id FROM rounds_round r WHERE EXISTS"
            " (SELECT 1 FROM participants_membership m WHERE m.round_id = r.id)"
        )


def test_the_reader_writes_nothing() -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), public_reader():
        Round.objects.create(start_year=2030, end_year=2030, theme_de="x", theme_en="x")


def test_rights_come_back_after_the_block_and_after_an_error() -> None:
    with public_reader():
        pass
    assert Participant.objects.count() == 0
    with pytest.raises(DatabaseError), transaction.atomic(), public_reader():
        Participant.objects.count()
    assert Participant.objects.count() == 0


def test_readers_may_be_nested() -> None:
    with public_reader():
        with public_reader():
            assert Round.objects.count() == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Participant.objects.count()
    assert Participant.objects.count() == 0


def test_a_public_view_that_reads_a_person_fails() -> None:
    client = Client(raise_request_exception=True)
    with override_settings(ROOT_URLCONF=__name__):
        with pytest.raises(DatabaseError), transaction.atomic():
            client.get("/careless/")
        assert client.get("/careful/").content == b"0"


def test_a_view_without_a_declared_audience_is_closed() -> None:
    user = User.objects.create_superuser("root@example.org")
    client = Client()
    client.force_login(user)
    with override_settings(ROOT_URLCONF=__name__):
        assert client.get("/undeclared/").status_code == 404


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="roles are PostgreSQL's")
def test_the_role_cannot_sign_in_and_holds_no_other_right() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolcanlogin, rolsuper, rolcreaterole FROM pg_roles WHERE rolname = %s", [ROLE]
        )
        assert cursor.fetchone() == (False, False, False)
        cursor.execute(
            "SELECT DISTINCT table_name FROM information_schema.role_table_grants"
            " WHERE grantee = %s ORDER BY 1",
            [ROLE],
        )
        assert [row[0] for row in cursor.fetchall()] == public_tables()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="locks of whole files are SQLite's")
@pytest.mark.django_db(transaction=True)
def test_a_reader_does_not_take_the_lock_of_writers():
    asked = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        with public_reader():
            list(Round.objects.all())
        with transaction.atomic():
            list(Round.objects.all())
    assert [sql for sql in asked if sql.startswith("BEGIN")] == [
        "BEGIN DEFERRED",
        "BEGIN IMMEDIATE",
    ]
