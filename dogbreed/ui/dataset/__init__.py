"""The photos of the dataset, and what is odd about them."""
