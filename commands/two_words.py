"""Commands of two words beside a command of the first word alone: "agenda KKR" and "agenda diff KKR"."""

from typing import Any

from typer.core import TyperGroup


class TwoWords(TyperGroup):
    """A group in which a command may be named by two words; where both are typed, they are it."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # Typer does not give out the types of its own click
        """Find the command that the first words name."""
        both = " ".join(args[:2])
        if both in self.commands:
            return both, self.commands[both], args[2:]
        return super().resolve_command(ctx, args)
