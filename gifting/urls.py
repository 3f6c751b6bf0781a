from django.urls import path

from gifting import views

app_name = "gifting"
urlpatterns = [path("<slug:token>/", views.gift, name="gift")]
