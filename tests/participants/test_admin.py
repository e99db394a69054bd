"""The staff pages about people: who may see what, and what is kept of it."""

import pytest
from django.test import Client
from django.urls import reverse

from participants.models import Membership, Organisation, OrganisationName, Participant, User
from rounds.models import Round
from tests.participants.people import make_organisation, make_participant, make_sector, make_staff
from tests.participants.staff_pages import browser_of, form_of, new_row, queries, save, traces
from tests.rounds.record import make_round

pytestmark = pytest.mark.django_db

SECRETS = ("Zwickmüller", "Quendolin", "zwick@example.org", "Honorarkonsul", "Nordquell", "NQXWERK")
"""What may stand on a person's own page and in no trace of it."""


@pytest.fixture
def convener() -> Client:
    return browser_of(make_staff("convener"))


@pytest.fixture
def secret() -> Participant:
    return make_participant(
        "Zwickmüller",
        given_name="Quendolin",
        email="zwick@example.org",
        biography_de="Honorarkonsul",
        dialogue_round=make_round(),
        organisation=make_organisation("NQXWERK", name_de="Nordquell", name_en="Nordquell"),
    )


def address(page: str, *arguments: object) -> str:
    return reverse(f"admin:participants_{page}", args=arguments)


def listed(client: Client, **query: object) -> list[str]:
    """Return the family names a list of participants shows."""
    response = client.get(address("participant_changelist"), query)
    return [participant.family_name for participant in response.context["cl"].result_list]


# --- lists --------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("participant", 11),
        ("organisation", 8),
        ("sector", 7),
        ("sectorgroup", 7),
        ("user", 7),
    ],
)
def test_lists_take_the_same_queries_for_one_row_and_for_three(convener, model, expected, number):
    dialogue_round = make_round()
    for index in range(number):
        organisation = make_organisation(f"O{index}", sector=make_sector(f"s{index}"))
        make_participant(f"P{index}", dialogue_round=dialogue_round, organisation=organisation)
        make_staff(email=f"u{index}@example.org")
    assert queries(convener, address(f"{model}_changelist")) == expected


@pytest.mark.parametrize("group", ["convener", "rapporteur"])
@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_the_same_queries_for_one_row_and_for_three(group, number):
    client = browser_of(make_staff(group))
    organisation = make_organisation()
    person = make_participant()
    for index in range(number):
        row = make_round(2010 + 2 * index, 2011 + 2 * index)
        Membership.objects.create(participant=person, round=row, organisation=organisation)
        OrganisationName.objects.create(organisation=organisation, text=f"Name {index}")
    counted = [
        queries(client, address("participant_change", person.pk)),
        queries(client, address("organisation_change", organisation.pk)),
    ]
    assert counted == {"convener": [10, 8], "rapporteur": [7, 7]}[group]


def test_the_list_shows_the_organisation_of_the_latest_round(convener):
    person = make_participant()
    for start, acronym in ((2020, "NEU"), (2016, "ALT")):
        Membership.objects.create(
            participant=person,
            round=make_round(start, start + 1),
            organisation=make_organisation(acronym),
        )
    page = convener.get(address("participant_changelist")).content.decode()
    row = page[page.index("<tbody>") : page.index("</tbody>")]
    assert "NEU" in row
    assert "ALT" not in row
    assert row.index("2016–2017") < row.index("2020–2021")


def test_people_are_found_by_name_and_address(convener):
    make_participant("Koch", given_name="Lena", email="lk@example.org")
    make_participant("Lang", given_name="Friedrich", email="fl@example.org")
    assert listed(convener, q="koch") == ["Koch"]
    assert listed(convener, q="Friedrich") == ["Lang"]
    assert listed(convener, q="lk@") == ["Koch"]


def test_people_are_narrowed_by_round_sector_and_organisation(convener):
    first, second = make_round(2016, 2017), make_round(2020, 2021)
    office = make_organisation("AA", sector=make_sector("ministry"))
    company = make_organisation("GmbH", sector=make_sector("business"))
    make_participant("Koch", dialogue_round=first, organisation=office)
    make_participant("Lang", dialogue_round=second, organisation=company)
    assert listed(convener) == ["Koch", "Lang"]
    assert listed(convener, round=first.pk) == ["Koch"]
    assert listed(convener, sector=company.sector_id) == ["Lang"]
    assert listed(convener, organisation=office.pk) == ["Koch"]
    assert listed(convener, round=first.pk, organisation=company.pk) == []
    assert listed(convener, round="nonsense") == ["Koch", "Lang"]


