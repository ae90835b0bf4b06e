"""What a zip archive may cost."""

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
