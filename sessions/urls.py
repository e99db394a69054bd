"""Addresses of the participants' area."""

from django.urls import path, re_path

from sessions.views import account, box, calendar, consents, outputs, people, replies, room

app_name = "dialogue_sessions"
urlpatterns = [
    # /my/                     what is asked of one, and one's sessions
    path("", room.my, name="my"),
    # /my/rule/                the yes to the Rule, where it is still missing
    path("rule/", account.rule, name="rule"),
    # /my/account/…            one's own data: see, correct, take along, erase
    path("account/", account.account, name="account"),
    path("account/choices/", account.choices, name="account-choices"),
    path("account/person/", account.person, name="account-person"),
    re_path(
        r"^account/rounds/(?P<start>[0-9]{4})-(?P<end>[0-9]{4})/\Z",
        account.in_round,
        name="account-round",
    ),
    path("account/rounds/<int:start>-<int:end>/thanks/", account.thanks, name="account-thanks"),
    path("account/download/", account.download, name="account-download"),
    path("account/erase/", account.erase_me, name="account-erase"),
    # /my/sessions/…/          one of them
    path("sessions/<str:public_id>/", room.session, name="session"),
    # /my/sessions/…/report-back/   what one may say tomorrow
    path("sessions/<str:public_id>/report-back/", room.report_back, name="report-back"),
    # /my/sessions/…/answer/   coming, not coming, somebody else coming instead
    path("sessions/<str:public_id>/answer/", replies.reply, name="reply"),
    path("sessions/<str:public_id>/substitute/", replies.substitute, name="substitute"),
    # /my/sessions/…/room/     who is in the room, of those who agreed
    path("sessions/<str:public_id>/room/", people.in_the_room, name="room"),
    # /my/sessions/…/msg.ics, /my/calendar/…   one's own calendar; the feed is read without sign-in
    path("sessions/<str:public_id>/msg.ics", calendar.session_file, name="session-file"),
    path("calendar/", calendar.feed_address, name="calendar"),
    path("calendar/<str:key>/msg.ics", calendar.feed, name="feed"),
    # /my/rounds/…/people/     who of a round wants to be found by the others
    path("rounds/<int:start>-<int:end>/people/", people.people_of_round, name="people"),
    path("rounds/<int:start>-<int:end>/people/contact/", people.introduce, name="introduce"),
    # /my/sessions/…/box/      short answers without a name, and support for them
    path("sessions/<str:public_id>/box/", box.box, name="box"),
    path("sessions/<str:public_id>/box/dot/", box.dot, name="box-dot"),
    # /my/documents/…/         a paper of one of them
    path("documents/<str:public_id>/", room.document, name="document"),
    # /my/outputs/…/           a draft, or a released text, and what gives somebody away in it
    path("outputs/<str:public_id>/", outputs.output, name="output"),
    path("outputs/<str:public_id>/object/", outputs.output_object, name="output-object"),
    # /my/consents/…           questions about one's name
    path("consents/", consents.consents, name="consents"),
    path("consents/<str:consent_id>/", consents.consent, name="consent"),
    path("consents/<str:consent_id>/withdraw/", consents.consent_withdraw, name="consent-withdraw"),
    # /my/…                    whatever else: to the signed-out it looks like what exists
    re_path(r"^.*/$", room.nothing, name="nothing"),
]
