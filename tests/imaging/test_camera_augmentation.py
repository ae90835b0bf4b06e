import numpy as np

from dogbreed.imaging.camera_augmentation import degraded

VIEW = np.random.default_rng(0).integers(0, 256, (150, 150, 3), dtype=np.uint8)


def views(number: int = 60) -> list[np.ndarray]:
    return [degraded(VIEW, np.random.default_rng(seed)) for seed in range(number)]


def test_a_view_keeps_its_shape_and_most_views_are_damaged():
    damaged = [not np.array_equal(view, VIEW) for view in views()]
    assert all((view.shape, view.dtype) == (VIEW.shape, VIEW.dtype) for view in views())
    assert 30 < sum(damaged) < 60


def test_the_same_seed_gives_the_same_view():
    assert all(np.array_equal(view, again) for view, again in zip(views(8), views(8), strict=True))


def test_views_are_lighter_and_darker_and_less_sharp():
    light = [float(view.mean()) for view in views()]
    detail = [float(np.abs(np.diff(view.astype(int), axis=0)).mean()) for view in views()]
    assert min(light) < VIEW.mean() - 10 < VIEW.mean() + 10 < max(light)
    assert min(detail) < 0.5 * np.abs(np.diff(VIEW.astype(int), axis=0)).mean()
