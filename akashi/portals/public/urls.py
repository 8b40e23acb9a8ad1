"""Addresses of this door (経路)."""

from django.urls import URLPattern, URLResolver, include, path

from akashi.portals.public import demo_mail, directory, gallery, home, language, manual, verify

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("language/", language.choose, name="language"),
    path("directory/", directory.bodies, name="directory"),
    path("directory/<slug:obligee_id>/", directory.body, name="obligee"),
    path("verify/", verify.verify, name="verify"),
    path("help/", manual.index, name="help"),
    path("help/<slug:slug>/", manual.topic, name="help_topic"),
    path("", include("akashi.portals.public.transparency.urls")),
    path("demo/mail/", demo_mail.mails, name="mails"),
    path("demo/mail/<int:mail_id>/", demo_mail.mail, name="mail"),
    path("demo/components/", gallery.components, name="components"),
]
