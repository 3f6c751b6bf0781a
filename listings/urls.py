"""Mounted at /<lang>/desk/."""

from django.urls import path

from listings import views, views_files, views_parcels, views_products, views_review
from listings import views_submissions as submissions

app_name = "listings"
MAKER = "makers/<slug:maker>/"
SUBMISSION = f"{MAKER}submissions/<int:pk>/"
urlpatterns = [
    path("", views.Desk.as_view(), name="desk"),
    path("files/<int:pk>/", views_files.PrivateFile.as_view(), name="file"),
    path("staff/", views_review.Reviews.as_view(), name="reviews"),
    path("staff/<int:pk>/", views_review.Review.as_view(), name="review"),
    path("staff/members/", views_review.Members.as_view(), name="members"),
    path(
        "staff/members/<slug:maker>/<int:user>/remove/",
        views_review.RemoveMember.as_view(),
        name="member_remove",
    ),
    path(MAKER, views.TodayPage.as_view(), name="today"),
    path(f"{MAKER}products/", views_products.Products.as_view(), name="products"),
    path(f"{MAKER}products/new/", views_products.NewProduct.as_view(), name="product_new"),
    path(
        f"{MAKER}products/<int:pk>/change/",
        views_products.ChangeProduct.as_view(),
        name="product_change",
    ),
    path(f"{MAKER}offers/<int:pk>/", views_products.Offer.as_view(), name="offer"),
    path(f"{MAKER}submissions/", views_products.Decided.as_view(), name="decided"),
    path(SUBMISSION, submissions.SubmissionPage.as_view(), name="submission"),
    path(f"{SUBMISSION}take-back/", submissions.TakeBack.as_view(), name="submission_take_back"),
    path(f"{SUBMISSION}discard/", submissions.Discard.as_view(), name="submission_discard"),
    path(
        f"{SUBMISSION}files/<int:upload>/remove/",
        submissions.RemoveUpload.as_view(),
        name="upload_remove",
    ),
    path(f"{MAKER}parcels/", views_parcels.Parcels.as_view(), name="parcels"),
    path(f"{MAKER}parcels/<int:pk>/", views_parcels.ParcelPage.as_view(), name="parcel"),
    path(f"{MAKER}parcels/<int:pk>/slip/", views_parcels.Slip.as_view(), name="parcel_slip"),
]
