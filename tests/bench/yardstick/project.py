"""The project: `/empty/` without middleware is N, `/round/` with what startproject gives is M.

YARDSTICK=empty|page  YARDSTICK_DB=file  gunicorn tests.bench.yardstick.project
YARDSTICK=page        YARDSTICK_DB=file  python -m tests.bench.yardstick.project   fills it
"""

import datetime
import os
import random
from pathlib import Path

import django
from django.conf import settings

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
SESSIONS, PEOPLE, OUTPUTS = 12, 40, 20
WORDS = "dialogue session public citizens council climate water energy science policy data".split()

settings.configure(
    SECRET_KEY="measured, never served",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="tests.bench.yardstick.urls",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "tests.bench.yardstick",
    ],
    MIDDLEWARE=[] if os.environ["YARDSTICK"] == "empty" else MIDDLEWARE,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["YARDSTICK_DB"],
            "OPTIONS": {
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
                "transaction_mode": "IMMEDIATE",
            },
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    TIME_ZONE="Europe/Berlin",
    LANGUAGE_CODE="de",
    LANGUAGES=[("de", "Deutsch"), ("en", "English")],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent / "templates"],
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
)


def fill() -> None:
    """Make the tables and fill them with the same invented words each time."""
    from django.core.management import call_command

    from tests.bench.yardstick.models import Output, Participant, Round, Session

    call_command("migrate", run_syncdb=True, verbosity=0)
    chance = random.Random(1)  # noqa: S311  words, no secret

    def text(words: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize()

    moment = datetime.datetime(2020, 3, 4, 10, tzinfo=datetime.UTC)
    row = Round.objects.create(title=text(4), intro="\n\n".join(text(60) for _ in range(3)))
    sessions = [
        Session.objects.create(
            round=row,
            title=text(5),
            summary=text(25),
            place=text(2),
            start=moment + datetime.timedelta(days=30 * number),
        )
        for number in range(SESSIONS)
    ]
    for _ in range(PEOPLE):
        person = Participant.objects.create(name=text(2), organisation=text(3))
        person.sessions.set(chance.sample(sessions, 3))
    for number in range(OUTPUTS):
        Output.objects.create(
            session=chance.choice(sessions),
            title=text(5),
            kind="PDF",
            published=moment.date() + datetime.timedelta(days=10 * number),
        )


if __name__ == "__main__":
    django.setup()
    fill()
else:
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
