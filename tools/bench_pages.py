"""Which pages the bench asks for, and how many queries each of them makes."""

import json
import sys
from urllib.parse import urlencode

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.foundation.people import queries as people
from goldenthread.foundation.tenancy import queries as tenancy
from goldenthread.thread import queries

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def pages(learning: str) -> dict[str, str]:
    """Return the address of each page by its name in the table of figures."""
    council = tenancy.by_slug("bench")
    theme, team = queries.themes(council)[3].public_id, people.teams(council)[3].public_id
    narrowed = {
        "list: theme": {"theme": theme},
        "list: team": {"team": team},
        "list: waiting": {"state": "waiting"},
        "list: heard": {"state": "heard"},
        "list: danger": {"state": "danger"},
        "list: common words": {"words": "kitchen"},
        "list: words of none": {"words": "xylophone"},
        "list: last page": {"page": "400"},
    }
    return {
        "home": "/c/bench/",
        "list": "/c/bench/feedback/",
        "thread": f"/c/bench/threads/{learning}/",
        "threads": "/c/bench/threads/",
        **{name: f"/c/bench/feedback/?{urlencode(asked)}" for name, asked in narrowed.items()},
    }


def counted(email: str, found: dict[str, str]) -> dict[str, int]:
    """Return the number of queries each page makes for the person with this address, once warm."""
    settings.ALLOWED_HOSTS = ["*"]
    user = people.by_email(email)
    if user is None:
        raise RuntimeError(f"Nobody here has the address {email}.")
    client = Client()
    client.force_login(user, backend=BACKEND)
    return {name: _queries(client, path) for name, path in found.items()}


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(path)
    if page.status_code != 200:
        raise RuntimeError(f"{path} answered {page.status_code}.")
    return len(asked)


if __name__ == "__main__":
    here = pages(sys.argv[2])
    sys.stdout.write(json.dumps({"pages": here, "queries": counted(sys.argv[1], here)}) + "\n")
