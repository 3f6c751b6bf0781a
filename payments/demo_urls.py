from django.urls import path

from payments import demo_pages

app_name = "demo_pay"
urlpatterns = [path("<str:ref>/", demo_pages.page, name="page")]
