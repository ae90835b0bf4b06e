"""Parts of the Identify page."""
