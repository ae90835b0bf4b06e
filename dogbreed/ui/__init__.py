"""The app: one folder per page, and modules, widgets and figures that at least two pages use."""
