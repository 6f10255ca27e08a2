"""The verbs of history in words: each part declares its own, and a line without words is refused."""

VERBS: dict[str, str] = {}


def declare(**verbs: str) -> None:
    """Declare verbs, `thread__voice__added="added a voice"`: two underscores stand for the dot.

    Raises ValueError when the same verb gets different words.
    """
    for key, words in verbs.items():
        verb = key.replace("__", ".")
        if VERBS.get(verb, words) != words:
            raise ValueError(f"The history verb {verb} has other words already.")
        VERBS[verb] = words


def words_for(verb: str) -> str:
    """Return what a verb says on a page: "added a voice"; raises KeyError when nobody declared it."""
    return VERBS[verb]
