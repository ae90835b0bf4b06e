"""The commands of `python -m dogbreed`, one module per command."""
