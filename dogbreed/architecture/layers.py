"""The layer table of a bundle: what `dogbreed.training.layer_table` writes at export and the Architectures page shows.

OpenVINO folds batch normalisation and ReLU into the convolution before them where nothing else reads the values between
them, so a layer here is what is left: the parameters of a convolution are its weights and one bias for each channel
that was normalised.
"""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from dogbreed.errors import DogbreedError

LAYERS_FILE = "layers.json"
PHOTO = "photo"
"""The input of a network, where a layer reads the photo itself."""

CONVOLUTION = "convolution"
DEPTHWISE = "depthwise convolution"
SEPARABLE = "separable convolution"
DENSE = "dense"
NORMALISATION = "batch normalisation"
SUM = "sum"
RELU = "ReLU"
MEAN = "mean over positions"
MAX_POOLING = "max pooling"
AVERAGE_POOLING = "average pooling"


class LayerTableError(DogbreedError):
    """A bundle without a layer table, or with one that cannot be read."""


class Layer(BaseModel):
    """One layer.

    Attributes:
        name: Keras's, "block2_sepconv1".
        kind: `CONVOLUTION`, ..., or what Keras calls it, in small letters.
        kernel: Height and width of its window; None where it reads everything or one position.
        stride: Positions from one output to the next.
        activation: What follows in the same step, "ReLU"; "" for nothing.
        inputs: Names of the layers that it reads, or `PHOTO`.
        shape: Of its output without the batch: rows, columns, channels; or values.
        stored: Type in the model file, "int8", to how many trained numbers of that type it holds.
        multiply_adds: Multiplications, each with its addition, for one photo.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kind: str
    kernel: tuple[int, int] | None
    stride: int
    activation: str
    inputs: tuple[str, ...]
    shape: tuple[int, ...]
    stored: dict[str, int]
    multiply_adds: int

    @property
    def parameters(self) -> int:
        """Trained numbers that it holds."""
        return sum(self.stored.values())


class LayerTable(BaseModel):
    """All layers of a network.

    Attributes:
        photo: Shape of the input: rows, columns, colours.
        outputs: Name of each output to the layer that makes it.
        layers: In the order in which they run.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    photo: tuple[int, ...]
    outputs: dict[str, str]
    layers: tuple[Layer, ...]


def read_layer_table(file: Path) -> LayerTable:
    """Read the table as it was exported.

    Raises:
        LayerTableError: It is missing or cannot be read.
    """
    try:
        return LayerTable.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        raise LayerTableError(f"{file} cannot be read as a layer table. Export the network again.") from error
