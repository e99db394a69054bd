"""The facts of the programme, from ``msg/data/programme.yaml`` into the database.

Everything here is known to the public: initiative, rounds, real guiding questions, sectors and
organisations. Loading twice changes nothing, and nothing that staff have changed is overwritten.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from participants.enums import NameKind
from participants.models import Organisation, OrganisationName, Sector, SectorGroup
from rounds.models import GuidingQuestion, Initiative, Partner, Round
from rounds.records import save_checked

SOURCE = Path(__file__).parent / "data" / "programme.yaml"

Texts = Mapping[str, str]


def both(name: str, texts: Texts | None) -> dict[str, str]:
    """Return a translated field as keyword arguments, in the way print sets dashes."""
    texts = texts or {}
    return {
        f"{name}_{language}": texts.get(language, "").replace(" - ", " – ")
        for language in ("de", "en")
    }


def programme_facts() -> dict[str, Any]:
    """Return the facts as they stand in the file."""
    return yaml.safe_load(SOURCE.read_text(encoding="utf-8"))


@transaction.atomic
def load_programme() -> None:
    """Create what is missing of initiative, partners, rounds, sectors and organisations."""
    facts = programme_facts()
    _load_initiative(facts["initiative"])
    for entry in facts["rounds"]:
        _load_round(entry)
    groups = {
        entry["key"]: SectorGroup.objects.filter(key=entry["key"]).first()
        or save_checked(SectorGroup(key=entry["key"], **both("label", entry["label"])))
        for entry in facts["sector_groups"]
    }
    for entry in facts["sectors"]:
        if not Sector.objects.filter(key=entry["key"]).exists():
            save_checked(
                Sector(
                    key=entry["key"],
                    group=groups[entry["group"]],
                    **both("name", entry["name"]),
                    **both("label", entry["label"]),
                )
            )
    for entry in facts["organisations"]:
        load_organisation(entry)


def _load_initiative(entry: Mapping[str, Any]) -> None:
    if Initiative.objects.exists():
        return
    lists = {
        name: {
            language: "\n".join(item[language] for item in entry[name]) for language in ("de", "en")
        }
        for name in ("aims", "format")
    }
    save_checked(
        Initiative(
            pk=1,
            acronym=entry["acronym"],
            participants_min=entry["participants"]["min"],
            participants_max=entry["participants"]["max"],
            **both("name", entry["name"]),
            **both("lead", entry["lead"]),
            **both("participants_from", entry["participants_from"]),
            **both("aims", lists["aims"]),
            **both("format", lists["format"]),
        )
    )
    for position, name in enumerate(entry["convened_by"], start=1):
        save_checked(Partner(name=name, position=position))


def _load_round(entry: Mapping[str, Any]) -> None:
    if Round.objects.filter(start_year=entry["start"]).exists():
        return
    fields = {
        language: "\n".join(field[language] for field in entry.get("fields", ()))
        for language in ("de", "en")
    }
    dialogue_round = save_checked(
        Round(
            start_year=entry["start"],
            end_year=entry["end"],
            **both("theme", entry["theme"]),
            **both("geographic_focus", entry.get("geographic_focus")),
            **both("fields", fields),
        )
    )
    for position, question in enumerate(entry.get("guiding_questions", ()), start=1):
        save_checked(
            GuidingQuestion(round=dialogue_round, position=position, **both("text", question))
        )


def load_organisation(entry: Mapping[str, Any]) -> Organisation:
    """Return the organisation of this entry, created with all its names where it is missing."""
    known = Organisation.objects.filter(name_de=entry["name"]["de"]).first()
    if known is not None:
        return known
    organisation = save_checked(
        Organisation(
            sector=Sector.objects.get(key=entry["sector"]),
            acronym=entry.get("acronym", ""),
            is_secret=entry.get("secret", False),
            is_invented=entry.get("invented", False),
            **both("name", entry["name"]),
        )
    )
    for language, aliases in entry.get("aliases", {}).items():
        for alias in aliases:
            _load_name(organisation, alias, language, NameKind.ALIAS, {})
    for former in entry.get("other_names", ()):
        for language in ("de", "en"):
            if language in former:
                _load_name(organisation, former[language], language, NameKind.NAME, former)
        if "acronym" in former:
            _load_name(organisation, former["acronym"], "", NameKind.ACRONYM, former)
    return organisation


def _load_name(
    organisation: Organisation, text: str, language: str, kind: NameKind, years: Mapping[str, Any]
) -> None:
    save_checked(
        OrganisationName(
            organisation=organisation,
            text=text,
            language=language,
            kind=kind,
            from_year=years.get("from"),
            until_year=years.get("until"),
        )
    )
