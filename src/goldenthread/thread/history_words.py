"""What each thing done to the thread is called in its history."""

from goldenthread.foundation.history.words import declare


def declare_words() -> None:
    """Declare the thread's verbs of history."""
    declare(
        history__read="read this",
        history__key_destroyed="destroyed the key to personal words",
        thread__voice__added="added what somebody said",
        thread__voices__brought_in="brought in comments from a file",
        thread__voices__heard="marked as heard, no action needed",
        thread__voice__masked="masked names or details",
        thread__theme__added="added a theme",
        thread__theme__suggested="suggested themes",
        thread__theme__confirmed="confirmed a theme",
        thread__theme__rejected="said it is not about a theme",
        thread__learning__drawn="drew a learning",
        thread__learning__joined="added to what a learning is drawn from",
        thread__learning__reworded="reworded a learning",
        thread__improvement__started="started an improvement",
        thread__improvement__answers="said which learning an improvement answers",
        thread__improvement__moved="moved an improvement on",
        thread__improvement__checked="checked that an improvement was done",
        thread__measure__defined="defined a measure",
        thread__measure__read="added readings",
        thread__measure__redefined="changed what a measure says of itself",
        thread__measure__annotated="noted what happened in a period",
        thread__trial__set="chose a measure to test an improvement",
        thread__verdict__reached="reached a verdict",
        thread__verdict__judged="recorded a judgement",
        thread__evidence__filed="filed evidence",
        thread__evidence__linked="linked evidence",
        thread__evidence__renewed="looked at evidence again, and kept it",
        thread__reply__written="wrote a reply",
        thread__reply__published="published a reply",
        thread__reply__told="told people",
        thread__subject__added="added to the register",
        thread__subject__looked_after="said who looks after something",
        thread__subject__about="said what something is about",
        thread__task__set="set an action",
        thread__task__done="finished an action",
        thread__task__checked="checked an action",
        thread__comment__made="commented",
        thread__approval__given="approved",
        thread__approval__refused="did not approve",
    )
