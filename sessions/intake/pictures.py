"""PNG and JPEG with their pixels, and nothing that tells where, when and by whom they were made."""

import io
from collections.abc import Collection

from PIL import Image, ImageOps, UnidentifiedImageError

from sessions.intake import limits
from sessions.intake.colour import clean_profile
from sessions.intake.jpeg import stripped
from sessions.intake.uncleanable import Reason, Uncleanable

ORIENTATION = 0x0112
WITH_PHOTOS = ("PNG", "JPEG", "MPO")
"""What is taken; MPO is a JPEG with further pictures behind it, which are left behind."""

IN_OFFICE_FILES = (*WITH_PHOTOS, "GIF", "BMP", "TIFF")
"""What is taken besides, as a PNG: older presentations are full of them."""


class PixelCount:
    """How many pixels the pictures of one file have so far."""

    def __init__(self) -> None:
        self.pixels = 0

    def add(self, width: int, height: int) -> None:
        """Raises :class:`Uncleanable` where it becomes too much to decode."""
        self.pixels += width * height
        if width * height > limits.PIXELS or self.pixels > limits.ALL_PIXELS:
            raise Uncleanable(Reason.TOO_MANY_PIXELS, limit=limits.PIXELS // 1_000_000)


def clean_picture(
    content: bytes, count: PixelCount | None = None, kinds: Collection[str] = WITH_PHOTOS
) -> tuple[bytes, str]:
    """Return the cleaned picture and its extension, ``png`` or ``jpg``.

    Every pixel is decoded, so that a picture which cannot be shown is refused, and one that
    holds more than it shows does not pass. Raises :class:`Uncleanable`.
    """
    image = _opened(content, kinds)
    (count or PixelCount()).add(*image.size)
    if image.format == "PNG" or image.format not in WITH_PHOTOS:
        if getattr(image, "n_frames", 1) > 1:
            raise Uncleanable(Reason.ANIMATED)
        return _png(image), "png"
    orientation = image.getexif().get(ORIENTATION, 1)
    cleaned = stripped(content, orientation if isinstance(orientation, int) else 1)
    if _pixels(_opened(cleaned, ("JPEG",))) != _pixels(image):
        raise Uncleanable(Reason.DAMAGED)
    return cleaned, "jpg"


def _opened(content: bytes, kinds: Collection[str]) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=tuple(kinds))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Uncleanable(Reason.TOO_MANY_PIXELS, limit=limits.PIXELS // 1_000_000) from error
    except UnidentifiedImageError as error:
        raise Uncleanable(Reason.DAMAGED) from error


def _pixels(image: Image.Image) -> tuple[str, tuple[int, int], bytes]:
    return image.mode, image.size, image.tobytes()


def _png(image: Image.Image) -> bytes:
    """Write the pixels anew: whatever else the old file held is not even read."""
    profile = image.info.get("icc_profile")
    transparency = image.info.get("transparency")
    upright = ImageOps.exif_transpose(image)
    if upright.mode not in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16", "I"):
        upright = upright.convert("RGB")
        profile = transparency = None
    fresh = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    if upright.mode == "P":
        fresh.putpalette(upright.getpalette() or [])
    options = {}
    if transparency is not None:
        options["transparency"] = transparency
    if profile and (cleaned := clean_profile(profile)):
        options["icc_profile"] = cleaned
    buffer = io.BytesIO()
    fresh.save(buffer, "PNG", optimize=False, compress_level=9, **options)
    return buffer.getvalue()
