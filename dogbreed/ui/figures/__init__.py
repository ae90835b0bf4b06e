"""The figures of the study, each made from committed files: one chart a file."""
