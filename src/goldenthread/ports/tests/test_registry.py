from dataclasses import dataclass

import pytest

from goldenthread.ports.registry import AlreadyShelved, NotShelved, Shelf


@dataclass
class Lamp:
    key: str


@dataclass
class Vase:
    key: str


def test_what_was_shelved_is_found_by_its_key():
    shelf: Shelf = Shelf("ornament")
    lamp = shelf.add(Lamp("tall"))
    assert shelf.get("tall") is lamp


def test_two_different_things_of_the_same_key_are_refused_in_words():
    shelf: Shelf = Shelf("ornament")
    shelf.add(Lamp("tall"))
    with pytest.raises(AlreadyShelved, match='There is already an ornament with the key "tall"'):
        shelf.add(Vase("tall"))


def test_a_missing_key_is_answered_with_the_keys_there_are():
    shelf: Shelf = Shelf("ornament")
    shelf.add(Lamp("tall"))
    shelf.add(Lamp("small"))
    with pytest.raises(NotShelved, match='no ornament called "blue". There is: small, tall.'):
        shelf.get("blue")


def test_everything_comes_in_the_order_of_the_keys():
    shelf: Shelf = Shelf("ornament")
    shelf.add(Lamp("tall"))
    shelf.add(Lamp("small"))
    assert [lamp.key for lamp in shelf.all()] == ["small", "tall"]
