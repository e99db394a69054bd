"""What staff write straight to the public is looked at before it stands there."""

import html
import re

from rounds.models import GuidingQuestion, Round, SessionNotice
from sessions.models import Session
from tests.cast import DemoTestCase
from tests.participants.staff_pages import new_row, save

TELLING = "können verraten, wer da war"
BOX = re.compile(r'<input type="checkbox" name="judged" value="([0-9a-f]{16})"')


def asked_in(page: str) -> str:
    """Return what the box on a page stands for."""
    box = BOX.search(page)
    assert box
    return box[1]


class PublicWordsTest(DemoTestCase):
    """Milena Petrova was at a session of the round of 2020–2021."""

    def setUp(self) -> None:
        """Sign in, in German."""
        super().setUp()
        self.round = Session.objects.get(title_de="Gestalten statt nachsteuern").round
        user = self.user("convener")
        user.language = "de"
        user.save()
        self.convener = self.client_of("convener")

    def notice(self, title: str, **values: str) -> dict[str, str]:
        """Return what is typed into a new notice."""
        return {
            "round": str(self.round.pk),
            "month": "2021-10-01",
            "title_de": title,
            "title_en": "A talk",
            "city_de": "Berlin",
            "city_en": "Berlin",
            **values,
        }

    def add(self, data: dict[str, str]) -> str:
        """Save a new notice; return the page that comes back, empty if it was saved."""
        answer = self.convener.post("/admin/rounds/sessionnotice/add/", data)
        return html.unescape(answer.content.decode()) if answer.status_code == 200 else ""

    def test_a_notice_that_names_somebody_comes_back_and_nothing_is_public(self) -> None:
        for title in ("Gespräch mit Dr. Milena Petrova", "Petrova berichtet"):
            page = self.add(self.notice(title))
            assert TELLING in page
            assert f'value="{title}"' in page
        assert TELLING in self.add(self.notice("Ein Gespräch", title_en="Milena Petrova reports"))
        assert not SessionNotice.objects.filter(title_en="A talk").exists()
        assert not SessionNotice.objects.filter(title_en__contains="Petrova").exists()
        for address in ("/de/rounds/2020-2021/sessions/", "/en/rounds/2020-2021/sessions/"):
            assert "Petrova" not in self.client_of("public").get(address).content.decode()

    def test_what_tells_nothing_is_saved_at_once(self) -> None:
        assert self.add(self.notice("Register und ihr Ende")) == ""
        notice = SessionNotice.objects.get(title_en="A talk")
        page = self.convener.get(f"/admin/rounds/sessionnotice/{notice.pk}/change/")
        assert not BOX.search(page.content.decode())
        assert 'type="hidden" name="judged"' in page.content.decode()

    def test_what_was_judged_is_saved_and_whatever_is_typed_next_is_judged_anew(self) -> None:
        title = "Petrova berichtet"
        page = self.add(self.notice(title))
        judged = asked_in(page)
        other = self.add(self.notice("Gespräch mit Milena Petrova", judged=judged))
        assert TELLING in other, "the box was ticked for other words"
        assert asked_in(other) != judged
        assert self.add(self.notice(title, judged=judged)) == ""
        assert SessionNotice.objects.get(title_en="A talk").title_de == title

    def test_a_round_and_its_questions_are_looked_at(self) -> None:
        change = f"/admin/rounds/round/{self.round.pk}/change/"
        theme = {"theme_de": "Fragen von Milena Petrova"}
        page = html.unescape(save(self.convener, change, theme).content.decode())
        assert TELLING in page
        assert BOX.search(page)
        number = self.round.questions.count()
        question = new_row(
            "questions",
            number,
            number + 1,
            position="9",
            text_de="Was schlug Milena Petrova vor?",
            text_en="What then?",
        )
        page = html.unescape(save(self.convener, change, question).content.decode())
        assert TELLING in page
        assert not BOX.search(page), "a question is written otherwise"
        assert not Round.objects.filter(theme_de__contains="Petrova").exists()
        assert not GuidingQuestion.objects.filter(text_de__contains="Petrova").exists()
        assert save(self.convener, change, {"theme_en": "Technology"}).status_code == 302

    def test_those_who_only_look_have_no_box(self) -> None:
        notice = SessionNotice.objects.filter(round=self.round)[0]
        for role in ("rapporteur", "reviewer"):
            page = self.client_of(role).get(f"/admin/rounds/sessionnotice/{notice.pk}/change/")
            assert page.status_code in (200, 404)
            assert b"judged" not in page.content
