from django.urls import path

from backoffice import views

app_name = "backoffice"
urlpatterns = [
    path("login/", views.login, name="login"),
    path("r/<int:content_type_id>/<path:object_id>/", views.view_on_site, name="view_on_site"),
    path("demo-mails/", views.mails, name="mails"),
    path("demo-mails/<str:key>/", views.mail, name="mail"),
]
