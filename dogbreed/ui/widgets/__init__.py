"""Widgets that at least two pages use."""
