"""The networks of the project, one entry each: name, title, colour, description, and where its recipe is.

To add a network, write its module in `dogbreed.networks`, its recipe in `dogbreed.training`, and its entry here. The
command line, the colours of charts, and the order, titles and descriptions on pages are read from this registry. It
imports neither TensorFlow nor Streamlit.
"""

from collections.abc import Iterable
from dataclasses import dataclass

XCEPTION = "xception"
CNN = "cnn"
CNN_STUDY = "cnn-study"
CNN_STUDY_30 = "cnn-study-30"
IMAGENET_FILTER = "gate"
ENSEMBLE = "served"


@dataclass(frozen=True)
class RegistryEntry:
    """What the project knows of a network without loading it.

    Attributes:
        title: The name that people read, the same on every page.
        colour: On every chart, `#rrggbb`; the palette of Okabe and Ito (2008), told apart with every colour vision.
        description: What it is, for the pages.
        recipe: `module:attribute` of its `dogbreed.training.recipes.Recipe`; None if it is not trained, but fitted
            at export.
        pretrained: Whether its recipe starts from ImageNet weights (`--backbone-weights`).
        names_breeds: Whether its task is to name breeds; the start page compares those networks.
    """

    title: str
    colour: str
    description: str
    recipe: str | None = None
    pretrained: bool = False
    names_breeds: bool = True


REGISTRY = {
    CNN_STUDY_30: RegistryEntry(
        title="The study's CNN, 30 breeds",
        colour="#56b4e9",
        description="The network of the 2023 study, trained on 30 breeds as in the study: three convolutions, each "
        "followed by max pooling, then a dense layer with separate weights for every position, so that it has no "
        "evidence map.",
        recipe="dogbreed.training.cnn_study:THIRTY_RECIPE",
    ),
    CNN_STUDY: RegistryEntry(
        title="The study's CNN",
        colour="#e69f00",
        description="The network of the 2023 study, trained from scratch: three convolutions, each followed by max "
        "pooling, then a dense layer with separate weights for every position, so that it has no evidence map.",
        recipe="dogbreed.training.cnn_study:ALL_RECIPE",
    ),
    CNN: RegistryEntry(
        title="Our CNN",
        colour="#009e73",
        description="Trained from scratch: residual blocks of ordinary 3x3 convolutions that two processor cores can "
        "train, with the same head as Xception, so that it has an evidence map too.",
        recipe="dogbreed.training.cnn:RECIPE",
    ),
    XCEPTION: RegistryEntry(
        title="Xception",
        colour="#0072b2",
        description="Xception (Chollet 2017), pretrained on ImageNet, with our head: its blocks add their input to "
        "their output, and the head scores every position of the last feature maps for every breed and takes the mean. "
        "The map of these scores is the evidence that the Identify page shows.",
        recipe="dogbreed.training.xception:RECIPE",
        pretrained=True,
    ),
    IMAGENET_FILTER: RegistryEntry(
        title="ImageNet filter",
        colour="#cc79a7",
        description="EfficientNet-Lite2 (Tan and Le 2019, Liu 2020) with its 1000 ImageNet classes, unchanged: its "
        "blocks expand the number of maps, filter each map separately, and reduce the number again. It tells dogs from "
        "other things and gives a second opinion on the breed.",
        recipe="dogbreed.training.imagenet_filter:RECIPE",
        pretrained=True,
        names_breeds=False,
    ),
    ENSEMBLE: RegistryEntry(
        title="dogbreed ensemble",
        colour="#d55e00",
        description="Xception on the whole photo and zoomed in on the dog, together with the ImageNet filter's opinion "
        "on the breed. It answers on the Identify page.",
    ),
}


def title(name: str) -> str:
    """The title of a network; the name itself if it is not in the registry."""
    return REGISTRY[name].title if name in REGISTRY else name


def in_order(names: Iterable[str]) -> list[str]:
    """Names of networks in the order of the registry, as every page lists them; those it does not know come last."""
    places = {name: place for place, name in enumerate(REGISTRY)}
    return sorted(names, key=lambda name: (places.get(name, len(places)), name))
