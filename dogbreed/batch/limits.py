"""Limits on photos in batches and in zip archives."""

from dogbreed.imaging.limits import SAVE_SMALLER

MAX_PHOTOS = 1_000
MAX_PHOTO_BYTES = 30_000_000
MAX_FILE_BYTES = 600_000_000
"""Of a photo in a file of its own: 64 megapixels in four channels of 16 bits, not compressed, take 512 MB."""
MAX_TOTAL_BYTES = 4_000_000_000
"""Total unpacked size of the photos of an archive, bytes."""
MAX_EXPANSION = 100
"""Unpacked size of a photo divided by its packed size; real photos are compressed already and stay near 1."""
MAX_CONTENTS_BYTES = 2_000_000
"""Size of the archive's list of files, 50 to 200 bytes per file; an entry takes 600 bytes of memory."""

LIMITS = (
    f"Of a zip archive, up to {MAX_PHOTOS:,} photos are answered, each at most {MAX_PHOTO_BYTES // 10**6} MB and all "
    f"together at most {MAX_TOTAL_BYTES // 10**9} GB unpacked, none larger than {MAX_EXPANSION} times its packed size. "
    "An archive within the archive is not opened."
)


def too_large(size: int, most: int = MAX_PHOTO_BYTES) -> str:
    """Why a photo of this size is not read, as a sentence; both in bytes."""
    return f"It takes {size / 1e6:,.1f} MB; {most / 1e6:,.0f} MB are read at most. {SAVE_SMALLER}"
