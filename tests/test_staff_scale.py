"""Three times the rows once pages are full: the staff's pages ask as often and hardly say more.

Every page of the administration there is, found by its address, as somebody who may do everything
and as a rapporteur, who mostly looks on and writes outputs.
"""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse
from django.utils import timezone

from participants.models import Membership, Organisation
from rounds.models import Round
from sessions.admin.offered import AROUND, NEWEST
from sessions.models import Contribution, Note, Output, Recheck, Session
from tests.cast import DemoTestCase
from tests.participants.people import make_staff
from tests.participants.staff_pages import browser_of, form_of
from tests.support.copies import GROWING, Copies, invite_all_members

FULL = 6
"""Times the demo after which each list that grows has more rows than a page."""
MORE = 2 * FULL

BOUNDED_OTHERWISE = {
    "rounds": "the calendar: one begins in two years",
    "members and guiding questions of a round": "25 to 30 people and a dozen questions by its aims",
    "sectors": "a choice of the programme, which the labels are made of",
    "rows of one person, session or output": "what its own page is for",
}
"""What is not copied here, and why a page may show all of it."""

NOT_OPENED = {
    "autocomplete": "answers nobody: no field asks it",
    "jsi18n": "Django's own words for its scripts",
    "login": "leads to the sign-in",
    "logout": "signs out",
    "password_change": "leads to the account's own page",
    "password_change_done": "the same",
    "view_on_site": "leads to a public page",
    "dialogue_sessions_output_findings": "takes what is typed",
    "dialogue_sessions_output_step": "takes a step",
    "dialogue_sessions_output_accept": "takes a reason",
    "dialogue_sessions_output_settle": "takes an answer",
    "dialogue_sessions_output_correct": "takes a step",
    "dialogue_sessions_session_notes_keep": "takes what is typed",
}
"""Addresses that show nothing of their own."""

NOBODY_OPENS = {
    f"{model}_{page}"
    for model in (
        "rounds_publication",
        "participants_invitation",
        "participants_mailing",
        "dialogue_sessions_contribution",
        "rounds_initiative",
        "rounds_legalpage",
    )
    for page in ("add", "delete")
}
"""Pages that Django has and nobody may open."""

ALSO = {
    "participants_participant_changelist": "?q=a&sector=1",
    "participants_mailing_changelist": "?standing=held",
    "dialogue_sessions_output_changelist": "?status__exact=draft&q=Teil",
    "dialogue_sessions_session_changelist": "?p=1",
    "dialogue_sessions_contribution_changelist": "?language__exact=de",
}
"""What lists are narrowed by, besides being opened."""


def names_of_pages() -> set[str]:
    """Return the names of all addresses of the administration."""

    def names(patterns: Any) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                if pattern.name:
                    yield pattern.name
            else:
                yield from names(pattern.url_patterns)

    return set(names(admin.site.get_urls()))


