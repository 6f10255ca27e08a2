"""Tells a full disk from every other failure."""

import errno

FULL = {errno.ENOSPC, errno.EDQUOT}
POSTGRESQL_FULL = "53100"
SQLITE_FULL = "database or disk is full"


def is_full(fault: BaseException | None) -> bool:
    """Say whether a failure, or what caused it, is a disk without room."""
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        if isinstance(fault, OSError) and fault.errno in FULL:
            return True
        if getattr(fault, "sqlstate", None) == POSTGRESQL_FULL or SQLITE_FULL in str(fault):
            return True
        fault = fault.__cause__ or fault.__context__
    return False
