"""Plotly figures that at least two pages draw, and what figures share."""
