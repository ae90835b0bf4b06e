"""Many photos at once: files, folders and zip archives in, a table of answers out."""
