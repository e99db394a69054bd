"""N and M."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from tests.bench.yardstick.models import Output, Participant, Round

BODY = ("<!doctype html><html lang=en><title>x</title><p>" + "Lorem ipsum dolor. " * 700)[:12_000]


def empty(request: HttpRequest) -> HttpResponse:
    """N: 12 kB that are there already."""
    return HttpResponse(BODY.encode())


def page(request: HttpRequest) -> HttpResponse:
    """M: a round with its sessions, their head counts, its people and its outputs. 4 queries."""
    row = get_object_or_404(Round, pk=1)
    outputs = Output.objects.filter(session__round=row).select_related("session")
    context = {
        "round": row,
        "sessions": row.session_set.annotate(heads=Count("participant")).order_by("start"),
        "participants": Participant.objects.filter(sessions__round=row).distinct().order_by("name"),
        "outputs": outputs.order_by("-published", "pk"),
    }
    return render(request, "page.html", context)


urlpatterns = [path("empty/", empty), path("round/", page)]
