"""A written set of telling details: every one stands between double brackets, as [[...]].

The rules were made with these lines in view, so the share masked here flatters them: of 29 names in lines written
afterwards they masked 25. Missed: rare names in small letters, and names that are words at the start of a sentence.
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.textmining.redaction import mask

NAMES = """
Mrs [[Thompson]] came an hour late.
I spoke to [[Sarah]] on Tuesday and she was kind.
My social worker [[Priya Patel]] never rang back.
Thank you [[Oluwaseun]] for everything.
[[Agnieszka]] was lovely with my mum.
Dr [[Khan]] and nurse [[Bethany O'Neill]] explained it all.
My name is [[Margaret]] and I am 84.
my name is [[mohammed]]
the carer is called [[Kelly]]
asked for mr [[nowak]] but nobody came
[[Ffion Llewellyn-Jones]] did the assessment.
Please thank [[Dave]], [[Chukwuemeka]] and [[Lin]].
It was [[Gurpreet]]'s idea.
My husband [[Derek]] was left waiting.
[[J Smith]] signed the form.
I was seen by [[Svetlana]].
MY CARER [[LINDA]] IS THE BEST
the OT, [[Siobhan]], was brilliant
Sister [[Immaculata]] was on the ward.
Regards, [[Zbigniew]]
Will you ask [[Grace]] to ring me?
[[Will]] was late again.
The manager, Ms [[Achterberg]], said no.
our daughter [[Niamh]] lives away
[[sharon]] was great
PC [[Adeyemi]] came to the door.
Cllr [[Whitcombe]] replied in a day.
Thanks to [[Xiuying]] I can walk again.
I told [[Hyacinth]] twice.
[[Tremaine]] from the reablement team got my dad walking.
We had [[Wren]] first and then [[Idowu]].
The OT was Ms [[Okonjo-Bell]].
Could you let [[Pam]] know it worked?
i would like to thank [[leanne]] and [[stacey]]
Her key worker, [[Torquil]], left.
Mr [[Hussain]] was very patient
[[Jolanta]] & [[Marek]] were both great.
my brother [[rhodri]] has been my carer
spoke with [[ANGELA]] at the front desk
Best wishes, [[Cressida Farrow]]
Dr. [[Varadkar]] was dismissive.
the social worker was called [[chidinma]]
Good morning, [[Eluned]] here, I want to complain.
[[Kwabena]]
I cannot praise [[Mabel Stott]] enough.
[[Rose]] came every day for six weeks.
Nurse [[Joy]] held my hand
Tell [[Bex]] thanks.
[[Sanjeev]]'s visit was short.
the bus driver ([[Len]]) helped me on
Mum's neighbour Mrs [[Entwistle]] has the key.
[[Hope]] was the only one who cared.
my wife [[Yetunde]] waited
""".strip().splitlines()

NUMBERS = """
Ring me on [[07700 900123]] please.
The office number is [[01225 713000]].
call [[(020) 7946 0018]] after six
my mobile: [[+44 7700 900 456]]
[[07700900789]]
write to [[jo.bloggs@example.org.uk]]
email is [[mary_77 @ mail.example.com]]
I live at [[14 Orchard Close]], Devizes [[SN10 1AB]].
postcode [[ba14 8jn]]
[[Flat 3]], [[27a High Street]]
my NHS number is [[943 476 5919]]
NHS no [[4010232137]]
NI number [[AB 12 34 56 C]]
national insurance [[qq123456c]]
born [[03/04/1939]]
DOB: [[12.5.47]]
date of birth [[3rd March 1950]]
He was born on [[7 July 1961]] in the town.
case number [[20394857]]
my reference [[ASC-004512]]
look at [[www.myblog.example.net/mum]]
see [[https://example.org/me]]
I am [[@carer_jo]] online
""".strip().splitlines()

HARMLESS = """
The staff were kind and helpful.
I waited 3 hours on Monday and 45 minutes on Tuesday.
Nothing could be better. Everything was fine.
Care was excellent in January 2022.
The NHS and the Council should talk.
They said they would come at 10:30 but came at 12.
Very good service, 10 out of 10.
I am 84 years old.
Perhaps more staff. Quicker appointments.
The OT came twice, the GP once.
""".strip().splitlines()

DETAIL = re.compile(r"\[\[(.+?)\]\]")


def missed(lines):
    """Return every detail of which some word is still there to be read."""
    left = []
    for line in lines:
        masked = mask(DETAIL.sub(r"\1", line)).text
        for detail in DETAIL.findall(line):
            if any(re.search(rf"(?<![\w\[]){re.escape(word)}(?![\w\]])", masked) for word in detail.split()):
                left.append((detail, masked))
    return left


def share_masked(lines):
    return 1 - len(missed(lines)) / sum(len(DETAIL.findall(line)) for line in lines)


def test_names_are_masked_nearly_always():
    assert share_masked(NAMES) >= 0.95, missed(NAMES)


def test_numbers_addresses_and_accounts_are_always_masked():
    assert share_masked(NUMBERS) == 1, missed(NUMBERS)


@pytest.mark.parametrize("line", HARMLESS)
def test_what_tells_nothing_is_left_alone(line):
    assert mask(line).text == line


def test_what_was_hidden_is_told_by_kind_and_place():
    text = "Ring Sarah on 07700 900123"
    masked = mask(text)
    assert masked.text == "Ring [name] on [phone number]"
    assert [(h.kind, text[h.start : h.end]) for h in masked.hidden] == [
        ("name", "Sarah"),
        ("phone number", "07700 900123"),
    ]


@given(st.text(max_size=300))
def test_any_text_can_be_masked_and_hidden_places_never_overlap(text):
    masked = mask(text)
    ends = [0]
    for item in masked.hidden:
        assert ends[-1] <= item.start < item.end <= len(text)
        ends.append(item.end)


@given(st.text(max_size=120))
def test_a_text_with_nothing_hidden_comes_back_unchanged(text):
    masked = mask(text)
    assert masked.hidden or masked.text == text


def test_a_long_text_takes_no_time_to_speak_of():
    assert "[phone number]" in mask("word 1 2 3 Road to a " * 2400 + " 07700 900123").text
