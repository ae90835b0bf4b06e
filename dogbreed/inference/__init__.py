"""From a photo's bytes to an answer, on LiteRT alone."""
