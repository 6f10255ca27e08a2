"""What a person may type on the thread's own pages."""

from django import forms

from goldenthread.thread.models.subject import SubjectKind
from goldenthread.ui.forms import DateField, FilterForm, Form


class CommentForm(Form):
    """A remark by a colleague."""

    words = forms.CharField(label="Your comment", max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))


class TaskForm(Form):
    """Something one person has to do by a day."""

    words = forms.CharField(label="What has to be done?", max_length=300)
    owner = forms.ChoiceField(label="Who will do it?")
    due_on = DateField(label="By when?")
    needs_second_person = forms.BooleanField(
        label="A second person must check it, with proof", required=False,
        help_text="Choose this where the law asks for it or someone could be harmed.",
    )  # fmt: skip

    def __init__(self, *args: object, people: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]


class FinishForm(Form):
    """Proof that an action was done, in proportion to its risk."""

    proof = forms.CharField(label="What shows that it was done?", max_length=500, required=False)


class ApprovalForm(Form):
    """Agreed, or not and why."""

    agreed = forms.ChoiceField(
        label="Do you agree with this thread?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Reason", max_length=500, required=False, help_text="Needed if you do not agree.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean(self) -> dict[str, object]:
        """Ask for the reason of a refusal."""
        given = super().clean() or {}
        if given.get("agreed") == "no" and not given.get("reason"):
            self.add_error("reason", "Say why you do not agree.")
        return given


class TellForm(Form):
    """Which people have been told, by which reply."""

    voices = forms.MultipleChoiceField(
        label="Who has been told?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who has been told."},
    )
    reply = forms.ChoiceField(label="Which reply were they given?", widget=forms.RadioSelect)

    field_order = ["reply", "voices"]

    def __init__(
        self, *args: object, replies: list[tuple[str, str]], voices: list[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].choices = replies  # type: ignore[attr-defined]
        self.fields["voices"].choices = voices  # type: ignore[attr-defined]


class ReplyForm(Form):
    """You said, we did."""

    you_said = forms.CharField(label="You said", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    we_did = forms.CharField(
        label="We did", max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Say what was done. Whether it worked is added from the verdict, when there is one.",
    )  # fmt: skip
    easy_read = forms.CharField(
        label="The same in easy words",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    audience = forms.ChoiceField(
        label="Who is this for?",
        choices=[
            ("public", "Everyone: show it on the public page"),
            ("people", "The people who spoke"),
            ("staff", "Staff"),
        ],
        widget=forms.RadioSelect,
        initial="public",
    )
    improvement = forms.ChoiceField(label="Which change does it tell of?", required=False)

    def __init__(self, *args: object, improvements: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["improvement"].choices = [("", "No change yet"), *improvements]  # type: ignore[attr-defined]


class RewordForm(Form):
    """What should be different, in one sentence."""

    sentence = forms.CharField(
        label="What should be different?", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One sentence, such as: Tell people what happens next before we hang up.",
    )  # fmt: skip
    title = forms.CharField(label="A short name for the thread", max_length=120, required=False)
    detail = forms.CharField(
        label="More about it", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class LearningForm(RewordForm):
    """The same, and what a chart shows when the thread starts from a measure."""

    signal = forms.CharField(
        label="What does the chart show?", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Such as: Reviews on time fell in each of the last eight months.",
    )  # fmt: skip
    field_order = ["signal", "sentence", "title", "detail"]

    def __init__(self, *args: object, signal: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not signal:
            del self.fields["signal"]


class JoinForm(Form):
    """Which thread something belongs to."""

    learning = forms.ChoiceField(label="Which thread?")

    def __init__(self, *args: object, learnings: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["learning"].choices = [("", "Choose a thread"), *learnings]  # type: ignore[attr-defined]


class SubjectForm(Form):
    """Something that answers, complaints, audits and stories gather under."""

    kind = forms.ChoiceField(label="What is it?", choices=[("", "Choose one"), *SubjectKind.choices])
    name = forms.CharField(label="Its name", max_length=200)
    owner = forms.ChoiceField(label="Who looks after it?", required=False)
    review_on = DateField(label="When will it be looked at again?", required=False)
    shaped_by = forms.CharField(
        label="Who shaped it?", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="People who draw on care, carers, partners: who had a say in it, and how.",
    )  # fmt: skip

    def __init__(
        self, *args: object, people: list[tuple[str, str]], fixed: bool = False, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Nobody yet"), *people]  # type: ignore[attr-defined]
        if fixed:
            del self.fields["kind"], self.fields["name"]


class AboutForm(Form):
    """What a node is about."""

    subject = forms.ChoiceField(label="What is this about?")

    def __init__(self, *args: object, subjects: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = [("", "Choose from the register"), *subjects]  # type: ignore[attr-defined]


class HistoryFilter(FilterForm):
    """What the history is narrowed to."""

    verb = forms.ChoiceField(label="What was done")
    by = forms.ChoiceField(label="By whom")
    since = DateField(label="From")
    until = DateField(label="To")

    def __init__(
        self, *args: object, verbs: list[tuple[str, str]], people: list[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [("", "Anything"), *verbs]  # type: ignore[attr-defined]
        self.fields["by"].choices = [("", "Anybody"), *people]  # type: ignore[attr-defined]
