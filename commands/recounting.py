"""The command that counts deadlines anew; it stands among those about deadlines (commands/deadline.py)."""

from commands import edge


def recount() -> None:
    """Count anew which working day each open deadline is worked to, after the closing days became others.

    Example: sagsgang deadline recount
    """
    from workflow.recount import recount as count

    moved = edge.write(lambda connection: count(connection, by=edge.who(), now=edge.now()), "deadline recount")
    for one in moved:
        was = f" (was {one.was})" if one.was else ""
        print(f"Deadline {one.number}: {one.words}, worked to {one.works_to}{was}")
    if not moved:
        print("Every open deadline is worked to the right day already. Nothing was written.")
