"""Final runs side by side."""
