"""Parts of the Mistakes page."""
