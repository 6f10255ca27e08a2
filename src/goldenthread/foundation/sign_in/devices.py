"""Says in words what kind of device a browser runs on: enough for its owner to know it, too little for anybody else."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari/", "Safari"),
)
DEVICES = (
    ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "an Android device"), ("Windows", "a Windows computer"),
    ("CrOS", "a Chromebook"), ("Mac OS", "a Mac"), ("Linux", "a Linux computer"),
)  # fmt: skip


def in_words(agent: str) -> str:
    """Return "Firefox on a Windows computer" for what a browser says of itself."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "A browser")
    device = next((name for mark, name in DEVICES if mark in agent), "a device we do not know")
    return f"{browser} on {device}"
