"""A network that all visitors share: it answers one photo at a time, first come, first served."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from dogbreed.inference.bundle import Bundle
from dogbreed.inference.classifier import Prediction
from dogbreed.inference.ensemble import AnyClassifier
from dogbreed.inference.memory import Memory
from dogbreed.ui.waiting_line import Turn, WaitingLine


class SharedNetwork:
    """A network with the line before it.

    Args:
        network: The network or ensemble.
        line: The line of its visitors; networks that compute on the same cores have the same one.
    """

    def __init__(self, network: AnyClassifier, line: WaitingLine) -> None:
        self.network, self.line = network, line

    @property
    def bundle(self) -> Bundle:
        """Its bundle."""
        return self.network.bundle

    @property
    def memory(self) -> Memory | None:
        """Its memory of other dogs."""
        return self.network.memory

    @property
    def backbone(self) -> Bundle:
        """The bundle that features and evidence come from."""
        return self.network.backbone

    def predict(self, pixels: np.ndarray) -> Prediction:
        """Wait in the line and classify one photo, uint8 [height, width, 3] RGB of any size."""
        with self.line.turn() as turn:
            return NetworkInTurn(self.network, turn).predict(pixels)

    @contextmanager
    def in_turn(self, ticket: int, report: Callable[[int], None]) -> Iterator["NetworkInTurn"]:
        """Wait in the line until it is time to decode a photo, and hand out the network for this photo.

        Args:
            ticket: See `WaitingLine.ticket`.
            report: See `Turn.approach`.
        """
        with self.line.turn(ticket) as turn:
            turn.approach(report)
            yield NetworkInTurn(self.network, turn)


class NetworkInTurn:
    """The network for one photo.

    Args:
        network: The network or ensemble.
        turn: The turn of the photo.
    """

    def __init__(self, network: AnyClassifier, turn: Turn) -> None:
        self.network, self.turn = network, turn

    @property
    def bundle(self) -> Bundle:
        """Its bundle."""
        return self.network.bundle

    @property
    def memory(self) -> Memory | None:
        """Its memory of other dogs."""
        return self.network.memory

    def predict(self, pixels: np.ndarray) -> Prediction:
        """Wait until all photos before are answered, classify the photo and let the next one in."""
        self.turn.start()
        try:
            return self.network.predict(pixels)
        finally:
            self.turn.end()
