"""A council's own ink, link and mark colours, and whether people can see them."""

import re

HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
WHITE = "#ffffff"
WASH = "#eef2f5"  # the pale ground of the navigation, filters and footer
TEXT_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3 Contrast (Minimum)
MARK_CONTRAST = 3.0  # WCAG 2.2, success criterion 1.4.11 Non-text Contrast


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, from 1 (same) to 21 (black on white).

    Source: WCAG 2.2, definition of contrast ratio: (L1 + 0.05) / (L2 + 0.05), L1 the lighter luminance.
    Raises ValueError for anything but six hexadecimal digits after a `#`.
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a `#rrggbb` colour, 0 (black) to 1 (white).

    Source: WCAG 2.2, definition of relative luminance, with the sRGB threshold 0.04045.
    """
    if not HEX.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour like #17324d.")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def problems_with(*, ink: str, link: str, mark: str) -> list[str]:
    """Return one plain sentence for each reason why people could not see these colours; empty when all is well."""
    named = {"ink": ink, "link": link, "mark": mark}
    badly_written = [name for name, colour in named.items() if not HEX.fullmatch(colour)]
    if badly_written:
        return [
            f"Write the {name} colour as # and six letters or digits, like #17324d." for name in badly_written
        ]
    pairs = (
        ("White words on the ink colour", contrast(WHITE, ink), TEXT_CONTRAST, "choose a darker ink"),
        (
            "Headings in the ink colour on pale grey",
            contrast(ink, WASH),
            TEXT_CONTRAST,
            "choose a darker ink",
        ),
        ("Links on white", contrast(link, WHITE), TEXT_CONTRAST, "choose a darker link colour"),
        ("Links on pale grey", contrast(link, WASH), TEXT_CONTRAST, "choose a darker link colour"),
        (
            "The mark on the ink colour",
            contrast(mark, ink),
            MARK_CONTRAST,
            "choose a lighter mark or a darker ink",
        ),
    )
    return [
        f"{what} would be hard to see: the contrast is {found:.1f} and must be at least {needed:g}; {mend}."
        for what, found, needed, mend in pairs
        if found < needed
    ]


def stylesheet(ink: str, link: str, mark: str) -> str:
    """Return a style sheet that puts a council's colours over the shipped ones.

    Raises ValueError for anything but `#rrggbb`, so that nothing else can be written into the sheet.
    """
    for colour in (ink, link, mark):
        luminance(colour)
    hover = shade(link, 0.3)
    return (
        f":root{{--gt-ink:{ink};--gt-link:{link};--gt-mark:{mark};--govuk-brand-colour:{ink};"
        f"--govuk-link-colour:{link};--govuk-link-hover-colour:{hover}}}\n"
    )


def shade(colour: str, share: float) -> str:
    """Return `colour` mixed with `share` (0 to 1) of black, as `#rrggbb`."""
    return "#" + "".join(f"{round(int(colour[at : at + 2], 16) * (1 - share)):02x}" for at in (1, 3, 5))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
