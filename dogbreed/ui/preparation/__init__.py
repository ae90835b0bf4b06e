"""Parts of the Preparation page."""
