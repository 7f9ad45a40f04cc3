"""What tuning may set, with the values it may take; none of them changes what a package answers."""

from __future__ import annotations

PARAMETERS: dict[str, tuple[int, ...]] = {
    "sqlite_cache_kib": (2000, 16000),
    "sqlite_mmap_mib": (0, 64),
    "sqlite_wal_pages": (1000, 4000),
}
"""SQLite's page cache, memory map, and pages in the write-ahead log before it is folded back; first the default."""
LEAST_GAIN = 0.05
"""The share by which the median must fall for a value to be kept."""
LEAST_SAMPLES = 3
"""Measurements on each side of a trial."""
