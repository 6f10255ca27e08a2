import pytest

from goldenthread.domain.scripts import language_of


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Nobody told me what happens next", "en"),
        ("", "en"),
        ("Café, naïve, Łódź", "en"),
        ("👍🏽😀", "en"),
        ("She read me a line: السلام عليكم and then she left, which was kind of her to do", "en"),
        ("لم يخبرني أحد بما سيحدث بعد ذلك", "und-Arab"),
        ("Мне никто не сказал", "und-Cyrl"),
        ("किसी ने मुझे नहीं बताया", "und-Deva"),
        ("ਕਿਸੇ ਨੇ ਮੈਨੂੰ ਨਹੀਂ ਦੱਸਿਆ", "pa"),
        ("কেউ আমাকে বলেনি", "bn"),
        ("没有人告诉我", "zh"),
        ("誰も教えてくれなかった", "ja"),
        ("אף אחד לא אמר לי", "he"),
    ],
)
def test_the_letters_tell_the_language_or_at_least_the_script(words, language):
    assert language_of(words) == language
