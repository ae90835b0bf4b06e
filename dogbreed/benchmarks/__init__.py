"""What the way the app is built saves, measured against the usual way."""
