"""What networks look like inside, read from their model files, and the networks that led to them."""
