"""A round, its sessions, the people who were there, and what came of it."""

# ruff: noqa: DJ008  nobody reads these rows
from django.db import models


class Round(models.Model):
    """What the page is about."""

    title = models.CharField(max_length=200)
    intro = models.TextField()


class Session(models.Model):
    """One of its sessions."""

    round = models.ForeignKey(Round, models.CASCADE)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    start = models.DateTimeField(db_index=True)
    place = models.CharField(max_length=200)


class Participant(models.Model):
    """Somebody who was there."""

    sessions = models.ManyToManyField(Session)
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)


class Output(models.Model):
    """A text that came of a session."""

    session = models.ForeignKey(Session, models.CASCADE)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    published = models.DateField()
