"""Where people leave for their council's sign-in service and come back; the sign-in library asks for these names."""

from django.urls import path

from goldenthread.foundation.sign_in import views

urlpatterns = [
    path("council/<str:provider_id>/", views.leave, name="openid_connect_login"),
    path("council/<str:provider_id>/back/", views.come_back, name="openid_connect_callback"),
]
