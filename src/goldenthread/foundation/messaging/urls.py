"""The addresses of messages."""

from django.urls import path

from goldenthread.foundation.messaging import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.notices_read, name="notices_read"),
    path("notices/how/", views.preferences, name="notice_preferences"),
    path("messages/", views.outbox, name="outbox"),
    path("messages/words/", views.wordings, name="wordings"),
    path("messages/words/<str:topic>/", views.wording, name="wording"),
    path("messages/quiet-hours/", views.quiet_hours, name="quiet_hours"),
    path("messages/<str:public_id>/back/", views.take_back, name="message_back"),
    path("messages/<str:public_id>/again/", views.try_again, name="message_again"),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<str:public_id>/", views.received, name="received"),
]
