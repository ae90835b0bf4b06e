"""Parts of the Look-alikes page."""
