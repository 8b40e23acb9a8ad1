"""The front page (入口): three doors, the directory, and a place to drop a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akashi.portals.shared.guards import public


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the doors.

    出典: contract.md 第4節
    """
    return render(request, "public/home.html")
