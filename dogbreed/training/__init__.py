"""From photos to trained and exported networks. Only this package and `dogbreed.networks` import TensorFlow."""
