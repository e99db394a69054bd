"""The invitations there are find the mail that carries their link, by the hash of its token."""

import hashlib
from typing import Any

from django.db import migrations
from django.utils.crypto import salted_hmac


def find_mails(apps: Any, _editor: Any) -> None:
    """Tie each to its mail; where the server's key was changed meanwhile none is found."""
    Invitation = apps.get_model("participants", "Invitation")
    carriers = {}
    for mailing in apps.get_model("participants", "Mailing").objects.filter(kind="invitation"):
        value = f"{mailing.participant_id}\x1f{mailing.occasion}"
        token = salted_hmac("participants.invitations", value, algorithm="sha256").hexdigest()
        carriers[hashlib.sha256(token.encode()).hexdigest()] = mailing.pk
    for invitation in Invitation.objects.filter(token_hash__in=list(carriers)):
        invitation.mailing_id = carriers[invitation.token_hash]
        invitation.save(update_fields=["mailing"])


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0006_invitation_knows_its_mail'),
    ]

    operations = [
        migrations.RunPython(find_mails, migrations.RunPython.noop),
    ]
