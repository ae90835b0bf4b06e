"""The layers of our networks, as their bundles list them, and the ImageNet networks that led to them."""
