import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.textmining.danger import alerts

DANGER = """
My son hits me when he is angry.
The carer slapped mum across the face.
I don't want to be here any more.
I feel suicidal most days
She has bruises on her arms and will not say why.
Dad was left in a wet bed for hours
He takes my money and my bank card
They have stolen her rings
I am scared of him
she was left on the floor all night
nobody has fed her, she is starving
The night staff are rough handling my husband. Roughly handled.
He locked me in the bedroom
He touched her inappropriately
I am afraid to go home
he threatened me with a knife
I have been thinking of ending my life
my neighbour is neglecting his mother
mum was not changed since morning, she has bed sores
they gave him the wrong medication again
the agency worker shouted abuse at her
My wife said she wants to die.
she isn't allowed to see her sister, he won't let her leave
I took an overdose last week
""".strip().splitlines()

SAFE = """
The staff were kind and gave me a warm drink.
I waited a long time for the phone to be answered.
The assessment felt rushed but fair.
Please send a bigger van for the wheelchair.
Thank you for helping my mother stay at home.
The food was cold on Sunday.
I would like more activities on the ward.
Nobody told me what happens next.
""".strip().splitlines()


@pytest.mark.parametrize("text", DANGER)
def test_words_of_danger_raise_an_alert_with_a_reason(text):
    raised = alerts(text)
    assert raised
    assert all(alert.reason.startswith("may be") and alert.words in text for alert in raised)


@pytest.mark.parametrize("text", SAFE)
def test_ordinary_words_raise_none(text):
    assert alerts(text) == ()


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    assert isinstance(alerts(text), tuple)


def test_fifty_thousand_letters_are_read_in_a_moment():
    assert not alerts("he was left in the cold and not fed by me or them " * 1000)
