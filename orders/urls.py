from django.urls import path

from orders import views

app_name = "orders"
urlpatterns = [
    path("", views.find, name="find"),
    path("sent/", views.sent, name="sent"),
    path("<slug:token>/", views.detail, name="detail"),
]
