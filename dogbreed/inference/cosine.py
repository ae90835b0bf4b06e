"""Cosine similarity, computed without waking the threads of OpenBLAS.

After a product by `@` they spin for about 25 ms and take the cores from the networks; `np.einsum` has none.
"""

import numpy as np


def unit(vectors: np.ndarray) -> np.ndarray:
    """Vectors scaled to length 1, of the same shape, [..., dimensions]."""
    scaled: np.ndarray = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)
    return scaled


def cosines(embeddings: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """Cosine similarities, float32 [..., photos].

    Args:
        embeddings: float32 [..., dimensions], of length 1.
        vectors: float32 [photos, dimensions], of length 1.
    """
    similarities: np.ndarray = np.einsum("...d,pd->...p", embeddings, vectors)
    return similarities
