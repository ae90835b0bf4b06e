"""The Teach page: a dog or a breed from a few photos."""
