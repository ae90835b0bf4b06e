"""Frames of a visitor's camera and what the networks say of them; neither is kept longer than the average needs it."""

import base64
import binascii
import time
from collections import deque
from dataclasses import dataclass, replace

from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import decode
from dogbreed.imaging.encode import as_jpeg
from dogbreed.inference.classifier import NO_FEATURES, Prediction
from dogbreed.inference.frame_average import average_frames
from dogbreed.ui.formatting import percent
from dogbreed.ui.network_answer import judged
from dogbreed.ui.shared_network import SharedNetwork
from dogbreed.ui.widgets.explanation import evidence_overlay

AVERAGED = 1.0
"""Seconds of which the answer is the mean."""
TOP = 3
UNREADABLE = "The camera sends pictures that cannot be read: choose another camera or another browser"


class RecentPredictions:
    """What the networks said of the frames of the last second, for one visitor."""

    def __init__(self) -> None:
        self._found: deque[tuple[float, Prediction]] = deque()

    def average(self, prediction: Prediction, now: float) -> Prediction:
        """Add the newest prediction and return the mean of those of the last second.

        Args:
            now: When it was made, in seconds of a clock that never goes back.
        """
        self._found.append((now, replace(prediction, features=NO_FEATURES, evidence=None)))
        while now - self._found[0][0] > AVERAGED:
            self._found.popleft()
        return average_frames([found for _, found in self._found])


@dataclass(frozen=True)
class Frame:
    """A frame as the browser sends it.

    Attributes:
        picture: A JPEG file in Base64.
        taken: When, in ms of the browser's clock; it tells the browser which frame an answer belongs to.
        evidence: Whether the evidence for the answer is asked for.
    """

    picture: str
    taken: float
    evidence: bool = False


@dataclass(frozen=True)
class LiveAnswer:
    """What the browser draws.

    Attributes:
        taken: Of the frame.
        sentence: The verdict on the last second, or why a frame could not be read.
        breeds: The most probable breeds, the first one first: name, probability, 0 to 1, and the same in words.
        evidence: The frame with the evidence for the first breed in colours, a JPEG file in Base64; "" without.
    """

    taken: float
    sentence: str
    breeds: tuple[tuple[str, float, str], ...] = ()
    evidence: str = ""


def answer_frame(frame: Frame, recent: RecentPredictions, network: SharedNetwork) -> LiveAnswer:
    """Wait for one's turn, ask the network and judge the mean of the last second, as the Identify page does."""
    try:
        pixels = decode(base64.b64decode(frame.picture, validate=True)).pixels
    except (binascii.Error, UnreadablePhotoError):
        return LiveAnswer(frame.taken, UNREADABLE)
    prediction = network.predict(pixels)
    answer = judged(network, recent.average(prediction, time.monotonic()))
    sentence = answer.verdict.sentence.removesuffix(" in this photo")
    if answer.no_dog:
        return LiveAnswer(frame.taken, sentence)
    breeds = tuple((found.name, share, percent(share)) for found, share in answer.prediction.top(TOP))
    evidence = ""
    if frame.evidence and prediction.evidence:
        coloured = evidence_overlay(pixels, prediction, int(answer.prediction.ranking[0]), None)
        evidence = base64.b64encode(as_jpeg(coloured)).decode()
    return LiveAnswer(frame.taken, sentence, breeds, evidence)
