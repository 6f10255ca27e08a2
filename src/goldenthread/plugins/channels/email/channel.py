"""Hands a message to a mail server, and says what the server answered without repeating anybody's address."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from goldenthread.ports.channels import NotDelivered, Outgoing, Receipt

DOMAIN = "goldenthread"


class Email:
    """The channel `email`."""

    key = "email"
    label = "Email"

    def send(self, message: Outgoing) -> Receipt:
        """Hand one email over; raises NotDelivered, to be tried again unless the server said never (5xx)."""
        identity = f"<{message.reference}@{DOMAIN}.{settings.EMAIL_DOMAIN}>"
        letter = EmailMessage(
            subject=" ".join(message.subject.split()),
            body=message.body,
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[message.to],
            headers={**message.headers, "Message-ID": identity},
        )
        try:
            letter.send()
        except smtplib.SMTPRecipientsRefused as refused:
            code = max((reason[0] for reason in refused.recipients.values()), default=0)
            raise _answer(code) from None  # its text holds the address
        except smtplib.SMTPResponseException as refused:
            raise _answer(refused.smtp_code) from None
        except (OSError, smtplib.SMTPException) as failure:
            raise NotDelivered(
                f"The mail server could not be reached ({type(failure).__name__}).", try_again=True
            ) from None
        except ValueError:  # an address or subject that no letter can carry
            raise NotDelivered(
                "The address is not one that an email can be sent to.", try_again=False
            ) from None
        return Receipt(identity)


def _answer(code: int) -> NotDelivered:
    never = 500 <= code < 600 and code not in (530, 535)  # not signed in is ours to mend, not the reader's
    return NotDelivered(f"The mail server refused the message (code {code}).", try_again=not never)
