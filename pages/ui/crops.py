"""A picture as a channel crops it: small, cut on the server, embedded in the page that had the right to show it."""

from base64 import b64encode
from io import BytesIO

import streamlit as st
from PIL import Image, ImageOps

from data import files

WIDTH = 640
QUALITY = 82


@st.cache_data(max_entries=200, show_spinner=False)
def cropped(sha256: str, ratio: str) -> str | None:
    """A data address of the picture cut around its middle to a ratio such as "4:5"; None when the file is gone or no picture."""
    try:
        with files.open_stored(sha256) as stored, Image.open(BytesIO(stored.read())) as picture:
            picture.draft("RGB", (2 * WIDTH, 2 * WIDTH))
            fitted = ImageOps.fit(picture.convert("RGB"), (WIDTH, round(WIDTH / proportion(ratio))))
    except OSError:
        return None
    written = BytesIO()
    fitted.save(written, "JPEG", quality=QUALITY)
    return f"data:image/jpeg;base64,{b64encode(written.getvalue()).decode()}"


def proportion(ratio: str) -> float:
    """Width over height of a ratio as playbooks write it."""
    width, height = ratio.split(":")
    return float(width) / float(height)
