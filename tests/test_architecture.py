"""What the house promises of its own shape."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from msg.middleware import ALLAUTH_ACCESS
from participants.models import Participant, User
from rounds.access import Access
from rounds.models import Publication

OUR_APPS = ("rounds", "participants", "dialogue_sessions")
BASE = Path(settings.BASE_DIR)


def our_models() -> list[type[models.Model]]:
    return [model for label in OUR_APPS for model in apps.get_app_config(label).get_models()]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_a_model_says_whether_it_holds_personal_data(model: type[models.Model]) -> None:
    assert re.search(r"Personal data: \w+", model.__doc__ or ""), model


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_only_the_public_record_and_the_kinds_of_organisation_have_a_telling_name(
    model: type[models.Model],
) -> None:
    telling = {"Initiative", "Partner", "Round", "GuidingQuestion", "SessionNotice"}
    telling |= {"LegalPage", "Publication", "PublicationStatement", "SectorGroup", "Sector"}
    if model.__name__ in telling:
        return
    fields = {
        field.attname: f"planted {field.attname}"
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.primary_key
    }
    row = model(pk="7" if isinstance(model._meta.pk, models.CharField) else 7, **fields)
    assert str(row) == f"{model._meta.verbose_name} 7"


def test_no_key_leaves_the_public_record() -> None:
    leaving = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("rounds").get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_hidden=False)
        if field.is_relation and field.related_model._meta.app_label != "rounds"
    ]
    assert leaving == []


def test_no_path_of_keys_leads_from_a_publication_to_a_person() -> None:
    reached: set[type[models.Model]] = set()
    waiting: list[type[models.Model]] = [Publication]
    while waiting:
        model = waiting.pop()
        if model in reached:
            continue
        reached.add(model)
        waiting += [field.related_model for field in model._meta.get_fields() if field.is_relation]
    assert {model.__name__ for model in reached} == {
        "Publication",
        "PublicationStatement",
        "Round",
        "GuidingQuestion",
        "SessionNotice",
        "Acknowledgement",
    }
    assert not reached & {Participant, User}


def test_the_public_record_has_no_time_finer_than_a_day() -> None:
    finer = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("rounds").get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateTimeField | models.TimeField)
    ]
    assert finer == []


def sources() -> Iterator[Path]:
    for folder in ("msg", "rounds", "participants", "sessions"):
        for path in (BASE / folder).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path


def test_nothing_but_the_door_writes_publications() -> None:
    """A writer calls a writing method on the manager or a queryset, or makes instances to save.

    Instances are made in one place, which saves nothing, and given to the door and the preview.
    """
    writing = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
    writing |= {"update", "delete", "acreate", "abulk_create", "aupdate", "adelete"}
    makers, writers, given = set(), set(), set()
    for path in sources():
        name = path.relative_to(BASE).as_posix()
        if "sessions.freezing" in path.read_text(encoding="utf-8"):
            given.add(name)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            words = set(re.findall(r"\w+", ast.unparse(node.func)))
            if isinstance(node.func, ast.Name) and words & {"Publication", "PublicationStatement"}:
                makers.add(name)
            if words & {"Publication", "PublicationStatement"} and words & writing:
                writers.add(name)
    assert makers == {"sessions/freezing.py"}
    assert writers == {"sessions/publishing.py"}
    assert given == {"sessions/publishing.py", "sessions/admin/output_preview.py"}
    assert ".save" not in (BASE / "sessions/freezing.py").read_text(encoding="utf-8")


def views(patterns: list, namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from views(pattern.url_patterns, inner)
        else:
            yield ":".join((*namespaces, pattern.name or "")), pattern


def test_every_view_of_ours_declares_who_may_open_it() -> None:
    undeclared = []
    for name, pattern in views(get_resolver().url_patterns):
        if name.startswith("admin:") or pattern.callback.__module__.startswith("allauth."):
            continue
        if not isinstance(getattr(pattern.callback, "access", None), Access):
            undeclared.append(name or str(pattern.pattern))
    # Of django-allauth, and without a name: what declares nothing is closed.
    of_the_library = {f"social/{page}/" for page in ("signup", "connections")}
    of_the_library |= {f"social/login/{page}/" for page in ("cancelled", "error")}
    assert set(undeclared) == of_the_library


def test_a_public_view_lives_in_the_public_record_or_at_the_front_door() -> None:
    public = {
        pattern.callback.__module__
        for _, pattern in views(get_resolver().url_patterns)
        if getattr(pattern.callback, "access", None) is Access.PUBLIC
    }
    assert {name for name in public if not name.startswith("rounds.")} == {"msg.views"}
    assert "rounds.views" in public


def test_the_opened_views_of_allauth_exist() -> None:
    names = {name for name, _ in views(get_resolver().url_patterns)}
    assert set(ALLAUTH_ACCESS) <= names


def test_open_allauth_views_are_no_sign_up_and_no_address_book() -> None:
    assert not {"account_signup", "account_email", "account_signup_by_passkey"} & set(
        ALLAUTH_ACCESS
    )
