"""Settings of a training as the pages write them."""

from dogbreed.experiments.searches import Value

NAMES = {
    "classes": "breeds",
    "conv1_kernel": "1st kernel",
    "conv1_width": "1st filters",
    "conv2_width": "2nd filters",
    "conv3_width": "3rd filters",
    "pool": "pooling window",
    "dense": "dense units",
    "photos_per_class": "photos a breed",
    "augmentation_factor": "copies a photo",
    "epoch": "photos an epoch",
    "max_epochs": "epochs at most",
}


def setting_name(setting: str) -> str:
    """`dense units` for "dense"."""
    return NAMES.get(setting, setting.replace("_", " "))


def setting_value(value: Value) -> str:
    """`0.00123`, three digits of what is no whole number; `not said` for None."""
    if value is None:
        return "not said"
    return f"{value:.3g}" if isinstance(value, float) else str(value)
