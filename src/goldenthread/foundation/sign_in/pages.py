"""Addresses of the pages where a council's sign-in service is set up."""

from django.urls import path

from goldenthread.foundation.sign_in import people_views, views

urlpatterns = [
    path("sign-in/", views.overview, name="sign_in"),
    path("sign-in/service/", views.change, name="sign_in_service"),
    path("sign-in/try/", views.try_it, name="sign_in_try"),
    path("sign-in/groups/add/", views.add_rule, name="sign_in_rule_add"),
    path("sign-in/groups/remove/", views.remove_rule, name="sign_in_rule_remove"),
    path("people/", people_views.everybody, name="people"),
    path("people/add/", people_views.add, name="people_add"),
    path("people/access/<str:public_id>/end/", people_views.end_access, name="people_end_access"),
    path("people/access/<str:public_id>/end-sign-ins/", people_views.end_theirs, name="people_end_sign_ins"),
    path("people/welcome/<str:uid>/<str:token>/", people_views.welcome, name="people_welcome"),
    path("your-sign-ins/", people_views.yours, name="your_sign_ins"),
    path("your-sign-ins/end/", people_views.end_yours, name="your_sign_ins_end"),
]
