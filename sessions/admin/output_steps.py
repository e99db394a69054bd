"""The steps of an output on its way, each a page or a button of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import User
from sessions.admin.output_forms import renewed_until
from sessions.admin.output_panel import (
    BEFORE_RELEASE,
    CORRECT_RIGHT,
    findings,
    objection_line,
    what_is_missing,
)
from sessions.admin.output_preview import page_of, versions_of
from sessions.admin.output_step_forms import AcceptForm, AskForm, SettleForm, WithdrawForm
from sessions.admin.replies import record_look
from sessions.admin.typed_text import typed_draft
from sessions.chatham_house.scanner import LANGUAGES
from sessions.consents import ask_consent, possible_names, take_back_request
from sessions.corrections import start_correction
from sessions.drafting import (
    RELEASE_RIGHT,
    accept_finding,
    clear_output,
    return_to_draft,
    submit_for_review,
)
from sessions.enums import OutputStatus
from sessions.models import Output
from sessions.objections import settle_objection
from sessions.publishing import publish, refusals_to_publish, settle_released, withdraw
from sessions.refusals import Refused

STEPS: dict[str, tuple[Callable[..., Any], Promise]] = {
    "submit": (submit_for_review, _("The output was put before the people who were there.")),
    "return": (return_to_draft, _("The output is a draft again.")),
    "clear": (clear_output, _("The output is cleared. Nothing is public yet.")),
}
"""Steps that take one press, with what is said after them."""


class OutputSteps:
    """The steps, as part of the pages of an output."""

    def get_urls(self) -> list[Any]:
        """Add the steps to the admin's own addresses."""
        view = self.admin_site.admin_view
        steps = {
            "findings": self.findings_view,
            "step": self.step_view,
            "accept": self.accept_view,
            "settle": self.settle_view,
            "correct": self.correct_view,
            "release": self.release_view,
            "withdraw": self.withdraw_view,
        }
        return [
            *(
                path(f"<int:pk>/{name}/", view(step), name=f"dialogue_sessions_output_{name}")
                for name, step in steps.items()
            ),
            path(
                "<int:pk>/consent/<int:statement>/",
                view(self.consent_view),
                name="dialogue_sessions_output_consent",
            ),
            path(
                "<int:pk>/preview/<str:language>/",
                view(self.preview_view),
                name="dialogue_sessions_output_preview",
            ),
            *super().get_urls(),
        ]

    def findings_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Look at the text as it is being typed; nothing of it is kept."""
        output = self._output_or_404(request, pk)
        if request.method != "POST" or not self.has_change_permission(request, output):
            raise Http404
        return TemplateResponse(
            request,
            "admin/dialogue_sessions/output/findings.html",
            {
                **findings(output, staff(request), typed_draft(output, request.POST)),
                "is_typed": True,
            },
        )

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
            lambda: step(output=output, by=staff(request), today=timezone.localdate()),
            done,
        )
        return HttpResponseRedirect(address("change", output))

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
                lambda: accept_finding(output=output, by=staff(request), **form.cleaned_data),
                _("The reason is recorded. It holds while the sentence stays the same."),
            )
        return HttpResponseRedirect(address("change", output) + "#findings")

    def settle_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Settle an objection with an answer; what was typed stays where it is refused."""
        output = self._output_or_404(request, pk)
        if request.method != "POST" or not staff(request).has_perm(RELEASE_RIGHT):
            raise Http404
        form = SettleForm(request.POST)
        objection = get_object_or_404(
            output.objections.select_related("statement"),
            pk=request.POST.get("objection_id", ""),
        )
        is_out = output.status == OutputStatus.PUBLISHED
        settle = settle_released if is_out else settle_objection
        if form.is_valid() and self._try(
            request,
            lambda: settle(
                output=output, by=staff(request), today=timezone.localdate(), **form.cleaned_data
            ),
            _("The objection is settled. Whoever raised it can read the answer."),
            form,
        ):
            return HttpResponseRedirect(address("change", output))
        return self._page(
            request,
            "settle.html",
            output,
            title=_("Settle an objection"),
            form=form,
            line=objection_line(output, objection),
            may_settle=objection.is_open,
        )

    def consent_view(self, request: HttpRequest, pk: int, statement: int) -> HttpResponse:
        """Ask somebody who was there whether they want to be named, or take the question back."""
        output = self._output_or_404(request, pk)
        asked_about = get_object_or_404(output.statements.all(), pk=statement)
        user = staff(request)
        if user.pk != output.author_id or not self.has_change_permission(request, output):
            raise Http404
        back = HttpResponseRedirect(address("change", output) + "#consents")
        if request.method == "POST" and "take_back" in request.POST:
            self._try(
                request,
                lambda: take_back_request(output=output, statement_id=statement),
                _("The question is taken back. The statement stands under a group again."),
            )
            return back
        form = AskForm(request.POST or None, people=possible_names(output, asked_about))
        if (
            request.method == "POST"
            and form.is_valid()
            and self._try(
                request,
                lambda: ask_consent(
                    output=output,
                    statement_id=statement,
                    today=timezone.localdate(),
                    **form.cleaned_data,
                ),
                _("The question is put. Nothing is released before it is answered."),
                form,
            )
        ):
            return back
        # The page offers the names of those present.
        record_look(request, output.session)
        return self._page(
            request,
            "consent.html",
            output,
            title=_("Ask for a name"),
            form=form,
            statement=asked_about,
        )

    def correct_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin a correction of a released output and go to its page."""
        output = self._output_or_404(request, pk)
        user = staff(request)
        if request.method != "POST" or not user.has_perm(CORRECT_RIGHT):
            raise Http404
        try:
            draft = start_correction(output=output, by=user)
        except Refused as refused:
            _tell(request, refused)
            return HttpResponseRedirect(address("change", output))
        messages.success(
            request,
            _("A draft of the correction. What is public stays as it is until it is released."),
        )
        return HttpResponseRedirect(address("change", draft))

    def preview_view(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        """Answer with the page the public would get, byte for byte."""
        output = self._output_or_404(request, pk)
        if language not in LANGUAGES or output.status not in (
            *BEFORE_RELEASE,
            OutputStatus.PUBLISHED,
        ):
            raise Http404
        if missing := what_is_missing(output):
            _tell(request, Refused(missing))
            return HttpResponseRedirect(address("change", output))
        return page_of(output, language, timezone.localdate())

    def release_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show exactly what would be public, and release it by the door."""
        output = self._output_or_404(request, pk)
        user, today = staff(request), timezone.localdate()
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
            return HttpResponseRedirect(address("change", output))
        return self._page(
            request,
            "release.html",
            output,
            title=_("Release this output?"),
            refusals=refusals_to_publish(output, by=user, today=today),
            versions=[] if what_is_missing(output) else versions_of(output, today),
        )

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, and take the publication back."""
        output = self._output_or_404(request, pk)
        user, today = staff(request), timezone.localdate()
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
            return HttpResponseRedirect(address("change", output))
        return self._page(
            request, "withdraw.html", output, title=_("Withdraw this publication?"), form=form
        )

    def _may_step(self, request: HttpRequest, output: Output, name: str) -> bool:
        user = staff(request)
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

    def _try(
        self, request: HttpRequest, step: Callable[[], Any], done: Promise, form: Any = None
    ) -> bool:
        """Take the step; say what came of it: every reason if refused, in the form if any."""
        try:
            step()
        except Refused as refused:
            _tell(request, refused, form)
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


def staff(request: HttpRequest) -> User:
    """Return the account; ``AccessMiddleware`` has let staff pass and nobody else."""
    assert isinstance(request.user, User)
    return request.user


def say_that_days_begin_anew(request: HttpRequest, output: Output) -> None:
    """Say until when those who were there can read, now that a passage is new to them."""
    messages.warning(
        request,
        _(
            "A passage is new to those who were there: they are written to tomorrow, and can read "
            "and object until %(date)s."
        )
        % {"date": renewed_until(output)},
    )


def address(page: str, output: Output) -> str:
    """Return the address of a page of an output."""
    return reverse(f"admin:dialogue_sessions_output_{page}", args=(output.pk,))


def _tell(request: HttpRequest, refused: Refused, form: Any = None) -> None:
    for refusal in refused.refusals:
        if form is None:
            messages.error(request, str(refusal))
        else:
            form.add_error(None, str(refusal))
