"""Many photos at once: where they lie, in which order they come, and their answers as a table."""
