"""`/uji-petik/<id>`: the ZIP of a sample, straight from the disk, for whoever drew it."""

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from data import parcels
from data.database import reading
from models.errors import NotFound
from models.governance.samples import Sample
from pages.documents.sample import file_name
from pages.web import visitor


def sample(request: Request) -> Response:
    """GET: 200 or 206; whatever isn't this person's to take, or was cleared away since, is 404."""
    place = parcels.place(f"uji-petik-{request.path_params['sample_id']}")
    with reading() as session:
        actor = visitor.actor_at(request, session)
        if actor is None or not place.is_file():
            return Response(status_code=404)
        try:
            found = Sample.find(request.path_params["sample_id"], actor, session)
        except NotFound:
            return Response(status_code=404)
        if found.objections_to_taking(actor):
            return Response(status_code=404)
        headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
        return FileResponse(place, media_type="application/zip", filename=file_name(found), headers=headers)
