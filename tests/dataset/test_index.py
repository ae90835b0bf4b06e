import re
import time

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dogbreed.dataset.files import annotation_path, photo_path
from dogbreed.dataset.index import INDEX_FILE, build_index, load_index, reduced_area, write_index
from dogbreed.errors import DogbreedError
from tests.dataset.small_dataset import FILES, TEST, TRAIN, add_photo, make_dataset, write_lists


@pytest.fixture
def data_dir(tmp_path):
    return make_dataset(tmp_path / "data")


class TestBuilding:
    def test_a_row_a_photo_in_the_order_of_the_dataset(self, data_dir):
        index = build_index(data_dir)
        assert list(index["file"]) == FILES
        assert list(index["wnid"]) == ["n02085620", "n02085620", "n02092002"]
        assert dict(zip(index["file"], index["split"], strict=True)) == {
            TEST[0]: "test",
            TRAIN[0]: "train",
            TRAIN[1]: "train",
        }

    def test_size_and_every_box_are_the_originals_not_the_files(self, data_dir):
        boxes = [[1, 2, 30, 40], [5, 6, 79, 59], [0, 0, 81, 60]]
        add_photo(data_dir, FILES[0], size=(40, 30), annotated=(80, 60), boxes=boxes)
        first = build_index(data_dir).iloc[0]
        assert (first["width"], first["height"], first["depth"]) == (80, 60, 3)
        assert first["boxes"] == boxes

    def test_it_tells_how_far_it_is(self, data_dir):
        reports = []
        build_index(data_dir, lambda what, done, total: reports.append((done, total)))
        assert reports == [(1, 3), (2, 3), (3, 3)]

    def test_no_dataset_says_how_to_get_one(self, tmp_path):
        with pytest.raises(DogbreedError, match="data download"):
            build_index(tmp_path)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "<annotation><size>",
            "<annotation><size><width>80</width><height>60</height><depth>3</depth></size></annotation>",
            "<annotation><object><bndbox><xmin>1</xmin></bndbox></object></annotation>",
            '<!DOCTYPE x [<!ENTITY a "b">]><annotation/>',
        ],
    )
    def test_a_damaged_annotation_is_named(self, data_dir, text):
        annotation_path(data_dir, FILES[1]).write_text(text)
        with pytest.raises(DogbreedError, match=re.escape(str(annotation_path(data_dir, FILES[1])))):
            build_index(data_dir)

    @pytest.mark.parametrize("box", [(10, 10, 10, 20), (10, 30, 20, 20)])
    def test_a_box_without_an_area_is_damage(self, data_dir, box):
        add_photo(data_dir, FILES[0], boxes=[box])
        with pytest.raises(DogbreedError, match=re.escape(str(annotation_path(data_dir, FILES[0])))):
            build_index(data_dir)


class TestFile:
    def test_what_is_written_is_read_back(self, data_dir, tmp_path):
        index = build_index(data_dir)
        write_index(index, tmp_path / "photos.parquet")
        pd.testing.assert_frame_equal(load_index(tmp_path / "photos.parquet"), index)
        assert [path.name for path in tmp_path.glob("photos*")] == ["photos.parquet"]

    def test_a_folder_that_is_not_there(self, data_dir, tmp_path):
        with pytest.raises(DogbreedError, match="--out"):
            write_index(build_index(data_dir), tmp_path / "nowhere" / "photos.parquet")

    def test_a_missing_table_says_how_to_build_it(self, tmp_path):
        with pytest.raises(DogbreedError, match=r"is missing.*data index"):
            load_index(tmp_path / "photos.parquet")

    def test_a_damaged_table(self, tmp_path):
        (tmp_path / "photos.parquet").write_bytes(INDEX_FILE.read_bytes()[:5000])
        with pytest.raises(DogbreedError, match="cannot be read"):
            load_index(tmp_path / "photos.parquet")

    def test_some_other_table(self, tmp_path):
        pq.write_table(pa.table({"file": ["a.jpg"]}), tmp_path / "photos.parquet")
        with pytest.raises(DogbreedError, match="columns"):
            load_index(tmp_path / "photos.parquet")

    @pytest.mark.parametrize(
        "change",
        [
            lambda index: pd.concat([index, index]),
            lambda index: index.assign(split="validation"),
            lambda index: index.assign(width=0),
            lambda index: index.assign(wnid="n02085620"),
            lambda index: index.assign(boxes=[[] for _ in range(len(index))]),
            lambda index: index.iloc[:0],
        ],
    )
    def test_a_table_that_contradicts_itself(self, data_dir, tmp_path, change):
        write_index(change(build_index(data_dir)), tmp_path / "photos.parquet")
        with pytest.raises(DogbreedError, match="contradicts"):
            load_index(tmp_path / "photos.parquet")


