"""The staff pages of outputs: writing, findings beside the text, and the way through the door."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.models import User
from rounds.admin import StaffTranslationAdmin, both, bullets
from sessions.admin.output_forms import (
    MARKED,
    AcceptForm,
    NewOutputForm,
    OutputForm,
    SettleForm,
    StatementInline,
    WithdrawForm,
)
from sessions.admin.typed_text import typed_draft
from sessions.assessment import assess_output
from sessions.chatham_house.clearance import Draft
from sessions.drafting import (
    RELEASE_RIGHT,
    accept_finding,
    clear_output,
    refusals_to_clear,
    return_to_draft,
    settle_objection,
    submit_for_review,
)
from sessions.enums import OutputStatus
from sessions.findings_report import finding_lines, marked_texts, problem_lines
from sessions.labels import LabelWords
from sessions.models import Output
from sessions.publishing import publish, refusals_to_publish, withdraw
from sessions.refusals import Refused
from sessions.rosters import draft_of

STEPS: dict[str, tuple[Callable[..., Any], Promise]] = {
    "submit": (submit_for_review, _("The output was put before the people who were there.")),
    "return": (return_to_draft, _("The output is a draft again.")),
    "clear": (clear_output, _("The output is cleared. Nothing is public yet.")),
}
"""Steps that take one press, with what is said after them."""


@admin.register(Output)
class OutputAdmin(StaffTranslationAdmin):
    """Outputs on their way to the public: what may be done next, and what speaks against it."""

    form = OutputForm
    formfield_overrides = {**StaffTranslationAdmin.formfield_overrides, **MARKED}
    inlines = (StatementInline,)
    readable = {"parts": "part_list", "questions": "question_list"}
    add_fieldsets = (
        (
            None,
            {
                "fields": ("session", "kind", both("title")),
                "description": _(
                    "There is no field for who said something, on purpose. Parts, labels and "
                    "statements come on the next page."
                ),
            },
        ),
    )
    fieldsets = (
        (None, {"fields": ("kind", both("title"), both("lead"))}),
        (_("Where it comes from"), {"fields": ("parts", "questions")}),
    )
    list_display = ("title", "session_month", "kind", "status", "review_ends_on")
    list_filter = ("status", "kind", "session__round")
    search_fields = ("title_de", "title_en", "statements__text_de", "statements__text_en")
    change_form_template = "admin/dialogue_sessions/output/change_form.html"

    @admin.display(description=pgettext_lazy("dialogue", "session"), ordering="session__starts_at")
    def session_month(self, output: Output) -> str:
        """Show the session by its month; its title is on the page."""
        return f"{timezone.localtime(output.session.starts_at):%Y-%m}"

    @admin.display(description=_("draws on the parts"))
    def part_list(self, output: Output) -> str:
        """Return the parts for those who may only look."""
        return bullets(
            [f"{part.title} ({part.get_regime_display()})" for part in output.parts.all()]
        )

    @admin.display(description=_("guiding questions"))
    def question_list(self, output: Output) -> str:
        """Return the questions for those who may only look."""
        return bullets([question.text for question in output.questions.all()])

    def heading(self, obj: Output) -> str:
        """Return the title."""
        return obj.title

    # --- who may do what --------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Output | None = None) -> bool:
        """Text is written by those who may change outputs, until it is cleared."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_editable)

    def has_delete_permission(self, request: HttpRequest, obj: Output | None = None) -> bool:
        """Only a draft nobody has decided about may go; a released one is withdrawn instead."""
        return super().has_delete_permission(request, obj) and (
            obj is None or (obj.status == OutputStatus.DRAFT and not obj.decisions.exists())
        )

    # --- the form ---------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Output | None = None, **kwargs: Any) -> Any:
        """Ask for the session first; what depends on it comes on the next page."""
        if obj is None:
            kwargs["form"] = NewOutputForm
        return super().get_form(request, obj, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Output | None) -> Any:
        """Statements need the parts of a session, so a new output has none yet."""
        return () if obj is None else self.inlines

    def get_queryset(self, request: HttpRequest) -> Any:
        """Read the list through the only way to outputs."""
        return super().get_queryset(request).select_related("session__round")

    def save_model(
        self, request: HttpRequest, obj: Output, form: forms.ModelForm, change: bool
    ) -> None:
        """Whoever writes an output down is its author, and cannot release it."""
        if not change:
            obj.author = _staff(request)
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: Output, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on to the page where the statements are written."""
        return HttpResponseRedirect(_address("change", obj))

    # --- the page ---------------------------------------------------------------------------

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form with the findings of the saved text beside it and the next steps."""
        context = dict(extra_context or {})
        output = None
        if object_id.isdigit():
            output = Output.objects.to_assess().filter(pk=object_id).first()
        if output is not None:
            context.update(self.panel(request, output))
        return super().change_view(request, object_id, form_url, context)

    def panel(self, request: HttpRequest, output: Output) -> dict[str, Any]:
        """Return what the panel beside the form shows: findings, problems, steps, objections."""
        user = _staff(request)
        is_author = user.pk == output.author_id
        may_release = user.has_perm(RELEASE_RIGHT)
        today = timezone.localdate()
        refusals = []
        if output.status == OutputStatus.IN_REVIEW:
            refusals = refusals_to_clear(output, by=user, today=today)
        elif output.status == OutputStatus.CLEARED:
            refusals = refusals_to_publish(output, by=user, today=today)
        return {
            **self.findings(request, output, draft_of(output)),
            "objections": list(output.objections.filter(is_open=True).select_related("statement")),
            "refusals": refusals,
            "may_settle": not is_author and may_release and output.is_editable,
            "may_submit": output.status == OutputStatus.DRAFT
            and self.has_change_permission(request, output),
            "may_return": output.status in (OutputStatus.IN_REVIEW, OutputStatus.CLEARED)
            and (may_release or is_author),
            "may_clear": output.status == OutputStatus.IN_REVIEW and may_release and not refusals,
            "may_release": output.status == OutputStatus.CLEARED and may_release,
            "may_withdraw": output.status == OutputStatus.PUBLISHED and may_release,
        }

    def findings(self, request: HttpRequest, output: Output, draft: Draft) -> dict[str, Any]:
        """Return what the page says about a text, saved or still being typed."""
        user = _staff(request)
        clearance = assess_output(output, draft)
        reasons = {review.finding_id: review.reason for review in output.finding_reviews.all()}
        is_author = user.pk == output.author_id
        return {
            "output": output,
            "finding_lines": finding_lines(draft, clearance, reasons),
            "problem_lines": problem_lines(clearance),
            "marked_texts": marked_texts(draft, clearance),
            "is_author": is_author,
            "may_judge": not is_author
            and user.has_perm("dialogue_sessions.add_findingreview")
            and output.is_editable,
        }

    def findings_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Look at the text as it is being typed; nothing of it is kept."""
        output = self._output_or_404(request, pk)
        if request.method != "POST" or not self.has_change_permission(request, output):
            raise Http404
        draft = typed_draft(output, request.POST)
        return TemplateResponse(
            request,
            "admin/dialogue_sessions/output/findings.html",
            {**self.findings(request, output, draft), "is_typed": True},
        )

    # --- the steps --------------------------------------------------------------------------

    def get_urls(self) -> list[Any]:
        """Add the steps to the admin's own addresses."""
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/findings/",
                view(self.findings_view),
                name="dialogue_sessions_output_findings",
            ),
            path(
                "<int:pk>/step/",
                view(self.step_view),
                name="dialogue_sessions_output_step",
            ),
            path(
                "<int:pk>/accept/",
                view(self.accept_view),
                name="dialogue_sessions_output_accept",
            ),
            path(
                "<int:pk>/settle/",
                view(self.settle_view),
                name="dialogue_sessions_output_settle",
            ),
            path(
                "<int:pk>/release/",
                view(self.release_view),
                name="dialogue_sessions_output_release",
            ),
            path(
                "<int:pk>/withdraw/",
                view(self.withdraw_view),
                name="dialogue_sessions_output_withdraw",
            ),
            *super().get_urls(),
        ]

    def step_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a step that one press is enough for, and say what came of it."""
        output = self._output_or_404(request, pk)
        name = request.POST.get("step", "")
        if request.method != "POST" or name not in STEPS:
            raise Http404
        if not self._may_step(request, output, name):
            raise Http404
        step, done = STEPS[name]
        self._try(
            request,
            lambda: step(output=output, by=_staff(request), today=timezone.localdate()),
            done,
        )
        return HttpResponseRedirect(_address("change", output))

    def accept_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record the reason for a review finding."""
        output = self._output_or_404(request, pk)
        if request.method != "POST" or not request.user.has_perm(
            "dialogue_sessions.add_findingreview"
        ):
            raise Http404
        form = AcceptForm(request.POST)
        if form.is_valid():
            self._try(
                request,
                lambda: accept_finding(output=output, by=_staff(request), **form.cleaned_data),
                _("The reason is recorded. It holds while the sentence stays the same."),
            )
        return HttpResponseRedirect(_address("change", output) + "#findings")

    def settle_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Close an open objection."""
        output = self._output_or_404(request, pk)
        form = SettleForm(request.POST)
        if (
            request.method != "POST"
            or not _staff(request).has_perm(RELEASE_RIGHT)
            or not form.is_valid()
        ):
            raise Http404
        self._try(
            request,
            lambda: settle_objection(
                output=output,
                by=_staff(request),
                today=timezone.localdate(),
                **form.cleaned_data,
            ),
            _("The objection is settled."),
        )
        return HttpResponseRedirect(_address("change", output))

    def release_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show exactly what would be public, and release it by the door."""
        output = self._output_or_404(request, pk)
        user, today = _staff(request), timezone.localdate()
        if not user.has_perm(RELEASE_RIGHT) or output.status not in (
            OutputStatus.IN_REVIEW,
            OutputStatus.CLEARED,
        ):
            raise Http404
        if request.method == "POST" and self._try(
            request,
            lambda: publish(output=output, by=user, today=today),
            _("The output is published."),
        ):
            return HttpResponseRedirect(_address("change", output))
        return self._page(
            request,
            "release.html",
            output,
            title=_("Release this output?"),
            refusals=refusals_to_publish(output, by=user, today=today),
            versions=_as_the_public_reads_it(output),
        )

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, and take the publication back."""
        output = self._output_or_404(request, pk)
        user, today = _staff(request), timezone.localdate()
        if not user.has_perm(RELEASE_RIGHT) or output.status != OutputStatus.PUBLISHED:
            raise Http404
        form = WithdrawForm(request.POST or None)
        if (
            request.method == "POST"
            and form.is_valid()
            and self._try(
                request,
                lambda: withdraw(
                    output=output, by=user, note=form.cleaned_data["note"], today=today
                ),
                _("The publication is withdrawn. Its text is gone from the public pages."),
            )
        ):
            return HttpResponseRedirect(_address("change", output))
        return self._page(
            request, "withdraw.html", output, title=_("Withdraw this publication?"), form=form
        )

    def _may_step(self, request: HttpRequest, output: Output, name: str) -> bool:
        user = _staff(request)
        if name == "submit":
            return self.has_change_permission(request, output)
        if name == "return":
            return user.has_perm(RELEASE_RIGHT) or user.pk == output.author_id
        return user.has_perm(RELEASE_RIGHT)

    def _output_or_404(self, request: HttpRequest, pk: int) -> Output:
        output = get_object_or_404(Output.objects.to_assess(), pk=pk)
        if not self.has_view_or_change_permission(request, output):
            raise Http404
        return output

    def _try(self, request: HttpRequest, step: Callable[[], Any], done: Promise) -> bool:
        """Take the step; say what came of it, every reason if it was refused."""
        try:
            step()
        except Refused as refused:
            for refusal in refused.refusals:
                messages.error(request, str(refusal))
            return False
        messages.success(request, str(done))
        return True

    def _page(
        self, request: HttpRequest, template: str, output: Output, **context: Any
    ) -> HttpResponse:
        return TemplateResponse(
            request,
            f"admin/dialogue_sessions/output/{template}",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "output": output,
                "media": self.media,
                **context,
            },
        )


def _staff(request: HttpRequest) -> User:
    """Return the account; ``AccessMiddleware`` has let staff pass and nobody else."""
    assert isinstance(request.user, User)
    return request.user


def _address(page: str, output: Output) -> str:
    return reverse(f"admin:dialogue_sessions_output_{page}", args=(output.pk,))


def _as_the_public_reads_it(output: Output) -> list[dict[str, Any]]:
    """Return title, lead, statements and labels in both languages, as they would be frozen."""
    words = LabelWords()
    return [
        {
            "language": language,
            "title": getattr(output, f"title_{language}"),
            "lead": getattr(output, f"lead_{language}"),
            "statements": [
                {
                    "text": getattr(statement, f"text_{language}"),
                    "label": ""
                    if statement.label == "person"
                    else words(statement.label, language),
                }
                for statement in output.statements.all()
            ],
        }
        for language in ("de", "en")
    ]
