"""Names and values of hyper-parameters as the page writes them."""

from dogbreed.experiments.searches import Value

NAMES = {
    "arithmetic": "dtype policy",
    "averaged": "momentum of the weights' average",
    "block_factor": "learning rate from block to block",
    "classes": "breeds",
    "conv1_kernel": "1st kernel",
    "conv1_width": "1st filters",
    "conv2_width": "2nd filters",
    "conv3_width": "3rd filters",
    "side": "size of the views in px",
    "tuned_share": "share of the tuned weights",
    "pool": "pooling window",
    "dense": "dense units",
    "photos_per_class": "photos per breed",
    "augmentation_factor": "copies per photo",
    "epoch": "photos per epoch",
    "max_epochs": "maximum epochs",
}


def setting_name(setting: str) -> str:
    """`dense units` for "dense"."""
    return NAMES.get(setting, setting.replace("_", " "))


def setting_value(value: Value) -> str:
    """`0.00123`, three significant digits of a fraction; `not logged` for None."""
    if value is None:
        return "not logged"
    return f"{value:.3g}" if isinstance(value, float) else str(value)
