"""A short real film for the demo, with subtitles beside it."""

import io
from collections.abc import Sequence
from fractions import Fraction

from PIL import Image

from data.seeds.pictures import poster

RATE = 4
SECONDS_A_CARD = 4


def film(programme: str, title: str, lines: Sequence[str], source: str) -> bytes:
    """An MP4 (H.264, 9:16) that shows one card per line, four seconds each."""
    import av  # noqa: PLC0415  104 MB of decoders, needed here only

    cards = [poster(programme, title, lines[:shown], source, "video_singkat", room_for=len(lines)) for shown in range(1, len(lines) + 1)]
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=Fraction(RATE), options={"preset": "ultrafast", "crf": "30"})
        stream.width, stream.height, stream.pix_fmt = 1080, 1920, "yuv420p"
        for card in cards:
            frame = av.VideoFrame.from_image(Image.open(io.BytesIO(card)))
            for _ in range(RATE * SECONDS_A_CARD):
                frame.pts = None
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


def subtitles(lines: Sequence[str]) -> str:
    """An .srt that says each card's line while it shows."""
    cues = []
    for place, line in enumerate(lines):
        start, end = place * SECONDS_A_CARD, (place + 1) * SECONDS_A_CARD
        cues.append(f"{place + 1}\n00:00:{start:02},000 --> 00:00:{end - 1:02},900\n{line}\n")
    return "\n".join(cues)