class TestCommittedTable:
    def test_every_box_is_a_box_of_its_photo(self):
        index = load_index()
        boxes = index[["width", "height", "boxes"]].explode("boxes")
        corners = pd.DataFrame(boxes["boxes"].tolist(), columns=["x0", "y0", "x1", "y1"])
        assert (corners.min(axis=1) >= 0).all()
        assert (corners["x0"] < corners["x1"]).all()
        assert (corners["y0"] < corners["y1"]).all()
        reaches_out = (corners["x1"].to_numpy() > boxes["width"]) | (corners["y1"].to_numpy() > boxes["height"])
        assert reaches_out.mean() < 0.001

    def test_a_page_has_it_at_once(self):
        load_index()
        load_index.cache_clear()
        start = time.process_time()
        assert load_index() is load_index()
        assert time.process_time() - start < 1.5

    def test_it_is_small_enough_to_commit(self):
        assert INDEX_FILE.stat().st_size < 1_500_000


class TestReducedArea:
    def test_photos_that_show_only_their_first_box_are_found(self, data_dir):
        boxes = [[10, 10, 410, 210], [0, 0, 300, 300]]
        add_photo(data_dir, FILES[0], size=(448, 224), annotated=(500, 400), boxes=boxes)
        add_photo(data_dir, FILES[1], size=(280, 224), annotated=(500, 400), boxes=boxes)
        add_photo(data_dir, FILES[2], size=(500, 400), annotated=(500, 400), boxes=boxes)
        assert reduced_area(data_dir, build_index(data_dir)) == [FILES[0]]

    @pytest.mark.parametrize("original", [(333, 500), (500, 333), (97, 3264), (501, 500)])
    def test_rounding_to_whole_pixels_is_no_crop(self, data_dir, original):
        scale = 224 / min(original)
        size = (round(original[0] * scale), round(original[1] * scale))
        box = [0, 0, original[0] - 7, original[1]]
        for file in FILES:
            add_photo(data_dir, file, size=size, annotated=original, boxes=[box])
        assert reduced_area(data_dir, build_index(data_dir)) == []

    def test_a_shape_that_is_neither_is_not_called_cropped(self, data_dir):
        add_photo(data_dir, FILES[0], size=(224, 300), annotated=(500, 400), boxes=[[10, 10, 410, 210]])
        assert FILES[0] not in reduced_area(data_dir, build_index(data_dir))

    def test_a_missing_photo_is_named(self, data_dir):
        index = build_index(data_dir)
        photo_path(data_dir, FILES[1]).unlink()
        with pytest.raises(DogbreedError, match=re.escape(str(photo_path(data_dir, FILES[1])))):
            reduced_area(data_dir, index)


def test_a_photo_without_annotation_is_named(data_dir):
    extra = "n02085620-Chihuahua/n02085620_99.jpg"
    write_lists(data_dir, every=[*FILES, extra], train=[*TRAIN, extra])
    with pytest.raises(DogbreedError, match="n02085620_99"):
        build_index(data_dir)