@pytest.mark.parametrize(
    "probe",
    [
        {"user__email__startswith": "zwick"},
        {"email__startswith": "zwick"},
        {"email": "zwick@example.org"},
        {"memberships__organisation__acronym": "NQXWERK"},
        {"memberships__organisation__name_de__startswith": "N"},
        {"attendances__session__title_de__contains": "a"},
        {"invitations__token_hash__startswith": "a"},
        {"user__password__startswith": "argon"},
    ],
)
@pytest.mark.usefixtures("secret")
def test_no_look_up_answers_what_the_list_does_not_show(convener, probe):
    absent = {name: f"{value}-nobody" for name, value in probe.items()}
    answers = [convener.get(address("participant_changelist"), query) for query in (probe, absent)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


# --- nothing is kept of a name ------------------------------------------------------------------


def test_names_are_on_the_page_and_not_in_its_title(convener, secret):
    page = convener.get(address("participant_change", secret.pk)).content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert "Quendolin Zwickmüller" in page
    assert all(word not in title for word in SECRETS)


def test_adding_changing_and_deleting_leave_no_name_behind(convener, secret):
    dialogue_round, organisation = Round.objects.get(), Organisation.objects.get()
    told = []
    values = {"given_name": "Quendolin", "family_name": "Zwickmüller", "email": "q@example.org"}
    member = {"round": dialogue_round.pk, "organisation": organisation.acronym}
    added = save(
        convener, address("participant_add"), values | new_row("memberships", 0, 1, **member)
    )
    told.append(traces(added))
    changes = {
        "biography_de": "Honorarkonsul, Nordquell",
        "memberships-0-position_de": "Honorarkonsul",
    }
    told.append(traces(save(convener, address("participant_change", secret.pk), changes)))
    told.append(
        traces(
            save(
                convener,
                address("organisation_change", organisation.pk),
                {"name_en": "Nordquell"}
                | new_row("other_names", 0, 1, text="Nordquell alt", kind="alias"),
            )
        )
    )
    delete = address("participant_delete", secret.pk)
    confirmation = convener.get(delete).content.decode()
    assert 'id="deleted-objects"' not in confirmation, "says in words what is erased"
    told.append(traces(convener.post(delete, {"post": "yes"})))
    assert Participant.objects.get().email == "q@example.org"
    assert OrganisationName.objects.get().text == "Nordquell alt"
    assert "participant" in told[-1]
    for word in SECRETS:
        assert word not in repr(told)


def test_the_history_names_an_account_by_its_number(convener, secret):
    save(convener, address("participant_change", secret.pk), {"title": "Dr."})
    page = convener.get(address("participant_history", secret.pk)).content.decode()
    assert "Account " in page
    assert "convener@example.org" not in page
    assert all(word not in page for word in SECRETS)


# --- who may what -------------------------------------------------------------------------------


def test_a_rapporteur_looks_and_does_not_touch(secret):
    client = browser_of(make_staff("rapporteur"))
    change = address("participant_change", secret.pk)
    page = client.get(change).content.decode()
    assert "NQXWERK – Nordquell" in page
    assert 'name="_save"' not in page
    assert client.post(change, {"family_name": "Anders"}).status_code == 404
    assert client.get(address("participant_add")).status_code == 404
    delete = address("participant_delete", secret.pk)
    assert client.post(delete, {"post": "yes"}).status_code == 404
    assert Participant.objects.get().family_name == "Zwickmüller"


def test_a_rapporteur_does_not_see_accounts(secret):
    secret.user = make_staff("reviewer", email="hidden@example.org")
    secret.save()
    client = browser_of(make_staff("rapporteur"))
    nowhere = client.get(reverse("admin:index") + "nowhere/")
    look_up = {"app_label": "participants", "model_name": "participant", "field_name": "user"}
    for answer in (
        client.get(address("user_changelist")),
        client.get(address("user_changelist"), {"q": "hidden"}),
        client.get(address("user_change", secret.user.pk)),
        client.get(reverse("admin:autocomplete"), {**look_up, "term": "hidden"}),
    ):
        assert answer.status_code == 404
        assert answer.content == nowhere.content
    page = client.get(address("participant_change", secret.pk)).content.decode()
    assert "hidden@example.org" not in page


def test_a_convener_changes_an_address_and_gives_no_rights(convener):
    user = User.objects.create_user("alt@example.org")
    changes = {"email": "NEU@example.org", "is_staff": "on", "is_superuser": "on", "groups": ["1"]}
    save(convener, address("user_change", user.pk), changes)
    user.refresh_from_db()
    assert (user.email, user.is_staff, user.is_superuser) == ("neu@example.org", False, False)
    assert not user.groups.exists()


@pytest.mark.parametrize("values", [{"is_staff": True}, {"is_superuser": True}])
def test_a_convener_cannot_take_over_the_account_of_staff(convener, values):
    user = User.objects.create_user("chef@example.org", **values)
    change = address("user_change", user.pk)
    assert convener.post(change, {"email": "mine@example.org", "language": "de"}).status_code == 404
    user.refresh_from_db()
    assert user.email == "chef@example.org"


def test_a_superuser_gives_rights_and_no_password():
    client = browser_of(make_staff())
    values = {"email": "neu@example.org", "language": "de", "is_active": "on", "is_staff": "on"}
    response = save(client, address("user_add"), values)
    user = User.objects.get(email="neu@example.org")
    assert user.is_staff
    assert not user.has_usable_password()
    assert "neu@example.org" not in traces(response)


def test_two_accounts_cannot_share_an_address_in_another_case(convener):
    User.objects.create_user("eins@example.org")
    user = User.objects.create_user("zwei@example.org")
    response = save(convener, address("user_change", user.pk), {"email": "EINS@example.org"})
    assert "There is an account with this address already." in response.content.decode()


def test_an_account_belongs_to_one_person(convener, secret):
    taken = User.objects.create_user("vergeben@example.org")
    free = User.objects.create_user("frei@example.org")
    make_participant("Koch", user=taken)
    change = address("participant_change", secret.pk)
    for typed, said in (
        ("vergeben@example.org", "Participant with this Account already exists."),
        ("niemand@example.org", "There is no account with this address."),
        (str(free.pk), "There is no account with this address."),
    ):
        page = save(convener, change, {"user": typed}).content.decode()
        assert said in page
        assert f'value="{typed}"' in page, "nothing typed is lost"
        assert "frei@example.org" not in page, "no account is offered"
        secret.refresh_from_db()
        assert secret.user is None
    save(convener, change, {"user": "FREI@example.org"})
    secret.refresh_from_db()
    assert secret.user == free
    save(convener, change, {"title": "Dr."})
    secret.refresh_from_db()
    assert (secret.user, secret.title) == (free, "Dr.")
    save(convener, change, {"user": ""})
    secret.refresh_from_db()
    assert secret.user is None
    assert taken.participant.family_name == "Koch"


# --- rows ---------------------------------------------------------------------------------------


def test_a_person_sits_for_one_organisation_in_a_round(convener, secret):
    dialogue_round, organisation = Round.objects.get(), Organisation.objects.get()
    again = new_row("memberships", 1, 2, round=dialogue_round.pk, organisation=organisation.name)
    response = save(convener, address("participant_change", secret.pk), again)
    assert response.status_code == 200
    assert Membership.objects.count() == 1


def test_the_key_of_a_sector_is_chosen_once(convener):
    sector = make_sector("ministry")
    save(convener, address("sector_change", sector.pk), {"key": "other", "name_de": "Ministerien"})
    sector.refresh_from_db()
    assert (sector.key, sector.name_de) == ("ministry", "Ministerien")


@pytest.mark.usefixtures("secret")
def test_what_stands_in_the_way_of_deleting_is_explained(convener):
    delete = address("organisation_delete", Organisation.objects.get().pk)
    page = convener.get(delete).content.decode()
    assert "This cannot be deleted, because what is listed here builds on it." in page
    convener.post(delete, {"post": "yes"})
    assert Organisation.objects.exists()


def test_an_empty_page_can_be_filled_in(convener):
    make_sector()
    assert "sector" in form_of(convener, address("organisation_add"))
