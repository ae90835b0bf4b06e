"""The Identify page: photos in, breeds out."""
