from django.urls import path

from payments import demo_pages

app_name = "demo_pay"
urlpatterns = [path("<slug:ref>/", demo_pages.page, name="page")]
