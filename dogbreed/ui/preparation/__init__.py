"""The Preparation page: how a photo becomes the input of a network, and augmentation."""
