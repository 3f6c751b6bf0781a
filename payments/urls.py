from django.urls import path

from payments import views

app_name = "payments"
urlpatterns = [
    path("<slug:token>/", views.pay, name="pay"),
    path("<slug:token>/return/", views.come_back, name="return"),
    path("<slug:token>/cancel/", views.cancel, name="cancel"),
]
