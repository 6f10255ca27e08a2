"""Which files may be attached: told by content, within a size, and pictures drawn afresh with nothing hidden in them."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

import puremagic
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000  # a 24-megapixel camera fits; a picture that unpacks to gigabytes does not
PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG"}
ALLOWED = {*PICTURES, "application/pdf"}
WORDS = "a PDF, or a picture (JPEG or PNG)"
START = 64 * 1024


class NotAdmitted(Exception):
    """The file may not be attached; the sentence says why and what to send instead."""


@dataclass(frozen=True)
class Admitted:
    """A file that may be kept: its content as it will be kept, and its type."""

    content: bytes
    kind: str


def admit(content: bytes) -> Admitted:
    """Return a file as it may be kept; its name is not asked.

    Pictures are decoded and written again, so that place, camera, author and anything behind the picture stay out.
    Raises NotAdmitted for an empty or long file, a type that is not allowed, and a picture that is damaged or huge.
    """
    if not content:
        raise NotAdmitted("The file is empty. Choose another one.")
    if len(content) > MOST_BYTES:
        raise NotAdmitted("The file is over 20 MB. Make it smaller, or send it in parts.")
    kind = _kind(content)
    return Admitted(_redrawn(content, PICTURES[kind]) if kind in PICTURES else content, kind)


def _kind(content: bytes) -> str:
    try:
        kinds = [one.mime_type for one in puremagic.magic_string(content[:START])]
    except (puremagic.PureError, ValueError):
        kinds = []
    kind = kinds[0] if kinds else ""
    if kind not in ALLOWED:
        raise NotAdmitted(f"This kind of file cannot be attached. Send {WORDS}.")
    return kind


def _redrawn(content: bytes, form: str) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[form]) as picture:
                return _written(picture, form)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise NotAdmitted(_TOO_LARGE) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise NotAdmitted("The picture is damaged. Open it, save it again and send the new copy.") from None


_TOO_LARGE = "The picture has over 40 million dots. Make it smaller and send it again."


def _written(picture: Image.Image, form: str) -> bytes:
    if picture.width * picture.height > MOST_PIXELS:
        raise NotAdmitted(_TOO_LARGE)
    upright = ImageOps.exif_transpose(picture)
    plain = Image.new("RGB" if form == "JPEG" else "RGBA", upright.size)  # a new sheet carries nothing over
    plain.paste(upright.convert(plain.mode))
    page = io.BytesIO()
    plain.save(page, form)
    return page.getvalue()
