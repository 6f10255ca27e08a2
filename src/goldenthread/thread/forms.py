"""What a person may type on the thread's own pages."""

from django import forms

from goldenthread.ui.forms import DateField, Form


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

    reply = forms.ChoiceField(label="Which reply were they given?", widget=forms.RadioSelect)

    def __init__(self, *args: object, replies: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].choices = replies  # type: ignore[attr-defined]


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
        self.fields["improvement"].choices = [("", "None yet"), *improvements]  # type: ignore[attr-defined]
