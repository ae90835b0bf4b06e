"""`python -m dogbreed`: the command line."""

from dogbreed.cli import main

main()
