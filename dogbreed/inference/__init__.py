"""From the bytes of a photo to a verdict, with LiteRT as the only inference engine."""
