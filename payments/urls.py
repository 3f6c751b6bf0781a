from django.urls import path

from payments import views

app_name = "payments"
urlpatterns = [
    path("<str:token>/", views.pay, name="pay"),
    path("<str:token>/return/", views.come_back, name="return"),
    path("<str:token>/cancel/", views.cancel, name="cancel"),
]
