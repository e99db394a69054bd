from collections.abc import Iterable

from django.contrib.auth.management import create_permissions
from django.db import migrations

ALL = ("add", "change", "delete", "view")
VIEW = ("view",)

RECORD = {
    "rounds.initiative": ("add", "change", "view"),
    "rounds.partner": ALL,
    "rounds.round": ALL,
    "rounds.guidingquestion": ALL,
    "rounds.sessionnotice": ALL,
}
PEOPLE = {
    "participants.sectorgroup": ALL,
    "participants.sector": ALL,
    "participants.organisation": ALL,
    "participants.organisationname": ALL,
    "participants.participant": ALL,
    "participants.membership": ALL,
}
ROOM = {
    "dialogue_sessions.session": ALL,
    "dialogue_sessions.agendaitem": ALL,
    "dialogue_sessions.attendance": ALL,
    "dialogue_sessions.document": ALL,
}
# Nobody writes these in the admin: the door, and the people in the room.
LOOK = {
    "rounds.publication": VIEW,
    "rounds.publicationstatement": VIEW,
    "dialogue_sessions.contribution": VIEW,
    "dialogue_sessions.output": VIEW,
    "dialogue_sessions.statement": VIEW,
    "dialogue_sessions.objection": VIEW,
    "dialogue_sessions.findingreview": VIEW,
    "dialogue_sessions.decision": VIEW,
}
LOOK_AT_EVERYTHING = dict.fromkeys({**RECORD, **PEOPLE, **ROOM, **LOOK}, VIEW)

# What each group may do; docs/roles says the same in words.
GROUPS = {
    "convener": {
        **LOOK,
        **RECORD,
        **PEOPLE,
        **ROOM,
        "participants.user": ("change", "view"),
        "dialogue_sessions.output": ("view", "release"),
    },
    "rapporteur": {
        **LOOK_AT_EVERYTHING,
        "dialogue_sessions.output": ALL,
        "dialogue_sessions.statement": ALL,
    },
    "reviewer": {
        **LOOK_AT_EVERYTHING,
        "dialogue_sessions.output": ("view", "release"),
        "dialogue_sessions.findingreview": ("add", "change", "view"),
    },
}


def make_permissions(apps, database: str) -> None:
    """Django makes permissions after all migrations; the groups need them now."""
    for label in ("rounds", "participants", "dialogue_sessions"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=database)
        config.models_module = None


def permissions(apps, database: str, rights: dict[str, Iterable[str]]) -> list:
    Permission = apps.get_model("auth", "Permission")
    return [
        Permission.objects.using(database).get(
            content_type__app_label=label, codename=f"{right}_{model}"
        )
        for label, model, right in (
            (*name.split("."), right)
            for name, rights_on_model in rights.items()
            for right in rights_on_model
        )
    ]


def make_groups(apps, schema_editor) -> None:
    database = schema_editor.connection.alias
    make_permissions(apps, database)
    Group = apps.get_model("auth", "Group")
    for name, rights in GROUPS.items():
        group, _ = Group.objects.using(database).get_or_create(name=name)
        group.permissions.set(permissions(apps, database, rights))


def remove_groups(apps, schema_editor) -> None:
    Group = apps.get_model("auth", "Group")
    Group.objects.using(schema_editor.connection.alias).filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("rounds", "0001_initial"),
        ("participants", "0001_initial"),
        ("dialogue_sessions", "0002_initial"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
