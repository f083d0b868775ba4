"""An uploaded file is what its content says; what can't be used is refused by name and reason, what is published carries no place."""

import io
import resource
import struct
import subprocess
import sys
import zlib
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import av
import pillow_heif
import pytest
from PIL import Image, PngImagePlugin

from data import files, media, wording
from data.formats import Unfit, format_of
from data.media import Examined, Unreadable, examine
from models.content.drafts import MediaFacts, MediaKind
from models.content.subtitles import Fault

LATITUDE = b"2\xc2\xb09'"
SRT = "1\n00:00:00,000 --> 00:00:02,000\nGempa, tetap tenang.\n"


def picture(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    """As a phone writes it: make, orientation, and where the picture was taken (Tanjung Redeb)."""
    notes = Image.Exif()
    notes[0x010F] = "TelepondariBerau"
    notes[0x0112] = orientation
    notes.get_ifd(0x8825).update({1: "N", 2: (2.0, 9.0, 1.0), 3: "E", 4: (117.0, 29.0, 1.0)})
    return notes


def image_bytes(format: str, image: Image.Image | None = None, **options: Any) -> bytes:
    pillow_heif.register_heif_opener()
    buffer = io.BytesIO()
    (image or picture()).save(buffer, format, **options)
    return buffer.getvalue()


def film_bytes(
    format: str = "mp4",
    codec: str = "libx264",
    *,
    seconds: float = 2,
    turned: int = 0,
    subtitles: bool = False,
    tag: str = "",
    **metadata: str,
) -> bytes:
    buffer = io.BytesIO()
    options = {"movflags": "use_metadata_tags"} if format == "mp4" else {}
    with av.open(buffer, "w", format=format, options=options) as film:
        film.metadata.update(metadata)
        stream = film.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
        if tag:
            stream.codec_context.codec_tag = tag
        if turned:
            stream.set_display_rotation(turned)
        words = film.add_stream("mov_text") if subtitles else None
        if words is not None:
            words.codec_context.subtitle_header = b"[Script Info]\n"
            film.start_encoding()
        for number in range(int(seconds * 10)):
            frame = av.VideoFrame.from_image(Image.new("RGB", (160, 96), (90 + number, 80, 200)))
            frame.pts = number
            film.mux(stream.encode(frame))
        film.mux(stream.encode())
        if words is not None:
            packet = av.Packet(struct.pack(">H", 5) + b"Siaga")
            packet.pts = packet.dts = 0
            packet.duration, packet.time_base, packet.stream = 1500, Fraction(1, 1000), words
            film.mux(packet)
    return buffer.getvalue()


def sound_bytes() -> bytes:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as film:
        stream = film.add_stream("aac", rate=44100)
        for number in range(4):
            frame = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
            frame.sample_rate, frame.pts = 44100, number * 1024
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            film.mux(stream.encode(frame))
    return buffer.getvalue()


def png_bomb(width: int = 15_000, height: int = 15_000) -> bytes:
    """White paper, 225 megapixels of it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(bytes(1 + width // 8)) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def published(data: bytes, examined: Examined) -> bytes:
    return data if examined.converted is None else examined.converted


def notes_in(data: bytes) -> dict[Any, Any]:
    image = Image.open(io.BytesIO(data))
    return {**dict(image.getexif()), **image.getexif().get_ifd(0x8825), **image.info.get("comment", {})}


def refusal(data: bytes, name: str = "foto.jpg") -> str:
    with pytest.raises(Unreadable) as refused:
        examine(data, name)
    (issue,) = refused.value.issues
    assert name in wording.sentence(issue)
    return issue.key.removeprefix("file_")


@pytest.mark.parametrize("format", ["jpeg", "png", "webp"])
def test_size_and_format_come_from_the_image_itself(format: str) -> None:
    """S2.3, A2.3."""
    data = image_bytes(format)
    examined = examine(data, "apa-saja.pdf")
    facts = examined.facts
    assert (facts.kind, facts.format, facts.width, facts.height, facts.size) == (MediaKind.IMAGE, format, 64, 48, len(data))
    assert examined.converted is None
    assert examined.preview is not None
    assert format_of(examined.preview) == "jpeg"


def test_the_preview_is_small() -> None:
    examined = examine(image_bytes("jpeg", picture((3000, 2000))), "besar.jpg")
    assert examined.preview is not None
    assert Image.open(io.BytesIO(examined.preview)).size == (1280, 853)


@pytest.mark.parametrize("mode", ["L", "P", "LA", "RGBA", "1", "I;16"])
def test_every_sort_of_png_has_a_preview(mode: str) -> None:
    image = picture().convert("I;16") if mode == "I;16" else picture(mode=mode)
    assert examine(image_bytes("png", image), "a.png").preview


def test_print_colours_survive_turning() -> None:
    examined = examine(image_bytes("jpeg", picture(mode="CMYK"), exif=exif(6)), "cetak.jpg")
    assert examined.converted is not None
    assert Image.open(io.BytesIO(examined.converted)).mode == "CMYK"


@pytest.mark.parametrize("format", ["jpeg", "png", "webp"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_place_and_device_are_gone_from_what_is_published(format: str, orientation: int) -> None:
    """S2.3, SAFETY: no location leaves the office. Red once with the image published as it came."""
    data = image_bytes(format, exif=exif(orientation))
    assert notes_in(data)[2] == (2.0, 9.0, 1.0)
    examined = examine(data, "lapangan.jpg")
    assert examined.converted is not None
    assert notes_in(examined.converted) == {}
    assert b"TelepondariBerau" not in examined.converted
    assert examined.facts.size == len(examined.converted)


def test_an_image_that_stands_upright_keeps_every_pixel() -> None:
    data = image_bytes("jpeg", exif=exif(1))
    stripped = published(data, examine(data, "a.jpg"))
    assert Image.open(io.BytesIO(stripped)).tobytes() == Image.open(io.BytesIO(data)).tobytes()


@pytest.mark.parametrize("format", ["jpeg", "png", "webp"])
def test_a_turned_photo_is_published_upright(format: str) -> None:
    """S2.3: width and height as people see them. Red once with the orientation dropped instead of applied."""
    image = Image.new("RGB", (64, 48), "black")
    image.paste("white", (0, 0, 64, 24))
    examined = examine(image_bytes(format, image, exif=exif(6)), "tegak.jpg")
    assert (examined.facts.width, examined.facts.height) == (48, 64)
    assert examined.converted is not None
    upright = Image.open(io.BytesIO(examined.converted)).convert("L")
    assert upright.size == (48, 64)
    assert upright.getpixel((40, 32)) > 200 > 50 > upright.getpixel((8, 32))


def test_comments_texts_and_what_is_appended_go_too() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", "<x>Siti</x>")
    texts.add_text("Author", "Siti")
    for data in (
        image_bytes("png", pnginfo=texts),
        image_bytes("jpeg", comment=b"oleh Siti"),
        image_bytes("jpeg", xmp=b"<x>Siti</x>"),
        image_bytes("jpeg") + b"Siti",
        image_bytes("png") + b"Siti",
        image_bytes("webp", xmp=b"<x>Siti</x>"),
    ):
        examined = examine(data, "a.png")
        assert b"Siti" in data
        assert b"Siti" not in published(data, examined)
        Image.open(io.BytesIO(published(data, examined))).load()


def test_the_colour_profile_stays() -> None:
    profile = b"not a real profile, but one that must not vanish"
    for format in ("jpeg", "png", "webp"):
        data = image_bytes(format, icc_profile=profile, exif=exif(6))
        assert Image.open(io.BytesIO(published(data, examine(data, "a")))).info["icc_profile"] == profile


def test_a_progressive_photo_with_restart_marks_is_cleaned_whole() -> None:
    image = Image.effect_noise((400, 300), 80).convert("RGB")
    data = image_bytes("jpeg", image, progressive=True, restart_marker_blocks=4, exif=exif())
    stripped = published(data, examine(data, "a.jpg"))
    assert Image.open(io.BytesIO(stripped)).tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_an_iphone_photo_becomes_a_jpeg_without_its_place() -> None:
    """S2.3: HEIC is accepted and converted."""
    data = image_bytes("heif", exif=exif())
    examined = examine(data, "IMG_0001.HEIC")
    assert (examined.original_format, examined.facts.format, examined.facts.width) == ("heic", "jpeg", 64)
    assert examined.converted is not None
    assert format_of(examined.converted) == "jpeg"
    assert notes_in(examined.converted) == {}
    assert b"TelepondariBerau" in data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"Ini teks biasa yang diberi nama foto.jpg", "unknown_format"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "unknown_format"),
        (b"<!doctype html><script>alert(1)</script>", "unknown_format"),
        (b"<html>1\n00:00:01,000 --> 00:00:02,000\n</html>", "unknown_format"),
        (b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/\n", "unknown_format"),
        (b"\x00" * 5000, "unknown_format"),
        (b"GIF89a" + bytes(40), "other_format"),
        (b"PK\x03\x04" + bytes(40), "other_format"),
        (b"\x00\x00\x00\x18ftypavif" + bytes(40), "other_format"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "damaged"),
        (b"RIFF\x20\x00\x00\x00WEBPVP8 " + bytes(40), "damaged"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(40), "damaged"),
        (b"\x00\x00\x00\x18ftypisom" + bytes(40), "damaged"),
        (b"\x1a\x45\xdf\xa3 webm" + bytes(40), "damaged"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name_and_reason(data: bytes, reason: str) -> None:
    """S2.3, SAFETY 19. Red once with the format guessed from the name."""
    assert refusal(data) == reason


@pytest.mark.parametrize("format", ["jpeg", "png", "webp", "heif"])
def test_a_cut_image_is_refused(format: str) -> None:
    """Decoding finds it, and so does the walk through its parts."""
    data = image_bytes(format, Image.effect_noise((200, 200), 90).convert("RGB"))
    assert refusal(data[: len(data) * 2 // 3]) == "damaged"


def test_an_animation_is_not_an_image() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    for format in ("png", "webp"):
        assert refusal(image_bytes(format, frames[0], save_all=True, append_images=frames[1:])) == "animated"


def test_a_picture_bomb_is_refused_before_it_unfolds() -> None:
    """SAFETY 19: 27 KB that promise 225 megapixels. Red once (accepted) with the pixel limit off and the memory limit lifted."""
    bomb = png_bomb()
    assert len(bomb) < 50_000
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert refusal(bomb) == "too_many_pixels"
    assert max(before, 150_000) >= resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def test_fifty_megapixels_are_the_limit() -> None:
    """Between one and two times its limit Pillow only warns. Red once without warnings as errors."""
    assert refusal(image_bytes("png", Image.new("1", (8000, 6251)))) == "too_many_pixels"
    assert examine(image_bytes("png", Image.new("1", (8000, 6250))), "a.png").facts.width == 8000


def test_a_film_tells_its_length_size_and_codec() -> None:
    """S2.3, A2.1: length is checked from the file."""
    data = film_bytes(seconds=3)
    examined = examine(data, "klip.mp4")
    assert examined.facts == MediaFacts(MediaKind.VIDEO, "mp4", len(data), width=160, height=96, seconds=3.0, codec="h264")
    assert examined.converted is None
    assert examined.preview is not None
    assert Image.open(io.BytesIO(examined.preview)).size == (160, 96)


@pytest.mark.parametrize("told", ["mov mpeg4 mpeg4", "webm libvpx-vp9 vp9", "mp4 libx265 hevc"])
def test_containers_and_codecs_are_told_apart(told: str) -> None:
    format, encoder, codec = told.split()
    facts = examine(film_bytes(format, encoder), "klip").facts
    assert (facts.format, facts.codec) == (format, codec)


def test_a_film_shot_upright_is_measured_upright() -> None:
    """S2.3: 9:16 from a phone is stored lying down and turned."""
    examined = examine(film_bytes(turned=90, location="+02.15+117.48/"), "tegak.mp4")
    assert (examined.facts.width, examined.facts.height) == (96, 160)
    again = examine(published(b"", examined), "tegak.mp4")
    assert (again.facts.width, again.facts.height) == (96, 160)


def test_embedded_subtitles_are_found_with_their_span() -> None:
    """A2.3."""
    facts = examine(film_bytes(subtitles=True), "klip.mp4").facts
    assert (facts.embedded_subtitles, facts.cues, facts.subtitle_start, facts.subtitle_end) == (True, 1, 0.0, 1.5)


@pytest.mark.parametrize("format", ["mp4", "mov", "webm"])
def test_the_place_is_gone_from_a_film_and_the_picture_is_not_touched(format: str) -> None:
    """S2.3. Red once with the film published as it came."""
    data = film_bytes(format, "libvpx-vp9" if format == "webm" else "libx264", location="+02.15+117.48/", artist="Siti")
    examined = examine(data, "lapangan.mp4")
    assert b"+02.15+117.48/" in data
    assert examined.converted is not None
    assert b"117.48" not in examined.converted
    assert b"Siti" not in examined.converted
    assert packets(examined.converted) == packets(data)
    assert examine(examined.converted, "lagi").converted is None


def packets(data: bytes) -> list[bytes]:
    with av.open(io.BytesIO(data)) as film:
        return [bytes(packet) for packet in film.demux(video=0) if packet.size]


def test_an_iphone_place_tag_is_found() -> None:
    data = film_bytes(**{"com.apple.quicktime.location.ISO6709": "+02.1500+117.4800+010.000/"})
    assert b"117.4800" in data
    assert b"117.4800" not in published(data, examine(data, "IMG_2.MOV"))


def test_an_iphone_film_still_plays_on_an_iphone() -> None:
    """Red once without handing on the tag: the copy said hev1, which Apple's players refuse."""
    data = film_bytes("mov", "libx265", tag="hvc1", location="+02.15+117.48/")
    with av.open(io.BytesIO(published(data, examine(data, "IMG_3.MOV")))) as film:
        assert film.streams.video[0].codec_context.codec_tag == "hvc1"


def test_embedded_subtitles_survive_the_cleaning() -> None:
    data = film_bytes(subtitles=True, location="+02.15+117.48/")
    again = examine(published(data, examine(data, "a.mp4")), "a.mp4")
    assert (again.facts.embedded_subtitles, again.facts.subtitle_end) == (True, 1.5)


def test_a_film_cut_on_the_way_is_refused() -> None:
    """With its index at the front a cut film still opens. Red once without comparing declared and real end."""
    data = film_bytes(seconds=30, artist="x")
    in_front = published(data, examine(data, "a.mp4"))
    assert in_front.index(b"moov") < in_front.index(b"mdat")
    assert refusal(in_front[: len(in_front) * 2 // 3]) == "damaged"
    assert refusal(data[: len(data) * 2 // 3]) == "damaged"


def test_a_film_without_picture_is_refused() -> None:
    assert refusal(sound_bytes()) == "no_picture"


def test_a_locked_film_is_refused() -> None:
    assert refusal(film_bytes().replace(b"avc1", b"encv")) == "encrypted"


def test_subtitles_are_read_and_their_faults_kept_as_facts() -> None:
    """A2.3."""
    good = examine(SRT.encode(), "takarir.srt")
    assert (good.facts.kind, good.facts.format, good.facts.cues, good.facts.subtitle_end) == (MediaKind.SUBTITLES, "srt", 1, 2.0)
    assert (good.facts.faults, good.converted) == ((), None)
    bad = examine(SRT.encode() + b"\n2\n00:00:01,000 --> 00:00:03,000\nBertumpuk\n", "takarir.srt")
    assert bad.facts.faults == (Fault.OVERLAP,)
    assert examine(b"WEBVTT\n\n00:00.000 --> 00:01.000\na\n", "x").facts.format == "vtt"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_subtitles_are_published_as_utf_8(encoding: str) -> None:
    assert examine(SRT.encode(encoding), "takarir.srt").converted == SRT.encode()


def test_subtitles_in_another_encoding_are_refused_not_guessed() -> None:
    assert refusal(SRT.replace("tenang", "café").encode("cp1252"), "takarir.srt") == "encoding"


def test_subtitles_without_a_readable_cue_are_refused() -> None:
    assert refusal(b"WEBVTT\n", "takarir.vtt") == "no_cues"


def test_a_pdf_is_material() -> None:
    pdf = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
    assert examine(pdf, "notulen.docx").facts.kind is MediaKind.DOCUMENT
    assert refusal(pdf.replace(b"%%EOF", b""), "notulen.pdf") == "damaged"
    assert refusal(pdf.replace(b"trailer\n<<", b"trailer\n<< /Encrypt 4 0 R "), "notulen.pdf") == "encrypted"


def test_a_file_beyond_every_limit_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(media.LARGEST, MediaKind.IMAGE, 10)
    monkeypatch.setattr(media, "_probed", None)
    assert refusal(image_bytes("png")) == "too_large"


def test_the_name_is_only_repeated() -> None:
    with pytest.raises(Unreadable) as refused:
        examine(b"", "..\\..\\C:/rahasia/foto.jpg")
    assert refused.value.issues[0].facts["name"] == "foto.jpg"


@pytest.mark.parametrize("signal", ["SIGKILL", "SIGXCPU", "SIGSEGV"])
def test_a_killed_child_is_a_plain_refusal(signal: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SAFETY 19. Red once with the return code left unread."""
    child = tmp_path / "child.py"
    child.write_text(f"import os, signal; os.kill(os.getpid(), signal.{signal})")
    monkeypatch.setattr(media, "CHILD", child)
    assert refusal(image_bytes("png")) == "too_heavy"


def test_a_child_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SAFETY 19. Red once without the time limit."""
    child = tmp_path / "child.py"
    answer = '{"format": "png"}'
    child.write_text(f"import sys, time; time.sleep(3); open(sys.argv[2] + '/result.json', 'w').write({answer!r})")
    monkeypatch.setattr(media, "CHILD", child)
    monkeypatch.setattr(media, "WALL_SECONDS", 0.5)
    assert refusal(image_bytes("png")) == "too_heavy"


def test_the_child_cannot_take_more_memory_than_it_is_given(tmp_path: Path) -> None:
    """SAFETY 19. Red once with `limit_myself` empty."""
    attempt = f"import runpy; runpy.run_path({str(media.CHILD)!r})['limit_myself'](); print('in'); bytearray(1 << 31)"
    done = subprocess.run([sys.executable, "-I", "-c", attempt], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "in"
    assert "MemoryError" in done.stderr


def test_the_child_gets_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """No environment with passwords, no inherited input. Red once with the environment passed on."""
    seen: dict[str, Any] = {}

    def run(command: list[str], **options: Any) -> SimpleNamespace:
        seen.update(options, command=command)
        return SimpleNamespace(returncode=1)

    monkeypatch.setenv("DATABASE_URL", "postgresql://rahasia")
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(Unreadable):
        examine(image_bytes("png"), "a.png")
    assert not seen["env"].keys() - {"LD_LIBRARY_PATH"}
    assert seen["command"][1] == "-I"


def test_a_link_in_place_of_a_result_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("rahasia")
    (tmp_path / "preview").symlink_to(tmp_path / "secret")
    assert media._written(tmp_path / "preview") is None


def test_a_wrong_answer_of_the_child_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "_answer_of_child", lambda format, folder: {"format": "png", "width": "very"})
    assert refusal(image_bytes("png")) == "damaged"


def test_every_reason_has_its_sentence() -> None:
    folder = Path(media.__file__).parent
    text = "".join((folder / name).read_text("utf-8") for name in ("media.py", "probe_child.py", "probe_image.py", "probe_video.py"))
    reasons = {piece.split('"')[0] for piece in text.split(f'{Unfit.__name__}("')[1:]} | {"too_heavy", "damaged"}
    worded = {key.removeprefix("file_") for key in wording.sentences()["issues"] if key.startswith("file_")}
    assert reasons <= worded
    assert set(Fault) == wording.sentences()["subtitle_faults"].keys()


def test_examined_files_can_be_kept(tmp_path: Path) -> None:
    files.configure(tmp_path)
    try:
        data = image_bytes("heif")
        examined = examine(data, "a.heic")
        assert examined.converted is not None
        assert [files.keep(data).type, files.keep(examined.converted).type] == ["image/heic", "image/jpeg"]
    finally:
        files.configure(None)
