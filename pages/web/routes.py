"""Every address that is not a page."""

from starlette.routing import Route

from pages.web.assets import asset, icon
from pages.web.downloads import download
from pages.web.feed import feed
from pages.web.files import file
from pages.web.health import health
from pages.web.samples import sample
from pages.web.sessions import enter, leave
from pages.web.survey import preview, survey, thanks

routes = [
    Route("/healthz", health),
    Route("/sesi", enter, methods=["POST"]),
    Route("/keluar", leave, methods=["POST"]),
    Route("/berkas/{sha256}", file),
    Route("/uji-petik/{sample_id:int}", sample),
    Route("/unduh/{slug}", download),
    Route("/kalender.ics", feed),
    Route("/s/{code}", survey, methods=["GET", "POST"]),
    Route("/s/{code}/selesai", thanks),
    Route("/pratinjau-survei/{survey_id:int}", preview),
    Route("/aset/{name:path}", asset),
    Route("/favicon.png", icon),
]
