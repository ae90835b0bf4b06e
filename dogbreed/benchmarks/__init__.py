"""Benchmarks of speed, memory and file size: `python -m dogbreed bench`."""
