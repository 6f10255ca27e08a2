"""Words that may speak of abuse, neglect or risk to life, so that a person reads them today.

Rather an alert too many: it decides nothing, it only brings a comment to a person sooner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ME = r"(?:me|him|her|them|us|my \w+|the (?:residents?|patients?|clients?)|people|residents|clients)"
_SOMEONE = rf"(?:{_ME}|mum|mam|dad|nan|grandma|grandad|wife|husband)"

RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        (
            "may be thinking of ending their life",
            r"suicid\w*|(?:kill|harm|hurt|cut)(?:ing|ed)? (?:my|him|her|them)sel(?:f|ves)|self[- ]?harm\w*|end(?:ing)? (?:it all|my life|his life|her life)|"
            r"(?:don'?t|do not|didn'?t|not) want to (?:live|be here|go on|wake up)|(?:want(?:s|ed)?|wish(?:ed)?|better off) (?:to be |i was |i were )?dead|"
            r"want(?:s|ed)? to die|take my own life|no (?:point|reason) (?:in )?(?:to )?liv(?:e|ing)|overdos\w*",
        ),
        (
            "may be physical harm",
            rf"\b(?:hits?|hitting|slap(?:s|ped|ping)?|punch(?:ed|es|ing)?|kick(?:ed|s|ing)?|push(?:ed|es|ing)?|shov(?:ed|es|ing)|beat(?:s|en|ing)?|grabb(?:ed|ing)|"
            rf"drag(?:ged|s|ging)|strangl\w+|chok(?:ed|es|ing)|burn(?:ed|t|s)|restrain(?:ed|s|ing)|hurt(?:s|ing)?|assault(?:ed|s|ing)?|attack(?:ed|s|ing)?) {_SOMEONE}\b|"
            r"\bassault(?:ed)?\b|\bbruis\w+|black eye|rough(?:ly)? handl\w+|handled (?:me|him|her|them|\w+ \w+) roughly|tied (?:to|up|down)|locked (?:me|him|her|them|\w+ \w+)? ?(?:in|up)\b|abus(?:e|ed|es|ing|ive|er)\b",
        ),
        (
            "may be sexual harm",
            r"\braped?\b|sexual(?:ly)? (?:\w+ )?(?:abus|assault|harass|touch)\w*|touch(?:ed|es|ing) (?:me|him|her|them) (?:in|where|inappropriately|down there|sexually)|inappropriate(?:ly)? touch\w*|indecent\w*|molest\w*",
        ),
        (
            "may be fear or threats",
            rf"threat(?:en(?:s|ed|ing)?) {_SOMEONE}|(?:afraid|scared|frightened|terrified|fear\w*) (?:of|for|to be|that (?:he|she|they)) (?:him|her|them|my|the|staff|carers?|his|being|life|safety|alone with|will|go home)|"
            r"(?:fear(?:s|ed|ing)?|feared) for (?:my|his|her|their|our) (?:life|lives|safety)|not safe (?:at|in|with)|unsafe (?:at|in|with)|bull(?:y|ied|ying)\b|humiliat\w+|controlling (?:me|him|her|partner|husband|wife)|domestic (?:violence|abuse)|(?:afraid|scared|frightened|terrified|fear) to (?:go|stay|live|sleep|speak|leave|say)",
        ),
        (
            "may be neglect",
            r"neglect\w*|left (?:\w+ ){0,4}(?:in (?:\w+ )?(?:urine|faeces|own mess|soiled|wet|dirty)|soiled|wet (?:bed|pad|for)|without (?:food|water|drink|medication|medicine|heating|care)|on the floor|lying on the floor|for (?:hours|days) (?:on|in|without))|"
            r"\b(?:wet|soiled|dirty) (?:bed|pad|nappy|clothes|sheets)\b|no (?:food|heating|water) (?:for|in the house|at home)|not (?:been )?(?:fed|washed|eaten|changed) (?:for|in|since|all)|starv\w+|dehydrat\w+|bed ?sores?|pressure (?:sores?|ulcers?)|malnourish\w*|"
            r"missed (?:his|her|my|their|the) (?:insulin|medication|tablets)|wrong (?:medication|tablets|dose)|(?:he|she|mum|dad) (?:nearly|almost) died|could have died",
        ),
        (
            "may be money or things taken",
            r"(?:stole|stolen|stealing|steals|theft|thief|robbed|conned|scam\w*|fraud\w*)|(?:took|taking|takes|taken) (?:my|his|her|their|mum'?s|dad'?s) (?:money|card|cash|pension|savings|bank|purse|wallet|jewell?ery)|money (?:has |is |was )?(?:gone )?missing|using (?:my|his|her) (?:bank )?card",
        ),
        (
            "may be held against their will",
            r"(?:not allowed|won'?t let (?:me|him|her)) (?:to )?(?:go out|leave|see (?:my|his|her)|use the phone)|kept prisoner|held against|forced (?:me|him|her|them) to|slavery|took (?:my|his|her) passport",
        ),
        ("may be a risk of fire or death", r"\b(?:gas leak|set fire|house fire|knife|weapon|gun)\b|going to die|life (?:is )?(?:in|at) (?:danger|risk)"),
    )
)  # fmt: skip


@dataclass(frozen=True)
class Alert:
    """Why a person should read this today, and the words that say so."""

    reason: str
    words: str


def alerts(text: str) -> tuple[Alert, ...]:
    """Return one alert for each kind of danger the words may speak of; often none."""
    plain = text.replace("\u2019", "'")
    found = ((reason, rule.search(plain)) for reason, rule in RULES)
    return tuple(Alert(reason, match[0]) for reason, match in found if match)
