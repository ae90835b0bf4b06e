"""The dataset: download, table of photos, statistics, data problems, and where photos can be fetched."""
