"""Addresses of the participants' area."""

from django.urls import path, re_path

from sessions.views import box, consents, outputs, room

app_name = "dialogue_sessions"
urlpatterns = [
    # /my/                     what is asked of one, and one's sessions
    path("", room.my, name="my"),
    # /my/sessions/…/          one of them
    path("sessions/<str:public_id>/", room.session, name="session"),
    # /my/sessions/…/report-back/   what one may say tomorrow
    path("sessions/<str:public_id>/report-back/", room.report_back, name="report-back"),
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
