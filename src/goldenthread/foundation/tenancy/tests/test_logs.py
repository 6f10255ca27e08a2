import logging

from goldenthread.foundation.tenancy.logs import Spare


def line(message, *args, exc_info=None):
    record = logging.LogRecord("x", logging.ERROR, "f.py", 1, message, args, exc_info)
    return Spare().format(record)


def test_a_log_line_holds_no_query_string_address_or_long_number():
    text = line("Not found: %s %s %s", "/c/north/feedback/?words=Mrs+Jones", "ann@example.org", "07700900123")
    assert "Jones" not in text
    assert "ann@" not in text
    assert "07700900123" not in text
    assert "/c/north/feedback/" in text


def test_a_log_line_tells_where_it_went_wrong_but_not_the_words_of_the_error():
    try:
        raise ValueError("Mrs Jones of 1 High Street")
    except ValueError as error:
        text = line("It failed", exc_info=(type(error), error, error.__traceback__))
    assert "ValueError" in text
    assert "test_logs.py" in text
    assert "Jones" not in text
