"""Addresses of the API (経路). Contract section 5 fixes them."""

from django.urls import path

from akashi.portals.api import (
    applications,
    description,
    directory,
    documents,
    guarantees,
    openings,
    review,
)

app_name = "api"
urlpatterns = [
    path("openapi.json", description.openapi, name="openapi"),
    path("docs", description.docs, name="docs"),
    path("certificates/open", openings.open_by_key, name="open"),
    path("documents/verify", documents.verify, name="verify"),
    path("directory/obligees", directory.obligees, name="obligees"),
    path("directory/obligees/<str:obligee_id>", directory.obligee, name="obligee"),
    path("directory/obligees/<str:obligee_id>/check", directory.check, name="check"),
    path("applications", applications.applications, name="applications"),
    path("applications/<str:application_id>", applications.application, name="application"),
    path("applications/<str:application_id>/correct", applications.correct),
    path("applications/<str:application_id>/submit", applications.submit_application),
    path("applications/<str:application_id>/withdraw", applications.withdraw_application),
    path("applications/<str:application_id>/return", review.return_with_remarks),
    path("applications/<str:application_id>/accept", review.accept_application),
    path("applications/<str:application_id>/approve", review.approve_application),
    path("applications/<str:application_id>/decline", review.decline_application),
    path("applications/<str:application_id>/payments", review.receive_payment),
    path("guarantees", guarantees.guarantees, name="guarantees"),
    path("guarantees/<str:number>", guarantees.guarantee, name="guarantee"),
    path("guarantees/<str:number>/certificate.pdf", guarantees.certificate_pdf, name="certificate"),
    path("guarantees/<str:number>/key-notice.pdf", guarantees.key_notice_pdf, name="key-notice"),
    path("guarantees/<str:number>/access-key", guarantees.access_key, name="access-key"),
]
