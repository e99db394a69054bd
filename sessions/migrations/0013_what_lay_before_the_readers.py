"""Which passages lay before those who were there, and which words were objected to.

What is on record already: a text that is word for word the one last submitted, or last released,
lay before them; another has to be put before them again. An objection that is open, or that hides
a released passage, is to the words that stand there now.
"""

import hashlib
from typing import Any

from django.db import migrations, models

LANGUAGES = ("de", "en")
OUT = ("published", "corrected", "unnamed")
WIDEST = "participants"


def wording(row: Any, name: str, label: str = "") -> str:
    shown = WIDEST if label == "person" else label
    words = [" ".join((getattr(row, f"{name}_{code}") or "").split()) for code in LANGUAGES]
    return hashlib.sha256("\x00".join([*words, shown]).encode()).hexdigest()


def text_hash(output: Any, statements: list[Any], *, asked: str = "person") -> str:
    """As it was logged; ``asked`` is the label of those whose name was asked for afterwards."""
    content = [output.title_de, output.title_en, output.lead_de, output.lead_en]
    for statement in statements:
        label = asked if statement.label == "person" else statement.label
        content += [statement.text_de, statement.text_en, label]
    return hashlib.sha256("\x00".join(text or "" for text in content).encode()).hexdigest()


def fill(apps: Any, _editor: Any) -> None:
    Output = apps.get_model("dialogue_sessions", "Output")
    for output in Output.objects.filter(status__in=("in_review", "cleared", "published")):
        statements = list(output.statements.order_by("position"))
        actions = OUT if output.status == "published" else ("submitted",)
        decision = output.decisions.filter(action__in=actions).order_by("-pk").first()
        unchanged = {text_hash(output, statements), text_hash(output, statements, asked=WIDEST)}
        if decision is None or decision.text_hash not in unchanged:
            continue
        known = {wording(output, "title"), wording(output, "lead")}
        for statement in statements:
            known |= {wording(statement, "text", label) for label in (statement.label, WIDEST)}
        output.laid_before = sorted(known)
        output.save(update_fields=["laid_before"])
    Objection = apps.get_model("dialogue_sessions", "Objection")
    for objection in Objection.objects.select_related("output", "statement"):
        if objection.outcome != "open" and objection.output.status != "published":
            continue
        statement = objection.statement
        if objection.passage != "statement":
            objection.wording = wording(objection.output, objection.passage)
        elif statement is not None:
            objection.wording = wording(statement, "text", statement.label)
        objection.save(update_fields=["wording"])


class Migration(migrations.Migration):
    dependencies = [
        ("dialogue_sessions", "0012_substitutes_are_written_down"),
    ]

    operations = [
        migrations.AddField(
            model_name="output",
            name="laid_before",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="objection",
            name="wording",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AlterField(
            model_name="decision",
            name="action",
            field=models.CharField(
                choices=[
                    ("submitted", "Submitted for review"),
                    ("renewed", "Changed in review, the days begin anew"),
                    ("settled", "Objection settled"),
                    ("cleared", "Cleared"),
                    ("returned", "Returned to draft"),
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn"),
                    ("corrected", "Corrected"),
                    ("concealed", "Passage hidden after an objection"),
                    ("unnamed", "Name removed, consent withdrawn"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
