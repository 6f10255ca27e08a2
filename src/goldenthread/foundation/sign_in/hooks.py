"""What people and signing in hang on shared pages."""

from goldenthread.foundation.history.words import declare as declare_words
from goldenthread.foundation.hooks.registry import HomePanel, MenuItem, add_home, add_menu
from goldenthread.foundation.sign_in import breaking
from goldenthread.foundation.sign_in.permissions import declare


def plug_in() -> None:
    """Declare verbs and history words, and hang the menu's links."""
    declare()
    declare_words(
        people__access__given="gave somebody access",
        people__access__ended="ended somebody's access",
        people__account__opened="opened an account",
        people__sign_ins__ended="ended somebody's sign-ins",
        people__break_glass__opened="opened a break-glass account",
        sign_in__service__saved="changed the sign-in service",
        sign_in__rule__added="said what a group gives",
        sign_in__rule__removed="took away what a group gave",
    )
    add_home(HomePanel("needs", "people.manage", breaking.home_rows, order=1, counts=breaking.home_counts))
    add_menu(MenuItem("People", "people", "people.manage", order=95))
    add_menu(MenuItem("Sign-in", "sign_in", "sign_in.manage", order=96))
