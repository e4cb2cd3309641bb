"""Cases on their way, meetings, and what was decided."""

import sqlalchemy as sa
from alembic import op

from db.columns import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False, index=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("route_key", sa.String(), nullable=False),
        sa.Column("route_version", sa.Integer(), nullable=False),
        sa.Column("assumed", sa.Boolean(), nullable=False),
        sa.Column("officers", sa.Text(), nullable=False),
        sa.Column("journal_numbers", sa.Text(), nullable=False),
        sa.Column("joined_into", sa.Integer(), sa.ForeignKey("cases.id"), nullable=True, index=True),
        sa.Column("expected", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_words", sa.String(), nullable=True),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(), nullable=False, unique=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=True, index=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False, index=True),
        sa.Column("queued_at", Instant(), nullable=False),
    )
    op.create_table(
        "stop",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("forums", sa.Text(), nullable=False),
        sa.Column("join_rule", sa.Text(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("reservation", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("scope", sa.String(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("delegated_by", sa.Integer(), sa.ForeignKey("stop.id"), nullable=True),
        sa.UniqueConstraint("case_id", "key"),
    )
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("other_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=False, index=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.UniqueConstraint("case_id", "other_id"),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("forum_id", sa.Integer(), sa.ForeignKey("forum.id"), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.String(5), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("participants", sa.Text(), nullable=False),
        sa.Column("apologies", sa.Text(), nullable=False),
        sa.Column("cut_off", sa.Date(), nullable=True),
        sa.Column("dispatch", sa.Date(), nullable=True),
        sa.Column("locked_view", sa.Text(), nullable=True),
        sa.Column("lock_reason", sa.String(), nullable=True),
        sa.Column("cancel_reason", sa.String(), nullable=True),
        sa.UniqueConstraint("forum_id", "on"),
    )
    op.create_index(None, "meeting", ["forum_id", "state", "on"])
    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=True, index=True),
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id"), nullable=True, index=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("before", sa.Boolean(), nullable=False),
        sa.Column("year_inferred", sa.Boolean(), nullable=False),
        sa.Column("works_to", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_index(None, "deadline", ["state", "on"])
    op.create_table(
        "imported_file",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(), nullable=False, unique=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
    )
    op.create_table(
        "treatment",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=False, index=True),
        sa.Column("stop_id", sa.Integer(), sa.ForeignKey("stop.id"), nullable=False, index=True),
        sa.Column("forum_id", sa.Integer(), sa.ForeignKey("forum.id"), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id"), nullable=True, index=True),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("purposes", sa.Text(), nullable=False),
        sa.Column("officers", sa.Text(), nullable=False),
        sa.Column("journal_number", sa.String(), nullable=True),
        sa.Column("attachment_marks", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("group_title", sa.String(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
    )
    op.create_index(None, "treatment", ["forum_id", "open", "state", "meeting_id"])
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id"), nullable=False, index=True),
        sa.Column("treatment_id", sa.Integer(), sa.ForeignKey("treatment.id"), nullable=True, index=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("group_title", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=True),
        sa.Column("purposes", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("attachment_marks", sa.Integer(), nullable=False),
        sa.Column("officers", sa.Text(), nullable=False),
        sa.Column("journal_number", sa.String(), nullable=True),
        sa.Column("absent", sa.Text(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
    )
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
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("treatment_id", sa.Integer(), sa.ForeignKey("treatment.id"), nullable=True, index=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=True, index=True),
        sa.Column("forum_id", sa.Integer(), sa.ForeignKey("forum.id"), nullable=False),
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id"), nullable=True, index=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("additions", sa.String(), nullable=True),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("scope", sa.String(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("corrects", sa.Integer(), sa.ForeignKey("decision.id"), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("new_case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=True),
    )
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=False, index=True),
        sa.Column("decision_id", sa.Integer(), sa.ForeignKey("decision.id"), nullable=True, index=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
    )
    op.create_index(None, "task", ["state", "due"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("task")
    op.drop_table("decision")
    op.drop_table("attachment")
    op.drop_table("agenda_item")
    op.drop_table("treatment")
    op.drop_table("imported_file")
    op.drop_table("deadline")
    op.drop_table("meeting")
    op.drop_table("suggestion")
    op.drop_table("stop")
    op.drop_table("outbox")
    op.drop_table("cases")
