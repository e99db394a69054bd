"""Thanks by name: by own consent, together or not at all, and gone at once when taken back."""

import datetime
import re
from collections.abc import Sequence

from participants.leaving import erase
from participants.models import Membership, Participant
from participants.thanks import set_thanked
from rounds.models import Acknowledgement, Round
from tests.cast import ROLES, DemoTestCase

TODAY = datetime.date(2026, 3, 10)
PAGES = ("/de/rounds/2013-2015/", "/en/rounds/2013-2015/")


class ThanksTest(DemoTestCase):
    dialogue_round: Round
    members: Sequence[Membership]

    def setUp(self) -> None:
        self.dialogue_round = Round.objects.get(start_year=2013)
        rows = Membership.objects.filter(round=self.dialogue_round).select_related("participant")
        own = rows.get(participant__user__email=ROLES["there"])
        others = rows.exclude(pk=own.pk).order_by("pk")
        self.members = [own, *others[:6]]

    def thank(self, *numbers: int, is_thanked: bool = True) -> None:
        for number in numbers:
            assert set_thanked(self.members[number], is_thanked=is_thanked, today=TODAY)

    def names(self, *numbers: int) -> list[str]:
        return sorted(self.members[number].participant.full_name for number in numbers)

    def shown(self) -> list[str]:
        found = []
        for page in PAGES:
            body = self.client_of("public").get(page).content.decode()
            _, heading, section = body.partition('id="dank"')
            found.append(sorted(re.findall(r"<li[^>]*>([^<]+)</li>", section)) if heading else [])
        assert found[0] == found[1]
        return found[0]

    def test_names_show_together_or_not_at_all(self) -> None:
        self.thank(0, 1, 2, 3)
        assert self.shown() == []
        self.thank(4)
        assert self.shown() == self.names(0, 1, 2, 3, 4)
        self.thank(2, is_thanked=False)
        assert self.shown() == []
        assert not Acknowledgement.objects.exists()

    def test_nobody_elses_name_shows_and_no_other_round_thanks(self) -> None:
        self.thank(0, 1, 2, 3, 4)
        page = self.client_of("public").get(PAGES[0]).content.decode()
        assert self.members[5].participant.family_name not in page
        other = self.client_of("public").get("/de/rounds/2020-2021/").content.decode()
        assert 'id="dank"' not in other
        for address in ("/record.json", "/de/search/?q=" + self.names(0)[0]):
            body = self.client_of("public").get(address).content.decode()
            assert not [name for name in self.names(1, 2, 3) if name in body]

    def test_the_order_is_not_that_of_the_table(self) -> None:
        orders = set()
        for _ in range(12):
            self.thank(*range(6))
            orders.add(Acknowledgement.objects.get().names)
        assert len(orders) > 1

    def test_before_a_round_is_over_nobody_is_thanked(self) -> None:
        assert not set_thanked(self.members[0], is_thanked=True, today=datetime.date(2015, 12, 31))
        assert not Membership.objects.filter(is_thanked=True).exists()

    def test_a_corrected_name_is_corrected_there(self) -> None:
        self.thank(0, 1, 2, 3, 4)
        person = self.members[1].participant
        person.family_name = "Neuerling"
        person.save()
        assert any("Neuerling" in name for name in self.shown())

    def test_who_is_erased_or_no_member_any_more_is_thanked_no_more(self) -> None:
        self.thank(0, 1, 2, 3, 4, 5, 6)
        gone = self.members[1].participant.full_name
        now = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)
        erase(self.members[1].participant, now=now, today=TODAY)
        assert gone not in self.shown()
        gone = self.members[2].participant.full_name
        self.members[2].delete()
        assert gone not in self.shown()
        assert self.shown() == self.names(0, 3, 4, 5, 6)
        Participant.objects.get(pk=self.members[3].participant_id).delete()
        assert self.shown() == []

    def test_one_agrees_and_takes_it_back_on_ones_own_page(self) -> None:
        self.thank(1, 2, 3, 4)
        there = self.client_of("there")
        address = "/my/account/rounds/2013-2015/thanks/"
        assert there.get(address).status_code == 200
        there.post(address, {"is_thanked": "on"})
        assert self.shown() == self.names(0, 1, 2, 3, 4)
        assert "zugestimmt" in there.get("/my/account/").content.decode()
        there.post(address, {})
        assert self.shown() == []
        assert self.client_of("elsewhere").get(address).status_code == 404
        assert self.client_of("elsewhere").post(address, {"is_thanked": "on"}).status_code == 404
