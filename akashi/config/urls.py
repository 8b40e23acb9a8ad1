"""Addresses (経路): which door stands where. Contract section 4 fixes them."""

from django.urls import include, path

urlpatterns = [
    path("contractor/", include("akashi.portals.contractor.urls")),
    path("surety/", include("akashi.portals.surety.urls")),
    path("obligee/", include("akashi.portals.obligee.urls")),
    path("", include("akashi.portals.public.urls")),
]
