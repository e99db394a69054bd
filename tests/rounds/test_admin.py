"""The staff pages of the public record, and what holds for all staff pages."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from rounds.models import GuidingQuestion, Initiative, Partner, Publication, Round
from tests.participants.people import make_staff
from tests.participants.staff_pages import browser_of, form_of, new_row, queries, save
from tests.rounds.record import make_notice, make_publication, make_question, make_round

pytestmark = pytest.mark.django_db

OUR_ROOMS = {"rounds", "participants", "dialogue_sessions"}


@pytest.fixture
def convener() -> Client:
    return browser_of(make_staff("convener"))


@pytest.fixture
def dialogue_round() -> Round:
    return make_round()


def address(page: str, *arguments: object) -> str:
    return reverse(f"admin:rounds_{page}", args=arguments)


def texts(dialogue_round: Round) -> list[tuple[int, str]]:
    return list(dialogue_round.questions.values_list("position", "text_de"))


# --- all staff pages ----------------------------------------------------------------------------


def test_only_our_rooms_have_staff_pages():
    assert {model._meta.app_label for model in admin.site._registry} == OUR_ROOMS


def test_the_first_page_goes_through_the_rooms_in_the_order_of_the_work(convener):
    page = convener.get(reverse("admin:index")).content.decode()
    rooms = ["app-rounds", "app-participants", "app-dialogue_sessions"]
    assert sorted(rooms, key=page.index) == rooms
    assert "confidential" in page


def test_an_account_without_a_group_is_told_there_is_nothing_for_it():
    nobody = make_staff("no such group")
    page = browser_of(nobody).get(reverse("admin:index")).content.decode()
    assert "There is nothing here that your account may see." in page
    assert "app-rounds" not in page


def test_a_look_up_that_no_filter_offers_is_the_one_404():
    client = browser_of(make_staff())
    nowhere = client.get(reverse("admin:index") + "nowhere/")
    for model in admin.site._registry:
        meta = model._meta
        changelist = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
        fields = [field.name for field in meta.get_fields()]
        for probe in [f"{name}__startswith" for name in fields] + [
            f"{name}__gt" for name in fields
        ]:
            response = client.get(changelist, {probe: "a"})
            assert response.status_code == 404, (changelist, probe)
            assert response.content == nowhere.content, (changelist, probe)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("model", "expected"),
    [("round", 7), ("sessionnotice", 8), ("publication", 8), ("partner", 7), ("initiative", 8)],
)
def test_lists_take_the_same_queries_for_one_row_and_for_three(convener, model, expected, number):
    for index in range(number):
        Partner.objects.create(name=f"Stiftung {index}", position=index)
        row = make_round(2010 + 2 * index, 2011 + 2 * index)
        question = make_question(row)
        make_notice(row, question)
        make_publication(row, question)
    assert queries(convener, address(f"{model}_changelist")) == expected


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_the_same_queries_for_one_question_and_for_three(convener, number):
    row = make_round()
    questions = [make_question(row, position) for position in range(1, number + 1)]
    publication = make_publication(row, *questions, statements=number)
    notice = make_notice(row, *questions)
    counted = {
        "round": queries(convener, address("round_change", row.pk)),
        "notice": queries(convener, address("sessionnotice_change", notice.pk)),
        "publication": queries(convener, address("publication_change", publication.pk)),
    }
    assert counted == {"round": 7, "notice": 10, "publication": 9}


# --- questions in order -------------------------------------------------------------------------


def question_rows(client: Client, dialogue_round: Round, numbers: dict[str, str]) -> None:
    """Type numbers beside the questions and save."""
    page = address("round_change", dialogue_round.pk)
    values = form_of(client, page)
    for index, question in enumerate(dialogue_round.questions.all()):
        if question.text_de in numbers:
            values[f"questions-{index}-position"] = numbers[question.text_de]
    assert client.post(page, values).status_code == 302


@pytest.mark.parametrize(
    ("numbers", "order"),
    [
        ({"A": "2", "B": "1"}, "BAC"),
        ({"C": "1"}, "CAB"),
        ({"A": "3"}, "BCA"),
        ({"A": ""}, "BCA"),
        ({"A": "", "B": "", "C": ""}, "ABC"),
        ({"A": "7", "B": "7", "C": "7"}, "ABC"),
        ({"B": "0"}, "BAC"),
        ({"A": "40", "B": "30", "C": "20"}, "CBA"),
    ],
)
def test_questions_stand_where_their_numbers_say(convener, dialogue_round, numbers, order):
    for position, letter in enumerate("ABC", start=1):
        make_question(dialogue_round, position, text_de=letter)
    question_rows(convener, dialogue_round, numbers)
    assert texts(dialogue_round) == list(enumerate(order, start=1))


def test_a_new_question_goes_where_its_number_says(convener, dialogue_round):
    make_question(dialogue_round, 1, text_de="A")
    make_question(dialogue_round, 2, text_de="B")
    new = new_row("questions", 2, 3, text_de="neu", text_en="new", position="2")
    save(convener, address("round_change", dialogue_round.pk), new)
    assert texts(dialogue_round) == [(1, "A"), (2, "neu"), (3, "B")]


def test_deleting_a_question_closes_the_gap(convener, dialogue_round):
    for position, letter in enumerate("ABC", start=1):
        make_question(dialogue_round, position, text_de=letter)
    save(convener, address("round_change", dialogue_round.pk), {"questions-0-DELETE": "on"})
    assert texts(dialogue_round) == [(1, "B"), (2, "C")]


def test_nothing_is_saved_where_a_question_lacks_a_language(convener, dialogue_round):
    make_question(dialogue_round, 1, text_de="A")
    new = new_row("questions", 1, 2, text_de="neu", text_en="", position="1")
    response = save(convener, address("round_change", dialogue_round.pk), new)
    assert response.status_code == 200
    assert "neu" in response.content.decode()
    assert texts(dialogue_round) == [(1, "A")]


def test_a_round_can_be_made_with_its_questions(convener):
    values = {
        "start_year": "2022",
        "end_year": "2023",
        "theme_de": "Thema",
        "theme_en": "Theme",
        **new_row("questions", 0, 2, text_de="A", text_en="A"),
        **new_row("questions", 1, 2, text_de="B", text_en="B", position="1"),
    }
    save(convener, address("round_add"), values)
    assert texts(Round.objects.get()) == [(1, "B"), (2, "A")]


# --- the other pages ----------------------------------------------------------------------------


def test_a_notice_refuses_questions_of_another_round(convener, dialogue_round):
    other = make_question(make_round(2016, 2017))
    values = {
        "round": str(dialogue_round.pk),
        "month": "2020-05-17",
        "title_de": "Titel",
        "title_en": "Title",
        "city_de": "Bonn",
        "city_en": "Bonn",
        "questions": [str(other.pk)],
    }
    response = save(convener, address("sessionnotice_add"), values)
    assert "These questions belong to another round." in response.content.decode()
    assert not dialogue_round.notices.exists()


def test_a_notice_keeps_the_month_only(convener, dialogue_round):
    question = make_question(dialogue_round)
    notice = make_notice(dialogue_round)
    changes = {"month": "2020-05-17", "questions": [str(question.pk)]}
    save(convener, address("sessionnotice_change", notice.pk), changes)
    notice.refresh_from_db()
    assert notice.month.isoformat() == "2020-05-01"
    assert list(notice.questions.all()) == [question]


def test_the_initiative_is_one_row_and_stays(convener):
    names = ("name", "lead", "participants_from", "aims", "format")
    values = {f"{name}_{language}": "x" for name in names for language in ("de", "en")}
    values |= {"acronym": "MSG", "participants_min": "25", "participants_max": "30"}
    save(convener, address("initiative_add"), values)
    assert Initiative.objects.get().pk == 1
    superuser = browser_of(make_staff())
    assert superuser.get(address("initiative_add")).status_code == 404
    assert superuser.post(address("initiative_delete", 1), {"post": "yes"}).status_code == 404
    assert Initiative.objects.exists()


def whole_record() -> list[dict[str, Any]]:
    """Return every publication in German: the page read last may have been in English."""
    with override("de"):
        return list(Publication.objects.values())


def test_nobody_writes_a_publication_here(dialogue_round):
    publication = make_publication(dialogue_round)
    client = browser_of(make_staff())
    before = whole_record()
    assert client.get(address("publication_add")).status_code == 404
    assert client.post(address("publication_add"), {"title_de": "x"}).status_code == 404
    change = address("publication_change", publication.pk)
    assert client.post(change, {"title_de": "x"}).status_code == 404
    delete = address("publication_delete", publication.pk)
    assert client.post(delete, {"post": "yes"}).status_code == 404
    assert whole_record() == before
    page = client.get(change).content.decode()
    assert "Befund" in page
    assert 'name="_save"' not in page


def test_what_was_released_keeps_its_round(convener, dialogue_round):
    make_publication(dialogue_round)
    delete = address("round_delete", dialogue_round.pk)
    convener.post(delete, {"post": "yes"})
    browser_of(make_staff()).post(delete, {"post": "yes"})
    assert Round.objects.get() == dialogue_round


def test_a_question_goes_only_after_it_was_confirmed(convener, dialogue_round):
    make_question(dialogue_round)
    delete = address("round_delete", dialogue_round.pk)
    assert "This cannot be undone." in convener.get(delete).content.decode()
    assert GuidingQuestion.objects.exists()
    convener.post(delete, {"post": "yes"})
    assert not GuidingQuestion.objects.exists()
