"""Addresses of the comments."""

from django.urls import path

from goldenthread.slices.feedback import views

urlpatterns = [
    path("feedback/", views.comments, name="feedback"),
    path("feedback/comments.<str:form>", views.export, name="feedback_export"),
    path("feedback/add/", views.add, name="feedback_add"),
    path("feedback/many/", views.many, name="feedback_many"),
    path("feedback/learning/", views.draw_learning, name="feedback_learning"),
    path("feedback/<str:public_id>/", views.comment, name="feedback_voice"),
    path("feedback/<str:public_id>/as-said/", views.as_said, name="feedback_as_said"),
    path("feedback/<str:public_id>/heard/", views.heard, name="feedback_heard"),
    path("feedback/<str:public_id>/about/", views.about, name="feedback_about"),
    path("feedback/<str:public_id>/join/", views.join, name="feedback_join"),
]
