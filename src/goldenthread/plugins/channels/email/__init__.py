"""Email, by whichever mail server the installation names."""

from goldenthread.plugins.channels.email.channel import Email
from goldenthread.ports.channels import channels

channels.add(Email())
