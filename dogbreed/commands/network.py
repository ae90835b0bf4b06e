"""The networks that can be made here."""

from enum import StrEnum


class Network(StrEnum):
    """By the names of their bundles."""

    XCEPTION = "xception"
    CNN = "cnn"
    CNN_STUDY = "cnn-study"
    CNN_STUDY_30 = "cnn-study-30"
    GATE = "gate"
    SERVED = "served"
