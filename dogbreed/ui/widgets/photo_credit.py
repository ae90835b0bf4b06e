"""Captions that say where a photo comes from."""

from dogbreed.dataset.samples import Sample

TEST_PHOTO_ORIGINS = {
    "local": "A test photo of Stanford Dogs. Our training did not use it, but ImageNet probably holds it.",
    "Dog CEO": "A photo from dog.ceo. Our training did not use it, but ImageNet may hold it.",
}
"""By `SourcedPhoto.source`."""


def sample_credit(sample: Sample) -> str:
    """Author, source and licence of a sample photo, Markdown."""
    return f"Photo: [{sample.author}]({sample.source}), {sample.licence.lower()}"
