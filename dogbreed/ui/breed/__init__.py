"""Parts of the Breeds page."""
