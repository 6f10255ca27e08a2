"""The documents tell the truth, and the check of them notices when they stop."""

from tools import documents


def test_every_command_in_the_documents_is_one_that_can_be_typed():
    assert list(documents.commands_that_are_not_there(documents.documents())) == []


def test_every_link_in_the_documents_leads_somewhere():
    assert list(documents.dead_links(documents.documents())) == []


def test_decision_records_are_numbered_and_whole():
    assert list(documents.incomplete_records()) == []


def test_a_command_that_is_not_there_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("Type `./run demo`, then\n\n    ./run dance\n")
    assert list(documents.commands_that_are_not_there([page])) == ["page.md: there is no ./run dance"]


def test_a_dead_link_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "# One\n[there](page.md#one) [gone](gone.md) [lost](page.md#two) [out](https://example.org/)\n"
    )
    faults = list(documents.dead_links([page]))
    assert faults == [
        "page.md: gone.md leads nowhere",
        "page.md: page.md#two names a heading that is not there",
    ]
