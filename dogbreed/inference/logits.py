"""What can be computed from a network's logits: probabilities and the energy score."""

import numpy as np


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Probabilities, 0 to 1, summing to 1 over the last axis, with temperature scaling (Guo et al. 2017).

    Args:
        logits: float [..., classes].
        temperature: Above 0; more than 1 makes the probabilities less extreme.

    Returns:
        float [..., classes] of the same type.
    """
    scaled = logits / temperature
    exponential: np.ndarray = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    exponential /= exponential.sum(axis=-1, keepdims=True)
    return exponential


def energy_score(logits: np.ndarray) -> np.ndarray:
    """Negative free energy, log(sum(exp(logits))): an out-of-distribution score (Liu et al. 2020).

    Softmax probabilities sum to 1 even for a breed that the network does not know. The level of all logits together,
    which the softmax discards, is lower for photos unlike those in the training set.

    Args:
        logits: float [..., classes].

    Returns:
        float64 [...]; higher means more like the training photos.
    """
    energy: np.ndarray = np.logaddexp.reduce(logits.astype(np.float64), axis=-1)
    return energy
