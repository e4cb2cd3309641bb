"""Attachments with their files, and every dispatch of an agenda kept whole."""

import sqlalchemy as sa
from alembic import op

from db.columns import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Attachments belong to a treatment or to a standing item; a locked agenda is kept in a table of its own.

    No program before this wrote an attachment, so that the table is made anew.
    """
    op.drop_table("attachment")
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=True, index=True),
        sa.Column("treatment_id", sa.Integer(), sa.ForeignKey("treatment.id"), nullable=True, index=True),
        sa.Column("agenda_item_id", sa.Integer(), sa.ForeignKey("agenda_item.id"), nullable=True, index=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, index=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("left_out_from", sa.Integer(), nullable=True),
    )
    op.create_table(
        "dispatch",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.UniqueConstraint("meeting_id", "version"),
    )
    op.drop_column("meeting", "locked_view")


def downgrade() -> None:
    """What this schema added is dropped, and what is in it lost."""
    op.add_column("meeting", sa.Column("locked_view", sa.Text(), nullable=True))
    op.drop_table("dispatch")
    op.drop_table("attachment")
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=False, index=True),
        sa.Column("agenda_item_id", sa.Integer(), sa.ForeignKey("agenda_item.id"), nullable=True, index=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=True),
    )
