"""Builds the demo through the use cases, so that the door itself publishes what is published."""

import datetime
import random
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from anyascii import anyascii
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from msg.demo.cast import ACCOUNTS, PASSWORD
from msg.demo.names import invented_names
from msg.demo.papers import example_paper
from msg.programme import both, load_organisation, load_programme, programme_facts
from participants.models import Organisation, Participant, User
from participants.registering import join_round, open_account, register_participant
from rounds.models import GuidingQuestion, Round, SessionNotice
from rounds.records import save_checked
from sessions.consents import ask_consent
from sessions.convening import AttendanceEntry, record_attendance
from sessions.drafting import clear_output, present_people, submit_for_review, write_output
from sessions.enums import Passage
from sessions.models import (
    AgendaItem,
    Contribution,
    Document,
    Output,
    Session,
)
from sessions.objections import raise_objection
from sessions.publishing import publish, withdraw

DATA = Path(__file__).parent / "data"
SESSIONS_A_COPY = 14

Entry = Mapping[str, Any]
Progress = Callable[[], object]


@cache
def read(name: str) -> dict[str, Any]:
    """Return one data file of the demo."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def copies_present() -> int:
    """Return how many copies of the invented programme are in the database."""
    return Session.objects.filter(is_invented=True).count() // SESSIONS_A_COPY


def entries_a_copy() -> int:
    """Return how many steps of progress a copy reports: its sessions and its outputs."""
    outputs = sum(len(read(path.stem)["outputs"]) for path in DATA.glob("outputs-*.yaml"))
    return len(read("sessions")["sessions"]) + outputs


def build_copy(number: int, *, seed: int, progress: Progress) -> None:
    """Build one copy of the invented programme, all of it or nothing.

    Copy 0 is the demo itself. The others hold as many sessions, people and outputs under names
    drawn with ``seed``; they have no accounts, and sit by attendance alone.
    """
    with transaction.atomic():
        if number == 0:
            load_programme()
        _Copy(number, seed=seed, progress=progress).build()


class _Copy:
    """One copy of the invented programme while it is being built; keys are those of the files."""

    def __init__(self, number: int, *, seed: int, progress: Progress) -> None:
        self.number = number
        self.random = random.Random(f"{seed}/{number}")
        self.progress = progress
        self.rounds = {row.start_year: row for row in Round.objects.all()}
        self.questions: dict[str, GuidingQuestion] = {}
        self.organisations: dict[str, Organisation] = {}
        self.people: dict[str, Participant] = {}
        self.sessions: dict[str, Session] = {}
        self.parts: dict[str, AgendaItem] = {}

    def build(self) -> None:
        """Build in the order in which a programme comes about."""
        self._questions()
        self._organisations()
        people = read("people")
        self._people(people["staff"] + people["people"])
        if self.number == 0:
            self._accounts(people["staff"] + people["people"])
        self.author, self.reviewer = (
            User.objects.get(email=account.email)
            for account in ACCOUNTS
            if account.key in ("rapporteur", "reviewer")
        )
        for entry in read("sessions")["sessions"]:
            self._session(entry)
            self.progress()
        self._notices()
        for path in sorted(DATA.glob("outputs-*.yaml")):
            for entry in read(path.stem)["outputs"]:
                self._output(entry)
                self.progress()
        self._contributions()

    def _titled(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return a title, told apart from the same title of other copies."""
        mark = f" ({self.number})" if self.number else ""
        return both("title", {language: text + mark for language, text in texts.items()})

    def _questions(self) -> None:
        for entry in read("rounds")["rounds"]:
            dialogue_round = self.rounds[entry["round"]]
            for position, question in enumerate(entry["guiding_questions"], start=1):
                # Real questions came with the programme; ``index`` counts them from 0.
                position = question.get("index", position - 1) + 1
                found = GuidingQuestion.objects.filter(
                    round=dialogue_round, position=position
                ).first()
                self.questions[question["key"]] = found or save_checked(
                    GuidingQuestion(
                        round=dialogue_round,
                        position=position,
                        is_invented=True,
                        **both("text", question),
                    )
                )

    def _organisations(self) -> None:
        for entry in programme_facts()["organisations"] + read("people")["organisations"]:
            key = entry.get("key") or entry.get("acronym") or entry["name"]["de"]
            self.organisations[key] = load_organisation(entry)

    def _people(self, entries: Iterable[Entry]) -> None:
        names = invented_names(self.random)
        for entry in entries:
            given, family, email = entry["given"], entry["family"], entry["email"]
            if self.number:
                family = next(names)
                address = anyascii(f"{given}.{family}.{self.number}").lower().replace(" ", "")
                email = f"{address}@example.org"
            self.people[entry["key"]] = participant = register_participant(
                title=entry["title"],
                given_name=given,
                family_name=family,
                gender=entry["gender"],
                email=email,
                **both("position", entry["position"]),
                **(both("biography", entry["bio"]) if not self.number else {}),
            )
            for membership in entry.get("memberships", ()) if not self.number else ():
                join_round(
                    participant=participant,
                    dialogue_round=self.rounds[membership["round"]],
                    organisation=self.organisations[membership["organisation"]],
                    **both("position", membership.get("position")),
                )

    def _accounts(self, entries: Iterable[Entry]) -> None:
        passwords = {account.person: PASSWORD for account in ACCOUNTS}
        for entry in entries:
            user = open_account(
                participant=self.people[entry["key"]],
                language=entry["language"],
                password=passwords.get(entry["key"]),
            )
            if "staff_role" in entry:
                user.is_staff = True
                user.save(update_fields=["is_staff"])
                user.groups.add(Group.objects.get(name=entry["staff_role"]))

    def _session(self, entry: Entry) -> None:
        session = save_checked(
            Session(
                round=self.rounds[entry["round"]],
                starts_at=self._moment(entry["starts"]),
                ends_at=self._moment(entry["ends"]),
                online_link=entry["online_link"] or "",
                regime=entry["regime"],
                is_invented=True,
                **self._titled(entry["title"]),
                **both("city", entry["city"]),
                **both("venue", entry["venue"]),
                **both("invitation", entry["invitation"]),
            )
        )
        session.questions.set(self.questions[key] for key in entry["questions"])
        self.sessions[entry["key"]] = session
        for position, part in enumerate(entry["parts"], start=1):
            self.parts[f"{entry['key']}/{part['key']}"] = save_checked(
                AgendaItem(
                    session=session,
                    position=position,
                    starts_at=datetime.time.fromisoformat(part["start"]),
                    minutes=part["minutes"],
                    regime=part["regime"],
                    **both("title", part["title"]),
                )
            )
        for paper in entry["documents"]:
            self._document(session, paper)
        record_attendance(
            session=session,
            entries=[self._attendance(entry["key"], line) for line in entry["attendance"]],
        )

    def _moment(self, text: str) -> datetime.datetime:
        """Return the moment of a session; copies meet on other days of the same month."""
        moment = datetime.datetime.fromisoformat(text)
        if self.number:
            moment = moment.replace(day=1 + (moment.day + self.number) % 28)
        return timezone.make_aware(moment)

    def _attendance(self, session_key: str, line: Entry) -> AttendanceEntry:
        substituted = line.get("substitute_for")
        return AttendanceEntry(
            participant=self.people[line["person"]],
            organisation=self.organisations[line["organisation"]],
            role=line["role"],
            reply=line["reply"],
            is_online=line.get("online", False),
            present_in=[self.parts[f"{session_key}/{key}"] for key in line["parts"]],
            substitute_for=self.people[substituted] if substituted else None,
        )

    def _document(self, session: Session, paper: Entry) -> None:
        titles = both("title", paper["title"])
        document = Document(session=session, kind=paper["kind"], is_open=True, **titles)
        upload = ContentFile(example_paper(paper["title"]["de"]))
        document.file.save(f"{Path(paper['file']).stem}.pdf", upload, save=False)
        save_checked(document)

    def _notices(self) -> None:
        for entry in read("notices")["notices"]:
            notice = save_checked(
                SessionNotice(
                    round=self.rounds[entry["round"]],
                    month=datetime.date.fromisoformat(f"{entry['month']}-01"),
                    is_invented=True,
                    **self._titled(entry["title"]),
                    **both("city", entry["city"]),
                )
            )
            notice.questions.set(self.questions[key] for key in entry["questions"])

    def _output(self, entry: Entry) -> None:
        session = self.sessions[entry["parts"][0].split("/")[0]]
        output = write_output(
            session=session,
            author=self.author,
            kind=entry["kind"],
            parts=[self.parts[key] for key in entry["parts"]],
            questions=[self.questions[key] for key in entry["questions"]],
            statements=[
                {"label": statement["label"], **both("text", statement)}
                for statement in entry["statements"]
            ],
            **self._titled(entry["title"]),
            **both("lead", entry["lead"]),
        )
        days = datetime.timedelta(days=session.round.review_days + 1)
        if entry["state"] in ("published", "withdrawn"):
            released_on = datetime.date.fromisoformat(f"{entry['published']}-01")
            submit_for_review(output=output, by=self.author, today=released_on - days)
            clear_output(output=output, by=self.reviewer, today=released_on)
            publish(output=output, by=self.reviewer, today=released_on)
        if entry["state"] == "withdrawn":
            withdraw(
                output=output,
                by=self.reviewer,
                note=entry["withdrawal_note"],
                today=datetime.date.fromisoformat(f"{entry['withdrawn']}-01"),
            )
        if entry["state"] == "in_review":
            held_on = timezone.localdate(session.starts_at)
            submit_for_review(output=output, by=self.author, today=held_on + days)
            self._voices(output, entry)

    def _voices(self, output: Output, entry: Entry) -> None:
        """Put on record what those who were there have said to a draft in review."""
        keys = [statement["key"] for statement in entry["statements"]]
        statements = dict(zip(keys, output.statements.order_by("position"), strict=True))
        if "objection" in entry:
            objection = entry["objection"]
            raise_objection(
                output=output,
                participant=present_people(output.session).order_by("pk")[0],
                passage=Passage.STATEMENT,
                statement=statements[objection["statement"]],
                text=objection["text"],
            )
        if "consent_request" in entry:
            request = entry["consent_request"]
            ask_consent(
                output=output,
                statement_id=statements[request["statement"]].pk,
                participant=self.people[request["person"]],
                today=datetime.date.fromisoformat(request["requested"]),
            )

    def _contributions(self) -> None:
        for entry in read("contributions")["contributions"]:
            items = list(entry["items"])
            part = self.parts[f"{entry['session']}/{entry['part']}"]
            is_shown = len(items) >= part.session.round.label_people
            self.random.shuffle(items)
            for item in items:
                save_checked(
                    Contribution(
                        agenda_item=part,
                        question=self.questions[entry["question"]],
                        text=item["text"],
                        language=item["lang"],
                        support=item["support"],
                        is_shown=is_shown,
                        is_counted=is_shown,
                    )
                )
