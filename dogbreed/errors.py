"""The one exception that people see."""


class DogbreedError(Exception):
    """Something that the user can put right: its text is a plain sentence that says what happened and what to do.

    The command line prints it without a traceback, the pages show it in place of their content.
    """
