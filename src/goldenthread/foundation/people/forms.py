"""What a person types to sign in."""

from allauth.account.forms import LoginForm


class SignIn(LoginForm):
    """Address and password, in plain words; paste and password managers are welcome."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Email address"
        self.fields["login"].error_messages["required"] = "Enter your email address."
        self.fields["password"].label = "Password"
        self.fields["password"].error_messages["required"] = "Enter your password."
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
