import csv
import gzip
import json
import shutil

import numpy as np
import pytest

from goldenthread.textmining.model import ModelRefused, load_model
from goldenthread.textmining.taxonomy import NHS

SHIPPED = NHS.parent


@pytest.fixture(scope="module")
def model():
    return load_model(SHIPPED)


@pytest.fixture(scope="module")
def learned_texts():
    with gzip.open(SHIPPED / "comments.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return [row["FFT answer"] for row in csv.DictReader(file)][:600]


def test_the_same_words_get_the_same_answer_whatever_stands_beside_them(model):
    texts = ["The food was cold and there was no choice.", "I waited three hours.", "Kind staff", ""]
    together = model.read(texts).chances
    apart = np.vstack([model.read([text]).chances for text in texts])
    assert (together == apart).all()
    assert (together == load_model(SHIPPED).read(texts).chances).all()


def test_case_spaces_and_stops_make_no_difference(model):
    first, second = model.read(["Kind  staff!", "kind STAFF"]).chances
    assert (first == second).all()


def test_an_obvious_comment_gets_its_theme_and_the_words_that_show_it(model):
    text = "The food on the ward was cold and the meals had no choice."
    reading = model.read([text])
    given = {theme for theme, yes in zip(model.themes, reading.given[0], strict=True) if yes}
    assert "food-drink-provision-facilities" in given
    assert any("food" in because for because in model.because(reading, 0, "food-drink-provision-facilities"))


@pytest.mark.parametrize("text", ["", "   ", "Did not answer", "n/a", "N.A.", "!!!", "\u200f"])
def test_no_answer_has_no_theme(model, text):
    reading = model.read([text])
    assert reading.silent[0]
    assert not reading.given.any()


def test_words_in_a_script_it_never_saw_get_no_sure_theme(model):
    assert model.read(["مرحبا كيف حالك"]).chances.max() < 0.5


def test_texts_it_learned_from_are_judged_by_a_model_that_never_saw_them(model, learned_texts):
    honest, flattered = model.read(learned_texts), model.read(learned_texts, honest=False)
    with_words = ~honest.silent
    assert honest.seen[with_words].all()
    assert (honest.chances[with_words] != flattered.chances[with_words]).any(axis=1).all()


def test_a_text_it_did_not_learn_from_is_judged_by_the_full_model(model):
    text = ["The zebra at reception explained the marmalade forms to my grandmother twice."]
    assert not model.read(text).seen[0]
    assert (model.read(text).chances == model.read(text, honest=False).chances).all()


@pytest.mark.parametrize("name", ["model.npz", "seen.npz"])
def test_a_changed_file_is_refused(tmp_path, name):
    folder = shutil.copytree(SHIPPED, tmp_path / "model")
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(ModelRefused, match=name):
        load_model(folder)


def test_a_missing_file_is_refused_in_words(tmp_path):
    with pytest.raises(ModelRefused, match="not installed whole"):
        load_model(tmp_path)


def test_a_format_of_the_future_is_refused(tmp_path):
    about = json.loads((SHIPPED / "model.json").read_text(encoding="utf-8")) | {"format": 99}
    (tmp_path / "model.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(ModelRefused, match="99"):
        load_model(tmp_path)


def test_the_model_is_light_enough_to_ship():
    assert sum(path.stat().st_size for path in SHIPPED.glob("*.npz")) < 15_000_000
