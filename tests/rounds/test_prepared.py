"""What is worked out once must be right the second time: other rows, round, language."""

from django.db.models import Count, F
from django.template import Context, Template
from django.test import SimpleTestCase, TestCase
from django.utils.translation import get_language, override
from modeltranslation.utils import build_localized_fieldname

from rounds.models import GuidingQuestion, SessionNotice
from rounds.prepared import Prepared
from tests.rounds.record import make_notice, make_publication, make_question, make_round


class PreparedTests(TestCase):
    def test_it_asks_anew_each_time_and_for_the_number_that_is_given(self):
        first, second = make_round(2018, 2019), make_round(2020, 2021)
        make_question(first)
        query = Prepared(
            lambda number: GuidingQuestion.objects.filter(round=number).order_by("position")
        )
        assert [row.position for row in query.rows(first.pk)] == [1]
        assert query.rows(second.pk) == []
        make_question(second, 2)
        make_question(second, 3)
        assert [row.position for row in query.rows(second.pk)] == [2, 3]

    def test_rows_are_as_those_of_the_queryset(self):
        question = make_question(make_round())
        notice = make_notice(question.round, question, is_invented=True)
        make_publication(question.round, question)

        def build(number: int):
            rows = SessionNotice.objects.filter(round=number).annotate(dealt_with=F("questions"))
            return rows.annotate(number=Count("questions")).order_by("month")

        [prepared] = Prepared(build).rows(question.round_id)
        [asked] = build(question.round_id)
        assert prepared == asked == notice
        for name in ("month", "is_invented", "title", "city", "dealt_with", "number", "public_id"):
            assert getattr(prepared, name) == getattr(asked, name), name
            assert type(getattr(prepared, name)) is type(getattr(asked, name)), name

    def test_each_language_has_its_own(self):
        make_notice(make_round(), title_de="Auftakt", title_en="Opening")
        query = Prepared(
            lambda _: SessionNotice.objects.values_list(
                build_localized_fieldname("title", get_language())
            )
        )
        for language, title in (("de", "Auftakt"), ("en", "Opening"), ("de", "Auftakt")):
            with override(language):
                assert query.values() == [(title,)]


class FixedTests(SimpleTestCase):
    def render(self, template: Template, **values: object) -> str:
        return template.render(Context(values))

    def test_it_is_rendered_once_in_each_language(self):
        template = Template(
            "{% load fixed i18n %}"
            "{% fixed %}{% translate 'Publications' %} {{ secret }}{% endfixed %}"
        )
        for language, word in (("de", "Publikationen "), ("en", "Publications "), ("de", "Publik")):
            with override(language):
                assert self.render(template, secret="x").startswith(word)

    def test_it_sees_what_it_names_and_nothing_else(self):
        template = Template("{% load fixed %}{% fixed one %}{{ one }}{{ two }}{% endfixed %}")
        assert self.render(template, one="<a>", two="b") == "&lt;a&gt;"
        assert self.render(template, one="c", two="b") == "c"
        assert self.render(template, one="<a>", two="b") == "&lt;a&gt;"
