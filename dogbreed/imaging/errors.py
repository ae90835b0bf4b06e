"""What goes wrong with a photo."""

from dogbreed.errors import DogbreedError


class UnreadablePhotoError(DogbreedError):
    """The file is not a photo that can be read; the text says why and what to do."""
