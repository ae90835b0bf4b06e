"""The photos: fetched whole, described in one table, found again."""
