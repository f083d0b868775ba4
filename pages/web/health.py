"""Ready means: the lifespan has prepared everything, and the database answers."""

import logging

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse

from data.database import reading


def health(request: Request) -> JSONResponse:
    """200 `{"status": "ok"}`, or 503 while the database is away."""
    try:
        with reading() as session:
            session.connection()
    except SQLAlchemyError:
        logging.getLogger(__name__).exception("The database doesn't answer")
        return JSONResponse({"status": "database unreachable"}, status_code=503)
    return JSONResponse({"status": "ok"})
