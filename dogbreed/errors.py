"""Exceptions whose text is shown to the user."""


class DogbreedError(Exception):
    """A problem that the user can solve: the text is a plain sentence that says what happened and what to do.

    The command line prints it without a traceback; the pages show it in place of their content.
    """


class UnreadablePhotoError(DogbreedError):
    """A file that cannot be read as a photo; the text says why and what to do."""
