"""Alembic environment and migrations; migrations are only ever appended."""
