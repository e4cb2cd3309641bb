"""Deadlines that are reminded of, letters and how far they have come, the clock's beats, and the yearly wheel."""

import sqlalchemy as sa
from alembic import op

from db.columns import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

AT_ONCE = "1970-01-01"


def upgrade() -> None:
    """New tables; deadlines get owners, a course and the day of the next look, tasks and promises a birth day."""
    op.drop_column("deadline", "owner")
    op.add_column("deadline", sa.Column("owners", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("deadline", sa.Column("addressees", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("deadline", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("deadline", sa.Column("course", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("deadline", sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column("deadline", sa.Column("reason", sa.String(), nullable=True))
    op.add_column("deadline", sa.Column("remind_on", sa.Date(), nullable=True, server_default=AT_ONCE))
    op.create_index("ix_deadline_state_remind_on", "deadline", ["state", "remind_on"])
    op.add_column("task", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("promise", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("forum", sa.Column("email", sa.String(), nullable=True))
    _letters()
    _reminding()
    _clock()


def _letters() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(), nullable=False, unique=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=True, index=True),
        sa.Column("to_email", sa.String(), nullable=False, index=True),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("html", sa.String(), nullable=True),
        sa.Column("invitation", sa.String(), nullable=True),
        sa.Column("enclosures", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False, unique=True),
        sa.Column("dated", Instant(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("named", sa.Text(), nullable=False, server_default="[]"),
        sa.Column("failure", sa.String(), nullable=True),
    )
    op.create_table(
        "delivery",
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letter.id"), primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("waits_for_approval", sa.Boolean(), nullable=False),
        sa.Column("next_at", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("tried_since", Instant(), nullable=True),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("sent_at", Instant(), nullable=True),
    )
    op.create_index("ix_delivery_state_next_at", "delivery", ["state", "next_at"])


def _reminding() -> None:
    op.create_table(
        "ladder",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("scope", sa.String(), nullable=False, unique=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("head_from", sa.Integer(), nullable=True),
        sa.Column("chair_from", sa.Integer(), nullable=True),
        sa.Column("head", sa.String(), nullable=True),
        sa.Column("chair", sa.String(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("token", sa.String(), nullable=True, index=True),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letter.id"), nullable=False, index=True),
        sa.UniqueConstraint("subject", "revision", "step", "recipient"),
    )
    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.UniqueConstraint("subject", "revision", "recipient"),
    )


def _clock() -> None:
    op.create_table(
        "beat",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
    )
    op.create_table(
        "calendar_entry",
        sa.Column("uid", sa.String(), primary_key=True),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("forums", sa.Text(), nullable=False),
    )
    op.create_table(
        "wheel",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(), nullable=False, unique=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "wheel_turn",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("wheel_id", sa.Integer(), sa.ForeignKey("wheel.id"), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=True, index=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.UniqueConstraint("wheel_id", "occurrence"),
    )


def downgrade() -> None:
    """What this schema added is dropped, and what is in it lost."""
    for table in ("wheel_turn", "wheel", "calendar_entry", "beat", "acknowledgement", "reminder", "ladder"):
        op.drop_table(table)
    op.drop_table("delivery")
    op.drop_table("letter")
    op.drop_column("forum", "email")
    op.drop_column("promise", "since")
    op.drop_column("task", "since")
    op.drop_index("ix_deadline_state_remind_on", "deadline")
    for column in ("remind_on", "reason", "ended_on", "course", "since", "addressees", "owners"):
        op.drop_column("deadline", column)
    op.add_column("deadline", sa.Column("owner", sa.String(), nullable=True))
