"""The networks as Keras models. Only this package and `dogbreed.training` import TensorFlow."""
