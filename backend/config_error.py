"""What is said of a setting that is missing or wrong."""

import click


class ConfigError(click.ClickException):
    """A setting is missing or wrong; the message says how to mend it, and is all that a command says."""
