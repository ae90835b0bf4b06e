"""How much a photo is like those that a network learned from.

The probabilities of a softmax sum to 1 whatever it is shown: a breed that it does not know still goes to the one that
comes nearest. How high the logits are together tells more: the negative free energy (Liu et al. 2020).
"""

import numpy as np


def energy_score(logits: np.ndarray) -> np.ndarray:
    """Log of the summed exponentials, float [...].

    Args:
        logits: float [..., classes].
    """
    return np.logaddexp.reduce(logits.astype(np.float64), axis=-1)
