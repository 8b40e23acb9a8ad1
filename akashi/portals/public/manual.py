"""Help (使い方): what each person does, and the questions people really ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from akashi.domain.products import Product
from akashi.domain.works import WorksKind
from akashi.portals.shared.context import language
from akashi.portals.shared.guards import public
from akashi.portals.shared.parts import Crumb
from akashi.records.reading import for_public

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the manual.

    出典: なし (本システムの決定)
    """

    slug: str
    title: _StrPromise
    summary: _StrPromise
    template: str

    @property
    def href(self) -> str:
        """Return its address."""
        return f"/help/{self.slug}/"


PEOPLE = (
    Topic(
        "contractor",
        _("受注者の手順"),
        _("申し込み、証書を確かめ、認証キーを発注者に届けるまで"),
        "public/help/contractor.html",
    ),
    Topic(
        "obligee",
        _("発注者の手順"),
        _("届いた番号と認証キーで証書を見て、保存するまで"),
        "public/help/obligee.html",
    ),
    Topic(
        "surety",
        _("保証会社の手順"),
        _("審査、二人での承認、保証料の領収、証書の発行"),
        "public/help/surety.html",
    ),
)
QUESTIONS = (
    Topic("begin", _("始めるのに何がいりますか"), _("用意するもの"), "public/help/begin.html"),
    Topic(
        "electronic",
        _("どの証書が電子になりますか"),
        _("電子交付できる保証と、できないもの"),
        "public/help/electronic.html",
    ),
    Topic(
        "covered",
        _("この発注者のこの契約は対象ですか"),
        _("発注者と契約を選ぶと、答えが出ます"),
        "public/help/covered.html",
    ),
    Topic(
        "hand-in",
        _("認証キーはどうやって届けますか"),
        _("届け方は発注者ごとに違います"),
        "public/help/hand_in.html",
    ),
    Topic(
        "which-file",
        _("どのファイルを送るのですか"),
        _("似ている三つのファイルの見分け方"),
        "public/help/which_file.html",
    ),
    Topic(
        "what-else",
        _("ほかに何が電子で届きますか"),
        _("メールとPDFで届くもの"),
        "public/help/what_else.html",
    ),
)
MORE = (
    Topic("glossary", _("用語集"), _("このサイトで使う言葉"), "public/help/glossary.html"),
    Topic(
        "accessibility",
        _("アクセシビリティ"),
        _("目標、確かめたこと、分かっている課題"),
        "public/help/accessibility.html",
    ),
)
TOPICS = {topic.slug: topic for topic in (*PEOPLE, *QUESTIONS, *MORE)}


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show all pages of the manual.

    出典: なし (本システムの決定)
    """
    shown = {"people": PEOPLE, "questions": QUESTIONS, "more": MORE}
    return render(request, "public/help/index.html", shown)


@public
@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page of the manual.

    出典: なし (本システムの決定)
    """
    found = TOPICS.get(slug)
    if found is None:
        raise Http404
    asked = request.GET.get("obligee", "")
    if slug == "covered" and asked:
        query = {name: str(value) for name, value in request.GET.items() if name != "obligee"}
        return redirect(f"/directory/{asked}/?{urlencode(query)}#answer")
    lang = language()
    shown = {
        "topic": found,
        "crumbs": (Crumb(str(_("使い方")), "/help/"), Crumb(str(found.title))),
        "products": [(product.value, product.label(lang)) for product in Product],
        "kinds": [(kind.value, kind.label(lang)) for kind in WorksKind],
        "obligees": for_public.obligees(limit=500).items if slug == "covered" else (),
    }
    return render(request, found.template, shown)
