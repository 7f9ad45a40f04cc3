"""What a receiver replied, kept with its inbox, so that a request that comes again is answered again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("inbox", sa.Column("reply", sa.JSON))
