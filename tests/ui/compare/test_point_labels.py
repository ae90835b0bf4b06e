import numpy as np

from dogbreed.ui.compare.point_labels import LETTER, LINE, anchor, label_offsets

SIZE = (400, 300)


def boxes(points: np.ndarray, texts: list[str]) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of the names of the first points."""
    found = []
    for point, text, way in zip(points, texts, label_offsets(points, range(len(texts)), texts, SIZE), strict=False):
        width = LETTER * len(text)
        left = point[0] + way[0] - {"left": 0, "center": width / 2, "right": width}[anchor(way)]
        found.append((left, point[1] + way[1] - LINE / 2, left + width, point[1] + way[1] + LINE / 2))
    return found


def test_names_of_neighbours_do_not_meet():
    one, other = boxes(np.array([[200.0, 150.0], [205.0, 152.0]]), ["Irish setter", "Gordon setter"])
    assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_name_at_the_edge_stays_in_the_figure():
    for corner in ([2.0, 2.0], [398.0, 298.0], [398.0, 2.0]):
        [(left, top, right, bottom)] = boxes(np.array([corner]), ["Flat-coated retriever"])
        assert left >= 0
        assert top >= 0
        assert right <= SIZE[0]
        assert bottom <= SIZE[1]


def test_a_name_keeps_clear_of_a_crowd():
    crowd = np.array([[x, y] for x in range(210, 330, 10) for y in range(120, 190, 10)], float)
    [(left, top, right, bottom)] = boxes(np.concatenate([[[200.0, 150.0]], crowd]), ["Saluki"])
    inside = (crowd[:, 0] > left) & (crowd[:, 0] < right) & (crowd[:, 1] > top) & (crowd[:, 1] < bottom)
    assert not inside.any()
