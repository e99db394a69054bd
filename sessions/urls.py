"""Addresses of the participants' area."""

from django.urls import path, re_path

from sessions import views

app_name = "dialogue_sessions"
urlpatterns = [
    # /my/                     one's sessions
    path("", views.my, name="my"),
    # /my/sessions/…/          one of them
    path("sessions/<str:public_id>/", views.session, name="session"),
    # /my/documents/…/         a paper of one of them
    path("documents/<str:public_id>/", views.document, name="document"),
    # /my/…                    whatever else: to the signed-out it looks like what exists
    re_path(r"^.*/$", views.nothing, name="nothing"),
]
