"""What every table shares: one metadata with named constraints, and ids that the journal hands out."""

from typing import Any

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel


class Row(SQLModel):
    """A row of the register. Rows are read through these classes and written only by `db/record.py`."""

    model_config = {"defer_build": True}  # no row is ever made from these classes: building validators slows each start
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def assigned_id() -> Any:
    """A whole-number key that the ledger assigns; the database must not count by itself."""
    return Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
