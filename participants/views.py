"""The way in by invitation. Nothing on these pages says who was invited, or to what."""

import re

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participants.entering import EntryForm, RuleForm
from participants.invitations import accept, find_open, owner_of
from rounds.access import Access, open_to

COOKIE = "msg_invitation"
COOKIE_SECONDS = 60 * 60


@open_to(Access.SIGN_IN)
@require_safe
def invitation_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address at once, whatever it is, and use nothing up.

    It goes on in a cookie that only the next page is sent. So no page ever stands at an address
    with a token in it: none in a ``Referer``, in the history beside a title, or on a screen.
    """
    response = redirect("invitation")
    response.set_cookie(
        COOKIE,
        token if re.fullmatch(r"[0-9a-f]{64}", token) else "-",
        max_age=COOKIE_SECONDS,
        path=reverse("invitation"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    # Not for a page with a form (docs/decisions/0009), and here there is none.
    response["Referrer-Policy"] = "no-referrer"
    return response


@open_to(Access.SIGN_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Show the Rule and ask how to sign in; agreeing uses the link up.

    Unknown, used, ended and too old are one page. Who has an account signs in first.
    """
    token = request.COOKIES.get(COOKIE, "")
    found = find_open(token, timezone.now())
    if found is None:
        return render(request, "invitation/over.html", status=404)
    owner = owner_of(found.participant)
    signed_in = request.user if request.user.is_authenticated else None
    if owner != signed_in:
        return render(request, "invitation/sign_in.html", {"is_other": signed_in is not None})
    sent = request.POST if request.method == "POST" else None
    form = RuleForm(sent) if owner else EntryForm(sent, email=found.participant.email)
    if not form.is_valid():
        return render(request, "invitation/rule.html", {"form": form, "is_new": owner is None})
    user = accept(
        token=token,
        user=owner,
        language=get_language() or settings.LANGUAGE_CODE,
        password=form.cleaned_data.get("password1"),
        now=timezone.now(),
    )
    if user is None:
        return render(request, "invitation/over.html", status=404)
    messages.success(request, _("Thank you. You are in."))
    wants_passkey = form.cleaned_data.get("way") == EntryForm.PASSKEY
    response = redirect("mfa_add_webauthn" if wants_passkey else settings.LOGIN_REDIRECT_URL)
    if owner is None:
        # by allauth's own way, so that the device is on the list of one's devices
        response = perform_login(request, user, redirect_url=response.url)
    response.delete_cookie(COOKIE, path=reverse("invitation"), samesite="Lax")
    return response
