from django.urls import path

from backoffice import views

app_name = "backoffice"
urlpatterns = [
    path("login/", views.login, name="login"),
    path("demo-mails/", views.mails, name="mails"),
    path("demo-mails/<str:key>/", views.mail, name="mail"),
]
