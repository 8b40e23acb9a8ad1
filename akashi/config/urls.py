"""Addresses (経路): which door stands where. Contract section 4 fixes them."""

from django.urls import include, path

handler400 = "akashi.portals.shared.pages.bad_request"
handler403 = "akashi.portals.shared.pages.forbidden"
handler404 = "akashi.portals.shared.pages.not_found"
handler500 = "akashi.portals.shared.pages.server_error"

urlpatterns = [
    path("contractor/", include("akashi.portals.contractor.urls")),
    path("surety/", include("akashi.portals.surety.urls")),
    path("obligee/", include("akashi.portals.obligee.urls")),
    path("api/v1/", include("akashi.portals.api.urls")),
    path("", include("akashi.portals.shared.urls")),
    path("", include("akashi.portals.public.urls")),
]
