from django.urls import path

from checkout import views

app_name = "checkout"
urlpatterns = [
    path("", views.index, name="index"),
    path("contact/", views.contact, name="contact"),
    path("delivery/", views.delivery, name="delivery"),
    path("review/", views.review, name="review"),
    path("place/", views.place, name="place"),
    path("restore/<slug:token>/", views.restore, name="restore"),
]
