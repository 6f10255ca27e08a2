import csv
import gzip
import random

import numpy as np
import pytest

from goldenthread.textmining.taxonomy import NHS, Taxonomy, ThemeEntry, load_taxonomy
from goldenthread.textmining.training import folds_of, read_labelled, train

FOOD = ThemeEntry("food", "Food", "", "Place", labels=("Food",))
WAIT = ThemeEntry("wait", "Waiting", "", "Help", labels=("Wait",))
SMALL = Taxonomy("small", "1", "Small", "made up", (FOOD, WAIT))


@pytest.fixture
def comments(tmp_path):
    dice = random.Random(3)
    path = tmp_path / "comments.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["FFT answer", "Food", "Wait"])
        for _ in range(300):
            food, wait = dice.random() < 0.3, dice.random() < 0.3
            words = [dice.choice(["the", "ward", "nurse", "day", "room", "told"]) for _ in range(4)]
            words += ["cold", dice.choice(["dinner", "meals"])] * food
            words += [dice.choice(["waited", "queue"]), "hours"] * wait
            writer.writerow([" ".join(words), int(food), int(wait)])
        writer.writerow(["Did not answer", 0, 0])
    return path


def test_training_twice_gives_the_same_bytes(comments, tmp_path):
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        train(comments=comments, taxonomy=SMALL, out=tmp_path / name, made_on="2026-01-05")
    for path in (tmp_path / "first").iterdir():
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes(), path.name


def test_what_is_plain_to_see_is_learned(comments, tmp_path):
    result = train(comments=comments, taxonomy=SMALL, out=tmp_path, made_on="2026-01-05")
    assert result.micro_f1 > 0.95


def test_the_same_words_are_never_on_both_sides_of_a_fold(comments):
    labelled = read_labelled(comments, SMALL)
    for learn, hold in folds_of(labelled.normals):
        assert not {labelled.normals[at] for at in learn} & {labelled.normals[at] for at in hold}


def test_rows_without_an_answer_teach_nothing(comments):
    labelled = read_labelled(comments, SMALL)
    assert labelled.rows == 301
    assert len(labelled.normals) == 300


@pytest.mark.slow
def test_the_shipped_model_is_what_training_makes_of_the_shipped_comments(tmp_path):
    from_scratch = tmp_path
    result = train(
        comments=NHS.parent / "comments.csv.gz",
        taxonomy=load_taxonomy(NHS),
        out=from_scratch,
        made_on="2026-11-24",
    )
    assert result.micro_f1 > 0.68
    with np.load(from_scratch / "model.npz") as made, np.load(NHS.parent / "model.npz") as shipped:
        assert (made["words"] == shipped["words"]).all()
        assert np.allclose(made["weights"], shipped["weights"], atol=0.02)
