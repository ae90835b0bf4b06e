"""What a photo of many, and a zip archive of them, may cost."""

from dogbreed.imaging.limits import SAVE_SMALLER

MAX_PHOTOS = 1_000
MAX_PHOTO_BYTES = 30_000_000
MAX_TOTAL_BYTES = 4_000_000_000
"""Of all photos of an archive, unpacked."""
MAX_EXPANSION = 100
"""Size of a photo divided by its packed size; photos are packed already and expand hardly at all."""
MAX_CONTENTS_BYTES = 2_000_000
"""Of the archive's list of its files, at 50 to 200 bytes a file: each takes 600 bytes of memory."""

LIMITS = (
    f"Of a zip archive, up to {MAX_PHOTOS:,} photos are answered, each at most {MAX_PHOTO_BYTES // 10**6} MB and all "
    f"together at most {MAX_TOTAL_BYTES // 10**9} GB unpacked, none larger than {MAX_EXPANSION} times its packed size. "
    "An archive within the archive is not opened."
)


def too_large(size: int) -> str:
    """Why a photo of so many bytes is not read."""
    return f"It takes {size / 1e6:,.1f} MB; {MAX_PHOTO_BYTES / 1e6:,.0f} MB are read at most. {SAVE_SMALLER}"
