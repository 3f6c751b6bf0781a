"""Mounted at /<lang>/account/; the orders and addresses of an account are shop.account_urls."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.Profile.as_view(), name="profile"),
    path("login/", views.SignIn.as_view(), name="login"),
    path("logout/", views.SignOut.as_view(), name="logout"),
    path("register/", views.Register.as_view(), name="register"),
    path("register/sent/", views.Registered.as_view(), name="registered"),
    path("confirm/<str:token>/", views.Confirm.as_view(), name="confirm"),
    path("reset/", views.Reset.as_view(), name="reset"),
    path("reset/sent/", views.ResetSent.as_view(), name="reset_sent"),
    path("reset/done/", views.ResetDone.as_view(), name="reset_done"),
    path("reset/<uidb64>/<token>/", views.ResetConfirm.as_view(), name="reset_confirm"),
    path("password/", views.ChangePassword.as_view(), name="password"),
    path("close/", views.CloseAccount.as_view(), name="close"),
]
