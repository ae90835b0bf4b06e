"""Our own network, trained from scratch: pre-activation residual blocks (He et al. 2016), as deep as ResNet-18.

No layer depends on the photo's size: it learns from smaller photos than it answers. The head is that of Xception: a 1x1
convolution to the breeds, then the mean over positions.
"""

import keras

SCALE, OFFSET = 1 / 127.5, -1.0
STEM = 32
WIDTHS = (64, 128, 256, 512)
BLOCKS = (2, 2, 2, 2)
STRIDE = 32
DROPOUT = 0.1


def cnn(classes: int, widths: tuple[int, ...] = WIDTHS, blocks: tuple[int, ...] = BLOCKS) -> keras.Model:
    """Build the network with weights drawn at random (He et al. 2015).

    Args:
        classes: Number of breeds.
        widths: Filters in the blocks of each stage; a stage halves the resolution.
        blocks: Number of blocks of each stage.

    Returns:
        A model from photos, float32 [batch, height, width, 3] in -1 to 1, to `logits` [batch, classes], `evidence`
        [batch, height / 32, width / 32, classes] and `features` [batch, last width].
    """
    layers = keras.layers
    photo = keras.Input((None, None, 3), name="photo")
    values = _convolution(STEM, "stem", stride=2)(photo)
    for stage, (width, count) in enumerate(zip(widths, blocks, strict=True), 1):
        for number in range(1, count + 1):
            values = _block(values, width, 2 if number == 1 else 1, f"stage{stage}_block{number}")
    feature_maps = _normalised(values, "last")
    pool = layers.GlobalAveragePooling2D
    dropped = layers.SpatialDropout2D(DROPOUT, name="dropout")(feature_maps)
    evidence = layers.Conv2D(classes, 1, name="evidence")(dropped)
    outputs = {
        "logits": pool(name="logits")(evidence),
        "evidence": evidence,
        "features": pool(name="features")(feature_maps),
    }
    return keras.Model(photo, outputs, name="cnn")


def _block(values: keras.KerasTensor, width: int, stride: int, name: str) -> keras.KerasTensor:
    """Two convolutions and a shortcut; where the block reduces the resolution, the shortcut does too."""
    activated = _normalised(values, f"{name}_1")
    if stride > 1:
        values = keras.layers.AveragePooling2D(stride, name=f"{name}_pool")(activated)
    if values.shape[-1] != width:
        values = _convolution(width, f"{name}_shortcut", kernel=1)(values)
    inner = _convolution(width, f"{name}_conv1", stride=stride)(activated)
    inner = _convolution(width, f"{name}_conv2")(_normalised(inner, f"{name}_2"))
    return keras.layers.Add(name=f"{name}_sum")([values, inner])


def _normalised(values: keras.KerasTensor, name: str) -> keras.KerasTensor:
    values = keras.layers.BatchNormalization(momentum=0.97, name=f"{name}_normalised")(values)
    return keras.layers.ReLU(name=f"{name}_relu")(values)


def _convolution(width: int, name: str, kernel: int = 3, stride: int = 1) -> keras.layers.Conv2D:
    return keras.layers.Conv2D(
        width, kernel, stride, padding="same", use_bias=False, kernel_initializer="he_normal", name=name
    )
