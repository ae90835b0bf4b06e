"""The start page: the study in six sections."""