class StaffScaleTest(DemoTestCase):
    copies: ClassVar[Copies]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        now = timezone.now()
        invite_all_members()
        released = Output.objects.filter(status="published").order_by("pk")
        Recheck.objects.create(output=released[0], found_on=now, blocks=1, reviews=0, problems=0)
        cls.a_draft = Output.objects.filter(status="draft", kind="policy_option").order_by("pk")[0]
        Note.objects.create(agenda_item=cls.a_draft.parts.all()[0], text="Ein Gedanke", ends_on=now)
        cls.released = released[0]
        cls.in_review = Output.objects.filter(status="in_review").order_by("pk")[0]
        cls.copies = Copies()
        cls.originals = {model: rows[0].pk for model, rows in cls.copies.rows.items() if rows}
        cls.copies.add(FULL - 1)

    def arguments(self) -> dict[str, tuple[Any, ...]]:
        """Return what each address of a row takes, by the name of the page."""
        taken: dict[str, tuple[Any, ...]] = {}
        for model in admin.site._registry:
            meta = model._meta
            row = self.originals.get(model) or model._default_manager.order_by("pk")[0].pk
            for page in ("change", "history", "delete"):
                taken[f"{meta.app_label}_{meta.model_name}_{page}"] = (row,)
        session, output = "dialogue_sessions_session", "dialogue_sessions_output"
        for page in ("replies", "notes", "box", "papers"):
            taken[f"{session}_{page}"] = (self.session.pk,)
        taken[f"{session}_change"] = (self.session.pk,)
        draft, released = self.a_draft.pk, self.released.pk
        statement = self.a_draft.statements.order_by("pk")[0].pk
        return {
            **taken,
            "participants_participant_delete": (self.user("there").participant.pk,),
            f"{output}_change": (draft,),
            f"{output}_delete": (draft,),
            f"{output}_notes": (draft,),
            f"{output}_consent": (draft, statement),
            f"{output}_preview": (released, "de"),
            f"{output}_release": (self.in_review.pk,),
            f"{output}_withdraw": (released,),
            "participants_invitation_invite": (Round.objects.order_by("-start_year")[0].pk,),
            "app_list": ("dialogue_sessions",),
        }

    def addresses(self) -> list[str]:
        """Return the address of every page there is, and of lists that are narrowed."""
        taken, found = self.arguments(), []
        for name in sorted(names_of_pages() - set(NOT_OPENED)):
            address = reverse(f"admin:{name}", args=taken.get(name, ()))
            found.append(address)
            if name in ALSO:
                found.append(address + ALSO[name])
        return found

    def cost(self, client: Client, address: str) -> tuple[int, int, int]:
        """Return status, queries and bytes of a page."""
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        return response.status_code, len(queries), len(response.content)

    def test_more_rows_make_no_page_longer(self):
        clients = {
            "superuser": browser_of(make_staff(language="de")),
            "rapporteur": self.client_of("rapporteur"),
        }
        addresses, taken = self.addresses(), self.arguments()
        before = {}
        for role, client in clients.items():
            for address in addresses:
                client.get(address)  # what a process keeps, and that somebody looked today
                before[role, address] = self.cost(client, address)
        opened = {address for (_role, address), (status, *_cost) in before.items() if status == 200}
        assert set(addresses) - opened == {
            reverse(f"admin:{name}", args=taken.get(name, ())) for name in NOBODY_OPENS
        }
        self.copies.add(MORE)
        grown = []
        for (role, address), (status, queries, size) in before.items():
            now = self.cost(clients[role], address)
            if now[:2] != (status, queries) or now[2] > 1.1 * size:
                grown.append(f"{role} {address}: {(status, queries, size)} -> {now}")
        assert not grown, "\n".join(grown)

    def test_the_lists_are_full_before_they_grow(self):
        client = browser_of(make_staff())
        for model in admin.site._registry:
            if model not in GROWING:
                continue
            meta = model._meta
            address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
            shown = client.get(address).context["cl"]
            assert len(shown.result_list) == 50 < shown.result_count, model

    # --- what is not on offer is within reach ---------------------------------------------------

    def test_an_output_of_an_older_session_begins_on_its_page(self):
        client, oldest = self.client_of("rapporteur"), Session.objects.order_by("starts_at")[0]
        add = reverse("admin:dialogue_sessions_output_add")
        offered = re.findall(r'<option value="(\d+)"', client.get(add).content.decode())
        newest = Session.objects.order_by("-starts_at").values_list("pk", flat=True)[:NEWEST]
        assert set(map(int, offered)) == set(newest)
        page = reverse("admin:dialogue_sessions_session_change", args=[oldest.pk])
        link = f"{add}?session={oldest.pk}"
        assert link in client.get(page).content.decode()
        values = form_of(client, link)
        assert values["session"] == str(oldest.pk)
        texts = {"kind": "finding", "title_de": "Alt", "title_en": "Old"}
        assert client.post(add, values | texts).status_code == 302
        assert Output.objects.get(title_de="Alt").session == oldest
        people = reverse("admin:participants_participant_changelist")
        for nonsense in ("0", "x", "9" * 40, "9" * 4301, "-1", "²", "٣"):
            assert client.get(add, {"session": nonsense}).status_code == 200
            for name in ("organisation", "round"):
                assert client.get(people, {name: nonsense}).status_code == 200

    def test_sessions_nearest_in_time_are_offered_and_none_is_lost(self):
        output = self.a_draft
        client = self.client_of("rapporteur")
        far = Session.objects.filter(round=output.session.round).order_by("starts_at")[0]
        output.also_heard_in.add(far)
        change = reverse("admin:dialogue_sessions_output_change", args=[output.pk])
        page = client.get(change).content.decode()
        offered = re.findall(r'name="also_heard_in" value="(\d+)"', page)
        assert len(offered) <= 2 * AROUND + 1
        assert str(far.pk) in offered
        assert str(output.session_id) not in offered
        assert client.post(change, form_of(client, change)).status_code == 302
        assert list(output.also_heard_in.all()) == [far]

    def test_contributions_of_an_older_session_are_read_from_its_page(self):
        client = self.client_of("reviewer")
        written = Contribution.objects.filter(is_shown=True).order_by("pk")[0]
        part = written.agenda_item
        Contribution.objects.bulk_create(
            Contribution(
                agenda_item=row.agenda_items.all()[0],
                question=written.question,
                text="Ein Satz",
                language="de",
                is_shown=True,
            )
            for row in Session.objects.exclude(pk=part.session_id).order_by("-starts_at")[:NEWEST]
        )
        Session.objects.filter(pk=part.session_id).update(
            starts_at="2013-01-01T09:00Z", ends_at="2013-01-01T10:00Z"
        )
        address = reverse("admin:dialogue_sessions_contribution_changelist")
        link = f"{address}?session={part.session_id}"
        page = reverse("admin:dialogue_sessions_session_change", args=[part.session_id])
        assert link in client.get(page).content.decode()
        assert f"?session={part.session_id}" not in client.get(address).content.decode()
        shown = client.get(link).context["cl"].result_list
        assert {row.agenda_item.session_id for row in shown} == {part.session_id}

    def test_people_of_an_organisation_are_found_from_its_page(self):
        client = self.client_of("convener")
        earlier = Membership.objects.order_by("round__start_year")[0]
        address = reverse("admin:participants_participant_changelist")
        link = f"{address}?organisation={earlier.organisation_id}"
        page = reverse("admin:participants_organisation_change", args=[earlier.organisation_id])
        assert link in client.get(page).content.decode()
        shown = client.get(link).context["cl"].result_list
        sat_for = Membership.objects.filter(organisation=earlier.organisation_id)
        assert {row.pk for row in shown} == set(sat_for.values_list("participant", flat=True))
        of_round = f"{address}?round={earlier.round_id}"
        offered = set(re.findall(r"organisation=(\d+)", client.get(of_round).content.decode()))
        members = Membership.objects.filter(round=earlier.round_id)
        assert offered == {str(pk) for pk in members.values_list("organisation", flat=True)}

    # --- what a page names before something is deleted ------------------------------------------

    def test_a_deletion_names_some_rows_and_counts_the_rest(self):
        client = browser_of(make_staff())
        sector = Organisation.objects.filter(name_de__contains="(1)")[0].sector
        address = reverse("admin:participants_sector_delete", args=[sector.pk])
        page = client.get(address).content.decode()
        number = sector.organisations.count()
        assert f"and {number - 30} more" in page
        assert page.count("Organisation: ") <= 30
