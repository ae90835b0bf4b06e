"""From logits to probabilities."""

import numpy as np


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Probabilities over the last axis, with temperature scaling (Guo et al. 2017)."""
    scaled = logits / temperature
    exponential = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return exponential / exponential.sum(axis=-1, keepdims=True)
