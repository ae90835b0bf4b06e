"""From the bytes of a photo to a verdict, with OpenVINO as the only inference engine."""
