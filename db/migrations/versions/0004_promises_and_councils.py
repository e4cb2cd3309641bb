"""Promises, what is known of each council's answer, working days before a meeting, and what the law says by default."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New tables, and columns that say nothing of what stands there."""
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("forum_id", sa.Integer(), sa.ForeignKey("forum.id"), nullable=False, index=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.Integer(), sa.ForeignKey("meeting.id"), nullable=True, index=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=True, index=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False, index=True),
        sa.Column("kept_at", sa.Integer(), sa.ForeignKey("meeting.id"), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("course", sa.Text(), nullable=False),
    )
    op.create_table(
        "council_answer",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("treatment_id", sa.Integer(), sa.ForeignKey("treatment.id"), nullable=False, unique=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("agenda_on", sa.Date(), nullable=True),
        sa.Column("remarks", sa.String(), nullable=True),
        sa.Column("asked_again_on", sa.Date(), nullable=True),
    )
    op.add_column("stop", sa.Column("gap", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("deadline", sa.Column("legal_default", sa.String(), nullable=True))
    op.add_column("forum", sa.Column("cut_off_working", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("forum", sa.Column("dispatch_working", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """What this schema added is dropped, and what is in it lost."""
    op.drop_column("forum", "dispatch_working")
    op.drop_column("forum", "cut_off_working")
    op.drop_column("deadline", "legal_default")
    op.drop_column("stop", "gap")
    op.drop_table("council_answer")
    op.drop_table("promise")
